//! Availability Zones by their ids, which are the same for all accounts; a name is each account's own (R1.5).
//! <https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html>

use crate::id::AccountId;
use crate::topology::{Subnet, Topology, Vpc};
use std::collections::{BTreeMap, BTreeSet};

/// The ids of zones by their names, as subnets that state both tell them, account by account.
pub(super) struct Zones<'a> {
    ids: BTreeMap<&'a str, BTreeMap<Option<&'a AccountId>, &'a str>>,
}

impl<'a> Zones<'a> {
    pub(super) fn new(topology: &'a Topology) -> Self {
        let mut ids: BTreeMap<&str, BTreeMap<_, &str>> = BTreeMap::new();
        for subnet in topology.subnet.values() {
            let vpc = subnet.vpc_id.as_ref().and_then(|it| topology.vpc.get(it));
            if let (Some(name), Some(id)) =
                (&subnet.availability_zone, &subnet.availability_zone_id)
            {
                let owner = vpc.and_then(|vpc| owner(subnet, vpc));
                ids.entry(name).or_default().insert(owner, id);
            }
        }
        Self { ids }
    }

    /// The zone of a subnet: its id where it is stated, or told by another subnet of the account, else its name. Where
    /// nobody says whose the subnet is, all accounts must agree.
    pub(super) fn of(&self, subnet: &Subnet, vpc: &Vpc) -> Option<String> {
        if let Some(id) = &subnet.availability_zone_id {
            return Some(id.clone());
        }
        let name = subnet.availability_zone.as_ref()?;
        let known = self.ids.get(name.as_str());
        let owner = owner(subnet, vpc);
        let id = known.and_then(|by_owner| match owner {
            Some(_) => by_owner.get(&owner).copied(),
            None => {
                let ids: BTreeSet<&str> = by_owner.values().copied().collect();
                ids.first().copied().filter(|_| ids.len() == 1)
            }
        });
        Some(id.map_or_else(|| name.clone(), str::to_owned))
    }
}

fn owner<'a>(subnet: &'a Subnet, vpc: &'a Vpc) -> Option<&'a AccountId> {
    subnet.owner_id.as_ref().or(vpc.owner_id.as_ref())
}

/// Whether two zones can be told apart: both by id or both by name, not one by each.
pub(crate) fn tell_apart(one: Option<&str>, other: Option<&str>) -> bool {
    let is_id = |zone: &str| zone.contains("-az");
    match (one, other) {
        (Some(one), Some(other)) => is_id(one) == is_id(other),
        _ => true,
    }
}
