//! DNS.

use super::By::{Finding, Gives, In, Tried};
use super::{Rule, rule};
use crate::code::Code;
use crate::topology::FindingCode;

pub(super) const RULES: &[Rule] = &[
    rule("R4.1", "DHCP options say which resolver a host asks.", &[]),
    rule(
        "R4.2",
        "Without enableDnsSupport the resolver is silent.",
        &[],
    ),
    rule(
        "R4.3",
        "A VPC's resolver answers inside that VPC.",
        &[
            Gives(Code::DnsVpcPlusTwoUnreachable),
            Gives(Code::DnsInboundSgDenied),
        ],
    ),
    rule("R4.4", "DNS Firewall is asked first.", &[]),
    rule(
        "R4.5",
        "The most specific rule or zone answers. A DELEGATE rule is undetermined where an NS record may delegate.",
        &[],
    ),
    rule(
        "R4.6",
        "FORWARD asks other servers, SYSTEM comes back.",
        &[Gives(Code::DnsForwardTimeout)],
    ),
    rule("R4.7", "A private zone answers alone.", &[]),
    rule(
        "R4.8",
        "A CNAME starts again, at most eight times.",
        &[Gives(Code::DnsLoop)],
    ),
    rule("R4.9", "A wildcard stands for one or more labels.", &[]),
    rule(
        "R4.10",
        "One VPC sees one zone of a name.",
        &[Finding(FindingCode::PhzConflict)],
    ),
    rule("R4.11", "An endpoint has regional and zonal names.", &[]),
    rule("R4.12", "They resolve publicly to private addresses.", &[]),
    rule(
        "R4.13",
        "They are listed regional, zonal, private.",
        &[
            In("crates/net/src/service.rs"),
            Tried("tests/imports/endpoints"),
        ],
    ),
    rule(
        "R4.14",
        "Private DNS is a hidden zone of the endpoint's VPC.",
        &[],
    ),
    rule(
        "R4.15",
        "AWS refuses private DNS that cannot work.",
        &[
            Finding(FindingCode::PrivateDnsAttrs),
            Finding(FindingCode::PrivateDnsConflict),
            Finding(FindingCode::PrivateDnsNotProvided),
            Finding(FindingCode::PrivateDnsNotAccepted),
        ],
    ),
    rule("R4.16", "It holds in that VPC only.", &[]),
    rule(
        "R4.17",
        "A hub shares an endpoint by a private hosted zone.",
        &[In("crates/net/src/laws/dns/private_zone.rs")],
    ),
    rule("R4.18", "Each service has its own private names.", &[]),
    rule(
        "R4.19",
        "S3's may be for inbound Resolver endpoints only.",
        &[Finding(FindingCode::S3InboundOnlyNeedsGateway)],
    ),
    rule(
        "R4.20",
        "An image pull needs ecr.api, ecr.dkr and S3.",
        &[In("crates/net/src/service.rs")],
    ),
    rule(
        "R4.21",
        "On premises names are public unless forwarded.",
        &[In("crates/net/src/resolve/mod.rs")],
    ),
    rule("R4.22", "An IPv4 endpoint has no AAAA record.", &[]),
];
