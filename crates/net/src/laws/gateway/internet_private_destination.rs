//! Private addresses end at the VPC.

use super::{Arriving, FromInternetLaw, is_private};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Network;
use std::net::IpAddr;

pub(super) static LAW: FromInternetLaw = Law {
    doc: LawDoc {
        id: "internet_private_destination",
        rules: &["R2.7", "R4.12"],
        says: Says {
            en: "A private address cannot be reached from the internet, whatever name it was found by; an IPv4 address of a VPC's range is private even where it looks public.",
            ja: "プライベートアドレスには、どの名前で引いてもインターネットからは到達できません。VPC の CIDR の IPv4 アドレスは、パブリックに見えてもプライベートです。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    },
    judge,
};

fn judge(arriving: &Arriving<'_>) -> Judgement<NetworkInterfaceId> {
    let destination = arriving.packet.destination;
    if is_private(destination) || is_of_a_vpc(arriving.network, destination) {
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

/// Whether a host of some VPC has an IPv4 address as its private one.
fn is_of_a_vpc(network: &Network, address: IpAddr) -> bool {
    let vpcs = network.topology().vpc.keys();
    address.is_ipv4()
        && network.interface_at_public(address).is_none()
        && vpcs
            .into_iter()
            .any(|vpc| network.interface_at(vpc, address).is_some())
}
