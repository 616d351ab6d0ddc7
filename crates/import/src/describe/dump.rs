//! What is read of a dump, and what must wait until all of it is.

use super::balancer::account_of;
use super::json::Json;
use super::lattice_service;
use super::named::{Named, plain};
use super::site::Connection;
use super::view::View;
use crate::merge;
use crate::report::Log;
use crate::said::Said;
use net::Topology;
use net::id::{
    AccountId, LbId, LbListenerId, LbTargetGroupId, NetworkAclId, NetworkInterfaceId, ResourceId,
    RouteTableId, SecurityGroupId, SubnetId, VpcEndpointId, VpcId, ZoneId,
};
use net::topology::{Datum, NetworkInterface, Resources, ZoneVpc};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where a subnet is, as something in it says.
#[derive(Clone, Debug)]
pub(super) struct SubnetPlace {
    /// What says it.
    pub(super) by: String,
    pub(super) vpc: VpcId,
    pub(super) zone: Option<String>,
}

/// The state of a reading.
pub(super) struct Dump<'l> {
    /// What was read.
    pub(super) topology: Topology,
    /// What became of each object.
    pub(super) log: &'l mut Log,
    /// The outputs that were read, with the account and Region of their files.
    listed: BTreeSet<(&'static str, Option<String>, Option<String>)>,
    /// Where the subnets of interfaces and instances are.
    pub(super) subnets: BTreeMap<SubnetId, SubnetPlace>,
    /// What the name of the file at hand says.
    pub(super) named: Named,
    /// What stands beside the list at hand: the other values of its document.
    pub(super) beside: Vec<(&'static str, Json<'l>)>,
    /// Why the object at hand has no part in the topology.
    pub(super) left_out: Option<Said>,
    /// The folders of the files that list load balancers and target groups.
    pub(super) folders: BTreeMap<String, String>,
    /// Regions of VPCs, as names of files and folders say.
    pub(super) regions: BTreeMap<VpcId, String>,
    /// The main table of each VPC.
    pub(super) main_tables: BTreeMap<VpcId, RouteTableId>,
    /// The default ACL of each VPC.
    pub(super) default_acls: BTreeMap<VpcId, NetworkAclId>,
    /// The default group of each VPC.
    pub(super) default_groups: BTreeMap<VpcId, SecurityGroupId>,
    /// Interfaces as instances list them, for where nothing else does.
    pub(super) cards: BTreeMap<NetworkInterfaceId, NetworkInterface>,
    /// Interfaces that say in their description which load balancer made them.
    pub(super) nodes: BTreeMap<NetworkInterfaceId, String>,
    /// Interfaces that say which endpoint made them.
    pub(super) doors: BTreeMap<NetworkInterfaceId, VpcEndpointId>,
    /// Zones that say they are private.
    pub(super) private_zones: BTreeSet<ZoneId>,
    /// The table new attachments of a transit gateway are associated with.
    pub(super) default_association: BTreeMap<ResourceId, ResourceId>,
    /// The table new attachments of a transit gateway propagate to.
    pub(super) default_propagation: BTreeMap<ResourceId, ResourceId>,
    /// Transit gateways whose associations are among the inputs.
    pub(super) associations_known: BTreeSet<ResourceId>,
    /// Transit gateway tables whose propagations are among the inputs.
    pub(super) propagations_known: BTreeSet<ResourceId>,
    /// Transit gateway tables whose routes are among the inputs.
    pub(super) routes_known: BTreeSet<ResourceId>,
    /// VPN connections, until all are read.
    pub(super) connections: Vec<Connection>,
    /// The attachments of VPN connections at transit gateways.
    pub(super) vpn_attachments: BTreeMap<String, ResourceId>,
    /// Load balancers that have no listeners, as their output says.
    pub(super) listeners_known: BTreeSet<LbId>,
    /// Whether one output lists the listeners of several load balancers, and so of all.
    pub(super) all_listeners_known: bool,
    /// The file of the last listener, and its load balancer.
    last_listener: Option<(String, LbId)>,
    /// Listeners whose rules are among the inputs.
    pub(super) rules_known: BTreeSet<LbListenerId>,
    /// What of VPC Lattice is.
    pub(super) lattice: lattice_service::Known,
    /// Target groups whose targets are among the inputs.
    pub(super) targets_known: BTreeSet<LbTargetGroupId>,
    /// Load balancers and target groups whose attributes are.
    pub(super) attributes_known: BTreeSet<String>,
}

