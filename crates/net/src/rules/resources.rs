//! The resources.

use super::By::{Finding, Gives, In};
use super::{Rule, rule};
use crate::code::Code;
use crate::topology::FindingCode;

pub(super) const RULES: &[Rule] = &[
    rule(
        "R1.1",
        "A VPC's range is /16 to /28.",
        &[
            Finding(FindingCode::CidrSize),
            Finding(FindingCode::CidrRefused),
        ],
    ),
    rule(
        "R1.2",
        "Further ranges overlap neither each other nor a route, are at most five of a family, and each adds a local route.",
        &[
            Finding(FindingCode::CidrOverlap),
            Finding(FindingCode::Quota),
            In("crates/net/src/network/table.rs"),
        ],
    ),
    rule(
        "R1.3",
        "enableDnsSupport is on and enableDnsHostnames off where nothing is said.",
        &[],
    ),
    rule(
        "R1.4",
        "A subnet lies inside its VPC; AWS keeps its first four addresses and the last.",
        &[
            Finding(FindingCode::SubnetOutsideVpc),
            Finding(FindingCode::ReservedIp),
            Finding(FindingCode::AddressOutsideSubnet),
        ],
    ),
    rule(
        "R1.5",
        "Zones are compared by id where it is known.",
        &[In("crates/net/src/network/mod.rs")],
    ),
    rule(
        "R1.6",
        "A public subnet has a route to an internet gateway; a host needs an address as well.",
        &[],
    ),
    rule(
        "R1.7",
        "Interfaces of types nobody knows survive.",
        &[In("crates/net/src/topology/eni.rs")],
    ),
    rule(
        "R1.8",
        "With its check on, an interface carries only what is its own.",
        &[],
    ),
    rule(
        "R1.9",
        "An interface that denies internet gateways is not reached from there.",
        &[],
    ),
    rule(
        "R1.10",
        "A subnet uses its own table, else the main one.",
        &[In("crates/net/src/network/mod.rs")],
    ),
    rule(
        "R1.11",
        "The longest prefix wins, then static, prefix list, propagated.",
        &[],
    ),
    rule(
        "R1.12",
        "A route inside the VPC's range names a whole subnet.",
        &[Finding(FindingCode::RouteMoreSpecificThanLocal)],
    ),
    rule("R1.13", "Of overlapping prefix lists AWS picks one.", &[]),
    rule("R1.14", "A blackhole route wins all the same.", &[]),
    rule(
        "R1.15",
        "Link-local services are never routed or filtered.",
        &[],
    ),
    rule("R1.16", "A gateway's route table leads into the VPC.", &[]),
    rule(
        "R1.17",
        "An internet gateway carries sources with a public address.",
        &[],
    ),
    rule(
        "R1.18",
        "A NAT gateway rewrites the source and takes nobody from outside.",
        &[],
    ),
    rule(
        "R1.19",
        "An egress-only internet gateway carries IPv6 outwards.",
        &[],
    ),
    rule(
        "R1.20",
        "Peering is not transitive, and ranges do not overlap.",
        &[Finding(FindingCode::PcxOverlap)],
    ),
    rule(
        "R1.21",
        "A transit gateway needs a subnet in the zone, an association and a route.",
        &[],
    ),
    rule(
        "R1.22",
        "A virtual private gateway leads to interfaces of the VPC.",
        &[],
    ),
    rule("R1.23", "Security groups allow, remember, and add up.", &[]),
    rule(
        "R1.24",
        "A reference to a group matches the private addresses of its interfaces.",
        &[],
    ),
    rule(
        "R1.25",
        "A network ACL is asked at a subnet's border, lowest number first.",
        &[],
    ),
    rule(
        "R1.26",
        "Replies need an ACL that lets their port pass.",
        &[Gives(Code::EphemeralRangeNarrow)],
    ),
    rule(
        "R1.27",
        "Neither groups nor ACLs filter Amazon's DNS.",
        &[In("crates/net/src/resolve/mod.rs")],
    ),
    rule(
        "R1.28",
        "AWS's prefix lists are data; their weight in quotas is not counted.",
        &[In("crates/net/src/service.rs")],
    ),
];
