//! What may become of a request at a listener.

use crate::evidence::Fact;
use crate::id::{LbTargetGroupId, ResourceId};
use crate::topology::ListenerAction;

/// What a listener may do with a request; which, hangs on the request's host, path and method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way<Group> {
    /// Send it to a target group.
    Group(Group),
    /// Answer it itself.
    Answer {
        /// `fixed_response` or `redirect`.
        how: &'static str,
        /// The HTTP status.
        status: String,
    },
    /// The document does not say what this listener or rule does.
    Unsaid(ResourceId),
}

impl<Group: ToString> Way<Group> {
    /// What tells it from others.
    pub fn label(&self) -> String {
        match self {
            Self::Group(group) => group.to_string(),
            Self::Answer { how, status } => format!("{how} {status}"),
            Self::Unsaid(who) => who.to_string(),
        }
    }
}

/// The reason of an answer a listener gives by itself.
#[must_use]
pub fn answered(by: &ResourceId, how: &'static str, status: &str) -> Fact {
    Fact::Attribute {
        resource: by.clone(),
        attribute: how,
        value: status.to_owned(),
    }
}

/// All that the actions of a listener or a rule may do; never nothing.
pub(super) fn ways_of(who: &ResourceId, actions: &[ListenerAction]) -> Vec<Way<LbTargetGroupId>> {
    let mut ways = Vec::new();
    for action in actions {
        let answers = [
            ("fixed_response", "fixed-response", &action.fixed_response),
            ("redirect", "redirect", &action.redirect),
        ];
        let groups = action.target_groups().cloned().map(Way::Group);
        let answers = answers
            .into_iter()
            .filter(|(_, kind, said)| said.is_some() || action.type_.as_deref() == Some(*kind));
        let answers = answers.map(|(how, _, said)| Way::Answer {
            how,
            status: said
                .as_ref()
                .and_then(|it| it.status_code.clone())
                .unwrap_or_else(|| "?".to_owned()),
        });
        add(&mut ways, groups.chain(answers));
    }
    if ways.is_empty() {
        ways.push(Way::Unsaid(who.clone()));
    }
    ways
}

/// Adds ways, each once.
pub(super) fn add<Group: PartialEq>(
    ways: &mut Vec<Way<Group>>,
    more: impl IntoIterator<Item = Way<Group>>,
) {
    for way in more {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
}
