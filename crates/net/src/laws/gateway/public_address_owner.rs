//! A public address leads to its interface.

use super::{Arriving, FromInternetLaw};
use crate::evidence::Packet;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: FromInternetLaw = Law {
    doc: LawDoc {
        id: "public_address_owner",
        rules: &["R1.17"],
        says: Says {
            en: "An internet gateway replaces a public destination with the private address of the interface that has it.",
            ja: "インターネットゲートウェイは、宛先のパブリック IP を対応する ENI のプライベートアドレスに変換します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
    },
    judge,
};

fn judge(arriving: &Arriving<'_>) -> Judgement<NetworkInterfaceId> {
    let before = arriving.packet;
    let found = arriving.network.interface_at_public(before.destination);
    match found.and_then(|interface| Some((interface, interface.primary_address()?))) {
        None => Judgement::Silent,
        Some((interface, destination)) => Judgement::Settles(
            interface.id.clone(),
            Fact::Rewrite {
                before,
                after: Packet {
                    destination,
                    ..before
                },
            },
        ),
    }
}
