//! A policy document as it is written.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use super::answer::Answer;
use super::condition::Condition;
use super::pattern;
use super::request::{Principal, Request, Resource};
use serde_json::Value;

/// A policy: its statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// In the order of the document.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its `Sid`, else `#` and its place, from 1.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    principal: Option<Element<Vec<Who>>>,
    action: Option<Element<Vec<String>>>,
    resource: Option<Element<Vec<String>>>,
    conditions: Vec<Condition>,
}

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It permits.
    Allow,
    /// It forbids.
    Deny,
}

/// An element, or its `Not` form.
#[derive(Clone, Debug, PartialEq)]
struct Element<T> {
    names: T,
    except: bool,
}

/// Whom a statement names.
#[derive(Clone, Debug, PartialEq)]
enum Who {
    /// `*`
    Everyone,
    /// An account, a user, a role, a session: `AWS`.
    Aws(String),
    /// A service: `Service`.
    Service(String),
    /// What cannot be told from an ARN: `Federated`, `CanonicalUser`.
    Other(&'static str),
}

impl Effect {
    /// As IAM writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

impl Policy {
    /// Reads a document; what is wrong with it, where it is none.
    ///
    /// # Errors
    /// Where it is not JSON, or has no statements IAM would know.
    pub fn read(text: &str) -> Result<Self, String> {
        let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let statements = match document.get("Statement") {
            None => return Err("no Statement".to_owned()),
            Some(Value::Array(statements)) => statements.iter().collect(),
            Some(statement) => vec![statement],
        };
        let statements = statements
            .into_iter()
            .enumerate()
            .map(|(at, statement)| Statement::read(at, statement))
            .collect::<Result<_, _>>()?;
        Ok(Self { statements })
    }
}

impl Statement {
    fn read(at: usize, statement: &Value) -> Result<Self, String> {
        let place = format!("#{}", at + 1);
        let name = match statement.get("Sid").and_then(Value::as_str) {
            Some(sid) if !sid.is_empty() => sid.to_owned(),
            _ => place.clone(),
        };
        let effect = match statement.get("Effect").and_then(Value::as_str) {
            Some("Allow") => Effect::Allow,
            Some("Deny") => Effect::Deny,
            _ => {
                return Err(format!(
                    "statement {place} has no Effect that is Allow or Deny"
                ));
            }
        };
        let conditions = match statement.get("Condition") {
            None => Vec::new(),
            Some(conditions) => Condition::read_all(conditions)
                .ok_or_else(|| format!("statement {place} has a Condition that is none"))?,
        };
        Ok(Self {
            name,
            effect,
            principal: element(statement, "Principal", "NotPrincipal", principals),
            action: element(statement, "Action", "NotAction", texts),
            resource: element(statement, "Resource", "NotResource", texts),
            conditions,
        })
    }

    /// Whether it is about who asks. A statement that names nobody is about nobody known.
    pub(super) fn fits_principal(&self, request: &Request) -> Answer {
        let Some(element) = &self.principal else {
            return Answer::hangs_on("Principal");
        };
        element.holds(|who| Answer::any(who.iter().map(|it| it.is(request))))
    }

    pub(super) fn fits_action(&self, request: &Request) -> Answer {
        let Some(element) = &self.action else {
            return Answer::No;
        };
        element.holds(|patterns| Answer::any(patterns.iter().map(|it| action(it, request))))
    }

    pub(super) fn fits_resource(&self, request: &Request) -> Answer {
        // A policy on the resource itself may leave the element out.
        let Some(element) = &self.resource else {
            return Answer::Yes;
        };
        let about = |holds: &dyn Fn(&str) -> Option<bool>| {
            element.holds(|patterns| {
                Answer::any(patterns.iter().map(|it| resource(it, request, holds)))
            })
        };
        match &request.resource {
            Resource::Unsaid => about(&|_| None),
            Resource::Is(arn) => about(&|pattern| Some(pattern::holds(pattern, arn))),
            Resource::Within(arn) => {
                // Certain where the thing and everything in it are answered alike.
                let inside = format!("{arn}/");
                let itself = about(&|pattern| Some(pattern::holds(pattern, arn)));
                let rest = about(&|pattern| pattern::holds_for_all(pattern, &inside));
                if itself == rest {
                    itself
                } else {
                    Answer::hangs_on("arn")
                }
            }
        }
    }

