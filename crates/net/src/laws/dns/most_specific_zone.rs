//! The most specific zone answers.

use super::{Asking, ChooseLaw, Source, canonical, doubt, is_within, labels};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::evidence::{Fared, ZoneKind, ZoneRow};
use crate::id::{ResourceId, VpcEndpointId, VpcId, ZoneId};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::{EndpointState, EndpointType, Route53ResolverRule, VpcEndpoint};

pub(super) static LAW: ChooseLaw = Law {
    doc: LawDoc {
        id: "most_specific_zone",
        rules: &[
            "R4.5", "R4.6", "R4.10", "R4.7", "R4.14", "R4.16", "R4.18", "R4.19", "R5.1",
        ],
        says: Says {
            en: "Of the Resolver rules and private zones of a VPC, the one with the longest matching domain answers, a rule before a zone; where none matches, the public DNS does.",
            ja: "VPC のリゾルバールールとプライベートゾーンのうち、最も長く一致するものが回答します (同じ長さならルールが優先)。なければパブリック DNS が回答します。",
        },
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
    },
    judge,
};

struct Candidate<'a> {
    origin: Origin<'a>,
    row: ZoneRow,
    labels: usize,
    /// Zones apply only where both DNS attributes are true (R4.7); rules always do.
    zone: bool,
    system: bool,
}

/// What a candidate's answers come from.
#[derive(Clone, Copy)]
enum Origin<'a> {
    Endpoint(&'a VpcEndpointId),
    Private(&'a ZoneId),
    Internal(&'a VpcId),
    Rule(&'a ResourceId, &'a Route53ResolverRule),
}

// AWS: "…the DNS query is answered from the most specific zone." On a tie a rule of the user's
// comes before a zone (R4.5). A SYSTEM rule sets less specific FORWARD rules aside (R4.6).
fn judge(asking: &Asking<'_>) -> Judgement<Source> {
    let applies = asking
        .network
        .topology()
        .vpc
        .get(asking.vpc)
        .and_then(crate::topology::Vpc::private_zones_apply);
    let mut candidates = rules(asking);
    candidates.extend(zones(asking));
    candidates.sort_by_key(|it| (std::cmp::Reverse(it.labels), it.zone));
    let holds = |it: &&Candidate<'_>| it.row.because.is_none();
    if applies.is_none() && candidates.iter().filter(holds).any(|it| it.zone) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: asking.vpc.clone().into(),
                what: "enable_dns_hostnames",
            },
        );
    }
    let best = candidates
        .iter()
        .filter(holds)
        .find(|it| !it.zone || applies == Some(true));
    let known = best.map_or(0, |it| labels(&it.row.domain));
    if let Some((resource, what)) = doubt::unsaid(asking, known) {
        return Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what });
    }
    let mut chosen = None;
    let mut set_aside = false;
    for candidate in &mut candidates {
        if candidate.row.because.is_some() {
            continue;
        }
        let forward = matches!(candidate.origin, Origin::Rule(..));
        candidate.row.because = if candidate.zone && applies == Some(false) {
            Some("dns_attributes_off")
        } else if chosen.is_some() {
            Some("less_specific")
        } else if set_aside && forward {
            Some("system_rule")
        } else if candidate.system {
            // The rule itself has no answer: it hands the name back to the VPC's own zones.
            set_aside = true;
            candidate.row.fared = Fared::Won;
            None
        } else {
            chosen = Some(candidate.source());
            candidate.row.fared = Fared::Won;
            None
        };
        if candidate.row.because.is_some() {
            candidate.row.fared = Fared::Lost;
        }
    }
    let mut rows: Vec<ZoneRow> = candidates.into_iter().map(|it| it.row).collect();
    rows.push(ZoneRow {
        decided_by: "internet.resolver".into(),
        kind: ZoneKind::Public,
        domain: ".".to_owned(),
        fared: if chosen.is_some() {
            Fared::Lost
        } else {
            Fared::Won
        },
        because: chosen.is_some().then_some("less_specific"),
    });
    rows.sort_by_key(|row| row.fared != Fared::Won);
    let fact = Fact::Zones {
        name: asking.name.to_owned(),
        rows,
    };
    if let Some(Source::Private(zone, domain)) = &chosen
        && may_be_delegated(asking, zone, domain)
    {
        return Judgement::Unknown(Code::NotModelled, fact);
    }
    Judgement::Settles(chosen.unwrap_or(Source::Public), fact)
}