impl<'l> Dump<'l> {
    pub(super) fn new(log: &'l mut Log) -> Self {
        Self {
            topology: Topology::default(),
            log,
            listed: BTreeSet::new(),
            subnets: BTreeMap::new(),
            named: Named::default(),
            beside: Vec::new(),
            left_out: None,
            folders: BTreeMap::new(),
            regions: BTreeMap::new(),
            main_tables: BTreeMap::new(),
            default_acls: BTreeMap::new(),
            default_groups: BTreeMap::new(),
            cards: BTreeMap::new(),
            nodes: BTreeMap::new(),
            doors: BTreeMap::new(),
            private_zones: BTreeSet::new(),
            default_association: BTreeMap::new(),
            default_propagation: BTreeMap::new(),
            associations_known: BTreeSet::new(),
            propagations_known: BTreeSet::new(),
            routes_known: BTreeSet::new(),
            connections: Vec::new(),
            vpn_attachments: BTreeMap::new(),
            listeners_known: BTreeSet::new(),
            all_listeners_known: false,
            last_listener: None,
            rules_known: BTreeSet::new(),
            lattice: lattice_service::Known::default(),
            targets_known: BTreeSet::new(),
            attributes_known: BTreeSet::new(),
        }
    }

    /// Remembers whose listener the file at hand lists. AWS is asked for those of one load balancer
    /// at a time, so a file with those of two was made of all of them.
    pub(super) fn note_listener(&mut self, balancer: Option<&LbId>) {
        let Some(balancer) = balancer else {
            return;
        };
        let file = format!("{}/{}", self.named.folder, self.named.stem);
        let last = self.last_listener.replace((file, balancer.clone()));
        if let (Some(last), Some(this)) = (last, &self.last_listener) {
            self.all_listeners_known |= last.0 == this.0 && last.1 != this.1;
        }
    }

    /// Remembers that an output of a key was read, perhaps an empty one.
    pub(super) fn has_listed(&mut self, key: &'static str) {
        let Named {
            account, region, ..
        } = &self.named;
        self.listed.insert((key, account.clone(), region.clone()));
    }

    /// Whether an output of a key was read that covers an account and Region, as far as these and
    /// those of its file are known.
    pub(super) fn lists(&self, key: &str, account: Option<&str>, region: Option<&str>) -> bool {
        let fits = |its: &Option<String>, said: Option<&str>| match (its, said) {
            (Some(its), Some(said)) => its == said,
            _ => true,
        };
        let mut listed = self.listed.iter();
        listed.any(|it| it.0 == key && fits(&it.1, account) && fits(&it.2, region))
    }

    /// Remembers in which VPC and zone a subnet is, as what is in it says.
    pub(super) fn note_subnet(&mut self, by: &str, at: &View<'_>, zone: Option<&str>) {
        if let (Some(subnet), Some(vpc)) = (at.text("SubnetId"), at.text("VpcId"))
            && !self.subnets.contains_key(subnet)
        {
            let place = SubnetPlace {
                by: by.to_owned(),
                vpc: vpc.into(),
                zone: zone.map(str::to_owned),
            };
            self.subnets.insert(subnet.into(), place);
        }
    }

    /// The account that owns an object: said inside, or by the file's name.
    pub(super) fn owner(&self, at: &View<'_>) -> Option<AccountId> {
        let said = at.text("OwnerId").or(self.named.account.as_deref());
        said.map(Into::into)
    }

