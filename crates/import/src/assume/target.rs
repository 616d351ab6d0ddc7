//! Targets that only AWS makes: instances of an Auto Scaling group, tasks of a service.

use crate::said::{Said, say};
use net::Topology;
use net::id::{LbTargetGroupId, ResourceId};
use net::topology::LbTargetGroupAttachment;
use std::collections::BTreeSet;

/// The key in `unknown` that says who fills the group.
const FILLED_BY: &str = "filled_by";

/// A target of a group that something fills: it is there, and which it is is not known.
pub(crate) fn unknown_target(
    by: &str,
    group: &LbTargetGroupId,
) -> (ResourceId, LbTargetGroupAttachment) {
    let unknown = serde_json::json!({ "target_id": "made by AWS", FILLED_BY: by });
    let target = LbTargetGroupAttachment {
        target_group_arn: Some(group.clone()),
        more: [("unknown".to_owned(), unknown)].into(),
        ..LbTargetGroupAttachment::default()
    };
    (format!("{group}.target.{by}").as_str().into(), target)
}

/// What is said of what fills a group.
pub(crate) fn note_of_targets(by: &str, group: &str) -> Said {
    say!(
        "{} fills {}; which targets it makes is not known",
        "{} が {} にターゲットを登録します。作成されるターゲットは分かりません",
        by,
        group
    )
}

/// Where AWS said the health of a group's targets, they are all there are.
pub(super) fn settle(topology: &mut Topology) {
    let map = &mut topology.lb_target_group_attachment;
    let is_filler = |it: &LbTargetGroupAttachment| {
        let unknown = it.more.get("unknown");
        unknown.is_some_and(|it| it.get(FILLED_BY).is_some())
    };
    let told: BTreeSet<LbTargetGroupId> = map
        .values()
        .filter(|it| it.state.is_some() && !is_filler(it))
        .filter_map(|it| it.target_group_arn.clone())
        .collect();
    map.retain(|_, it| {
        let group = it.target_group_arn.as_ref();
        !(is_filler(it) && group.is_some_and(|it| told.contains(it)))
    });
}
