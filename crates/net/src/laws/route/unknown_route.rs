//! A table of which a part is not known.

use super::{Lookup, RouteLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::RouteTarget;

pub(super) static LAW: RouteLaw = Law {
    doc: LawDoc {
        id: "unknown_route",
        rules: &["R1.11"],
        says: Says {
            en: "Where a route's destination or the VPC's range is not known, it may be the one that wins.",
            ja: "宛先や VPC の範囲が不明なルートがあると、それが選ばれる可能性があります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
    },
    judge,
};

fn judge(lookup: &Lookup<'_>) -> Judgement<RouteTarget> {
    if !lookup.undecided() {
        return Judgement::Silent;
    }
    Judgement::Unknown(
        Code::FactMissing,
        Fact::Missing {
            resource: lookup.id.clone().into(),
            what: "route",
        },
    )
}
