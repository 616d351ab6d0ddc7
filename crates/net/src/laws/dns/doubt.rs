//! What may answer a name, and does not say so: rules, zones and endpoints of which a part is not
//! known.

use super::{Asking, canonical, is_within, labels};
use crate::ResourceId;
use crate::service::{self, matches_name};
use crate::topology::{EndpointType, ServiceNetworkVpcAssociation, Vpc, is_unknown};

/// The domains a provider cannot have as its own, which AWS keeps for its services.
const OF_AWS: &[&str] = &[
    "amazonaws.com",
    "amazonaws.com.cn",
    "api.aws",
    "on.aws",
    "aws.dev",
];

/// Rules that AWS makes in every VPC.
const AUTODEFINED: &str = "rslvr-autodefined";

/// What may be more specific than a domain of so many labels, and what of it is missing.
pub(super) fn unsaid(asking: &Asking<'_>, known: usize) -> Option<(ResourceId, &'static str)> {
    let apply = asking.network.topology().vpc.get(asking.vpc);
    let apply = apply.and_then(Vpc::private_zones_apply) == Some(true);
    rule(asking).or_else(|| {
        let association = || association(asking, known);
        let found = || zone(asking, known).or_else(|| endpoint(asking, known));
        let found = || found().or_else(association);
        apply.then(found).flatten()
    })
}

/// A rule of the VPC that the document does not hold, or of which it has no domain.
fn rule(asking: &Asking<'_>) -> Option<(ResourceId, &'static str)> {
    let topology = asking.network.topology();
    let here = topology
        .route53_resolver_rule_association
        .values()
        .filter(|it| it.vpc_id.as_ref() == Some(asking.vpc));
    here.filter_map(|it| it.resolver_rule_id.as_ref())
        .find(|id| match topology.route53_resolver_rule.get(*id) {
            None => !id.as_str().starts_with(AUTODEFINED),
            Some(rule) => is_unknown(&rule.more, &["domain_name"]),
        })
        .map(|id| (id.clone(), "domain_name"))
}

/// A private zone whose name is not known, or not in which VPCs it answers.
fn zone(asking: &Asking<'_>, known: usize) -> Option<(ResourceId, &'static str)> {
    let zones = asking.network.topology().route53_zone.iter();
    zones
        .filter_map(|(id, zone)| {
            let here = |vpc: &crate::topology::ZoneVpc| vpc.vpc_id.as_ref() == Some(asking.vpc);
            let somewhere = |vpc: &crate::topology::ZoneVpc| vpc.vpc_id.is_none();
            match zone.name.as_deref().map(canonical) {
                None => zone.vpc.iter().any(here).then_some((id, "name")),
                Some(name) => {
                    let longer = is_within(asking.name, &name) && labels(&name) > known;
                    let unsaid = zone.vpc.iter().any(somewhere) || is_unknown(&zone.more, &["vpc"]);
                    let unsaid = unsaid && !zone.vpc.iter().any(here);
                    (longer && unsaid).then_some((id, "vpc"))
                }
            }
        })
        .map(|(id, what)| (id.clone().into(), what))
        .next()
}

/// An endpoint whose hidden zone may hold the name: its service or its private DNS is not known,
/// or its names are its provider's, who did not say them.
fn endpoint(asking: &Asking<'_>, known: usize) -> Option<(ResourceId, &'static str)> {
    let topology = asking.network.topology();
    let mut endpoints = asking.network.endpoints_of(asking.vpc);
    let found = endpoints.find_map(|(id, it)| {
        let kind = it.kind();
        if matches!(kind, EndpointType::Resource | EndpointType::ServiceNetwork) {
            let private = it.private_dns_enabled == Some(true);
            let custom = private && custom(asking, known);
            return custom.then_some((id, "custom_domain_name"));
        }
        let typeless = is_unknown(&it.more, &["vpc_endpoint_type"]);
        if kind != EndpointType::Interface && !typeless {
            return None;
        }
        let unsaid =
            it.private_dns_enabled.is_none() && is_unknown(&it.more, &["private_dns_enabled"]);
        if it.private_dns_enabled != Some(true) && !unsaid {
            return None;
        }
        let Some(service_name) = it.service_name.as_deref() else {
            return is_unknown(&it.more, &["service_name"]).then_some((id, "service_name"));
        };
        if service_name.contains("vpce-svc-") {
            let held = topology.service_named(service_name).is_some();
            let silent = !held && topology.private_names_of(it).is_empty();
            let theirs = !OF_AWS.iter().any(|domain| is_within(asking.name, domain));
            return (silent && theirs && known == 0).then_some((id, "private_dns_name"));
        }
        if !unsaid && !typeless {
            return None;
        }
        let names = service::private_names(service_name);
        let mut own = names.iter().map(|name| canonical(name));
        let holds = own.any(|name| matches_name(&name, asking.name) && labels(&name) > known);
        holds.then_some((id, "private_dns_enabled"))
    });
    found.map(|(id, what)| (id.clone().into(), what))
}

/// An association of the VPC with a service network that keeps private zones.
fn association(asking: &Asking<'_>, known: usize) -> Option<(ResourceId, &'static str)> {
    let topology = asking.network.topology();
    let associations = topology.vpclattice_service_network_vpc_association.iter();
    let mut here = associations.filter(|(_, it)| it.vpc_identifier.as_ref() == Some(asking.vpc));
    let keeps = |it: &ServiceNetworkVpcAssociation| {
        let said = it.private_dns_enabled;
        said == Some(true) || said.is_none() && is_unknown(&it.more, &["private_dns_enabled"])
    };
    let (id, _) = here.find(|(_, it)| keeps(it) && custom(asking, known))?;
    Some((id.clone(), "custom_domain_name"))
}

/// Whether VPC Lattice may keep a zone for the name, where private DNS is on. Which zones it keeps
/// hangs on verified and on preferred domains, which is not simulated.
fn custom(asking: &Asking<'_>, known: usize) -> bool {
    let resources = &asking.network.topology().vpclattice_resource_configuration;
    let mut names = resources
        .values()
        .filter_map(|it| it.custom_domain_name.as_deref());
    names.any(|name| {
        let name = canonical(name);
        labels(&name) > known && matches_name(&name, asking.name)
    })
}
