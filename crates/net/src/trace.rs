//! The answer to a query: what the name resolved to, where the packet went, and why.

use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::ResourceId;
use crate::laws::Keep;
use crate::network::Network;
use crate::query::Query;
use serde::Serialize;
use std::net::IpAddr;

/// The format of a trace written as JSON.
pub const FORMAT: &str = "sightline.trace/1";

/// The whole answer to a [`Query`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// What was asked.
    pub query: Query,
    /// How it ended.
    pub verdict: Verdict,
    /// What the name resolved to.
    pub resolution: Resolution,
    /// The way there, decision by decision.
    pub forward: Vec<Step>,
    /// The way back.
    #[serde(rename = "return")]
    pub back: Vec<Step>,
    /// All that must change for the packet to arrive, in the order it is met.
    pub blockers: Vec<Blocker>,
    /// What to know although it works.
    pub warnings: Vec<Warning>,
    /// Edits that were tried and help.
    pub fixes: Vec<Fix>,
}

/// How a query ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// The reason, the first where there are several.
    pub code: Code,
    /// What someone at the vantage sees.
    pub observed: Observed,
    /// Where it was decided.
    pub at: Option<ResourceId>,
}

/// The four outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It gets there and back.
    Reachable,
    /// It does not.
    Blocked,
    /// AWS chooses, and the choices end differently.
    Ambiguous,
    /// The topology does not say enough, or the way is not modelled.
    Undetermined,
}

impl Outcome {
    /// As it is written in traces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reachable => "reachable",
            Self::Blocked => "blocked",
            Self::Ambiguous => "ambiguous",
            Self::Undetermined => "undetermined",
        }
    }
}

/// What someone at the vantage sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Observed {
    /// A connection.
    Connected,
    /// Nothing, until the client gives up.
    Timeout,
    /// A reset.
    Reset,
    /// A connection, and a refusal by the service.
    #[serde(rename = "http_403")]
    Http403,
    /// No address to connect to.
    DnsError,
    /// It cannot be said.
    Unknown,
}

/// How a name was resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resolution {
    /// The name asked for, or the literal address.
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// The records, in the order of the answer.
    pub answers: Vec<Answer>,
    /// What was asked of whom.
    pub steps: Vec<ResolutionStep>,
}

impl Resolution {
    /// The addresses answered, in the order of the answer.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.answers.iter().filter_map(|it| it.data.address())
    }
}

/// How a resolution ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// There is an answer.
    NoError,
    /// The name exists, without a record of the type.
    NoData,
    /// The name does not exist.
    NxDomain,
    /// The resolver failed.
    ServFail,
    /// The resolver did not answer.
    Timeout,
    /// The resolver refused.
    Refused,
    /// There was no name to resolve.
    Skipped,
}

/// One record of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The name.
    pub name: String,
    /// The type and value.
    #[serde(flatten)]
    pub data: RecordData,
    /// How long it may be kept, in seconds.
    #[serde(rename = "ttl")]
    pub ttl_secs: u32,
}

/// The data of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", content = "value")]
pub enum RecordData {
    /// An IPv4 address.
    A(std::net::Ipv4Addr),
    /// An IPv6 address.
    #[serde(rename = "AAAA")]
    Aaaa(std::net::Ipv6Addr),
    /// Another name.
    #[serde(rename = "CNAME")]
    Cname(String),
}

/// One question to one resolver.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResolutionStep {
    /// Who was asked: `<vpc id>.resolver`, or `internet.resolver` for the public DNS.
    pub resolver: ResourceId,
    /// The name and type asked for.
    pub question: String,
    /// The zone or rule that decided.
    pub decided_by: Option<ResourceId>,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// One thing on the path and what it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The resource.
    pub resource: ResourceId,
    /// Its kind, as the document's maps are named, or `internet`.
    pub kind: Kind,
    /// What it did.
    pub action: Action,
    /// The headers as they left it.
    pub packet: Packet,
    /// Why.
    pub evidence: Vec<Evidence>,
    /// Whether it lies past a blocker, as if that were lifted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hypothetical: bool,
}

