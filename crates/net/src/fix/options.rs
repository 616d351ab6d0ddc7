//! What may lift the first blocker of a trace.

use super::edit::Edit;
use super::{
    balancer, dns, endpoint, guard, lattice, middlebox, policy, public_access, route, transit,
};
use crate::code::Code;
use crate::evidence::{AclRow, Direction, Evidence, Fact, Packet, RouteRow};
use crate::id::{NetworkAclId, NetworkInterfaceId, ResourceId, RouteTableId};
use crate::network::Network;
use crate::trace::{Action, Blocker, Status, Trace};
use serde_json::{Value, json};
use std::net::IpAddr;

/// Edits that may lift the first blocker, the least first.
pub(super) fn lifting_first(network: &Network, trace: &Trace) -> Vec<Edit> {
    let Some(blocker) = trace.blockers.first() else {
        return Vec::new();
    };
    let fact = blocker.evidence.first().map(|it| &it.fact);
    let mut edits = match fact {
        Some(Fact::SecurityGroups {
            interface,
            direction,
            ..
        }) => group(network, trace, blocker, interface, *direction)
            .into_iter()
            .collect(),
        Some(Fact::NetworkAcl {
            network_acl,
            direction,
            rows,
            ..
        }) => acl(network, trace, blocker, network_acl, *direction, rows)
            .into_iter()
            .collect(),
        Some(Fact::Routes {
            route_table,
            destination,
            rows,
        }) => routes(
            network,
            trace,
            blocker.code,
            route_table,
            *destination,
            rows,
        ),
        Some(Fact::Firewall { name, rows, .. }) => {
            dns::allow_name(network, name, rows).into_iter().collect()
        }
        Some(Fact::Attribute { resource, .. }) => attribute(network, trace, blocker.code, resource),
        Some(fact) => others(network, trace, blocker, fact),
        None => Vec::new(),
    };
    edits.extend(state(network, trace, blocker));
    if is_between_host_and_service(blocker.code) {
        edits.extend(endpoint::by_endpoint(network, trace));
    }
    edits
}

/// Whether an endpoint in the host's own VPC may be a way where this blocks.
const fn is_between_host_and_service(code: Code) -> bool {
    matches!(
        code,
        Code::RouteNotFound
            | Code::RouteBlackhole
            | Code::IgwNoPublicIp
            | Code::NatNotAvailable
            | Code::VpcBpaBlocked
            | Code::PcxEdgeToEdge
            | Code::GwvpceEdgeToEdge
            | Code::ResourcePolicyDenied
            | Code::DnsNxdomain
            | Code::DnsNodata
    )
}

fn group(
    network: &Network,
    trace: &Trace,
    blocker: &Blocker,
    interface: &NetworkInterfaceId,
    direction: Direction,
) -> Option<Edit> {
    if blocker.code == Code::DnsInboundSgDenied {
        return dns::let_questions_in(network, trace, interface, direction);
    }
    let packet = packet_of(trace, blocker)?;
    guard::group_rule(network, &trace.query, interface, direction, packet)
}

fn acl(
    network: &Network,
    trace: &Trace,
    blocker: &Blocker,
    id: &NetworkAclId,
    direction: Direction,
    rows: &[AclRow],
) -> Option<Edit> {
    let reply = matches!(
        blocker.code,
        Code::ReturnNaclEgressDenied | Code::ReturnNaclIngressDenied
    );
    let packet = packet_of(trace, blocker)?;
    guard::acl_entry(network, &trace.query, id, direction, rows, packet, reply)
}

