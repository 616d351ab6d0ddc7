//! No private destinations.

use super::{AtGateway, InternetLaw, is_private};
use crate::code::Code;
use crate::evidence::Packet;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: InternetLaw = Law {
    doc: LawDoc {
        id: "igw_private_destination",
        rules: &["R1.17"],
        says: Says {
            en: "An internet gateway does not carry packets to private addresses.",
            ja: "インターネットゲートウェイは、プライベートアドレス宛てのパケットを運びません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
    },
    judge,
};

fn judge(leaving: &AtGateway<'_>) -> Judgement<Packet> {
    let destination = leaving.packet.destination;
    if is_private(destination) {
        return Judgement::Stops(
            Code::IgwPrivateDestination,
            Fact::Attribute {
                resource: leaving.gateway.clone(),
                attribute: "destination",
                value: destination.to_string(),
            },
        );
    }
    Judgement::Silent
}
