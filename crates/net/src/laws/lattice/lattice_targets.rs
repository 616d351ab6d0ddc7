//! Whom a service sends requests to.

use super::{AtGroup, Target, TargetsLaw};
use crate::code::Code;
use crate::evidence::{Fact, Fared, LawDoc, TargetRow};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::lattice::{named, same};

pub(super) static LAW: TargetsLaw = Law {
    doc: LawDoc {
        id: "lattice_targets",
        rules: &["R2.23"],
        says: Says {
            en: "A service of VPC Lattice sends requests to the healthy targets of a group, in any zone.",
            ja: "VPC Lattice のサービスは、ゾーンを問わず、グループの正常なターゲットにリクエストを送ります。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-groups.html",
    },
    judge,
};

fn judge(at: &AtGroup<'_>) -> Judgement<Vec<Target>> {
    let topology = at.network.topology();
    let missing = |resource: &ResourceId, what| Fact::Missing {
        resource: resource.clone(),
        what,
    };
    let Some((id, group)) = named(&topology.vpclattice_target_group, at.id.as_str()) else {
        return Judgement::Unknown(Code::FactMissing, missing(at.id, "targets"));
    };
    let attachments = topology.vpclattice_target_group_attachment.iter();
    let registered: Vec<_> = attachments
        .filter(|(_, it)| same(it.target_group_identifier.as_ref(), id.as_str()))
        .collect();
    let port = group.config.as_ref().and_then(|it| it.port);
    let mut targets = Vec::new();
    let mut rows = Vec::new();
    for (attachment, it) in &registered {
        let target = it.target.as_ref();
        let Some(target_id) = target.and_then(|it| it.id.clone()) else {
            return Judgement::Unknown(Code::FactMissing, missing(attachment, "target"));
        };
        let own = target.and_then(|it| it.port).or(port);
        let chosen = it.is_healthy();
        rows.push(TargetRow {
            target: target_id.clone(),
            port: own,
            zone: None,
            because: None,
            state: it.status.clone().unwrap_or_else(|| "HEALTHY".to_owned()),
            fared: if chosen { Fared::Won } else { Fared::Missed },
        });
        if chosen {
            targets.push(Target {
                id: target_id,
                port: own,
            });
        }
    }
    let fact = Fact::Targets {
        target_group: id.clone(),
        rows,
    };
    match (registered.is_empty(), targets.is_empty()) {
        (true, _) => Judgement::Stops(Code::LatticeNoTargets, fact),
        // What becomes of requests while no target is healthy is not simulated.
        (false, true) => Judgement::Unknown(Code::NotModelled, fact),
        (false, false) => Judgement::Settles(targets, fact),
    }
}
