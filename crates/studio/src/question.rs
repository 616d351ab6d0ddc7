//! The question as it stands in the query bar: text, until it is asked.

use net::query::{Protocol, Query, split_port};

/// What the fields of the query bar say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The vantage.
    pub from: String,
    /// The target, without its port.
    pub to: String,
    /// The port; empty for a protocol without ports.
    pub port: String,
    /// The protocol.
    pub protocol: String,
    /// What is asked of an AWS service, such as `s3:GetObject`; empty where nothing is said.
    pub action: String,
    /// The ARN of what it is asked for; empty where nothing is said.
    pub arn: String,
    /// Who asks; empty where nothing is said.
    pub principal: String,
}

/// A field of the query bar, by its name in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `from`
    From,
    /// `to`
    To,
    /// `port`
    Port,
    /// `protocol`
    Protocol,
    /// `action`
    Action,
    /// `arn`
    Arn,
    /// `principal`
    Principal,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 7] = [
        Self::From,
        Self::To,
        Self::Port,
        Self::Protocol,
        Self::Action,
        Self::Arn,
        Self::Principal,
    ];

    /// Its name in the form and in a link.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::Port => "port",
            Self::Protocol => "protocol",
            Self::Action => "action",
            Self::Arn => "arn",
            Self::Principal => "principal",
        }
    }
}

impl Question {
    /// A question whose target may carry its port.
    #[must_use]
    pub fn of_target(from: &str, target: &str, protocol: &str) -> Self {
        let (to, port) = split_port(target);
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            port: port.map_or_else(String::new, |port| port.to_string()),
            protocol: protocol.to_owned(),
            ..Self::default()
        }
    }

    /// The same question with one field changed. A port pasted with the target goes to its field.
    #[must_use]
    pub fn with(&self, field: Field, text: &str) -> Self {
        let mut question = self.clone();
        match field {
            Field::From => text.clone_into(&mut question.from),
            Field::To => match split_port(text) {
                (host, Some(port)) => {
                    host.clone_into(&mut question.to);
                    question.port = port.to_string();
                }
                (_, None) => text.clone_into(&mut question.to),
            },
            Field::Port => text.clone_into(&mut question.port),
            Field::Protocol => text.clone_into(&mut question.protocol),
            Field::Action => text.clone_into(&mut question.action),
            Field::Arn => text.clone_into(&mut question.arn),
            Field::Principal => text.clone_into(&mut question.principal),
        }
        question
    }

    /// The target with its port, as a link has it.
    #[must_use]
    pub fn target(&self) -> String {
        match (self.port.trim(), self.to.contains(':')) {
            ("", _) => self.to.clone(),
            (port, true) if self.to.parse::<std::net::Ipv6Addr>().is_ok() => {
                format!("[{}]:{port}", self.to)
            }
            (port, _) => format!("{}:{port}", self.to),
        }
    }

    /// The question for the engine; `None` while a field that must be filled is empty.
    #[must_use]
    pub fn query(&self) -> Option<Query> {
        let (from, to) = (self.from.trim(), self.to.trim());
        if from.is_empty() || to.is_empty() {
            return None;
        }
        let protocol = Protocol::parse(self.protocol.trim()).unwrap_or(Protocol::TCP);
        let mut query = Query::new(from, to, protocol);
        if protocol.has_ports() {
            query.port = self.port.trim().parse().ok().or(query.port);
        }
        let said = |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
        query.action = said(&self.action);
        query.arn = said(&self.arn);
        query.principal = said(&self.principal);
        Some(query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_pasted_with_the_target_goes_to_its_field() {
        let question = Question::of_target("a", "b:80", "tcp");
        let pasted = question.with(Field::To, "example.com:443");
        assert_eq!(
            (pasted.to.as_str(), pasted.port.as_str()),
            ("example.com", "443")
        );
        assert_eq!(question.with(Field::To, "c").port, "80");
    }

    #[test]
    fn a_target_is_written_with_its_port() {
        let check = |target| assert_eq!(Question::of_target("a", target, "tcp").target(), target);
        check("example.com:80");
        check("[2001:db8::1]:443");
        check("10.0.0.1");
    }

    #[test]
    fn an_empty_field_asks_nothing() {
        assert_eq!(Question::of_target(" ", "b:1", "tcp").query(), None);
        let query = Question::of_target("a", "b:53", "udp").query();
        assert_eq!(
            query.map(|it| (it.protocol, it.port)),
            Some((Protocol::UDP, Some(53)))
        );
    }
}
