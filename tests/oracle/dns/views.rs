//! What each vantage of a network sees of the DNS, as zones and forwarders of a server.
//!
//! This is written from AWS's rules without a look at the engine's laws: of the engine it uses the
//! document and what is indexed of it, never what is decided.

use net::Network;
use net::id::VpcId;
use net::topology::{EndpointType, Route53Record};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::net::IpAddr;

/// A vantage's DNS.
pub(crate) struct View {
    /// Which network it is of.
    pub(crate) network: u8,
    /// The vantage; what is asked by servers only has none.
    pub(crate) vantage: Option<String>,
    /// The address its questions come from.
    pub(crate) client: String,
    /// The zones by domain; the root is the public DNS.
    pub(crate) zones: BTreeMap<String, Zone>,
    /// The domains forwarded.
    pub(crate) forwards: BTreeSet<String>,
    /// The address they are forwarded from, which says to whom.
    pub(crate) asks_as: Option<String>,
    /// The domain of a SYSTEM rule: what is in it is asked of the VPC without its other rules.
    pub(crate) aside: Option<String>,
    /// Names whose CNAME stands where no zone file may have one, and its target.
    pub(crate) flattened: BTreeMap<String, String>,
}

/// Records: owner, time to live, type, data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Zone(BTreeSet<(String, u32, &'static str, String)>);

/// The site's place among those who ask the hub.
const SITE: usize = 9;
/// How long the names AWS makes up live, in seconds.
const MADE_UP: u32 = 60;

impl View {
    /// Whether zone files can say what a name leads to. One that should be a CNAME, and holds the
    /// addresses instead, says the same only where the public DNS answers for the CNAME's target.
    pub(crate) fn can_say(&self, name: &str) -> bool {
        self.flattened.get(name).is_none_or(|target| {
            let zones = self.zones.keys().chain(&self.forwards).chain(&self.aside);
            zones.filter(|zone| is_within(target, zone)).count() == 1
        })
    }

    /// A time to live as it is compared: not where servers keep answers of others.
    pub(crate) fn ttl(&self, ttl: u32) -> u32 {
        if self.forwards.is_empty() { ttl } else { 0 }
    }
}

impl Zone {
    pub(crate) fn text(&self, domain: &str) -> String {
        let mut text = format!(
            "{domain}. 300 IN SOA ns.oracle. admin.oracle. 1 3600 600 86400 60\n{domain}. 300 IN NS ns.oracle.\n"
        );
        if domain.is_empty() {
            text.push_str("ns.oracle. 300 IN A 127.0.0.1\n");
        }
        for (owner, ttl, kind, data) in &self.0 {
            writeln!(text, "{owner}. {ttl} IN {kind} {data}").unwrap();
        }
        text
    }

    /// Keeps wildcards as they are although a cut comes to be: it makes names above it exist, which
    /// the wildcard further up would no longer stand for, and Resolver rules do not.
    fn spare(&mut self, apex: &str, cut: &str) {
        let exists = |zone: &Self, name: &str| {
            name == apex || zone.0.iter().any(|(owner, ..)| is_within(owner, name))
        };
        let mut new = Vec::new();
        let mut name = cut;
        while let Some((_, parent)) = name.split_once('.') {
            name = parent;
            if exists(self, name) {
                break;
            }
            new.push(name);
        }
        let star = format!("*.{name}");
        let wild: Vec<_> = self.0.iter().filter(|it| it.0 == star).cloned().collect();
        for name in new {
            for (_, ttl, kind, data) in &wild {
                self.add(name, *ttl, kind, data.clone());
                self.add(&format!("*.{name}"), *ttl, kind, data.clone());
            }
        }
    }

    fn add(&mut self, owner: &str, ttl: u32, kind: &'static str, data: impl Into<String>) {
        self.0.insert((owner.to_owned(), ttl, kind, data.into()));
    }

    /// Addresses, and something that keeps the name in the zone where it has none.
    fn add_addresses(&mut self, owner: &str, addresses: impl IntoIterator<Item = IpAddr>) {
        self.add(owner, MADE_UP, "TXT", "\"exists\"");
        for address in addresses {
            let kind = if address.is_ipv4() { "A" } else { "AAAA" };
            self.add(owner, MADE_UP, kind, address.to_string());
        }
    }
}

