//! A public address to translate to.

use super::{AtGateway, InternetLaw};
use crate::code::Code;
use crate::evidence::Packet;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: InternetLaw = Law {
    doc: LawDoc {
        id: "igw_public_address",
        rules: &["R1.6", "R1.17"],
        says: Says {
            en: "An internet gateway replaces a source's private address with its public one, and carries no source that has none.",
            ja: "インターネットゲートウェイは送信元をパブリック IP に変換します。パブリック IP のない送信元は通しません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
    },
    judge,
};

fn judge(at: &AtGateway<'_>) -> Judgement<Packet> {
    let before = at.packet;
    if before.source.is_ipv6() {
        return Judgement::Silent;
    }
    let own = at.interface.and_then(|interface| interface.public_address);
    let public = own.or(at.translated);
    let Some(source) = public else {
        if let Some(forwarder) = at.forwarder.filter(|it| it.public_address.is_some()) {
            return Judgement::Unknown(
                Code::FactMissing,
                Fact::Missing {
                    resource: forwarder.known_as().clone(),
                    what: "appliance",
                },
            );
        }
        return Judgement::Stops(
            Code::IgwNoPublicIp,
            Fact::Attribute {
                resource: at.inside(),
                attribute: "public_ip",
                value: String::new(),
            },
        );
    };
    let after = Packet { source, ..before };
    Judgement::Settles(after, Fact::Rewrite { before, after })
}
