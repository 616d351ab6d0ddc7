//! IAM policy documents: whether one lets a request through, and which statement decided.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
//!
//! An answer is yes, no, or that it hangs on something nobody said, which is then listed: an
//! action, a principal, a condition key. Nothing here knows where a policy is attached, and
//! identity policies, permission boundaries and organization policies are not known at all.

mod answer;
mod condition;
mod document;
mod pattern;
mod request;

pub use answer::Answer;
pub use document::{Effect, Policy, Statement};
pub(crate) use pattern::holds_in_any_case;
pub use request::{Key, Request, Resource};

use crate::evidence::{Fared, StatementRow};
use std::collections::BTreeSet;

/// What a policy says to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It passes, and no statement denies it.
    Allowed,
    /// A statement denies it.
    Denied,
    /// No statement allows it.
    NotAllowed,
    /// It hangs on what the request does not say.
    Undecided,
}

/// What came of a policy, statement by statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// What it comes to.
    pub access: Access,
    /// Each statement: the deciding one first.
    pub rows: Vec<StatementRow>,
    /// What was not said and would decide.
    pub needs: Vec<String>,
}

impl Policy {
    /// Judges a request. An explicit denial wins over every permission; `otherwise` holds where
    /// no statement is about the request.
    #[must_use]
    pub fn judge(&self, request: &Request, otherwise: Effect) -> Ruling {
        let judged: Vec<(&Statement, Judged)> = self
            .statements
            .iter()
            .map(|statement| (statement, Judged::new(statement, request)))
            .collect();
        let any = |effect: Effect, holds: fn(&Answer) -> bool| {
            judged
                .iter()
                .any(|(statement, it)| statement.effect == effect && holds(&it.answer))
        };
        let yes = |answer: &Answer| *answer == Answer::Yes;
        let open = |answer: &Answer| matches!(answer, Answer::Hangs(_));
        let allowed = otherwise == Effect::Allow || any(Effect::Allow, yes);
        let may_be_allowed = allowed || any(Effect::Allow, open);
        let access = if any(Effect::Deny, yes) {
            Access::Denied
        } else if !may_be_allowed {
            Access::NotAllowed
        } else if !allowed || any(Effect::Deny, open) {
            Access::Undecided
        } else {
            Access::Allowed
        };
        let needs = match access {
            Access::Undecided => judged
                .iter()
                .flat_map(|(_, it)| it.answer.needs())
                .cloned()
                .collect::<BTreeSet<_>>(),
            Access::Allowed | Access::Denied | Access::NotAllowed => BTreeSet::new(),
        };
        Ruling {
            access,
            rows: rows(&judged, access),
            needs: needs.into_iter().collect(),
        }
    }
}

/// How a statement fits a request.
struct Judged {
    answer: Answer,
    mismatch: Vec<&'static str>,
}

impl Judged {
    fn new(statement: &Statement, request: &Request) -> Self {
        let parts = [
            ("principal", statement.fits_principal(request)),
            ("action", statement.fits_action(request)),
            ("resource", statement.fits_resource(request)),
            ("condition", statement.fits_conditions(request)),
        ];
        let mismatch = parts
            .iter()
            .filter(|(_, answer)| *answer == Answer::No)
            .map(|(name, _)| *name)
            .collect();
        Self {
            answer: Answer::all(parts.into_iter().map(|(_, answer)| answer)),
            mismatch,
        }
    }
}

/// The statements, the one that decided first.
fn rows(judged: &[(&Statement, Judged)], access: Access) -> Vec<StatementRow> {
    let decides = match access {
        Access::Denied => Some(Effect::Deny),
        Access::Allowed => Some(Effect::Allow),
        Access::NotAllowed | Access::Undecided => None,
    };
    let allowing = judged
        .iter()
        .filter(|(statement, it)| statement.effect == Effect::Allow && it.answer == Answer::No)
        .map(|(_, it)| it.mismatch.len());
    let nearest = (access == Access::NotAllowed)
        .then(|| allowing.min())
        .flatten();
    let mut rows: Vec<StatementRow> = judged
        .iter()
        .map(|(statement, it)| StatementRow {
            statement: statement.name.clone(),
            effect: statement.effect.as_str(),
            actions: statement.shown_actions(),
            resources: statement.shown_resources(),
            fared: match &it.answer {
                Answer::Yes if decides == Some(statement.effect) => Fared::Won,
                Answer::Yes => Fared::Lost,
                Answer::Hangs(_) => Fared::Open,
                Answer::No
                    if statement.effect == Effect::Allow && nearest == Some(it.mismatch.len()) =>
                {
                    Fared::Nearest
                }
                Answer::No => Fared::Missed,
            },
            mismatch: it.mismatch.clone(),
            needs: it.answer.needs().cloned().collect(),
        })
        .collect();
    rows.sort_by_key(|row| match row.fared {
        Fared::Won => 0,
        Fared::Open => 1,
        Fared::Nearest => 2,
        Fared::Lost => 3,
        Fared::Missed => 4,
    });
    rows
}

#[cfg(test)]
mod tests;
