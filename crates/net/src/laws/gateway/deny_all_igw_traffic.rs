//! Interfaces that internet gateways refuse.

use super::{AtGateway, InternetLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: InternetLaw = Law {
    doc: LawDoc {
        id: "deny_all_igw_traffic",
        rules: &["R1.9", "R2.7"],
        says: Says {
            en: "An internet gateway refuses an interface marked denyAllIgwTraffic, as AWS marks those of endpoints with IPv6; other networks still reach it.",
            ja: "denyAllIgwTraffic が付いた ENI への通信を、インターネットゲートウェイは通しません。IPv6 を持つエンドポイントの ENI には AWS がこれを付けます。",
        },
        source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html",
    },
    judge,
};

fn judge(at: &AtGateway<'_>) -> Judgement<Packet> {
    match at.interface {
        Some(interface) if interface.deny_all_igw_traffic => Judgement::Stops(
            Code::IgwDenyAllTraffic,
            Fact::Attribute {
                resource: interface.id.clone().into(),
                attribute: "deny_all_igw_traffic",
                value: "true".to_owned(),
            },
        ),
        _ => Judgement::Silent,
    }
}
