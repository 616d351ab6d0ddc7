//! No route, no way.

use super::{Lookup, RouteLaw};
use crate::code::Code;
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::RouteTarget;

pub(super) static LAW: RouteLaw = Law {
    doc: LawDoc {
        id: "no_route",
        rules: &["R1.10", "R1.11"],
        says: Says {
            en: "A packet whose destination no route of the subnet's table covers is dropped.",
            ja: "サブネットのルートテーブルに宛先を含むルートがなければ、パケットは破棄されます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html",
    },
    judge,
};

fn judge(lookup: &Lookup<'_>) -> Judgement<RouteTarget> {
    if lookup.winner().is_some() || lookup.undecided() || lookup.provider_initiated() {
        return Judgement::Silent;
    }
    let code = if lookup.back {
        Code::ReturnRouteNotFound
    } else {
        Code::RouteNotFound
    };
    Judgement::Stops(code, lookup.fact())
}
