//! What is asked: from where, to what, how.

use serde::{Serialize, Serializer};
use std::fmt;
use std::net::IpAddr;

/// The source port of a flow unless the query says another (R1.26).
pub const SOURCE_PORT: u16 = 50_000;

/// A question about one flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Query {
    /// The vantage: a resource id, a unique name or id suffix, a subnet, a site, or `internet`.
    pub from: String,
    /// The target: a DNS name, an address, or a resource id, with `:port` where not in `port`.
    pub to: String,
    /// The protocol.
    pub protocol: Protocol,
    /// The destination port; protocols without ports have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The source port, [`SOURCE_PORT`] unless given.
    #[serde(skip_serializing_if = "is_usual_source_port")]
    pub source_port: u16,
    /// The source address of `internet` or a site, where it is not the documented one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<IpAddr>,
    /// What is asked of an AWS service, such as `s3:GetObject`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The resource it is asked for, by its ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// Who asks: an ARN, an account's number, an AWS service's name, or `anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
}

/// A protocol by its IANA number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Protocol(pub u8);

impl Query {
    /// A TCP question; `to` may carry the port after a colon.
    #[must_use]
    pub fn tcp(from: &str, to: &str) -> Self {
        Self::new(from, to, Protocol::TCP)
    }

    /// A question with a target that may carry its port, as in `name:443` or `[2001:db8::1]:443`.
    #[must_use]
    pub fn new(from: &str, to: &str, protocol: Protocol) -> Self {
        let (to, port) = split_port(to);
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            protocol,
            port,
            source_port: SOURCE_PORT,
            source_ip: None,
            action: None,
            arn: None,
            principal: None,
        }
    }
}

/// Splits `host:port`. Ids and IPv6 addresses contain colons, so only digits after the last colon
/// of a text that is no bare address count as a port.
#[must_use]
pub fn split_port(text: &str) -> (&str, Option<u16>) {
    if let Some(inside) = text.strip_prefix('[') {
        return match inside.split_once(']') {
            Some((host, rest)) => (
                host,
                rest.strip_prefix(':').and_then(|port| port.parse().ok()),
            ),
            None => (text, None),
        };
    }
    if text.parse::<IpAddr>().is_ok() {
        return (text, None);
    }
    match text.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() => match port.parse() {
            Ok(port) => (host, Some(port)),
            Err(_) => (text, None),
        },
        _ => (text, None),
    }
}

impl Protocol {
    /// TCP.
    pub const TCP: Self = Self(6);
    /// UDP.
    pub const UDP: Self = Self(17);
    /// ICMP for IPv4.
    pub const ICMP: Self = Self(1);
    /// ICMP for IPv6.
    pub const ICMPV6: Self = Self(58);

    /// Reads `tcp`, `udp`, `icmp`, `icmpv6` or a number, in any letter case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const NAMED: [(&str, Protocol); 5] = [
            ("tcp", Protocol::TCP),
            ("udp", Protocol::UDP),
            ("icmp", Protocol::ICMP),
            ("icmpv6", Protocol::ICMPV6),
            ("icmp6", Protocol::ICMPV6),
        ];
        let named = |(name, _): &&(&str, Self)| text.eq_ignore_ascii_case(name);
        match NAMED.iter().find(named) {
            Some((_, protocol)) => Some(*protocol),
            None => text.parse().ok().map(Self),
        }
    }

    /// Whether its packets carry ports.
    #[must_use]
    pub const fn has_ports(self) -> bool {
        matches!(self, Self::TCP | Self::UDP)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TCP => f.write_str("tcp"),
            Self::UDP => f.write_str("udp"),
            Self::ICMP => f.write_str("icmp"),
            Self::ICMPV6 => f.write_str("icmpv6"),
            Self(number) => write!(f, "{number}"),
        }
    }
}

impl Serialize for Protocol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape serde asks for"
)]
const fn is_usual_source_port(port: &u16) -> bool {
    *port == SOURCE_PORT
}

#[cfg(test)]
mod tests {
    use super::split_port;

    #[test]
    fn a_port_is_what_follows_the_last_colon_of_a_host() {
        let check = |text, host, port| assert_eq!(split_port(text), (host, port), "{text}");
        check("10.0.0.1:443", "10.0.0.1", Some(443));
        check("example.com", "example.com", None);
        check("example.com:80", "example.com", Some(80));
        check("[2001:db8::1]:443", "2001:db8::1", Some(443));
        check("2001:db8::1", "2001:db8::1", None);
        check(
            "arn:aws:elb:loadbalancer/net/a/1",
            "arn:aws:elb:loadbalancer/net/a/1",
            None,
        );
        check("a:99999", "a:99999", None);
    }
}
