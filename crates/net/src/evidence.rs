//! Why: what a law looked at and how it judged. Recorded while deciding, never afterwards.

mod row;

use crate::code::Code;
use crate::id::{NetworkAclId, NetworkInterfaceId, ResourceId, RouteTableId, SubnetId};
use crate::lang::Says;
use crate::query::Protocol;
use serde::{Serialize, Serializer};
use std::net::IpAddr;

pub use row::{
    AclRow, AlternativeRow, FirewallRow, ListenerRow, ListenerRuleRow, Mismatch, RecordRow,
    RouteRow, SecurityGroupRow, StatementRow, TargetRow, ZoneKind, ZoneRow,
};

/// What a law is, apart from how it judges.
#[derive(Debug, PartialEq, Eq)]
pub struct LawDoc {
    /// Its name, in `snake_case`; unique.
    pub id: &'static str,
    /// The rules of `domain.md` it stands for.
    pub rules: &'static [&'static str],
    /// One sentence a network engineer would sign.
    pub says: Says,
    /// The AWS page that says it.
    pub source: &'static str,
}

/// How a law judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Looked at it and let it go on.
    Passed,
    /// Decided what happens next.
    Settled,
    /// Stopped the packet, or the resolution.
    Stopped,
    /// Cannot say: a fact is missing or not modelled.
    Unknown,
}

/// One law's judgement with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The law.
    pub law: &'static LawDoc,
    /// How it judged.
    pub decision: Decision,
    /// The verdict code, where it stopped something, or the warning, where it let it go on.
    pub code: Option<Code>,
    /// What it looked at.
    pub fact: Fact,
}

/// What a law looked at. One variant for each shape a panel shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// An attribute of a resource had this value.
    Attribute {
        /// Whose attribute.
        resource: ResourceId,
        /// Its name in the document.
        attribute: &'static str,
        /// Its value.
        value: String,
    },
    /// The rules of the security groups on an interface.
    SecurityGroups {
        /// The guarded interface.
        interface: NetworkInterfaceId,
        /// Which way.
        direction: Direction,
        /// Every rule of that direction, in document order.
        rows: Vec<SecurityGroupRow>,
    },
    /// The entries of a subnet's network ACL.
    NetworkAcl {
        /// The ACL.
        network_acl: NetworkAclId,
        /// The guarded subnet.
        subnet: SubnetId,
        /// Which way.
        direction: Direction,
        /// Entries in the order they are tried, the implied last denial included.
        rows: Vec<AclRow>,
    },
    /// The routes of a table, asked for one destination.
    Routes {
        /// The table.
        route_table: RouteTableId,
        /// The destination looked up.
        destination: IpAddr,
        /// Routes of the address family; the winner first, then the losers by prefix length.
        rows: Vec<RouteRow>,
    },
    /// The zones and rules that could answer for a name.
    Zones {
        /// The name asked for.
        name: String,
        /// Candidates, the winner first.
        rows: Vec<ZoneRow>,
    },
    /// The records a zone answered with.
    Records {
        /// The zone's domain.
        zone: String,
        /// The answers.
        rows: Vec<RecordRow>,
    },
    /// The listeners of a load balancer.
    Listeners {
        /// The load balancer.
        load_balancer: ResourceId,
        /// Its listeners.
        rows: Vec<ListenerRow>,
    },
    /// The rules of a listener, asked for one request.
    ListenerRules {
        /// The listener.
        listener: ResourceId,
        /// Its rules in the order in which they are tried; the default action is the last.
        rows: Vec<ListenerRuleRow>,
    },
    /// The targets a load balancer could send to.
    Targets {
        /// The target group.
        target_group: ResourceId,
        /// Its targets.
        rows: Vec<TargetRow>,
    },
    /// Headers were rewritten.
    Rewrite {
        /// Before.
        before: Packet,
        /// After.
        after: Packet,
    },
    /// A packet was put into another one, unchanged.
    Encapsulation {
        /// The headers around it.
        outer: Packet,
        /// The packet inside.
        inner: Packet,
        /// How many bytes that adds.
        overhead_bytes: u16,
    },
    /// Which middleboxes a request and its reply pass.
    Flow {
        /// The one in question.
        middlebox: ResourceId,
        /// Those on the request's way, in order.
        request: Vec<ResourceId>,
        /// Those on the reply's way, in order.
        reply: Vec<ResourceId>,
    },
    /// An interface delivered to, or sent from.
    Interface {
        /// The interface.
        interface: NetworkInterfaceId,
        /// The address in question.
        address: IpAddr,
    },
    /// A resource was reached.
    Reached {
        /// The resource.
        resource: ResourceId,
    },
    /// AWS chooses, and the choices end differently.
    Alternatives {
        /// What each choice comes to, the one followed first.
        rows: Vec<AlternativeRow>,
    },
    /// The rules of DNS Firewall, asked for one name.
    Firewall {
        /// The name.
        name: String,
        /// The rules of the VPC in the order in which they are asked.
        rows: Vec<FirewallRow>,
    },
    /// The statements of a policy, asked for one request.
    Policy {
        /// Where the policy is attached.
        resource: ResourceId,
        /// The statements, the one that decided first.
        rows: Vec<StatementRow>,
        /// What the question does not say and the policy hangs on: `action`, `arn`, `principal`,
        /// condition keys.
        needs: Vec<String>,
    },
    /// A fact that the topology does not say.
    Missing {
        /// The resource it would belong to.
        resource: ResourceId,
        /// What is missing.
        what: &'static str,
    },
}

/// Which way traffic crosses a guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Into the interface or subnet.
    Ingress,
    /// Out of it.
    Egress,
}

/// How one row of a table fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fared {
    /// It decided.
    Won,
    /// It matched, but another came first or was more specific.
    Lost,
    /// It did not match, and none came closer.
    Nearest,
    /// It did not match.
    Missed,
    /// Whether it matches hangs on what was not said.
    Open,
}

/// Headers of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Packet {
    /// Source address.
    pub source: IpAddr,
    /// Source port, for protocols that have ports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_port: Option<u16>,
    /// Destination address.
    pub destination: IpAddr,
    /// Destination port, for protocols that have ports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_port: Option<u16>,
    /// The protocol.
    pub protocol: Protocol,
}

impl Packet {
    /// The packet that answers this one.
    #[must_use]
    pub const fn reply(self) -> Self {
        Self {
            source: self.destination,
            source_port: self.destination_port,
            destination: self.source,
            destination_port: self.source_port,
            protocol: self.protocol,
        }
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'a> {
            law: &'static str,
            rules: &'static [&'static str],
            says: &'static str,
            source: &'static str,
            decision: Decision,
            #[serde(skip_serializing_if = "Option::is_none")]
            code: Option<Code>,
            #[serde(flatten)]
            fact: &'a Fact,
        }
        Flat {
            law: self.law.id,
            rules: self.law.rules,
            says: self.law.says.en,
            source: self.law.source,
            decision: self.decision,
            code: self.code,
            fact: &self.fact,
        }
        .serialize(serializer)
    }
}
