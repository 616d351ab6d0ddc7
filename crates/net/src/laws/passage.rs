//! What happens on a way that nothing refuses: laws without a question.

use crate::evidence::{Decision, Evidence, Fact, LawDoc};
use crate::lang::Says;

/// These laws.
pub static ALL: [&LawDoc; 7] = [
    &PRIVATE_LINK,
    &AWS_NETWORK,
    &GATEWAY_TABLE,
    &INSPECTED,
    &NAT_INSTANCE,
    &ANSWERS,
    &AWS_CHOOSES,
];

/// `PrivateLink` carries connections one way.
pub static PRIVATE_LINK: LawDoc = LawDoc {
    id: "private_link",
    rules: &["R2.5", "R3.6", "R3.11"],
    says: Says {
        en: "PrivateLink carries the connection from the endpoint to its service, one way, without routing between the networks.",
        ja: "PrivateLink は、エンドポイントからサービスへ一方向に接続を運びます。ネットワーク間のルーティングは不要です。",
    },
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html",
};

/// Traffic to AWS's public endpoints stays on AWS's network.
pub static AWS_NETWORK: LawDoc = LawDoc {
    id: "aws_network",
    rules: &["R1.17"],
    says: Says {
        en: "Traffic from a VPC to the public address of an AWS service leaves the VPC but stays on the AWS network.",
        ja: "VPC から AWS サービスのパブリックアドレスへの通信は、VPC を出ても AWS のネットワーク内にとどまります。",
    },
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
};

/// What comes in by a gateway with a route table of its own goes by that.
pub static GATEWAY_TABLE: LawDoc = LawDoc {
    id: "gateway_route_table",
    rules: &["R1.16", "R2.20"],
    says: Says {
        en: "What comes into a VPC by a gateway that has a route table of its own goes where that table says, not straight to the subnet.",
        ja: "ゲートウェイにルートテーブルが関連付けられている場合、VPC に入るパケットは、サブネットへ直接ではなくそのテーブルに従って進みます。",
    },
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html",
};

/// An inspected packet goes on from the endpoint's subnet.
pub static INSPECTED: LawDoc = LawDoc {
    id: "inspected",
    rules: &["R2.18"],
    says: Says {
        en: "The inspected packet comes back to the endpoint it was sent from, and goes on by the route table of the endpoint's subnet.",
        ja: "検査されたパケットは送り出した同じエンドポイントに戻り、そのサブネットのルートテーブルで先へ進みます。",
    },
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html",
};

/// An appliance that translates.
pub static NAT_INSTANCE: LawDoc = LawDoc {
    id: "nat_instance",
    rules: &["R1.8", "R1.18"],
    says: Says {
        en: "A NAT instance replaces the source with its own address and goes on from its own subnet.",
        ja: "NAT インスタンスは送信元を自身のアドレスに変換し、自身のサブネットから送ります。",
    },
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html",
};

/// Something at the end of the way takes the packet.
pub static ANSWERS: LawDoc = LawDoc {
    id: "answers",
    rules: &["R5.1"],
    says: Says {
        en: "The packet has arrived, and is answered.",
        ja: "パケットが到着し、応答が返されます。",
    },
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html",
};

/// Where AWS chooses and the choices differ.
pub static AWS_CHOOSES: LawDoc = LawDoc {
    id: "aws_chooses",
    rules: &["R3.6", "R4.12", "R5.1"],
    says: Says {
        en: "AWS chooses among several addresses, nodes or targets, and the choices do not all end the same way.",
        ja: "AWS が複数のアドレス・ノード・ターゲットから選びますが、結果が選択によって異なります。",
    },
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html",
};

/// A law of this file as evidence.
#[must_use]
pub const fn stated(law: &'static LawDoc, fact: Fact) -> Evidence {
    Evidence {
        law,
        decision: Decision::Passed,
        code: None,
        fact,
    }
}
