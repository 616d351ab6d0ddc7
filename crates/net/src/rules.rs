//! The rules of AWS this crate stands for, and where each is realised.
//!
//! Most rules are laws, and a law names its rules itself. What is listed here beside a rule is
//! what realises it without being a law: a finding, a warning, a module that indexes or walks. A
//! rule that is knowingly not simulated says so, and what is answered instead. A test fails while
//! a rule has neither, or no scenario.

use crate::code::Code;
use crate::topology::FindingCode;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its number: `R1.12`.
    pub id: &'static str,
    /// What it says, in short.
    pub says: &'static str,
    /// What realises it beside the laws that name it.
    pub by: &'static [By],
}

/// What realises a rule.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// A finding.
    Finding(FindingCode),
    /// A verdict or a warning given without a law.
    Gives(Code),
    /// A file or folder of the project.
    In(&'static str),
    /// A test that is no scenario.
    Tried(&'static str),
    /// Not simulated; what is answered instead.
    Not(&'static str),
}

use By::{Finding, Gives, In, Not, Tried};

const fn rule(id: &'static str, says: &'static str, by: &'static [By]) -> Rule {
    Rule { id, says, by }
}

/// Every rule, in order: 1 the resources, 2 endpoints, 3 endpoint services, 4 DNS, 5 outcomes.
pub const RULES: &[Rule] = &[
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
        "Further ranges do not overlap, and each adds a local route.",
        &[
            Finding(FindingCode::CidrOverlap),
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
        &[In("crates/net/src/resolve.rs")],
    ),
    rule(
        "R1.28",
        "AWS's prefix lists are data; their weight in quotas is not counted.",
        &[In("crates/net/src/service.rs")],
    ),
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
        "Quotas.",
        &[Not("nothing is counted against quotas")],
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
        &[Not(
            "undetermined at the endpoint, after its names, groups, ACLs and state were asked",
        )],
    ),
    rule(
        "R2.23",
        "A service network endpoint leads to many resources and services.",
        &[Not(
            "undetermined at the endpoint, after its names, groups, ACLs and state were asked",
        )],
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
    rule(
        "R3.1",
        "A load balancer stands in front of one service.",
        &[Finding(FindingCode::NlbInOtherService)],
    ),
    rule("R3.2", "A service carries while it is available.", &[]),
    rule(
        "R3.3",
        "A service must be there to be found; who may find it is not asked.",
        &[Finding(FindingCode::ServiceNotFound)],
    ),
    rule(
        "R3.4",
        "Endpoints wait for acceptance where it is required.",
        &[Gives(Code::ServiceOpenToAll)],
    ),
    rule(
        "R3.5",
        "A service has the zones its load balancers had when it was made.",
        &[Finding(FindingCode::AzUnsupported)],
    ),
    rule(
        "R3.6",
        "An endpoint's interface sticks to a node of its zone.",
        &[],
    ),
    rule(
        "R3.7",
        "Across Regions a service must be offered, and zones need not match.",
        &[
            Finding(FindingCode::ServiceNotFound),
            Finding(FindingCode::AzUnsupported),
        ],
    ),
    rule(
        "R3.8",
        "A service says which address types it takes.",
        &[Finding(FindingCode::IpType)],
    ),
    rule(
        "R3.9",
        "A provider proves the domain of its private name.",
        &[Not("a private name of a service counts as proven")],
    ),
    rule("R3.10", "Targets see the load balancer's address.", &[]),
    rule("R3.11", "PrivateLink is one way.", &[]),
    rule(
        "R3.12",
        "A load balancer's groups judge the client's own address.",
        &[],
    ),
    rule(
        "R3.13",
        "A target's groups must allow the load balancer.",
        &[],
    ),
    rule(
        "R3.14",
        "ACLs between load balancer and target are asked.",
        &[In("crates/net/src/walk/private_link.rs")],
    ),
    rule(
        "R3.15",
        "Listener, zone and health choose the target; health is what was imported.",
        &[],
    ),
    rule(
        "R3.16",
        "The regional name answers with healthy interfaces.",
        &[],
    ),
    rule(
        "R3.17",
        "A load balancer in use cannot be taken away.",
        &[Not(
            "a document has states, not operations that AWS would refuse",
        )],
    ),
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
        &[In("crates/net/src/resolve.rs")],
    ),
    rule("R4.22", "An IPv4 endpoint has no AAAA record.", &[]),
    rule(
        "R5.1",
        "With private DNS a public subnet uses the endpoint.",
        &[],
    ),
    rule("R5.2", "A gateway endpoint beats NAT on its table.", &[]),
    rule(
        "R5.3",
        "On another table it does not.",
        &[Gives(Code::NatCost)],
    ),
    rule(
        "R5.4",
        "Groups and ACLs drop in silence: a timeout.",
        &[In("crates/net/src/walk/record.rs")],
    ),
    rule(
        "R5.5",
        "Without its endpoint a name is public again.",
        &[In("crates/net/src/laws/dns/most_specific_zone.rs")],
    ),
];
