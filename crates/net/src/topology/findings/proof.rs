//! The proof that the domain of a service's private name is its provider's (R3.9).
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html>

use super::{Finding, FindingCode, finding};
use crate::laws::dns::{canonical, is_within};
use crate::network::name_in;
use crate::topology::{
    Route53Record, Topology, VpcEndpoint, VpcEndpointService, is_partly_unknown,
};

/// Private DNS waits for the proof; an endpoint that had it before keeps it. Where the topology
/// holds the public zone, the record that would be the proof is looked for.
pub(super) fn proofs(topology: &Topology, findings: &mut Vec<Finding>) {
    for (id, service) in &topology.vpc_endpoint_service {
        if let Some(note) = missing_record(topology, service).filter(|_| !service.is_proven()) {
            let code = FindingCode::PrivateDnsNotVerified;
            findings.push(finding(code, id.as_resource(), note));
        }
    }
    for (id, endpoint) in &topology.vpc_endpoint {
        if let Some(note) = not_verified(topology, endpoint) {
            let code = FindingCode::PrivateDnsNotVerified;
            findings.push(finding(code, id.as_resource(), note));
        }
    }
}

fn not_verified(topology: &Topology, endpoint: &VpcEndpoint) -> Option<String> {
    let name = endpoint.service_name.as_deref().unwrap_or_default();
    let (id, service) = topology.service_named(name)?;
    let missing = missing_record(topology, service);
    let lacks = service.lacks_proof() || missing.is_some() && !service.is_proven();
    let private = service.private_dns_name.as_deref().unwrap_or_default();
    (lacks && endpoint.private_dns_enabled == Some(true)).then(|| match missing {
        Some(missing) => format!("{private} of {id}: {missing}"),
        None => format!("{private} of {id}"),
    })
}

/// What is missing of the record, where a public zone of its domain is held with all its records.
/// The proof of a domain holds for what is below it.
fn missing_record(topology: &Topology, service: &VpcEndpointService) -> Option<String> {
    let proof = service.private_dns_name_configuration.as_ref()?;
    let (name, value) = (proof.name.as_deref()?, proof.value.as_deref()?);
    let private = canonical(service.private_dns_name.as_deref()?);
    let domain = private.strip_prefix("*.").unwrap_or(&private);
    let zones = topology.route53_zone.iter();
    let public = zones.filter(|(_, it)| it.vpc.is_empty() && !is_partly_unknown(&it.more));
    let named = public.filter_map(|(id, it)| Some((id, canonical(it.name.as_deref()?))));
    let closest = named
        .filter(|(_, its)| is_within(domain, its))
        .max_by_key(|(_, its)| its.len());
    let (zone, apex) = closest?;
    let records = topology.route53_record.values();
    let records: Vec<&Route53Record> = records
        .filter(|it| it.zone_id.as_ref() == Some(zone))
        .collect();
    let full_name = |it: &Route53Record| Some(name_in(it.name.as_deref()?, &apex));
    let known = |it: &&Route53Record| it.name.is_some() && !is_partly_unknown(&it.more);
    let delegates = |it: &&Route53Record| {
        let below = full_name(it).filter(|its| *its != apex && is_within(domain, its));
        it.type_.as_deref() == Some("NS") && below.is_some()
    };
    if records.is_empty() || !records.iter().all(known) || records.iter().any(delegates) {
        return None;
    }
    let says = |it: &Route53Record| it.records.iter().any(|its| its.trim_matches('"') == value);
    let at = |it: &Route53Record| {
        let its = full_name(it)?;
        let (label, of) = its.split_once('.')?;
        (label == canonical(name) && is_within(domain, of)).then_some(())
    };
    let proves =
        |it: &&Route53Record| it.type_.as_deref() == Some("TXT") && says(it) && at(it).is_some();
    let proven = records.iter().any(proves);
    (!proven).then(|| format!("{zone} has no TXT record {name}.{domain} with {value}"))
}
