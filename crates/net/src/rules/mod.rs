//! The rules of AWS this crate stands for, and where each is realised.
//!
//! Most rules are laws, and a law names its rules itself. What is listed here beside a rule is
//! what realises it without being a law: a finding, a warning, a module that indexes or walks. A
//! rule that is knowingly not simulated says so, and what is answered instead. A test fails while
//! a rule has neither, or no scenario.

mod dns;
mod endpoints;
mod outcomes;
mod resources;
mod services;

use crate::code::Code;
use crate::topology::FindingCode;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its number: `R1.12`.
    pub id: &'static str,
    /// What it says, in short.
    pub says: &'static str,
    /// What realises it beside the laws that name it.
    pub by: &'static [By],
}

/// What realises a rule.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// A finding.
    Finding(FindingCode),
    /// A verdict or a warning given without a law.
    Gives(Code),
    /// A file or folder of the project.
    In(&'static str),
    /// A test that is no scenario.
    Tried(&'static str),
    /// Not simulated; what is answered instead.
    Not(&'static str),
}

const fn rule(id: &'static str, says: &'static str, by: &'static [By]) -> Rule {
    Rule { id, says, by }
}

/// Every rule, in order: 1 the resources, 2 endpoints, 3 endpoint services, 4 DNS, 5 outcomes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        resources::RULES,
        endpoints::RULES,
        services::RULES,
        dns::RULES,
        outcomes::RULES,
    ]
    .into_iter()
    .flatten()
}