/// Whether a zone has an NS record above the name and the VPC a DELEGATE rule, which may send the
/// question to the servers of that record. Which it does is not simulated (R4.5).
fn may_be_delegated(asking: &Asking<'_>, zone: &ZoneId, domain: &str) -> bool {
    let topology = asking.network.topology();
    let delegates = topology
        .route53_resolver_rule_association
        .values()
        .filter(|it| it.vpc_id.as_ref() == Some(asking.vpc))
        .filter_map(|it| {
            let rule = it.resolver_rule_id.as_ref()?;
            topology.route53_resolver_rule.get(rule)
        })
        .any(|rule| rule.rule_type.as_deref() == Some("DELEGATE"));
    delegates
        && topology
            .route53_record
            .values()
            .filter(|it| it.zone_id.as_ref() == Some(zone) && it.type_.as_deref() == Some("NS"))
            .filter_map(|it| it.name.as_deref().map(canonical))
            .any(|name| name != domain && is_within(asking.name, &name))
}

/// Every Resolver rule that holds in the VPC.
fn rules<'a>(asking: &Asking<'a>) -> Vec<Candidate<'a>> {
    let rules = &asking.network.topology().route53_resolver_rule;
    let here = asking.network.resolver_rules_of(asking.vpc).iter();
    let here = here.filter_map(|id| rules.get_key_value(id));
    let here = here.filter(|(_, rule)| rule.rule_type.as_deref() != Some("DELEGATE"));
    here.filter_map(|(id, rule)| {
        let domain = canonical(rule.domain_name.as_deref()?);
        Some(Candidate {
            zone: false,
            system: rule.rule_type.as_deref() == Some("SYSTEM"),
            ..candidate(asking, Origin::Rule(id, rule), &domain)
        })
    })
    .collect()
}

/// Every private zone the VPC sees; those that do not hold the name say why.
fn zones<'a>(asking: &Asking<'a>) -> Vec<Candidate<'a>> {
    let network = asking.network;
    let mut found: Vec<Candidate<'a>> = network
        .private_zones_of(asking.vpc)
        .iter()
        .map(|(id, domain)| candidate(asking, Origin::Private(id), domain))
        .collect();
    if let Some(region) = network.region_of(asking.vpc) {
        let domain = match region.as_str() {
            "us-east-1" => "ec2.internal".to_owned(),
            _ => format!("{region}.compute.internal"),
        };
        found.push(candidate(asking, Origin::Internal(asking.vpc), &domain));
    }
    for (id, endpoint) in network.endpoints_of(asking.vpc) {
        let Some(names) = network.private_names(id) else {
            continue;
        };
        if !has_hidden_zone(endpoint, asking.inbound) {
            continue;
        }
        // A service may have many names; only the zone that holds this one is worth a row.
        let domains = &names.domains;
        let holding = domains.iter().find(|it| is_within(asking.name, it));
        if let Some(domain) = holding.or(domains.first()) {
            found.push(candidate(asking, Origin::Endpoint(id), domain));
        }
    }
    found
}

fn candidate<'a>(asking: &Asking<'_>, origin: Origin<'a>, domain: &str) -> Candidate<'a> {
    let holds = is_within(asking.name, domain);
    let (decided_by, kind) = match origin {
        Origin::Endpoint(id) => (id.as_resource(), ZoneKind::Endpoint),
        Origin::Private(id) => (id.as_resource(), ZoneKind::Private),
        Origin::Internal(id) => (id.as_resource(), ZoneKind::Internal),
        Origin::Rule(id, _) => (id, ZoneKind::Rule),
    };
    Candidate {
        origin,
        labels: labels(domain),
        zone: true,
        system: false,
        row: ZoneRow {
            decided_by: decided_by.clone(),
            kind,
            domain: domain.to_owned(),
            fared: Fared::Missed,
            because: (!holds).then_some("not_parent"),
        },
    }
}

impl Candidate<'_> {
    fn source(&self) -> Source {
        let domain = || self.row.domain.clone();
        match self.origin {
            Origin::Endpoint(id) => Source::Endpoint(id.clone(), domain()),
            Origin::Private(id) => Source::Private(id.clone(), domain()),
            Origin::Internal(id) => Source::Internal(id.clone(), domain()),
            Origin::Rule(id, rule) => {
                let servers = rule.target_ip.iter().filter_map(|it| it.ip);
                Source::Forward(id.clone(), servers.collect())
            }
        }
    }
}

/// Whether AWS keeps a hidden zone for an endpoint (R4.14, R4.19, R2.25).
fn has_hidden_zone(endpoint: &VpcEndpoint, inbound: bool) -> bool {
    let inbound_only = endpoint
        .dns_options
        .as_ref()
        .and_then(|options| options.private_dns_only_for_inbound_resolver_endpoint);
    endpoint.kind() == EndpointType::Interface
        && endpoint.private_dns_enabled == Some(true)
        && (inbound || inbound_only != Some(true))
        && !matches!(
            endpoint.lifecycle(),
            EndpointState::Failed | EndpointState::Deleting | EndpointState::PendingAcceptance
        )
}
