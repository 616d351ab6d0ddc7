//! Which targets a node may choose.

use super::{Candidate, Candidates, Choosing, TargetLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::evidence::{Fared, TargetRow};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Interface;
use crate::topology::LbTargetGroupAttachment;
use std::net::IpAddr;

pub(super) static LAW: TargetLaw = Law {
    doc: LawDoc {
        id: "target_choice",
        rules: &["R3.15"],
        says: Says {
            en: "A node chooses among the healthy targets of its own zone, of all zones where cross-zone is on; if no target at all is healthy it uses all.",
            ja: "ノードは、同じゾーン (クロスゾーン有効時は全ゾーン) の正常なターゲットから選びます。すべて異常なら全ターゲットを使います。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
    },
    judge,
};

fn judge(choosing: &Choosing<'_>) -> Judgement<Candidates> {
    let topology = choosing.network.topology();
    let registered: Vec<_> = topology
        .lb_target_group_attachment
        .iter()
        .filter(|(_, it)| it.target_group_arn.as_ref() == Some(choosing.group))
        .flat_map(|(id, it)| {
            interfaces(choosing, it)
                .into_iter()
                .map(move |at| (id, it, at))
        })
        .collect();
    if registered.is_empty() {
        return Judgement::Silent;
    }
    let fail_open = !registered.iter().any(|(_, it, _)| it.is_healthy());
    let group = topology.lb_target_group.get(choosing.group);
    let cross_zone = match group {
        Some(group) => group.crosses_zones(choosing.balancer),
        None => choosing.balancer.crosses_zones(),
    };
    let in_reach = |interface: Option<&Interface>| {
        cross_zone || interface.is_none_or(|it| it.zone == choosing.node.zone)
    };
    let usable = |it: &LbTargetGroupAttachment| fail_open || it.is_healthy();
    let port = group.and_then(|group| group.port);
    let mut targets = Vec::new();
    let mut rows = Vec::new();
    let mut outside = None;
    for (id, it, interface) in &registered {
        let chosen = in_reach(*interface) && usable(it);
        match interface {
            Some(interface) if chosen => targets.push(Candidate {
                interface: interface.id.clone(),
                port: it.port.or(port),
                attachment: (*id).clone(),
            }),
            None if chosen => outside = outside.or(Some(*id)),
            _ => {}
        }
        rows.push(TargetRow {
            target: it.target_id.clone().unwrap_or_default(),
            port: it.port.or(port),
            zone: interface.and_then(|it| it.zone.clone()),
            state: it.state.clone().unwrap_or_else(|| "healthy".to_owned()),
            fared: if chosen { Fared::Won } else { Fared::Missed },
        });
    }
    let any_in_reach = registered
        .iter()
        .any(|(_, _, interface)| in_reach(*interface));
    let fact = Fact::Targets {
        target_group: choosing.group.clone().into(),
        rows,
    };
    if let Some(outside) = outside.filter(|_| targets.is_empty()) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: outside.clone(),
                what: "target_id",
            },
        );
    }
    match (targets.is_empty(), any_in_reach) {
        (true, false) => Judgement::Stops(Code::NlbNoTargetsInAz, fact),
        (true, true) => Judgement::Stops(Code::NlbNoHealthyTargetInAz, fact),
        (false, _) => Judgement::Settles(Candidates { targets, fail_open }, fact),
    }
}

/// The interfaces of a target: an instance's primary one, the nodes of a load balancer, or the one
/// with the address; one that is not known where it has none.
fn interfaces<'a>(
    choosing: &Choosing<'a>,
    attachment: &LbTargetGroupAttachment,
) -> Vec<Option<&'a Interface>> {
    let network = choosing.network;
    let Some(target) = attachment.target_id.as_deref() else {
        return vec![None];
    };
    if let Ok(address) = target.parse::<IpAddr>() {
        let vpc = choosing.node.vpc.as_ref();
        return vec![vpc.and_then(|vpc| network.interface_at(vpc, address))];
    }
    let id = ResourceId::from(target);
    let mut found = network.interfaces_of(&id);
    if network.topology().lb.contains_key(target) {
        let nodes: Vec<_> = found.map(Some).collect();
        return if nodes.is_empty() { vec![None] } else { nodes };
    }
    vec![found.next()]
}
