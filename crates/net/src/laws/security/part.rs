//! What of the traffic a rule is for: a protocol, and of that some ports or messages.

use crate::evidence::Packet;
use crate::query::Protocol;
use std::ops::RangeInclusive;

/// What of its protocol a rule is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    All,
    /// Some ports, of TCP or UDP.
    Ports(RangeInclusive<i32>),
    /// One type of message, of ICMP; of that one code, or all.
    Message(i32, Option<i32>),
}

impl Part {
    /// What two numbers beside a protocol say. AWS ignores them beside any other protocol than
    /// these, such as the `0` to `0` that Terraform wants beside `-1`; -1 is all.
    /// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html>
    pub(super) fn of(protocol: Option<&str>, from: Option<i32>, to: Option<i32>) -> Self {
        let numbers = || Some((from.filter(|it| *it >= 0)?, to.filter(|it| *it >= 0)));
        match (protocol.and_then(Protocol::parse), numbers()) {
            (Some(Protocol::TCP | Protocol::UDP), Some((from, Some(to)))) => {
                if (from, to) == (0, 65_535) {
                    Self::All
                } else {
                    Self::Ports(from..=to)
                }
            }
            (Some(Protocol::ICMP | Protocol::ICMPV6), Some((kind, code))) => {
                Self::Message(kind, code)
            }
            _ => Self::All,
        }
    }

    /// Whether it covers a packet. What is asked with ICMP is an echo, and what comes back its
    /// reply (RFC 792, RFC 4443).
    pub(super) fn covers(&self, packet: Packet, reply: bool) -> bool {
        match self {
            Self::All => true,
            Self::Ports(ports) => packet
                .destination_port
                .is_none_or(|port| ports.contains(&i32::from(port))),
            Self::Message(kind, code) => {
                let echo = match (packet.protocol, reply) {
                    (Protocol::ICMP, false) => 8,
                    (Protocol::ICMP, true) => 0,
                    (Protocol::ICMPV6, false) => 128,
                    (Protocol::ICMPV6, true) => 129,
                    _ => return true,
                };
                *kind == echo && code.is_none_or(|code| code == 0)
            }
        }
    }

    /// As people read it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Ports(ports) if ports.start() == ports.end() => ports.start().to_string(),
            Self::Ports(ports) => format!("{}-{}", ports.start(), ports.end()),
            Self::Message(kind, None) => format!("type {kind}"),
            Self::Message(kind, Some(code)) => format!("type {kind} code {code}"),
        }
    }
}

/// Whether a rule's protocol covers a packet's. `-1` is every protocol.
pub(super) fn protocol_covers(rule: Option<&str>, packet: Packet) -> bool {
    match rule {
        None | Some("-1" | "all") => true,
        Some(text) => Protocol::parse(text) == Some(packet.protocol),
    }
}

/// A rule's protocol as people read it.
pub(super) fn protocol_text(rule: Option<&str>) -> String {
    match rule {
        None | Some("-1" | "all") => "all".to_owned(),
        Some(text) => {
            Protocol::parse(text).map_or_else(|| text.to_owned(), |protocol| protocol.to_string())
        }
    }
}