/// The views of a network: the VPCs' hosts, the site, the internet, and servers asked by others; and
/// those of a server that knows no rules, for what the first ones set aside.
pub(crate) fn of(network: &Network, number: u8) -> (Vec<View>, Vec<View>) {
    let topology = network.topology();
    let client = |kind: u8, which: usize| format!("127.{kind}.{number}.{which}");
    let root = public_root(network);
    let public_zones = zones_where(network, |vpcs| vpcs.is_empty());
    let public = |vantage: Option<&str>, client: String| {
        let mut zones = public_zones.clone();
        zones.insert(String::new(), root.clone());
        View {
            network: number,
            vantage: vantage.map(str::to_owned),
            client,
            zones,
            forwards: BTreeSet::new(),
            asks_as: None,
            aside: None,
            flattened: BTreeMap::new(),
        }
    };

    let mut asides = Vec::new();
    let mut views = vec![public(Some("internet"), client(10, 1))];
    for (which, vpc) in topology.vpc.keys().enumerate() {
        let rules = || {
            let of_vpc = topology.route53_resolver_rule_association.values();
            let of_vpc = of_vpc.filter(|it| it.vpc_id.as_ref() == Some(vpc));
            of_vpc.filter_map(|it| {
                let rules = &topology.route53_resolver_rule;
                rules.get(it.resolver_rule_id.as_ref()?)
            })
        };
        let of_type = |wanted: &str| -> BTreeSet<String> {
            let these = rules().filter(|it| it.rule_type.as_deref() == Some(wanted));
            let domains = these.filter_map(|it| it.domain_name.as_deref());
            domains.map(|it| it.trim_matches('.').to_owned()).collect()
        };
        let (forwarded, system) = (of_type("FORWARD"), of_type("SYSTEM"));
        let is_hub = vpc.as_str() == "vpc-1";
        let host = format!("i-{}", which + 1);
        let mut vantages = vec![(Some(host), client(20, which + 1), false)];
        if is_hub {
            // Asked through the inbound endpoint by the other VPCs and by the site.
            vantages.extend([1, 2, SITE].map(|asker| (None, client(30, asker), true)));
        }
        let apply = topology
            .vpc
            .get(vpc)
            .unwrap()
            .private_zones_apply()
            .unwrap();
        let own = |vantage: Option<&str>, from: String, inbound, rules: &BTreeSet<String>| {
            let mut view = public(vantage, from);
            let mut private = BTreeMap::new();
            if apply {
                private = zones_where(network, |vpcs| vpcs.contains(vpc));
                private.insert(
                    "eu-west-1.compute.internal".to_owned(),
                    internal(network, vpc),
                );
                view.flattened = hidden_zones(network, vpc, inbound, &mut private);
            }
            private.retain(|domain, _| !rules.contains(domain));
            let hides = |domain: &String| {
                let all = rules.iter().chain(private.keys());
                all.into_iter().any(|it| is_within(domain, it))
            };
            view.zones
                .retain(|domain, _| domain.is_empty() || !hides(domain));
            view.zones.extend(private);
            view.forward(rules);
            view
        };
        for (number, (vantage, from, inbound)) in vantages.into_iter().enumerate() {
            let mut view = own(vantage.as_deref(), from, inbound, &forwarded);
            if !forwarded.is_empty() {
                // The hub forwards to the site, whose server asks the public DNS; the others to it.
                let (kind, asker) = if is_hub {
                    (40, number + 1)
                } else {
                    (30, which)
                };
                view.asks_as = Some(client(kind, asker));
            }
            // Where a zone of that very name is, the rule changes nothing.
            let mut system = system.iter().filter(|it| !view.zones.contains_key(*it));
            if let (Some(domain), Some(asks_as)) = (system.next().cloned(), view.asks_as.clone()) {
                asides.push(own(None, asks_as, inbound, &BTreeSet::new()));
                view.aside = Some(domain);
            }
            views.push(view);
        }
    }
    let hubs = (1..5).map(|which| client(40, which)).collect::<Vec<_>>();
    views.push(public(None, hubs.join("; ")));
    for (id, site) in &topology.site {
        let mut view = public(Some(id.as_str()), client(50, 1));
        let forwards: BTreeSet<String> = site
            .dns
            .iter()
            .flat_map(|dns| dns.forward.keys().cloned())
            .collect();
        view.zones.retain(|domain, _| {
            domain.is_empty() || !forwards.iter().any(|it| is_within(domain, it))
        });
        view.forward(&forwards);
        view.asks_as = Some(client(30, SITE));
        views.push(view);
    }
    (views, asides)
}

impl View {
    /// Forwards domains: what stands above hands them over, and keeps nothing below them.
    fn forward(&mut self, domains: &BTreeSet<String>) {
        for domain in domains {
            if domain.is_empty() {
                // Nothing stands above the root.
                self.zones.remove(domain);
                continue;
            }
            let above = self
                .zones
                .iter_mut()
                .filter(|(zone, _)| is_within(domain, zone))
                .max_by_key(|(zone, _)| zone.len());
            let (apex, zone) = above.unwrap();
            zone.0.retain(|(owner, ..)| !is_within(owner, domain));
            zone.spare(apex, domain);
            zone.add(domain, 300, "NS", "ns.oracle.");
        }
        self.forwards.clone_from(domains);
    }
}

pub(crate) fn is_within(name: &str, domain: &str) -> bool {
    domain.is_empty() || name == domain || name.ends_with(&format!(".{domain}"))
}

