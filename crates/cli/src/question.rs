//! The question of `sightline trace` and `sightline render`, as its options come.

use crate::arguments::{needed, parsed, value};
use lexopt::Parser;
use net::query::{Protocol, SOURCE_PORT};
use std::net::IpAddr;

/// The parts of a question, as they come.
#[derive(Debug, Default)]
pub(crate) struct Question {
    from: Vec<String>,
    to: Option<String>,
    port: Option<u16>,
    protocol: Option<Protocol>,
    source_ip: Option<IpAddr>,
    source_port: Option<u16>,
    action: Option<String>,
    arn: Option<String>,
    principal: Option<String>,
}

impl Question {
    /// Whether nothing was asked.
    pub(crate) const fn is_empty(&self) -> bool {
        self.from.is_empty() && self.to.is_none()
    }

    /// Takes an option that belongs to a question. False where it does not.
    pub(crate) fn take(&mut self, option: &str, parser: &mut Parser) -> Result<bool, String> {
        match option {
            "--from" => self.from.push(value(parser)?),
            "--to" => self.to = Some(value(parser)?),
            "--port" => self.port = Some(parsed(option, &value(parser)?)?),
            "--source-ip" => self.source_ip = Some(parsed(option, &value(parser)?)?),
            "--source-port" => self.source_port = Some(parsed(option, &value(parser)?)?),
            "--action" => self.action = Some(action(option, &value(parser)?)?),
            "--arn" => self.arn = Some(arn(option, &value(parser)?)?),
            "--principal" => self.principal = Some(value(parser)?),
            "--protocol" => {
                let text = value(parser)?;
                self.protocol = Protocol::parse(&text);
                if self.protocol.is_none() {
                    return Err(format!(
                        "{option} is tcp, udp, icmp or a number, not {text}"
                    ));
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The question, where nothing of it is missing.
    pub(crate) fn query(self) -> Result<net::Query, String> {
        let mut queries = self.queries()?;
        match (queries.pop(), queries.is_empty()) {
            (Some(only), true) => Ok(only),
            _ => Err("--from is given once here; sightline render compares several".to_owned()),
        }
    }

    /// The question from each vantage that was given, at least one.
    pub(crate) fn queries(mut self) -> Result<Vec<net::Query>, String> {
        let vantages = std::mem::take(&mut self.from);
        if vantages.is_empty() {
            return Ok(vec![self.one(None)?]);
        }
        let one = |from| self.one(Some(from));
        vantages.into_iter().map(one).collect()
    }

    fn one(&self, from: Option<String>) -> Result<net::Query, String> {
        let to = needed(self.to.clone(), "--to")?;
        let protocol = self.protocol.unwrap_or(Protocol::TCP);
        let mut query = net::Query::new(&needed(from, "--from")?, &to, protocol);
        query.port = self.port.or(query.port);
        query.source_ip = self.source_ip;
        query.action.clone_from(&self.action);
        query.arn.clone_from(&self.arn);
        query.principal.clone_from(&self.principal);
        query.source_port = self.source_port.unwrap_or(SOURCE_PORT);
        if protocol.has_ports() && query.port.is_none() {
            return Err(format!(
                "{protocol} needs a port: --to {to}:PORT or --port PORT"
            ));
        }
        Ok(query)
    }
}

/// An action of IAM: a service and what it does.
fn action(option: &str, text: &str) -> Result<String, String> {
    match text.split_once(':') {
        Some((service, does)) if !service.is_empty() && !does.is_empty() => Ok(text.to_owned()),
        _ => Err(format!(
            "{option} is a service and an action, as s3:GetObject, not {text}"
        )),
    }
}

fn arn(option: &str, text: &str) -> Result<String, String> {
    if text.starts_with("arn:") && text.split(':').count() >= 6 {
        return Ok(text.to_owned());
    }
    Err(format!(
        "{option} is an ARN, as arn:aws:s3:::bucket/key, not {text}"
    ))
}
