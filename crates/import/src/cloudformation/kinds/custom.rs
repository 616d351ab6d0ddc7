//! Custom resources: what they make is not known, but what they are given they may change.

use super::Properties;
use crate::assume::{note_of_targets, unknown_target};
use crate::cloudformation::properties::list_unknown;
use crate::said::say;
use net::Topology;
use net::id::LbTargetGroupId;

/// A resource whose provider registers targets and adds routes where it is given a target group or
/// a route table. Whatever else it is given, a VPC or a security group, it mostly works in.
pub(super) fn resource(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    for given in p.all_texts() {
        let group = LbTargetGroupId::from(given.as_str());
        if topology.lb_target_group.contains_key(&group) {
            let note = note_of_targets(id, &given);
            p.context().unresolved(p.place(), &note);
            let (target_id, target) = unknown_target(id, &group);
            let map = &mut topology.lb_target_group_attachment;
            map.insert(target_id, target);
        }
        if let Some(table) = topology.route_table.get_mut(given.as_str()) {
            let note = say!(
                "{} may add routes to {}; which is not known",
                "{} が {} にルートを追加するかもしれません。どのルートかは分かりません",
                id,
                given
            );
            p.context().unresolved(p.place(), &note);
            list_unknown(&mut table.more, &["route"], &note.en());
        }
    }
}
