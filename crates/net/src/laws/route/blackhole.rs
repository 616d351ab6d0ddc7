//! A route to nowhere still wins.

use super::{Lookup, RouteLaw};
use crate::code::Code;
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::RouteTarget;

pub(super) static LAW: RouteLaw = Law {
    doc: LawDoc {
        id: "route_blackhole",
        rules: &["R1.14"],
        says: Says {
            en: "A route whose target is gone still wins by its prefix, and drops what it wins.",
            ja: "ターゲットが失われたルート (blackhole) も最長一致で選ばれ、パケットは破棄されます。",
        },
        source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html",
    },
    judge,
};

fn judge(lookup: &Lookup<'_>) -> Judgement<RouteTarget> {
    match lookup.winner() {
        Some((_, route)) if route.blackhole => {
            Judgement::Stops(Code::RouteBlackhole, lookup.fact())
        }
        _ => Judgement::Silent,
    }
}
