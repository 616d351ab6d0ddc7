//! Which targets a node may choose.

use super::health::{Seen, seen};
use super::{Candidate, Candidates, Choosing, TargetLaw};
use crate::code::Code;
use crate::evidence::{Fact, Fared, LawDoc, TargetRow};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

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
    let registered = seen(choosing);
    if registered.is_empty() {
        return Judgement::Silent;
    }
    let fail_open = !registered.iter().any(Seen::is_healthy);
    let group = topology.lb_target_group.get(choosing.group);
    let port = group.and_then(|group| group.port);
    let mut targets = Vec::new();
    let mut rows = Vec::new();
    let mut outside = None;
    let mut perhaps = false;
    for it in &registered {
        let takes = fail_open || it.is_healthy();
        let chosen = takes && it.in_reach != Some(false);
        perhaps |= takes && it.in_reach.is_none();
        let attachment = it.attachment;
        match it.interface {
            Some(interface) if chosen => targets.push(Candidate {
                interface: interface.id.clone(),
                port: attachment.port.or(port),
                attachment: it.id.clone(),
            }),
            None if chosen => outside = outside.or(Some(it.id)),
            _ => {}
        }
        let said = attachment.state.as_deref().unwrap_or("healthy");
        rows.push(TargetRow {
            target: attachment.target_id.clone().unwrap_or_default(),
            port: attachment.port.or(port),
            zone: it.interface.and_then(|it| it.zone.clone()),
            state: match it.unchecked {
                Some(_) if attachment.is_healthy() => "unhealthy".to_owned(),
                _ => said.to_owned(),
            },
            because: it.unchecked,
            fared: if chosen { Fared::Won } else { Fared::Missed },
        });
    }
    let surely = |it: &&Seen<'_>| it.in_reach == Some(true);
    let any_in_reach = registered.iter().any(|it| surely(&it));
    let any_surely = registered
        .iter()
        .filter(surely)
        .any(|it| fail_open || it.is_healthy());
    if perhaps && !any_surely {
        return Judgement::Unknown(Code::FactMissing, crossing_unknown(choosing));
    }
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

/// That nobody knows whether zones are crossed, and whose attribute would say.
fn crossing_unknown(choosing: &Choosing<'_>) -> Fact {
    let group = choosing
        .network
        .topology()
        .lb_target_group
        .get(choosing.group);
    let attribute = "load_balancing_cross_zone_enabled";
    let (resource, what) = match group.is_some_and(|it| is_unknown(&it.more, &[attribute])) {
        true => (choosing.group.clone().into(), attribute),
        false => (
            choosing.node.known_as().clone(),
            "enable_cross_zone_load_balancing",
        ),
    };
    Fact::Missing { resource, what }
}
