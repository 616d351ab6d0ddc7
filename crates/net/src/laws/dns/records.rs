//! Making replies out of addresses.

use super::own_names::{balancer_name, endpoint_name};
use super::{MADE_UP_TTL_SECS, RecordType, Reply};
use crate::code::Code;
use crate::evidence::{Fact, RecordRow};
use crate::laws::Judgement;
use crate::network::{Network, name_in};
use crate::service::{self, matches_name};
use crate::topology::{Alias, is_unknown};
use crate::trace::{Answer, RecordData, Status};
use std::borrow::Cow;
use std::net::IpAddr;

/// How many aliases of a zone may lead to each other; those that lead back have no address.
const MAX_ALIASES: usize = 8;

impl Reply {
    /// No such name.
    pub(super) const fn no_name() -> Self {
        Self {
            status: Status::NxDomain,
            answers: Vec::new(),
            follow: None,
        }
    }

    /// Addresses of the type asked for, or `NODATA` where there is none of it.
    pub(super) fn addresses(
        name: &str,
        record_type: RecordType,
        addresses: impl IntoIterator<Item = IpAddr>,
        ttl_secs: u32,
    ) -> Self {
        let answers: Vec<Answer> = addresses
            .into_iter()
            .filter_map(|address| match (record_type, address) {
                (RecordType::A, IpAddr::V4(v4)) => Some(RecordData::A(v4)),
                (RecordType::Aaaa, IpAddr::V6(v6)) => Some(RecordData::Aaaa(v6)),
                _ => None,
            })
            .map(|data| Answer {
                name: name.to_owned(),
                data,
                ttl_secs,
            })
            .collect();
        Self {
            status: if answers.is_empty() {
                Status::NoData
            } else {
                Status::NoError
            },
            answers,
            follow: None,
        }
    }

    /// Another name to go on with.
    pub(super) fn cname(name: &str, target: String, ttl_secs: u32) -> Self {
        Self {
            status: Status::NoError,
            answers: vec![Answer {
                name: name.to_owned(),
                data: RecordData::Cname(target.clone()),
                ttl_secs,
            }],
            follow: Some(target),
        }
    }

    /// The reply as evidence.
    pub(super) fn fact(&self, zone: &str) -> Fact {
        Fact::Records {
            zone: zone.to_owned(),
            rows: self
                .answers
                .iter()
                .map(|answer| RecordRow {
                    name: answer.name.clone(),
                    record_type: answer.data.type_name(),
                    value: answer.data.value(),
                })
                .collect(),
        }
    }
}

/// What a hosted zone's records say of a name (R4.7 to R4.9).
pub(super) fn zone_records(
    network: &Network,
    zone: &crate::id::ZoneId,
    domain: &str,
    name: &str,
    record_type: RecordType,
) -> Judgement<Reply> {
    let reply = match records_behind(network, zone, domain, name, record_type, MAX_ALIASES) {
        Found::Reply(reply) => reply,
        Found::Nothing => Reply::no_name(),
        Found::Elsewhere(target) => {
            return Judgement::Unknown(
                Code::FactMissing,
                Fact::Missing {
                    resource: target.into(),
                    what: "public_dns_answer",
                },
            );
        }
    };
    let fact = reply.fact(domain);
    Judgement::Settles(reply, fact)
}

/// What the records of a zone come to.
enum Found {
    /// The zone does not have the name.
    Nothing,
    /// It answers.
    Reply(Reply),
    /// The name is an alias for one whose addresses the topology does not hold.
    Elsewhere(String),
}

/// The same, for a name to which so many aliases may still lead on.
fn records_behind(
    network: &Network,
    zone: &crate::id::ZoneId,
    domain: &str,
    name: &str,
    record_type: RecordType,
    aliases: usize,
) -> Found {
    let Some(records) = network.records_of(zone) else {
        return Found::Nothing;
    };
    let records_at = |name: &str| -> Vec<_> { records.at(network.topology(), name).collect() };
    let mut at_name = records_at(name);
    if !records.exists(name) {
        // RFC 4592: the wildcard of the closest name that exists answers, for any number of labels
        // below it; one further up does not.
        let mut parent = name;
        while !records.exists(parent) {
            let Some((_, rest)) = parent.split_once('.') else {
                return Found::Nothing;
            };
            parent = rest;
        }
        at_name = records_at(&format!("*.{parent}"));
        if at_name.is_empty() {
            return Found::Nothing;
        }
    }
    let of_type = |wanted: &str| {
        at_name
            .iter()
            .find(|record| record.type_.as_deref() == Some(wanted))
            .copied()
    };
    if let Some(record) = of_type(record_type.as_str()) {
        if let Some(alias) = record.alias.as_ref().and_then(|it| it.name.as_deref()) {
            return alias_reply(network, zone, domain, (name, alias), record_type, aliases);
        }
        let addresses = record.records.iter().filter_map(|it| it.parse().ok());
        return Found::Reply(Reply::addresses(
            name,
            record_type,
            addresses,
            record.ttl.unwrap_or(300),
        ));
    }
    if let Some(record) = of_type("CNAME") {
        let Some(target) = record.records.first() else {
            return Found::Nothing;
        };
        return Found::Reply(Reply::cname(
            name,
            super::canonical(target),
            record.ttl.unwrap_or(300),
        ));
    }
    Found::Reply(Reply::addresses(name, record_type, [], 0))
}

