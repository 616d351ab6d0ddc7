//! VPC endpoints.

use super::By::{Finding, Gives, In, Not};
use super::{Rule, rule};
use crate::code::Code;
use crate::topology::FindingCode;

pub(super) const RULES: &[Rule] = &[
    rule(
        "R2.1",
        "There are six types of endpoint; Gateway where none is said.",
        &[In("crates/net/src/topology/endpoint.rs")],
    ),
    rule(
        "R2.2",
        "An interface endpoint takes one subnet a zone.",
        &[
            Finding(FindingCode::DupSubnetAz),
            Finding(FindingCode::AzUnsupported),
        ],
    ),
    rule(
        "R2.3",
        "Any host of the VPC may use any of its interfaces.",
        &[Gives(Code::SingleAzEndpoint), Gives(Code::CrossAz)],
    ),
    rule(
        "R2.4",
        "The address type fits subnets and service.",
        &[Finding(FindingCode::IpType)],
    ),
    rule("R2.5", "Only ingress of an endpoint's groups matters.", &[]),
    rule("R2.6", "An interface endpoint carries TCP and UDP.", &[]),
    rule(
        "R2.7",
        "It is reached from its VPC, peers, transit gateways and on premises.",
        &[],
    ),
    rule(
        "R2.8",
        "Without a subnet it has no interface and no address.",
        &[],
    ),
    rule(
        "R2.9",
        "Endpoints of a VPC and a Region, and characters of a policy, are counted against AWS's quotas.",
        &[Finding(FindingCode::Quota)],
    ),
    rule(
        "R2.10",
        "A gateway endpoint is a route, one a table for each service.",
        &[
            Finding(FindingCode::GwRouteDup),
            In("crates/net/src/network/table.rs"),
        ],
    ),
    rule("R2.11", "It is used where its route wins.", &[]),
    rule("R2.12", "It serves sources inside its VPC.", &[]),
    rule(
        "R2.13",
        "Groups and ACLs must let the service's ranges pass.",
        &[],
    ),
    rule(
        "R2.14",
        "The service sees the private address.",
        &[In("crates/net/src/laws/service/mod.rs")],
    ),
    rule(
        "R2.15",
        "It carries TCP and ICMP echo over IPv4.",
        &[Gives(Code::GwvpceIpv6Bypass)],
    ),
    rule(
        "R2.16",
        "Both DNS attributes should be on.",
        &[Gives(Code::GwvpceDnsAttrsOff)],
    ),
    rule(
        "R2.17",
        "A Gateway Load Balancer endpoint has one subnet.",
        &[Finding(FindingCode::GwlbeOneSubnet)],
    ),
    rule(
        "R2.18",
        "It is a route target that leads through an appliance and back.",
        &[
            Finding(FindingCode::GwlbePrefixList),
            In("crates/net/src/walk/middlebox.rs"),
        ],
    ),
    rule("R2.19", "In the subnet it serves it makes a loop.", &[]),
    rule(
        "R2.20",
        "Both directions must pass the same appliance.",
        &[],
    ),
    rule(
        "R2.21",
        "An appliance may drop; sizes and timeouts are not followed.",
        &[],
    ),
    rule(
        "R2.22",
        "A resource endpoint leads to a resource configuration behind a resource gateway.",
        &[In("crates/net/src/walk/lattice.rs")],
    ),
    rule(
        "R2.23",
        "A service network leads to many resources and services, by an endpoint or a VPC's association. Whether private DNS covers a custom domain name is undetermined.",
        &[In("crates/net/src/walk/lattice.rs")],
    ),
    rule(
        "R2.24",
        "A tunnel endpoint takes packets wrapped in GENEVE.",
        &[Not("imported and drawn; undetermined at the endpoint")],
    ),
    rule("R2.25", "An endpoint's state decides what it carries.", &[]),
    rule(
        "R2.26",
        "Policies refuse the request inside an open connection.",
        &[],
    ),
];
