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
            en: "An internet gateway replaces a public IPv4 destination with the private address of the interface that has it; an IPv6 address is the interface's own.",
            ja: "インターネットゲートウェイは、宛先のパブリック IPv4 アドレスを対応する ENI のプライベートアドレスに変換します。IPv6 アドレスは ENI 自身のものです。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
    },
    judge,
};

fn judge(arriving: &Arriving<'_>) -> Judgement<NetworkInterfaceId> {
    let before = arriving.packet;
    let Some(interface) = arriving.network.interface_at_public(before.destination) else {
        return Judgement::Silent;
    };
    let id = interface.id.clone();
    if before.destination.is_ipv6() {
        // An IPv6 address is the interface's own; nothing is translated.
        let fact = Fact::Interface {
            interface: id.clone(),
            address: before.destination,
        };
        return Judgement::Settles(id, fact);
    }
    let Some(destination) = interface.primary_address() else {
        return Judgement::Silent;
    };
    let after = Packet {
        destination,
        ..before
    };
    Judgement::Settles(id, Fact::Rewrite { before, after })
}