/// Kinds of resources a path touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An EC2 instance.
    Instance,
    /// A host assumed in a subnet.
    Subnet,
    /// A network interface.
    NetworkInterface,
    /// A network ACL.
    NetworkAcl,
    /// A route table.
    RouteTable,
    /// A VPC endpoint.
    VpcEndpoint,
    /// An endpoint service.
    VpcEndpointService,
    /// A service network of VPC Lattice.
    #[serde(rename = "vpclattice_service_network")]
    ServiceNetwork,
    /// A service of VPC Lattice.
    #[serde(rename = "vpclattice_service")]
    LatticeService,
    /// A resource configuration of VPC Lattice.
    #[serde(rename = "vpclattice_resource_configuration")]
    ResourceConfiguration,
    /// A load balancer.
    Lb,
    /// A NAT gateway.
    NatGateway,
    /// An internet gateway.
    InternetGateway,
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway,
    /// A VPC, where it is asked for an address it does not have.
    Vpc,
    /// A VPC peering connection.
    VpcPeeringConnection,
    /// A transit gateway.
    TransitGateway,
    /// A peering of transit gateways.
    #[serde(rename = "transit_gateway_peering_attachment")]
    TransitGatewayPeering,
    /// A virtual private gateway.
    VpnGateway,
    /// The public side of an AWS service.
    AwsService,
    /// The internet.
    Internet,
    /// An on-premises network.
    Site,
    /// A resource that is not simulated.
    Other,
}

/// What a resource did with a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Sent it.
    Send,
    /// Judged it on its way out of a subnet.
    Leave,
    /// Chose where it goes.
    Route,
    /// Judged it on its way into a subnet.
    Enter,
    /// Took it in.
    Receive,
    /// Passed it on.
    Forward,
    /// Rewrote its headers and passed it on.
    Translate,
    /// Chose a target and opened a connection of its own.
    Balance,
    /// Looked into it on its way to somebody else.
    Inspect,
    /// Answered it.
    Serve,
}

/// Something that must change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Blocker {
    /// Why it blocks.
    pub code: Code,
    /// What blocks.
    pub resource: ResourceId,
    /// The reason in full.
    pub evidence: Vec<Evidence>,
}

/// Something to know although it works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Warning {
    /// What.
    pub code: Code,
    /// Where.
    pub resource: ResourceId,
}

/// Edits to the topology that make the query succeed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// The blocker it lifts.
    pub code: Code,
    /// The edits, in the order in which their blockers are met.
    pub edits: Vec<crate::fix::Edit>,
    /// Whether the query was run again with them and was reachable.
    pub verified: bool,
}

impl RecordData {
    /// The address, of an address record.
    #[must_use]
    pub const fn address(&self) -> Option<IpAddr> {
        match self {
            Self::A(address) => Some(IpAddr::V4(*address)),
            Self::Aaaa(address) => Some(IpAddr::V6(*address)),
            Self::Cname(_) => None,
        }
    }
}

impl RecordData {
    /// `A`, `AAAA` or `CNAME`.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::A(_) => "A",
            Self::Aaaa(_) => "AAAA",
            Self::Cname(_) => "CNAME",
        }
    }

    /// The address or name as text.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::A(address) => address.to_string(),
            Self::Aaaa(address) => address.to_string(),
            Self::Cname(name) => name.clone(),
        }
    }
}

impl Trace {
    /// The trace as pretty JSON with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .unwrap_or_else(|error| unreachable!("a trace is plain data: {error}"));
        text.push('\n');
        text
    }
}

/// Answers a query and, where it is blocked, proposes fixes that were tried.
#[must_use]
pub fn trace_with_fixes(network: &Network, query: &Query) -> Trace {
    let mut answer = trace(network, query);
    answer.fixes = crate::fix::fixes(network, &answer);
    answer
}

/// Answers a query. Total: it has no error, and the same input gives the same trace.
#[must_use]
pub fn trace(network: &Network, query: &Query) -> Trace {
    crate::walk::answer(network, query, Keep::Evidence)
}

/// How a query ends: the verdict of [`trace`] by the same laws, without the reasons.
#[must_use]
pub fn verdict(network: &Network, query: &Query) -> Verdict {
    crate::walk::answer(network, query, Keep::Verdict).verdict
}
