//! Outcomes.

use super::By::{Gives, In};
use super::{Rule, rule};
use crate::code::Code;

pub(super) const RULES: &[Rule] = &[
    rule(
        "R5.1",
        "With private DNS a public subnet uses the endpoint.",
        &[],
    ),
    rule("R5.2", "A gateway endpoint beats NAT on its table.", &[]),
    rule(
        "R5.3",
        "On another table it does not.",
        &[Gives(Code::NatCost)],
    ),
    rule(
        "R5.4",
        "Groups and ACLs drop in silence: a timeout.",
        &[In("crates/net/src/walk/record.rs")],
    ),
    rule(
        "R5.5",
        "Without its endpoint a name is public again.",
        &[In("crates/net/src/laws/dns/most_specific_zone.rs")],
    ),
];