    pub(super) fn fits_conditions(&self, request: &Request) -> Answer {
        Answer::all(self.conditions.iter().map(|it| it.holds(request)))
    }

    /// Its actions as people read them.
    pub(super) fn shown_actions(&self) -> String {
        shown(self.action.as_ref())
    }

    /// Its resources as people read them.
    pub(super) fn shown_resources(&self) -> String {
        shown(self.resource.as_ref())
    }
}

impl<T> Element<T> {
    fn holds(&self, among: impl FnOnce(&T) -> Answer) -> Answer {
        let answer = among(&self.names);
        if self.except {
            answer.opposite()
        } else {
            answer
        }
    }
}

impl Who {
    /// Whether it is who asks.
    fn is(&self, request: &Request) -> Answer {
        match (self, &request.principal) {
            (Self::Everyone, _) => Answer::Yes,
            // What a template leaves open stands as a variable.
            (Self::Aws(name) | Self::Service(name), _) if name.contains("${") => {
                Answer::hangs_on(name)
            }
            (Self::Aws(name), who) if name == "*" => match who {
                Some(Principal::Service(_)) => Answer::No,
                _ => Answer::Yes,
            },
            (_, None) => Answer::hangs_on("principal"),
            (Self::Aws(name), Some(Principal::Aws(arn))) => {
                arn.is_named(name, request.account_is_its_root_user)
            }
            (Self::Service(name), Some(Principal::Service(it))) => {
                Answer::certain(name.eq_ignore_ascii_case(it))
            }
            (Self::Other(name), Some(Principal::Aws(_))) => Answer::hangs_on(name),
            (_, Some(_)) => Answer::No,
        }
    }
}

/// Whether an action's pattern holds. Without an action it is known which service is asked, so
/// that patterns of other services hold for nothing.
fn action(pattern: &str, request: &Request) -> Answer {
    if pattern == "*" {
        return Answer::Yes;
    }
    if pattern.contains("${") {
        return Answer::hangs_on(pattern);
    }
    if let Some(action) = &request.action {
        return Answer::certain(pattern::holds_in_any_case(pattern, action));
    }
    let (prefix, rest) = pattern.split_once(':').unwrap_or((pattern, "*"));
    match &request.service_prefix {
        Some(service) if !pattern::holds_in_any_case(prefix, service) => Answer::No,
        Some(_) if rest == "*" => Answer::Yes,
        _ => Answer::hangs_on("action"),
    }
}

fn resource(pattern: &str, request: &Request, holds: &dyn Fn(&str) -> Option<bool>) -> Answer {
    if pattern == "*" {
        return Answer::Yes;
    }
    match pattern::filled(pattern, request) {
        Ok(pattern) => holds(&pattern).map_or_else(|| Answer::hangs_on("arn"), Answer::certain),
        Err(open) => open,
    }
}

fn element<T>(
    statement: &Value,
    name: &str,
    except: &str,
    read: fn(&Value) -> T,
) -> Option<Element<T>> {
    let plain = statement.get(name).map(|it| (it, false));
    let (value, except) = plain.or_else(|| statement.get(except).map(|it| (it, true)))?;
    Some(Element {
        names: read(value),
        except,
    })
}

/// A text, or a list of them.
pub(super) fn texts(value: &Value) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

fn principals(value: &Value) -> Vec<Who> {
    let Value::Object(kinds) = value else {
        let named = |name: String| match name.as_str() {
            "*" => Who::Everyone,
            _ => Who::Aws(name),
        };
        return texts(value).into_iter().map(named).collect();
    };
    let mut found = Vec::new();
    for (kind, names) in kinds {
        found.extend(texts(names).into_iter().map(|name| match kind.as_str() {
            "AWS" => Who::Aws(name),
            "Service" => Who::Service(name),
            "CanonicalUser" => Who::Other("CanonicalUser"),
            _ => Who::Other("Federated"),
        }));
    }
    found
}

fn shown(element: Option<&Element<Vec<String>>>) -> String {
    match element {
        None => String::new(),
        Some(element) if element.except => format!("not {}", element.names.join(", ")),
        Some(element) => element.names.join(", "),
    }
}
