//! Names AWS gives to private addresses.

use super::{AnswerLaw, Asked, MADE_UP_TTL_SECS, Reply, Source};
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use std::net::{IpAddr, Ipv4Addr};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "internal_name",
        rules: &["R4.5"],
        says: Says {
            en: "Inside a VPC the resolver answers the names AWS gives to its private addresses, such as ip-10-0-0-10.ap-northeast-1.compute.internal.",
            ja: "VPC 内では、ip-10-0-0-10.ap-northeast-1.compute.internal のような AWS が付けた名前にリゾルバーが回答します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-hostnames",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    let Source::Internal(vpc, domain) = asked.source else {
        return Judgement::Silent;
    };
    let address = asked
        .name
        .strip_suffix(domain.as_str())
        .and_then(|host| host.strip_suffix('.')?.strip_prefix("ip-"))
        .and_then(|host| host.replace('-', ".").parse::<Ipv4Addr>().ok())
        .map(IpAddr::V4)
        .filter(|address| asked.network.interface_at(vpc, *address).is_some());
    let reply = match address {
        Some(address) => {
            Reply::addresses(asked.name, asked.record_type, [address], MADE_UP_TTL_SECS)
        }
        None if asked.name == domain => {
            Reply::addresses(asked.name, asked.record_type, [], MADE_UP_TTL_SECS)
        }
        None => Reply::no_name(),
    };
    let fact = reply.fact(domain);
    Judgement::Settles(reply, fact)
}
