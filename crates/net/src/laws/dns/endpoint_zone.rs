//! The hidden zone of an endpoint.

use super::own_names::{endpoint_addresses, has_unknown_addresses};
use super::{AnswerLaw, Asked, MADE_UP_TTL_SECS, Reply, Source};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::service::matches_name;

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "endpoint_zone",
        rules: &["R4.14", "R4.16", "R4.18", "R2.8"],
        says: Says {
            en: "With private DNS on, AWS keeps a hidden zone in the endpoint's VPC that answers the service's names with the addresses of the endpoint's interfaces.",
            ja: "プライベート DNS が有効なら、AWS は VPC 内に隠れたゾーンを持ち、サービスの名前にエンドポイントの ENI のアドレスで回答します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-private-dns",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    let Source::Endpoint(id, domain) = asked.source else {
        return Judgement::Silent;
    };
    let topology = asked.network.topology();
    let Some(endpoint) = topology.vpc_endpoint.get(id) else {
        return Judgement::Silent;
    };
    let names = asked.network.private_names(id);
    let holds = names
        .into_iter()
        .flat_map(|it| &it.patterns)
        .any(|pattern| matches_name(pattern, asked.name));
    let custom = endpoint.short_service_name().starts_with("vpce-svc-");
    if holds && has_unknown_addresses(asked.network, id) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.clone().into(),
                what: "private_ip",
            },
        );
    }
    if holds && endpoint.subnet_ids.is_empty() && endpoint.network_interface_ids.is_empty() {
        let subnets = Fact::Attribute {
            resource: id.clone().into(),
            attribute: "subnet_ids",
            value: "[]".to_owned(),
        };
        return Judgement::Stops(Code::VpceNoSubnet, subnets);
    }
    let reply = if holds && custom {
        // A provider's private name is a CNAME to the endpoint's regional one (R4.14).
        let regional = asked.network.endpoint_names(id).into_iter().next();
        Reply::cname(asked.name, regional.unwrap_or_default(), MADE_UP_TTL_SECS)
    } else if holds {
        let addresses = endpoint_addresses(asked.network, id, None);
        Reply::addresses(asked.name, asked.record_type, addresses, MADE_UP_TTL_SECS)
    } else if asked.name == domain {
        Reply::addresses(asked.name, asked.record_type, [], MADE_UP_TTL_SECS)
    } else {
        Reply::no_name()
    };
    let fact = reply.fact(domain);
    Judgement::Settles(reply, fact)
}