/// Where a route table, of a VPC or a transit gateway, does not lead on.
fn routes(
    network: &Network,
    trace: &Trace,
    code: Code,
    table: &RouteTableId,
    destination: IpAddr,
    rows: &[RouteRow],
) -> Vec<Edit> {
    let of_transit = table.as_resource();
    match code {
        Code::TgwNoRoute => [
            transit::propagate(network, of_transit, destination),
            transit::route(network, of_transit, destination),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Code::TgwBlackhole => transit::route(network, of_transit, destination)
            .into_iter()
            .collect(),
        Code::RouteBlackhole => route::instead(network, table, destination, rows),
        _ => {
            let by_link = route::by_link(network, table, destination);
            // An address behind a name may be another one tomorrow.
            let is_given =
                code == Code::ReturnRouteNotFound || trace.resolution.status == Status::Skipped;
            let by_gateway = is_given.then(|| route::by_gateway(network, table, destination));
            by_link
                .into_iter()
                .chain(by_gateway.into_iter().flatten())
                .collect()
        }
    }
}

/// Where an attribute of a resource decides.
fn attribute(network: &Network, trace: &Trace, code: Code, id: &ResourceId) -> Vec<Edit> {
    match code {
        Code::DnsSupportDisabled => set(
            "vpc",
            id,
            "enable_dns_support",
            json!(true),
            "turn on enableDnsSupport",
            "enableDnsSupport を有効にする",
        ),
        Code::InstanceNotRunning => set(
            "instance",
            id,
            "instance_state",
            json!("running"),
            "start the instance",
            "インスタンスを起動する",
        ),
        Code::SrcDstCheck => middlebox::take_packets_of_others(network, id),
        Code::VpcBpaBlocked => public_access::exclude(network, trace, id),
        Code::VpceNoSubnet => endpoint::first_subnet(network, trace, id)
            .into_iter()
            .collect(),
        Code::TgwNoAzAttachment => transit::in_zone(network, trace, id).into_iter().collect(),
        Code::LatticeNotAssociated => lattice::associate(network, id),
        Code::ResourcePortNotShared => lattice::share_port(network, &trace.query, id)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Where policies, flows and what is missing decide.
fn others(network: &Network, trace: &Trace, blocker: &Blocker, fact: &Fact) -> Vec<Edit> {
    match (blocker.code, fact) {
        (Code::VpcePolicyDenied, Fact::Policy { resource, .. }) => {
            policy::of_endpoint(network, &trace.query, resource)
                .into_iter()
                .collect()
        }
        (Code::LatticeAuthDenied, Fact::Policy { resource, .. }) => {
            policy::of_lattice(network, &trace.query, resource)
                .into_iter()
                .collect()
        }
        (Code::TgwAsymmetricAz, Fact::Flow { middlebox: it, .. }) => {
            middlebox::keep_in_one_zone(network, it)
        }
        (Code::GwlbAsymmetric, fact) => middlebox::lead_through(network, trace, fact),
        (Code::NlbNoListener, Fact::Listeners { load_balancer, .. }) => packet_of(trace, blocker)
            .map_or_else(Vec::new, |packet| {
                balancer::listen(network, load_balancer, packet)
            }),
        (
            Code::NlbNoHealthyTargetInAz | Code::NlbNoTargetsInAz,
            Fact::Targets { target_group, .. },
        ) => balancer::cross_zones(network, &blocker.resource, target_group),
        (Code::TgwNoAssociation, Fact::Missing { resource, .. }) => {
            transit::associate(network, resource)
        }
        _ => Vec::new(),
    }
}

/// Where the state or an attribute of the resource that blocks decides.
fn state(network: &Network, trace: &Trace, blocker: &Blocker) -> Vec<Edit> {
    let id = &blocker.resource;
    match blocker.code {
        Code::VpcePendingAcceptance => set(
            "vpc_endpoint",
            id,
            "state",
            json!("available"),
            "accept the endpoint connection",
            "エンドポイント接続を承諾する",
        ),
        Code::PcxNotActive => set(
            "vpc_peering_connection",
            id,
            "accept_status",
            json!("active"),
            "accept the peering connection",
            "ピアリング接続を承諾する",
        ),
        Code::TgwAttachmentNotAvailable => set(
            "transit_gateway_peering_attachment",
            id,
            "state",
            json!("available"),
            "accept the transit gateway peering",
            "Transit Gateway ピアリングを承諾する",
        ),
        Code::DnsVpcPlusTwoUnreachable => dns::forward_inbound(network, trace, id)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// One attribute of one resource.
pub(super) fn set(
    kind: &str,
    id: &ResourceId,
    attribute: &str,
    value: Value,
    en: &str,
    ja: &str,
) -> Vec<Edit> {
    let (en, ja) = (format!("{en}: {id}"), format!("{ja}: {id}"));
    vec![Edit::new(kind, id.as_str(), attribute, value, en, ja)]
}

/// The headers in force where something blocked.
fn packet_of(trace: &Trace, blocker: &Blocker) -> Option<Packet> {
    let holds = |evidence: &[Evidence]| blocker.evidence.iter().any(|it| evidence.contains(it));
    let steps = trace.forward.iter().chain(&trace.back);
    let (mut before, mut outer) = (None, None);
    for step in steps {
        let around = step.evidence.iter().find_map(|it| match it.fact {
            Fact::Encapsulation { outer, .. } => Some(outer),
            _ => None,
        });
        outer = around.or(outer);
        if step.resource == blocker.resource && holds(&step.evidence) {
            // An appliance's group judges what the packet came in.
            if step.action == Action::Inspect && blocker.code == Code::TargetSgDenied {
                return outer;
            }
            // A load balancer's step shows what it sent; its group and listeners judged what came in.
            return match blocker.code {
                Code::NlbSgIngressDenied | Code::NlbNoListener => before,
                _ => Some(step.packet),
            };
        }
        before = Some(step.packet);
    }
    None
}