/// What anybody on the internet is answered.
fn public_root(network: &Network) -> Zone {
    let topology = network.topology();
    let mut root = Zone::default();
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() != EndpointType::Interface {
            continue;
        }
        for (count, name) in network.endpoint_names(id).iter().enumerate() {
            let of_name = network.interfaces_of(id.as_resource()).filter(|it| {
                let zone = topology
                    .subnet
                    .get(&it.subnet)
                    .unwrap()
                    .availability_zone
                    .as_deref();
                count == 0 || name.contains(&format!("-{}.", zone.unwrap()))
            });
            root.add_addresses(name, of_name.flat_map(|it| it.addresses.clone()));
        }
    }
    for (id, balancer) in &topology.lb {
        let nodes = network.interfaces_of(id.as_resource());
        root.add_addresses(
            balancer.dns_name.as_deref().unwrap(),
            nodes.filter_map(|it| it.addresses.first().copied()),
        );
    }
    for service in topology.aws_service.values() {
        for name in &service.dns_names {
            root.add_addresses(name, service.public_ips.clone());
        }
    }
    root
}

/// The hosted zones of some VPCs.
fn zones_where(
    network: &Network,
    holds: impl Fn(&BTreeSet<VpcId>) -> bool,
) -> BTreeMap<String, Zone> {
    let topology = network.topology();
    let mut zones = BTreeMap::new();
    for (id, hosted) in &topology.route53_zone {
        let vpcs = hosted.vpc.iter().filter_map(|it| it.vpc_id.clone());
        if !holds(&vpcs.collect()) {
            continue;
        }
        let records: Vec<&Route53Record> = topology
            .route53_record
            .values()
            .filter(|record| record.zone_id.as_ref() == Some(id))
            .collect();
        let mut zone = Zone::default();
        for record in &records {
            add_record(network, &records, record, &mut zone);
        }
        zones.insert(hosted.name.clone().unwrap(), zone);
    }
    zones
}

fn add_record(
    network: &Network,
    siblings: &[&Route53Record],
    record: &Route53Record,
    zone: &mut Zone,
) {
    let owner = record.name.as_deref().unwrap();
    let kind = match record.type_.as_deref() {
        Some("A") => "A",
        Some("AAAA") => "AAAA",
        Some("CNAME") => "CNAME",
        _ => "TXT",
    };
    let Some(alias) = record.alias.as_ref().and_then(|it| it.name.as_deref()) else {
        for value in &record.records {
            let dot = if kind == "CNAME" { "." } else { "" };
            zone.add(owner, record.ttl.unwrap(), kind, format!("{value}{dot}"));
        }
        return;
    };
    // An alias is answered with the addresses of what it stands for.
    zone.add(owner, MADE_UP, "TXT", "\"alias\"");
    let of_sibling: Vec<String> = siblings
        .iter()
        .filter(|it| it.name.as_deref() == Some(alias) && it.type_ == record.type_)
        .flat_map(|it| it.records.clone())
        .collect();
    let public = public_root(network).0.into_iter();
    let of_public = public
        .filter(|(its, _, its_kind, _)| its == alias && *its_kind == kind)
        .map(|(.., data)| data);
    let data: Vec<String> = if of_sibling.is_empty() {
        of_public.collect()
    } else {
        of_sibling
    };
    for data in data {
        zone.add(owner, MADE_UP, kind, data);
    }
}

/// The names AWS gives to the private addresses of a VPC.
fn internal(network: &Network, vpc: &VpcId) -> Zone {
    let mut zone = Zone::default();
    for interface in network.interfaces() {
        if interface.vpc.as_ref() == Some(vpc) {
            for address in interface.addresses.iter().filter(|it| it.is_ipv4()) {
                let host = address.to_string().replace('.', "-");
                let name = format!("ip-{host}.eu-west-1.compute.internal");
                zone.add_addresses(&name, [*address]);
            }
        }
    }
    zone
}

/// The zones AWS keeps for endpoints with private DNS. Returns the names that should be CNAMEs of
/// a whole zone's name, which the DNS forbids.
fn hidden_zones(
    network: &Network,
    vpc: &VpcId,
    inbound: bool,
    zones: &mut BTreeMap<String, Zone>,
) -> BTreeMap<String, String> {
    let topology = network.topology();
    let mut flattened = BTreeMap::new();
    for (id, endpoint) in network.endpoints_of(vpc) {
        let inbound_only = endpoint
            .dns_options
            .as_ref()
            .and_then(|it| it.private_dns_only_for_inbound_resolver_endpoint);
        let hidden = endpoint.private_dns_enabled == Some(true)
            && endpoint.state.as_deref() == Some("available")
            && (inbound || inbound_only != Some(true));
        if !hidden {
            continue;
        }
        let addresses: Vec<IpAddr> = network
            .interfaces_of(id.as_resource())
            .flat_map(|it| it.addresses.clone())
            .collect();
        let custom = topology.service_named(endpoint.service_name.as_deref().unwrap());
        let regional = network.endpoint_names(id).swap_remove(0);
        for name in topology.private_names_of(endpoint) {
            let domain = name.strip_prefix("*.").unwrap_or(&name).to_owned();
            let zone = zones.entry(domain.clone()).or_default();
            if custom.is_some() && name != domain {
                zone.add(&name, MADE_UP, "CNAME", format!("{regional}."));
            } else {
                zone.add_addresses(&name, addresses.clone());
            }
            if custom.is_some() && name == domain {
                flattened.insert(domain, regional.clone());
            }
        }
    }
    flattened
}
