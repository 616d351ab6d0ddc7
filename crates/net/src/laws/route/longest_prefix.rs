//! The most specific route wins.

use super::{Lookup, RouteLaw};
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::RouteTarget;

pub(super) static LAW: RouteLaw = Law {
    doc: LawDoc {
        id: "longest_prefix",
        rules: &["R1.10", "R1.11", "R2.11", "R5.1", "R5.2"],
        says: Says {
            en: "Of the routes that cover a destination the most specific wins; for one range, static before prefix list before propagated.",
            ja: "宛先を含むルートのうち最も具体的なものが選ばれます。同じ範囲では、静的、プレフィックスリスト、伝播の順です。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
    },
    judge,
};

fn judge(lookup: &Lookup<'_>) -> Judgement<RouteTarget> {
    match lookup.winner() {
        Some((_, route)) if !route.blackhole => {
            Judgement::Settles(route.target.clone(), lookup.fact())
        }
        _ => Judgement::Silent,
    }
}