/// A record that may be what answers a name, and of which that is not known: its value, or its name.
pub(super) fn doubtful_record<'a>(
    network: &'a Network,
    zone: &crate::id::ZoneId,
    domain: &str,
    name: &str,
) -> Option<&'a crate::ResourceId> {
    let topology = network.topology();
    let records = network.records_of(zone)?;
    let named = |it: &str| name_in(it, domain) == name;
    let exact = records.at(topology, name).next().is_some();
    let doubtful = records.doubtful().iter();
    let mut doubtful = doubtful.filter_map(|id| topology.route53_record.get_key_value(id));
    let found = doubtful.find(|(_, record)| match record.name.as_deref() {
        None => !exact && is_unknown(&record.more, &["name"]),
        Some(its) => {
            let holds = matches_name(&name_in(its, domain), name) && (!exact || named(its));
            let alias = record.alias.as_ref();
            let unsaid = |it: &Alias| is_unknown(&it.more, &["name", "dns_name"]);
            let values = [
                "records",
                "resource_records",
                "alias",
                "alias_target",
                "type",
            ];
            holds && (is_unknown(&record.more, &values) || alias.is_some_and(unsaid))
        }
    });
    found.map(|(id, _)| id)
}

/// R4.8: an alias is answered directly with the addresses of what it stands for.
fn alias_reply(
    network: &Network,
    zone: &crate::id::ZoneId,
    domain: &str,
    (name, alias): (&str, &str),
    record_type: RecordType,
    aliases: usize,
) -> Found {
    let target = super::canonical(&name_of_resource(network, alias));
    let target = target.strip_prefix("dualstack.").unwrap_or(&target);
    let of_target = endpoint_name(network, target, record_type)
        .map(|(_, reply)| reply)
        .or_else(|| balancer_name(network, target, record_type).map(|(_, reply)| reply))
        .or_else(|| service_name(network, target, record_type).map(|(_, reply)| reply));
    let found = match (of_target, aliases.checked_sub(1)) {
        (Some(reply), _) => Found::Reply(reply),
        (None, _) if !super::is_within(target, domain) => Found::Elsewhere(target.to_owned()),
        (None, None) => Found::Nothing,
        (None, Some(aliases)) => {
            records_behind(network, zone, domain, target, record_type, aliases)
        }
    };
    let answers = match found {
        Found::Elsewhere(_) => return found,
        Found::Reply(reply) => reply.answers,
        Found::Nothing => Vec::new(),
    };
    let addresses = answers.iter().filter_map(|answer| answer.data.address());
    Found::Reply(Reply::addresses(
        name,
        record_type,
        addresses,
        MADE_UP_TTL_SECS,
    ))
}

/// The name of an endpoint or a load balancer that an alias gives by its id.
fn name_of_resource<'a>(network: &Network, alias: &'a str) -> Cow<'a, str> {
    let of_balancer = || network.topology().lb.get(alias)?.dns_name.clone();
    let of_endpoint = network.endpoint_names(&alias.into()).into_iter().next();
    of_endpoint
        .or_else(of_balancer)
        .map_or(Cow::Borrowed(alias), Cow::Owned)
}

/// The service of a public name, as the document says or as it is built in, and the reply for it.
pub(super) fn service_name(
    network: &Network,
    name: &str,
    record_type: RecordType,
) -> Option<(String, Reply)> {
    let topology = network.topology();
    let mut said = topology.aws_service.iter();
    let said = said.find(|(_, it)| {
        let mut patterns = it.dns_names.iter();
        patterns.any(|pattern| matches_name(&super::canonical(pattern), name))
    });
    let service_name = match said {
        Some((id, it)) => it.service_name.clone().unwrap_or_else(|| id.to_string()),
        None => service::of_public_name(name)?.service_name(),
    };
    let (addresses, _) = service::public_addresses(topology, &service_name);
    let reply = Reply::addresses(name, record_type, addresses, MADE_UP_TTL_SECS);
    Some((service_name, reply))
}
