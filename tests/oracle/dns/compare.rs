//! What was answered, in a form in which both can say it.

use super::named::{Question, Reply};
use super::views::View;
use net::code::Code;
use net::resolve::Resolved;
use net::trace::{RecordData, Status};
use std::collections::BTreeSet;

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    end: End,
    /// CNAMEs in order: owner, target.
    chain: Vec<(String, String)>,
    /// The addresses, with their times to live.
    addresses: BTreeSet<(String, u32)>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum End {
    /// With addresses.
    Addresses,
    /// With a name that has none of the type.
    NoData,
    /// With a name that is not there.
    NoName,
    /// With a name whose answer the topology does not hold; for BIND, one the root does not.
    Unknown,
    /// BIND's root has the name, or names below it, without the type.
    RootNoData,
    /// As `NoData`, from a zone that BIND does not say since another server told it.
    SomeNoData,
    /// As `NoName`, likewise.
    SomeNoName,
    /// Never.
    Loop,
    /// A server that forwarded could not read the answer: BIND refuses a denial by a zone above the
    /// domain it forwards.
    Unread,
    /// Otherwise.
    Other(String),
}

impl Said {
    /// How it ended, in a word.
    pub(crate) fn end(&self) -> String {
        format!("{:?}", self.end)
    }

    /// The one difference that is none: below the root, BIND knows that names exist for the sake
    /// of names below them, and the engine that it does not know.
    pub(crate) fn agrees_with(&self, bind: &Self) -> bool {
        let same_end = match (&self.end, &bind.end) {
            (End::NoData | End::Unknown, End::RootNoData | End::SomeNoData) => true,
            (End::NoName | End::Unknown, End::SomeNoName) => true,
            // Each gives up at its own length.
            (End::Loop, End::Loop) => return true,
            // What it could not read may also be a name further along, which the engine asks itself.
            (end, End::Unread) => return *end != End::Addresses || !self.chain.is_empty(),
            (one, other) => one == other,
        };
        same_end && self.chain == bind.chain && self.addresses == bind.addresses
    }

    pub(crate) fn of_bind(reply: &Reply, question: &Question, view: &View) -> Self {
        let mut chain = Vec::new();
        let mut current = question.name.clone();
        while let Some((owner, _, _, target)) = reply
            .answers
            .iter()
            .find(|(owner, _, kind, _)| *owner == current && kind == "CNAME")
        {
            if chain.len() > 20 {
                break;
            }
            chain.push((owner.clone(), target.clone()));
            current.clone_from(target);
        }
        let addresses: BTreeSet<(String, u32)> = reply
            .answers
            .iter()
            .filter(|(owner, _, kind, _)| *owner == current && kind != "CNAME")
            .map(|(_, ttl, _, data)| (data.clone(), view.ttl(*ttl)))
            .collect();
        let end = match (reply.status.as_str(), reply.authority.as_deref()) {
            ("NOERROR", _) if !addresses.is_empty() => End::Addresses,
            ("NOERROR", Some("")) => End::RootNoData,
            ("NXDOMAIN", Some("")) => End::Unknown,
            ("NOERROR", Some(_)) => End::NoData,
            ("NXDOMAIN", Some(_)) => End::NoName,
            // Loops end as a failure, or as a chain without an end.
            ("SERVFAIL", _) if chain.len() >= 8 => End::Loop,
            ("NOERROR" | "SERVFAIL", None) if reply.answers.iter().any(|it| it.0 == current) => {
                End::Loop
            }
            ("SERVFAIL", _) if !view.forwards.is_empty() => End::Unread,
            ("NOERROR", None) if !view.forwards.is_empty() => End::SomeNoData,
            ("NXDOMAIN", None) if !view.forwards.is_empty() => End::SomeNoName,
            (status, _) => End::Other(status.to_owned()),
        };
        Self {
            end,
            chain,
            addresses,
        }
    }
}

/// The engine's answer.
pub(crate) fn of_engine(resolved: &Resolved, view: &View) -> Said {
    let mut chain = Vec::new();
    let mut addresses = BTreeSet::new();
    for answer in &resolved.resolution.answers {
        match &answer.data {
            // No zone file may hold such a CNAME, so BIND has the addresses instead.
            RecordData::Cname(_) if view.flattened.contains_key(&answer.name) => {}
            RecordData::Cname(target) => chain.push((answer.name.clone(), target.clone())),
            data @ (RecordData::A(_) | RecordData::Aaaa(_)) => {
                addresses.insert((data.value(), view.ttl(answer.ttl_secs)));
            }
        }
    }
    let end = match (resolved.resolution.status, &resolved.trouble) {
        (_, Some(trouble)) if trouble.code == Code::DnsLoop => End::Loop,
        (_, Some(trouble)) if trouble.unknown && trouble.code == Code::FactMissing => End::Unknown,
        (Status::NoError, None) => End::Addresses,
        (Status::NoData, _) => End::NoData,
        (Status::NxDomain, _) => End::NoName,
        (status, trouble) => End::Other(format!("{status:?} {trouble:?}")),
    };
    Said {
        end,
        chain,
        addresses,
    }
}