    /// The same, or the account in an ARN of one of two lists.
    pub(super) fn owner_or<'v>(
        &self,
        at: &View<'v>,
        one: &'v str,
        other: &'v str,
    ) -> Option<AccountId> {
        let arns = [at.get(one).texts(), at.get(other).texts()].concat();
        let in_arn = arns.iter().find_map(|arn| account_of(arn)).map(Into::into);
        in_arn.or_else(|| self.owner(at))
    }

    /// The Region the file's name says.
    pub(super) fn region(&self) -> Option<String> {
        self.named.region.clone()
    }

    /// A text beside the list at hand.
    pub(super) fn beside(&self, key: &str) -> Option<&str> {
        match self.beside.iter().find(|(its, _)| *its == key) {
            Some((_, Json::Text(Cow::Borrowed(text)))) => Some(text),
            Some((_, Json::Text(Cow::Owned(text)))) => Some(text),
            _ => None,
        }
    }

    /// A text of an object beside the list at hand.
    pub(super) fn beside_in(&self, key: &str, inner: &str) -> Option<&str> {
        let Some((_, Json::Map(entries))) = self.beside.iter().find(|(its, _)| *its == key) else {
            return None;
        };
        match entries.iter().find(|(its, _)| its == inner) {
            Some((_, Json::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Says that the object at hand has no part in the topology.
    pub(super) fn leave_out(&mut self, id: &str, why: Said) {
        // What another object of the same id made stays as it is.
        if !self.log.lists(id) {
            self.left_out = Some(why);
        }
    }

    /// Remembers what the description of an interface says about its maker.
    pub(super) fn note_maker(&mut self, id: &NetworkInterfaceId, listed: &NetworkInterface) {
        let Some(description) = listed.description.as_deref() else {
            return;
        };
        if let Some(balancer) = description.strip_prefix("ELB ") {
            self.nodes.insert(id.clone(), balancer.trim().to_owned());
        } else if let Some(endpoint) = description.strip_prefix("VPC Endpoint Interface ") {
            self.doors.insert(id.clone(), endpoint.trim().into());
        }
    }

    /// Remembers the folder of the file at hand as the one an object is listed in.
    pub(super) fn remember_folder(&mut self, id: &str) {
        self.folders
            .insert(id.to_owned(), self.named.folder.clone());
    }

    /// The target group the file's name says after a command.
    pub(super) fn target_group(&self, command: &str) -> Option<String> {
        let groups = self.topology.lb_target_group.iter();
        let names = groups.map(|(id, it)| (id.as_str(), it.name.as_deref()));
        self.called(command, names)
    }

    /// The load balancer the file's name says after a command.
    pub(super) fn load_balancer(&self, command: &str) -> Option<String> {
        let balancers = self.topology.lb.iter();
        let names = balancers.map(|(id, it)| (id.as_str(), it.name.as_deref()));
        self.called(command, names)
    }

    /// Which of several ARNs the file's name means: the whole of it, its end, or its name, with
    /// anything for signs that file names may not have. Of equals, the one of the file's account,
    /// Region and folder.
    fn called<'a>(
        &self,
        command: &str,
        among: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Option<String> {
        let said = plain(self.named.after(command)?);
        let fits = |arn: &str, name: Option<&str>| {
            let arn = plain(arn);
            name.is_some_and(|name| plain(name) == said)
                || arn
                    .strip_suffix(&said)
                    .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        let mut found: Vec<&str> = among
            .filter(|(arn, name)| fits(arn, *name))
            .map(|(arn, _)| arn)
            .collect();
        if found.len() > 1 {
            let here = |arn: &&str| {
                let parts: Vec<&str> = arn.split(':').collect();
                let is = |at: usize, said: &Option<String>| {
                    said.as_deref()
                        .is_none_or(|said| parts.get(at) == Some(&said))
                };
                is(3, &self.named.region) && is(4, &self.named.account)
            };
            found.retain(here);
        }
        if found.len() > 1 {
            found.retain(|arn| self.folders.get(*arn) == Some(&self.named.folder));
        }
        match found.as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        }
    }

    /// Joins a private zone and a VPC.
    pub(super) fn join_zone(&mut self, zone: &str, vpc: &str, region: Option<String>) {
        let map = &mut self.topology.route53_zone;
        let zone = map.entry(ZoneId::from(zone)).or_default();
        let there = zone.vpc.iter_mut().find(|it| {
            let its = it.vpc_id.as_ref();
            its.is_some_and(|its| its.as_str() == vpc)
        });
        match there {
            Some(there) => there.vpc_region = there.vpc_region.take().or(region),
            None => zone.vpc.push(ZoneVpc {
                vpc_id: Some(vpc.into()),
                vpc_region: region,
                ..ZoneVpc::default()
            }),
        }
    }

    /// The zone of a file of records: said by the file's name, else the only one that has the
    /// record's name in it.
    pub(super) fn zone_of_records(&self, record: &str) -> Option<ZoneId> {
        let zones = &self.topology.route53_zone;
        if let Some(said) = self.named.after("list-resource-record-sets") {
            let own = |said: &str| zones.get_key_value(said).map(|(id, _)| id.clone());
            let piece = said.trim_end_matches(|c: char| c.is_ascii_digit());
            if let Some(zone) = own(said).or_else(|| own(piece.trim_end_matches(['-', '.', '_']))) {
                return Some(zone);
            }
            // A zone's id nobody listed: the records are its, whatever its name is.
            if said.starts_with('Z') && said.len() > 10 && !said.contains(['-', '.', '_', ' ']) {
                return Some(said.into());
            }
        }
        let bare = |name: &str| name.trim_end_matches('.').to_ascii_lowercase();
        let record = bare(record);
        let holds = |name: &str| {
            let name = bare(name);
            record == name
                || record
                    .strip_suffix(&name)
                    .is_some_and(|it| it.ends_with('.'))
        };
        let mut found = zones
            .iter()
            .filter(|(_, zone)| zone.name.as_deref().is_some_and(holds));
        match (found.next(), found.next()) {
            (Some((id, _)), None) => Some(id.clone()),
            _ => None,
        }
    }
}

/// Adds an object. What is there already keeps its attributes and takes those it lacks; a
/// conflict is noted.
pub(super) fn put<K, V>(map: &mut Resources<K, V>, id: &str, value: V, at: &View<'_>)
where
    K: Ord + for<'a> From<&'a str>,
    V: PartialEq + Datum,
{
    let id = K::from(id);
    match map.get(&id) {
        None => map.insert(id, value),
        Some(there) if *there == value => {}
        Some(there) => {
            let (joined, conflicts) = merge::joined(there, &value);
            for conflict in conflicts {
                at.note(conflict);
            }
            if let Some(joined) = joined {
                map.insert(id, joined);
            }
        }
    }
}
