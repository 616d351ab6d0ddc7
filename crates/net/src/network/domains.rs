//! Whose a name is: the domains each VPC's resolver knows, the records of hosted zones, and the
//! own names of endpoints. All of it compared as the DNS does, in lower case.

use super::Network;
use crate::id::{ResourceId, VpcEndpointId, VpcId, ZoneId};
use crate::laws::dns::{canonical, is_within};
use crate::topology::{EndpointType, Route53Record, Topology, is_partly_unknown};
use std::collections::{BTreeMap, BTreeSet};

/// Names by what they belong to.
#[derive(Debug, Default)]
pub(super) struct Domains {
    private_zones: BTreeMap<VpcId, Vec<(ZoneId, String)>>,
    rules: BTreeMap<VpcId, Vec<ResourceId>>,
    private_names: BTreeMap<VpcEndpointId, PrivateNames>,
    records: BTreeMap<ZoneId, Records>,
    /// By name, or by what follows the `*` of one that begins with it.
    own_names: BTreeMap<String, OwnName>,
}

/// The names that an endpoint's hidden zones would answer for.
#[derive(Debug, Default)]
pub struct PrivateNames {
    /// The names; one that begins with `*.` stands for all below it.
    pub patterns: Vec<String>,
    /// The domains of the zones that hold them, sorted.
    pub domains: Vec<String>,
}

/// The records of a hosted zone.
#[derive(Debug)]
pub struct Records {
    domain: String,
    by_name: BTreeMap<String, Vec<ResourceId>>,
    /// Every name that has a record, or one below it (RFC 8020).
    existing: BTreeSet<String>,
    /// Those of which something is not known.
    doubtful: Vec<ResourceId>,
}

/// An endpoint, by one of its own names.
#[derive(Clone, Debug)]
struct OwnName {
    /// Which comes first where two endpoints have one name.
    place: usize,
    id: VpcEndpointId,
    zone: Option<String>,
}

impl Domains {
    /// The names of a network whose interfaces and Regions are known.
    pub(super) fn new(network: &Network) -> Self {
        let topology = network.topology();
        let mut domains = Self::default();
        domains.add_zones(topology);
        for association in topology.route53_resolver_rule_association.values() {
            if let (Some(vpc), Some(rule)) = (&association.vpc_id, &association.resolver_rule_id) {
                let rules = domains.rules.entry(vpc.clone()).or_default();
                rules.push(rule.clone());
            }
        }
        for (id, endpoint) in &topology.vpc_endpoint {
            if endpoint.kind() == EndpointType::Interface {
                let names = PrivateNames::new(topology.private_names_of(endpoint));
                domains.private_names.insert(id.clone(), names);
            }
        }
        for (place, (id, it)) in network.interface_endpoints().enumerate() {
            let names = network.endpoint_names(id);
            if it.kind() == EndpointType::ServiceNetwork {
                // Each of its services and resources has a name of its own.
                for name in &names {
                    domains.add_own_names(place, id, std::slice::from_ref(name));
                }
            } else {
                domains.add_own_names(place, id, &names);
            }
        }
        domains
    }

    fn add_zones(&mut self, topology: &Topology) {
        for (id, zone) in &topology.route53_zone {
            let Some(name) = zone.name.as_deref() else {
                continue;
            };
            let domain = canonical(name);
            let vpcs: BTreeSet<_> = zone
                .vpc
                .iter()
                .filter_map(|it| it.vpc_id.as_ref())
                .collect();
            for vpc in vpcs {
                let zones = self.private_zones.entry(vpc.clone()).or_default();
                zones.push((id.clone(), domain.clone()));
            }
            self.records.insert(id.clone(), Records::new(domain));
        }
        for (id, record) in &topology.route53_record {
            let zone = record.zone_id.as_ref();
            if let Some(records) = zone.and_then(|zone| self.records.get_mut(zone)) {
                records.add(id, record);
            }
        }
    }

    /// R4.11: the regional name comes first, and the zonal ones repeat it with their zone.
    fn add_own_names(&mut self, place: usize, id: &VpcEndpointId, names: &[String]) {
        let Some((regional, zonal)) = names.split_first() else {
            return;
        };
        let regional = canonical(regional);
        let own = |zone| OwnName {
            place,
            id: id.clone(),
            zone,
        };
        let parts = |name: &str| -> Option<(String, String)> {
            let (host, domain) = name.strip_prefix("*.").unwrap_or(name).split_once('.')?;
            Some((host.to_owned(), domain.to_owned()))
        };
        if let Some((host, domain)) = parts(&regional) {
            for name in zonal.iter().map(|name| canonical(name)) {
                let zone = parts(&name).filter(|(_, its)| *its == domain);
                let zone = zone.and_then(|(its, _)| {
                    let zone = its.strip_prefix(&host)?.strip_prefix('-')?;
                    Some(zone.to_owned())
                });
                if zone.is_some() {
                    self.add_own_name(&name, own(zone));
                }
            }
        }
        self.add_own_name(&regional, own(None));
    }

