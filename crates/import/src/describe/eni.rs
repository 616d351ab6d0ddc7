//! Network interfaces, instances and Elastic IP addresses.

use super::dump::{Dump, put};
use super::view::View;
use net::id::{InstanceId, NetworkInterfaceId};
use net::topology::{Attachment, Eip, Instance, NetworkInterface};
use std::net::IpAddr;

/// Whether an instance has a public address, as Terraform spells it; the dump says so.
const ASSOCIATE_PUBLIC: &str = "associate_public_ip_address";

/// `describe-network-interfaces`
pub(super) fn network_interface(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("NetworkInterfaceId")?;
    let attachment = at.get("Attachment");
    let instance = attachment.id("InstanceId");
    let listed = interface(at, instance, dump);
    dump.note_maker(&id.into(), &listed);
    dump.note_subnet(id, at, at.text("AvailabilityZone"));
    put(&mut dump.topology.network_interface, id, listed, at);
    Some(id.to_owned())
}

fn interface(at: &View<'_>, instance: Option<InstanceId>, dump: &Dump<'_>) -> NetworkInterface {
    let attachment = at.get("Attachment");
    let detached = attachment.is("Status", &["detaching", "detached"]);
    let mut private_ips: Vec<IpAddr> = Vec::new();
    let primary: Option<IpAddr> = at.parsed("PrivateIpAddress");
    private_ips.extend(primary);
    for part in at.get("PrivateIpAddresses").items() {
        private_ips.extend(part.parsed::<IpAddr>("PrivateIpAddress"));
    }
    let mut seen = std::collections::BTreeSet::new();
    private_ips.retain(|address| seen.insert(*address));
    NetworkInterface {
        subnet_id: at.id("SubnetId"),
        private_ip: private_ips.first().copied(),
        // One address is the primary one, and need not be said twice.
        private_ips: if private_ips.len() > 1 {
            private_ips
        } else {
            Vec::new()
        },
        ipv6_addresses: at
            .get("Ipv6Addresses")
            .items()
            .filter_map(|it| it.parsed("Ipv6Address"))
            .collect(),
        public_ip: at.get("Association").parsed("PublicIp"),
        security_groups: at.ids_in("Groups", "GroupId"),
        source_dest_check: at.flag("SourceDestCheck"),
        interface_type: at.string("InterfaceType"),
        requester_managed: at.flag("RequesterManaged"),
        deny_all_igw_traffic: at.flag("DenyAllIgwTraffic"),
        attachment: instance.filter(|_| !detached).map(|instance| Attachment {
            instance: Some(instance),
            device_index: attachment.number("DeviceIndex"),
            ..Attachment::default()
        }),
        description: at.string("Description"),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..NetworkInterface::default()
    }
}

/// `describe-instances`: one instance of a reservation.
pub(super) fn instance(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("InstanceId")?;
    let cards = at.get("NetworkInterfaces");
    let reservation = at.outer().and_then(View::outer);
    dump.note_subnet(id, at, at.get("Placement").text("AvailabilityZone"));
    let mut instance = Instance {
        subnet_id: at.id("SubnetId"),
        source_dest_check: at.flag("SourceDestCheck"),
        instance_state: at.get("State").string("Name"),
        owner_id: reservation.and_then(|it| dump.owner(it)),
        tags: at.tags(),
        ..Instance::default()
    };
    let mut public = at.text("PublicIpAddress").is_some();
    for card in cards.items() {
        let Some(card_id) = card.text("NetworkInterfaceId") else {
            continue;
        };
        let listed = interface(&card, Some(id.into()), dump);
        if listed.attachment.as_ref().and_then(|it| it.device_index) == Some(0) {
            instance.primary_network_interface_id = Some(card_id.into());
            instance.subnet_id = listed.subnet_id.clone().or(instance.subnet_id);
            public |= listed.public_ip.is_some();
        }
        let listed = NetworkInterface {
            owner_id: listed.owner_id.or_else(|| instance.owner_id.clone()),
            ..listed
        };
        dump.cards.entry(card_id.into()).or_insert(listed);
    }
    if instance.primary_network_interface_id.is_none() {
        instance.private_ip = at.parsed("PrivateIpAddress");
        instance.public_ip = at.parsed("PublicIpAddress");
        instance.ipv6_addresses = at.parsed("Ipv6Address").into_iter().collect();
        instance.vpc_security_group_ids = at.ids_in("SecurityGroups", "GroupId");
    }
    let more = &mut instance.more;
    more.insert(ASSOCIATE_PUBLIC.to_owned(), public.into());
    for (key, attribute) in [("ImageId", "ami"), ("InstanceType", "instance_type")] {
        if let Some(text) = at.text(key) {
            more.insert(attribute.to_owned(), text.into());
        }
    }
    put(&mut dump.topology.instance, id, instance, at);
    Some(id.to_owned())
}

/// `describe-addresses`
pub(super) fn address(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("AllocationId").or_else(|| at.text("PublicIp"))?;
    let eip = Eip {
        public_ip: at.parsed("PublicIp"),
        instance: at.id("InstanceId"),
        network_interface: at.id::<NetworkInterfaceId>("NetworkInterfaceId"),
        tags: at.tags(),
        ..Eip::default()
    };
    put(&mut dump.topology.eip, id, eip, at);
    Some(id.to_owned())
}
