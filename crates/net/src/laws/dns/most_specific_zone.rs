//! The most specific zone answers.

use super::{Asking, ChooseLaw, Source, canonical, is_within};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::evidence::{Fared, ZoneKind, ZoneRow};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::service::matches_name;
use crate::topology::{EndpointState, EndpointType, VpcEndpoint};

pub(super) static LAW: ChooseLaw = Law {
    doc: LawDoc {
        id: "most_specific_zone",
        rules: &["R4.5", "R4.7", "R4.14", "R4.16", "R4.18", "R4.19", "R5.1"],
        says: Says {
            en: "Of the private zones a VPC sees, the one with the longest matching domain answers; where none matches, the public DNS does.",
            ja: "VPC から見えるプライベートゾーンのうち、最も長く一致するドメインのゾーンが回答します。なければパブリック DNS が回答します。",
        },
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
    },
    judge,
};

struct Candidate {
    source: Source,
    row: ZoneRow,
}

// AWS: "…the DNS query is answered from the most specific zone." Private zones, the hidden ones
// of endpoints included, apply only where both DNS attributes are true (R4.7).
fn judge(asking: &Asking<'_>) -> Judgement<Source> {
    let applies = asking
        .network
        .topology()
        .vpc
        .get(asking.vpc)
        .and_then(crate::topology::Vpc::private_zones_apply);
    let mut candidates = candidates(asking);
    candidates.sort_by_key(|it| std::cmp::Reverse(it.row.domain.split('.').count()));
    let matching = |it: &Candidate| it.row.because.is_none();
    let chosen = candidates.iter().position(matching);
    if applies.is_none() && chosen.is_some() {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: asking.vpc.clone().into(),
                what: "enable_dns_hostnames",
            },
        );
    }
    let chosen = chosen.filter(|_| applies == Some(true));
    for (index, candidate) in candidates.iter_mut().enumerate() {
        if Some(index) == chosen {
            candidate.row.fared = Fared::Won;
        } else if candidate.row.because.is_none() {
            let off = applies == Some(false);
            candidate.row.fared = Fared::Lost;
            candidate.row.because = Some(if off {
                "dns_attributes_off"
            } else {
                "less_specific"
            });
        }
    }
    candidates.sort_by_key(|it| it.row.fared != Fared::Won);
    let source = if chosen.is_some() {
        candidates.first().map(|it| it.source.clone())
    } else {
        None
    };
    let mut rows: Vec<ZoneRow> = candidates.into_iter().map(|it| it.row).collect();
    let public = ZoneRow {
        decided_by: "internet.resolver".into(),
        kind: ZoneKind::Public,
        domain: ".".to_owned(),
        fared: if source.is_some() {
            Fared::Lost
        } else {
            Fared::Won
        },
        because: source.is_some().then_some("less_specific"),
    };
    if source.is_some() {
        rows.push(public);
    } else {
        rows.insert(0, public);
    }
    let fact = Fact::Zones {
        name: asking.name.to_owned(),
        rows,
    };
    Judgement::Settles(source.unwrap_or(Source::Public), fact)
}

/// Every private zone the VPC sees; those that do not hold the name say why.
fn candidates(asking: &Asking<'_>) -> Vec<Candidate> {
    let topology = asking.network.topology();
    let mut found = Vec::new();
    for (id, zone) in &topology.route53_zone {
        let Some(name) = zone.name.as_deref() else {
            continue;
        };
        if zone
            .vpc
            .iter()
            .any(|it| it.vpc_id.as_ref() == Some(asking.vpc))
        {
            let domain = canonical(name);
            found.push(candidate(
                asking,
                id.clone().into(),
                ZoneKind::Private,
                domain.clone(),
                Source::Private(id.clone(), domain),
            ));
        }
    }
    for (id, endpoint) in asking.network.endpoints_of(asking.vpc) {
        if !has_hidden_zone(endpoint) {
            continue;
        }
        let mut domains: Vec<String> = topology
            .private_names_of(endpoint)
            .iter()
            .map(|name| canonical(name.strip_prefix("*.").unwrap_or(name)))
            .collect();
        domains.sort();
        domains.dedup();
        // A service may have many names; only the zone that holds this one is worth a row.
        let holding = domains
            .iter()
            .position(|domain| is_within(asking.name, domain));
        if let Some(domain) = domains.get(holding.unwrap_or(0)).cloned() {
            found.push(candidate(
                asking,
                id.clone().into(),
                ZoneKind::Endpoint,
                domain.clone(),
                Source::Endpoint(id.clone(), domain),
            ));
        }
    }
    found
}

fn candidate(
    asking: &Asking<'_>,
    decided_by: crate::ResourceId,
    kind: ZoneKind,
    domain: String,
    source: Source,
) -> Candidate {
    let holds = is_within(asking.name, &domain);
    Candidate {
        source,
        row: ZoneRow {
            decided_by,
            kind,
            domain,
            fared: Fared::Missed,
            because: (!holds).then_some("not_parent"),
        },
    }
}

/// Whether AWS keeps a hidden zone for an endpoint (R4.14, R4.19, R2.25).
fn has_hidden_zone(endpoint: &VpcEndpoint) -> bool {
    let inbound_only = endpoint
        .dns_options
        .as_ref()
        .and_then(|options| options.private_dns_only_for_inbound_resolver_endpoint);
    endpoint.kind() == EndpointType::Interface
        && endpoint.private_dns_enabled == Some(true)
        && inbound_only != Some(true)
        && !matches!(
            endpoint.lifecycle(),
            EndpointState::Failed | EndpointState::Deleting | EndpointState::PendingAcceptance
        )
}

impl Source {
    /// Whether a pattern of an endpoint's private names stands for a name.
    pub(super) fn pattern_holds(pattern: &str, name: &str) -> bool {
        matches_name(&canonical(pattern), name)
    }
}