    /// The first endpoint keeps a name, and its regional name comes before its zonal ones.
    fn add_own_name(&mut self, name: &str, own: OwnName) {
        let key = name.strip_prefix('*').unwrap_or(name).to_owned();
        match self.own_names.get(&key) {
            Some(other) if other.place < own.place => {}
            _ => {
                self.own_names.insert(key, own);
            }
        }
    }

    fn own_name(&self, name: &str) -> Option<&OwnName> {
        let mut found: Vec<&OwnName> = self.own_names.get(name).into_iter().collect();
        // Names of S3 begin with a wildcard (R4.11), and are kept from the point that follows it.
        for (at, _) in name.char_indices().filter(|(_, it)| *it == '.') {
            let below = name.get(at..).filter(|_| at > 0);
            found.extend(below.and_then(|below| self.own_names.get(below)));
        }
        found.into_iter().min_by_key(|it| it.place)
    }
}

impl PrivateNames {
    fn new(names: Vec<String>) -> Self {
        let mut patterns = names;
        for name in &mut patterns {
            *name = canonical(name);
        }
        let domain = |name: &String| name.strip_prefix("*.").unwrap_or(name).to_owned();
        let domains: BTreeSet<String> = patterns.iter().map(domain).collect();
        Self {
            patterns,
            domains: domains.into_iter().collect(),
        }
    }
}

impl Records {
    fn new(domain: String) -> Self {
        Self {
            existing: BTreeSet::from([domain.clone()]),
            domain,
            by_name: BTreeMap::new(),
            doubtful: Vec::new(),
        }
    }

    fn add(&mut self, id: &ResourceId, record: &Route53Record) {
        let alias = record.alias.as_ref();
        if is_partly_unknown(&record.more) || alias.is_some_and(|it| is_partly_unknown(&it.more)) {
            self.doubtful.push(id.clone());
        }
        let Some(name) = record.name.as_deref() else {
            return;
        };
        let name = name_in(name, &self.domain);
        let mut parent = name.as_str();
        while is_within(parent, &self.domain) && !self.existing.contains(parent) {
            self.existing.insert(parent.to_owned());
            match parent.split_once('.') {
                Some((_, above)) => parent = above,
                None => break,
            }
        }
        self.by_name.entry(name).or_default().push(id.clone());
    }

    /// Whether a name is there: one with a record, or with a name below it that has one.
    #[must_use]
    pub fn exists(&self, name: &str) -> bool {
        self.existing.contains(name)
    }

    /// The records of which something is not known.
    #[must_use]
    pub fn doubtful(&self) -> &[ResourceId] {
        &self.doubtful
    }

    /// The records of exactly that name.
    pub fn at<'a>(
        &self,
        topology: &'a Topology,
        name: &str,
    ) -> impl Iterator<Item = &'a Route53Record> {
        let ids = self.by_name.get(name).into_iter().flatten();
        ids.filter_map(|id| topology.route53_record.get(id))
    }
}

/// The full name of a record, which Terraform may give relative to its zone: `api`, or nothing for
/// the zone's own name.
pub(crate) fn name_in(name: &str, domain: &str) -> String {
    let name = canonical(name);
    if is_within(&name, domain) {
        name
    } else if name.is_empty() {
        domain.to_owned()
    } else {
        format!("{name}.{domain}")
    }
}

impl Network {
    /// The private hosted zones a VPC sees, with their domains.
    #[must_use]
    pub fn private_zones_of(&self, vpc: &VpcId) -> &[(ZoneId, String)] {
        let zones = self.domains.private_zones.get(vpc);
        zones.map_or(&[], Vec::as_slice)
    }

    /// The Resolver rules that hold in a VPC.
    #[must_use]
    pub fn resolver_rules_of(&self, vpc: &VpcId) -> &[ResourceId] {
        let rules = self.domains.rules.get(vpc);
        rules.map_or(&[], Vec::as_slice)
    }

    /// The names an interface endpoint would answer for with private DNS.
    #[must_use]
    pub fn private_names(&self, endpoint: &VpcEndpointId) -> Option<&PrivateNames> {
        self.domains.private_names.get(endpoint)
    }

    /// The records of a hosted zone that has a name.
    #[must_use]
    pub fn records_of(&self, zone: &ZoneId) -> Option<&Records> {
        self.domains.records.get(zone)
    }

    /// The endpoint that has a name as its own, and the zone where it is a zonal one.
    #[must_use]
    pub fn endpoint_named(&self, name: &str) -> Option<(&VpcEndpointId, Option<&str>)> {
        let own = self.domains.own_name(name)?;
        Some((&own.id, own.zone.as_deref()))
    }
}
