//! Prefix lists that overlap.

use super::{Lookup, RouteLaw};
use crate::code::Code;
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::RouteTarget;

pub(super) static LAW: RouteLaw = Law {
    doc: LawDoc {
        id: "ambiguous_prefix_list",
        rules: &["R1.13"],
        says: Says {
            en: "Where prefix lists overlap and lead to different targets, AWS picks one at random and keeps to it; the one with the lowest id is followed here.",
            ja: "プレフィックスリストが重なりターゲットが異なる場合、AWS はどちらかを無作為に選び、以後はそれを使い続けます。ここでは ID が最小のものをたどります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
    },
    judge,
};

fn judge(lookup: &Lookup<'_>) -> Judgement<RouteTarget> {
    if lookup.ambiguous {
        Judgement::Warns(Code::RouteAmbiguousPrefixList, lookup.fact())
    } else {
        Judgement::Silent
    }
}
