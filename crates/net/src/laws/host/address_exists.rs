//! Somebody has the address.

use super::{Delivery, DeliveryLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: DeliveryLaw = Law {
    doc: LawDoc {
        id: "address_exists",
        rules: &["R4.3", "R5.1"],
        says: Says {
            en: "Inside a VPC a packet is delivered to the interface that has its destination address.",
            ja: "VPC の中では、宛先アドレスを持つ ENI にパケットが届けられます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html",
    },
    judge,
};

fn judge(delivery: &Delivery<'_>) -> Judgement<NetworkInterfaceId> {
    let address = delivery.packet.destination;
    match delivery.network.interface_at(delivery.vpc, address) {
        Some(interface) => Judgement::Settles(
            interface.id.clone(),
            Fact::Interface {
                interface: interface.id.clone(),
                address,
            },
        ),
        // Hosts of the VPC ask its resolver on their own link: this question is from elsewhere.
        None if delivery.packet.destination_port == Some(53)
            && delivery.network.is_resolver_of(delivery.vpc, address) =>
        {
            Judgement::Stops(
                Code::DnsVpcPlusTwoUnreachable,
                Fact::Attribute {
                    resource: delivery.vpc.clone().into(),
                    attribute: "resolver",
                    value: address.to_string(),
                },
            )
        }
        None => match delivery.network.may_have(delivery.vpc, address) {
            // Of an interface beside it the address is not known, or not all interfaces are; one of
            // them may have it.
            Some((resource, what)) => {
                Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
            }
            None => Judgement::Stops(
                Code::DstNotFound,
                Fact::Attribute {
                    resource: delivery.vpc.clone().into(),
                    attribute: "private_ip",
                    value: address.to_string(),
                },
            ),
        },
    }
}
