//! Sightline's own scenarios: networks from the articles its users read, each with its question.

use crate::words::Says;

/// A network with a question worth asking.
#[derive(Debug)]
pub struct Scenario {
    /// Its name in a link.
    pub id: &'static str,
    /// What the menu calls it.
    pub title: Says,
    /// What it shows, in one sentence.
    pub lesson: Says,
    /// The document.
    pub json: &'static str,
    /// The vantages worth asking from; the first is asked at once.
    pub vantages: &'static [&'static str],
    /// The target of the question, with its port.
    pub target: &'static str,
}

/// All scenarios; the first is what the page opens on.
pub const ALL: &[Scenario] = &[
    Scenario {
        id: "hands-on",
        title: Says {
            en: "PrivateLink hands-on",
            ja: "PrivateLink ハンズオン",
        },
        lesson: Says {
            en: "The consumer reaches the provider's web server through one interface in its own subnet; nothing crosses the internet.",
            ja: "利用側は自分のサブネット内の ENI だけを通って、インターネットを経由せずに提供側の Web サーバーへ到達します。",
        },
        json: include_str!("../scenarios/hands-on.json"),
        vantages: &["consumer-ec2"],
        target: "vpce-0a1b2c3d4e5f60001:80",
    },
    Scenario {
        id: "split-horizon",
        title: Says {
            en: "One name, two answers",
            ja: "スプリットホライズン DNS",
        },
        lesson: Says {
            en: "Inside the VPC the service's name answers with the endpoint's private address; from the internet the same name answers with a public one.",
            ja: "同じ名前でも、VPC 内ではエンドポイントのプライベートアドレス、インターネットからはパブリックアドレスが返ります。",
        },
        json: include_str!("../scenarios/split-horizon.json"),
        vantages: &["private-ec2", "internet"],
        target: "monitoring.ap-northeast-1.amazonaws.com:443",
    },
    Scenario {
        id: "nat-or-gateway",
        title: Says {
            en: "NAT or gateway endpoint",
            ja: "NAT かゲートウェイエンドポイントか",
        },
        lesson: Says {
            en: "Two subnets ask S3 for the same thing: one goes through a free gateway endpoint, the other pays for a NAT gateway.",
            ja: "同じ S3 への通信でも、一方は無料のゲートウェイエンドポイント、もう一方は課金される NAT ゲートウェイを通ります。",
        },
        json: include_str!("../scenarios/nat-or-gateway.json"),
        vantages: &["task-a", "task-c"],
        target: "s3.ap-northeast-1.amazonaws.com:443",
    },
    Scenario {
        id: "interface-or-gateway",
        title: Says {
            en: "Interface or gateway endpoint",
            ja: "インターフェイス型かゲートウェイ型か",
        },
        lesson: Says {
            en: "Both reach S3 without the internet. The gateway endpoint is a route and costs nothing; the interface endpoint answers the same name with private addresses and costs by the hour in every zone, and by the gigabyte: look at it in the cost perspective.",
            ja: "どちらもインターネットを通らずに S3 へ届きます。ゲートウェイ型はルートであり無料です。インターフェイス型は同じ名前にプライベートアドレスを返し、ゾーンごとの時間料金と転送量の料金がかかります。「費用」の表示で見比べてください。",
        },
        json: include_str!("../scenarios/interface-or-gateway.json"),
        vantages: &["batch-1", "batch-2"],
        target: "s3.ap-northeast-1.amazonaws.com:443",
    },
    Scenario {
        id: "inspection",
        title: Says {
            en: "Traffic inspected by a firewall",
            ja: "ファイアウォールでの検査",
        },
        lesson: Says {
            en: "The internet gateway has a route table of its own: what comes in passes a firewall behind a Gateway Load Balancer, there and back. Select the firewall and let it drop.",
            ja: "インターネットゲートウェイ自身のルートテーブルにより、受信した通信は Gateway Load Balancer の先のファイアウォールを往復とも通ります。ファイアウォールを選び、破棄に切り替えてみてください。",
        },
        json: include_str!("../scenarios/inspection.json"),
        vantages: &["internet"],
        target: "203.0.113.10:80",
    },
];

/// The scenario of that name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Scenario> {
    ALL.iter().find(|scenario| scenario.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use net::Topology;

    #[test]
    fn every_scenario_is_a_sound_document() {
        for scenario in ALL {
            let topology = Topology::from_json(scenario.json);
            assert!(topology.is_ok(), "{}: {:?}", scenario.id, topology.err());
            assert!(!scenario.vantages.is_empty(), "{}", scenario.id);
        }
    }
}
