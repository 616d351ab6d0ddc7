//! Condition operators.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use super::answer::Answer;
use super::document::texts;
use super::pattern;
use super::request::{Key, Request};
use ipnet::IpNet;
use serde_json::Value;
use std::net::IpAddr;

/// One line of a `Condition`: an operator, a key, and what its value is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    /// As it is written, for naming it where it is not known.
    operator: String,
    test: Option<Test>,
    /// `ForAllValues` or `ForAnyValue`, for keys of several values.
    set: Option<Set>,
    if_exists: bool,
    key: String,
    values: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    All,
    Any,
}

/// How one value is compared, and whether the operator is the opposite of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Test {
    compare: Compare,
    not: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Exactly,
    InAnyCase,
    Like,
    Arn,
    Address,
    Number(&'static [std::cmp::Ordering]),
    /// Whether the key is there at all.
    Null,
}

impl Condition {
    /// The lines of a `Condition` element; `None` where it is no such thing.
    pub(super) fn read_all(element: &Value) -> Option<Vec<Self>> {
        let mut found = Vec::new();
        for (operator, keys) in element.as_object()? {
            for (key, values) in keys.as_object()? {
                found.push(Self::read(operator, key, texts(values)));
            }
        }
        Some(found)
    }

    fn read(operator: &str, key: &str, values: Vec<String>) -> Self {
        let lower = operator.to_ascii_lowercase();
        let (set, name) = match lower.split_once(':') {
            Some(("forallvalues", rest)) => (Some(Set::All), rest),
            Some(("foranyvalue", rest)) => (Some(Set::Any), rest),
            _ => (None, lower.as_str()),
        };
        let (name, if_exists) = match name.strip_suffix("ifexists") {
            Some(name) => (name, true),
            None => (name, false),
        };
        Self {
            operator: operator.to_owned(),
            test: test(name),
            set,
            if_exists,
            key: key.to_owned(),
            values,
        }
    }

    /// Whether it holds. An absent key fails every operator but the negated ones, and those that
    /// ask only where it exists.
    pub(super) fn holds(&self, request: &Request) -> Answer {
        let Some(test) = self.test else {
            return Answer::hangs_on(&self.operator);
        };
        let key = request.key(&self.key);
        if test.compare == Compare::Null {
            let wanted = self.values.iter().any(|it| it.eq_ignore_ascii_case("true"));
            return match key {
                Key::Unsaid => Answer::hangs_on(&self.key),
                Key::Absent => Answer::certain(wanted),
                Key::Is(_) => Answer::certain(!wanted),
            };
        }
        match key {
            Key::Unsaid => Answer::hangs_on(&self.key),
            Key::Absent => Answer::certain(match self.set {
                _ if self.if_exists => true,
                Some(Set::All) => true,
                Some(Set::Any) => false,
                None => test.not,
            }),
            Key::Is(given) => {
                let each = given.iter().map(|it| self.fits(test, it, request));
                match self.set {
                    Some(Set::All) => Answer::all(each),
                    Some(Set::Any) | None => Answer::any(each),
                }
            }
        }
    }

    /// Whether one value of the key is, or for a negated operator is not, among the values.
    fn fits(&self, test: Test, given: &str, request: &Request) -> Answer {
        let among =
            Answer::any(
                self.values
                    .iter()
                    .map(|wanted| match pattern::filled(wanted, request) {
                        Ok(wanted) => Answer::certain(test.compare.holds(&wanted, given)),
                        Err(open) => open,
                    }),
            );
        if test.not { among.opposite() } else { among }
    }
}

impl Compare {
    fn holds(self, wanted: &str, given: &str) -> bool {
        match self {
            Self::Exactly => wanted == given,
            Self::InAnyCase => wanted.eq_ignore_ascii_case(given),
            Self::Like => pattern::holds(wanted, given),
            Self::Arn => pattern::holds_for_arn(wanted, given),
            Self::Address => {
                let range = wanted
                    .parse::<IpNet>()
                    .or_else(|_| wanted.parse::<IpAddr>().map(IpNet::from));
                match (range, given.parse::<IpAddr>()) {
                    (Ok(range), Ok(address)) => range.contains(&address),
                    _ => false,
                }
            }
            Self::Number(orders) => match (given.parse::<f64>(), wanted.parse::<f64>()) {
                (Ok(given), Ok(wanted)) => given
                    .partial_cmp(&wanted)
                    .is_some_and(|order| orders.contains(&order)),
                _ => false,
            },
            Self::Null => false,
        }
    }
}

/// The operator of a name in lower case. Dates and bytes are not compared: a question has no
/// clock, and no key that is known here has such a value.
fn test(name: &str) -> Option<Test> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let (compare, not) = match name {
        "stringequals" => (Compare::Exactly, false),
        "stringnotequals" => (Compare::Exactly, true),
        "stringequalsignorecase" | "bool" => (Compare::InAnyCase, false),
        "stringnotequalsignorecase" => (Compare::InAnyCase, true),
        "stringlike" => (Compare::Like, false),
        "stringnotlike" => (Compare::Like, true),
        // AWS: ArnEquals and ArnLike behave identically.
        "arnequals" | "arnlike" => (Compare::Arn, false),
        "arnnotequals" | "arnnotlike" => (Compare::Arn, true),
        "ipaddress" => (Compare::Address, false),
        "notipaddress" => (Compare::Address, true),
        "numericequals" => (Compare::Number(&[Equal]), false),
        "numericnotequals" => (Compare::Number(&[Equal]), true),
        "numericlessthan" => (Compare::Number(&[Less]), false),
        "numericlessthanequals" => (Compare::Number(&[Less, Equal]), false),
        "numericgreaterthan" => (Compare::Number(&[Greater]), false),
        "numericgreaterthanequals" => (Compare::Number(&[Greater, Equal]), false),
        "null" => (Compare::Null, false),
        _ => return None,
    };
    Some(Test { compare, not })
}
