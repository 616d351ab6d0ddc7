//! What a resolver answers, as seen from one VPC or from the internet.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html>

mod dhcp_servers;
mod dns64;
mod dns_support;
mod doubt;
mod endpoint_zone;
mod firewall;
mod internal_name;
mod most_specific_zone;
mod own_names;
mod private_zone;
mod public_balancer_name;
mod public_endpoint_name;
mod public_lattice_name;
mod public_service_name;
mod public_unknown;
mod public_zone;
mod records;
mod vpc_resolver;

use super::{Judgement, Law};
use crate::id::{ResourceId, SubnetId, VpcEndpointId, VpcId, ZoneId};
use crate::network::Network;
use crate::trace::{Answer, Status};
use std::net::IpAddr;

/// How a law about a VPC's resolver judges.
pub type ResolverLaw = Law<fn(&Asking<'_>) -> Judgement>;
/// How a law about which names may be asked for judges.
pub type FirewallLaw = Law<fn(&Filtering<'_>) -> Judgement<Filter>>;
/// How a law about which zone answers judges.
pub type ChooseLaw = Law<fn(&Asking<'_>) -> Judgement<Source>>;
/// How a law about what a zone answers judges.
pub type AnswerLaw = Law<fn(&Asked<'_>) -> Judgement<Reply>>;

/// Asked of a VPC's resolver before anything else.
pub static RESOLVER: &[&ResolverLaw] = &[&dhcp_servers::LAW, &vpc_resolver::LAW, &dns_support::LAW];
/// Asked about each name before a zone is looked for.
pub static FIREWALL: &[&FirewallLaw] = &[&firewall::LAW];
/// Asked to find the zone that answers.
pub static CHOOSE: &[&ChooseLaw] = &[&most_specific_zone::LAW];
/// Asked of the zone; those that are not about it are silent.
pub static ANSWER: &[&AnswerLaw] = &[
    &endpoint_zone::LAW,
    &private_zone::LAW,
    &internal_name::LAW,
    &public_endpoint_name::LAW,
    &public_lattice_name::LAW,
    &public_balancer_name::LAW,
    &public_zone::LAW,
    &public_service_name::LAW,
    &public_unknown::LAW,
];

/// How a law about answers that are made out of others judges.
pub type SynthesizeLaw = Law<fn(&Synthesizing<'_>) -> Judgement<Vec<Answer>>>;

/// Asked for a host whose name has no IPv6 address.
pub static SYNTHESIZE: &[&SynthesizeLaw] = &[&dns64::LAW];

/// How long an answer AWS makes up may be kept, in seconds (R4.12, R4.14).
const MADE_UP_TTL_SECS: u32 = 60;

/// The types of record that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordType {
    /// IPv4 addresses.
    A,
    /// IPv6 addresses.
    Aaaa,
}

impl RecordType {
    /// As it is written in zone files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
        }
    }

    /// By its number, as AWS lists write types.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::A => "TYPE1",
            Self::Aaaa => "TYPE28",
        }
    }
}

/// A question at a VPC's resolver.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The network.
    pub network: &'a Network,
    /// The VPC whose resolver is asked.
    pub vpc: &'a VpcId,
    /// The name, in lower case, without final dot.
    pub name: &'a str,
    /// Whether the question came in by an inbound Resolver endpoint.
    pub inbound: bool,
}

/// A name at the firewall of a VPC's resolver.
#[derive(Clone, Copy, Debug)]
pub struct Filtering<'a> {
    /// The network.
    pub network: &'a Network,
    /// The VPC whose resolver is asked.
    pub vpc: &'a VpcId,
    /// The name, in lower case, without final dot.
    pub name: &'a str,
    /// The type.
    pub record_type: RecordType,
    /// Whether a rule trusted the name that led here with all it leads to.
    pub trusted: bool,
}

/// What the firewall does with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// It goes on; and whether the names its answer leads to go on unasked.
    Passes {
        /// Whether they do.
        trusts: bool,
    },
    /// Answered as if the name had no such record.
    NoData,
    /// Answered as if there were no such name.
    NxDomain,
    /// Answered with another name.
    Override {
        /// That name.
        domain: String,
        /// How long it may be kept, in seconds.
        ttl_secs: u32,
    },
}

/// A question at the zone that answers it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The network.
    pub network: &'a Network,
    /// The zone.
    pub source: &'a Source,
    /// The name, in lower case, without final dot.
    pub name: &'a str,
    /// The type.
    pub record_type: RecordType,
}

/// IPv4 answers for a host that asked for IPv6 ones.
#[derive(Clone, Copy, Debug)]
pub struct Synthesizing<'a> {
    /// The network.
    pub network: &'a Network,
    /// The host's subnet.
    pub subnet: &'a SubnetId,
    /// The answers of the question for IPv4.
    pub answers: &'a [Answer],
}

/// Where an answer comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The hidden zone of an endpoint with private DNS, and its domain.
    Endpoint(VpcEndpointId, String),
    /// A private hosted zone, and its domain.
    Private(ZoneId, String),
    /// The names AWS gives to a VPC's private addresses: the VPC, and their domain.
    Internal(VpcId, String),
    /// Servers a Resolver rule forwards to: the rule, and their addresses.
    Forward(ResourceId, Vec<IpAddr>),
    /// The public DNS.
    Public,
}

/// What a zone answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// How it ended.
    pub status: Status,
    /// The records.
    pub answers: Vec<Answer>,
    /// The name to go on with, where the answer is a CNAME.
    pub follow: Option<String>,
}

/// Whether a domain is a name or a parent of it.
#[must_use]
pub fn is_within(name: &str, domain: &str) -> bool {
    domain.is_empty()
        || name == domain
        || name
            .strip_suffix(domain)
            .is_some_and(|before| before.ends_with('.'))
}

/// How many labels a domain has; the root has none.
#[must_use]
pub fn labels(domain: &str) -> usize {
    domain.split('.').filter(|label| !label.is_empty()).count()
}

/// A name as it is compared: lower case, without final dot.
#[must_use]
pub fn canonical(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}
