//! What may lift the first blocker of a trace.

use super::edit::Edit;
use super::{guard, middlebox, route};
use crate::code::Code;
use crate::evidence::{Evidence, Fact, Packet};
use crate::id::ResourceId;
use crate::network::Network;
use crate::trace::{Action, Blocker, Trace};
use serde_json::{Value, json};

/// Edits that may lift the first blocker, the least first.
pub(super) fn lifting_first(network: &Network, trace: &Trace) -> Vec<Edit> {
    let Some(blocker) = trace.blockers.first() else {
        return Vec::new();
    };
    let topology = network.topology();
    let id = &blocker.resource;
    let fact = blocker.evidence.first().map(|it| &it.fact);
    match (blocker.code, fact) {
        (
            _,
            Some(Fact::SecurityGroups {
                interface,
                direction,
                ..
            }),
        ) => {
            let packet = packet_of(trace, blocker);
            packet
                .and_then(|packet| guard::group_rule(network, interface, *direction, packet))
                .into_iter()
                .collect()
        }
        (
            _,
            Some(Fact::NetworkAcl {
                network_acl,
                direction,
                rows,
                ..
            }),
        ) => {
            let reply = matches!(
                blocker.code,
                Code::ReturnNaclEgressDenied | Code::ReturnNaclIngressDenied
            );
            let packet = packet_of(trace, blocker);
            packet
                .and_then(|packet| {
                    guard::acl_entry(topology, network_acl, *direction, rows, packet, reply)
                })
                .into_iter()
                .collect()
        }
        (
            Code::RouteNotFound,
            Some(Fact::Routes {
                route_table,
                destination,
                ..
            }),
        ) => route::missing_route(network, trace, route_table, *destination),
        (
            Code::ReturnRouteNotFound,
            Some(Fact::Routes {
                route_table,
                destination,
                ..
            }),
        ) => route::link_route(network, route_table, *destination)
            .into_iter()
            .collect(),
        (Code::VpcePendingAcceptance, _) => set(
            "vpc_endpoint",
            id,
            "state",
            json!("available"),
            "accept the endpoint connection",
            "エンドポイント接続を承諾する",
        ),
        (Code::DnsSupportDisabled, Some(Fact::Attribute { resource, .. })) => set(
            "vpc",
            resource,
            "enable_dns_support",
            json!(true),
            "turn on enableDnsSupport",
            "enableDnsSupport を有効にする",
        ),
        (Code::InstanceNotRunning, Some(Fact::Attribute { resource, .. })) => set(
            "instance",
            resource,
            "instance_state",
            json!("running"),
            "start the instance",
            "インスタンスを起動する",
        ),
        (Code::PcxNotActive, _) => set(
            "vpc_peering_connection",
            id,
            "status",
            json!("active"),
            "accept the peering connection",
            "ピアリング接続を承諾する",
        ),
        (Code::TgwAttachmentNotAvailable, _) => set(
            "transit_gateway_peering_attachment",
            id,
            "state",
            json!("available"),
            "accept the transit gateway peering",
            "Transit Gateway ピアリングを承諾する",
        ),
        (Code::SrcDstCheck, Some(Fact::Attribute { resource, .. })) => {
            middlebox::take_packets_of_others(network, resource)
        }
        (Code::TgwAsymmetricAz, Some(Fact::Flow { middlebox: it, .. })) => {
            middlebox::keep_in_one_zone(network, it)
        }
        (Code::GwlbAsymmetric, Some(fact)) => middlebox::lead_through(network, trace, fact),
        (Code::NlbNoHealthyTargetInAz | Code::NlbNoTargetsInAz, _) => set(
            "lb",
            id,
            "enable_cross_zone_load_balancing",
            json!(true),
            "turn on cross-zone load balancing",
            "クロスゾーン負荷分散を有効にする",
        ),
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
            // A load balancer's step shows what it sent; its group judged what came in.
            return match blocker.code {
                Code::NlbSgIngressDenied => before,
                _ => Some(step.packet),
            };
        }
        before = Some(step.packet);
    }
    None
}
