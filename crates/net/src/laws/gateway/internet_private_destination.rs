//! Private addresses end at the VPC.

use super::{Arriving, FromInternetLaw, is_private};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: FromInternetLaw = Law {
    doc: LawDoc {
        id: "internet_private_destination",
        rules: &["R2.7", "R4.12"],
        says: Says {
            en: "A private address cannot be reached from the internet, whatever name it was found by.",
            ja: "プライベートアドレスには、どの名前で引いてもインターネットからは到達できません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    },
    judge,
};

fn judge(arriving: &Arriving<'_>) -> Judgement<NetworkInterfaceId> {
    let destination = arriving.packet.destination;
    if is_private(destination) {
        return Judgement::Stops(
            Code::DstPrivateFromInternet,
            Fact::Attribute {
                resource: "internet".into(),
                attribute: "destination",
                value: destination.to_string(),
            },
        );
    }
    Judgement::Silent
}
