//! Network interfaces and instances.

use super::Properties;
use crate::assume::IPV6_COUNT;
use crate::said::say;
use net::Topology;
use net::id::SecurityGroupId;
use net::topology::{Attachment, Instance, NetworkInterface};
use std::net::IpAddr;

/// The attribute that asks for a public address, as Terraform spells it.
pub(crate) const ASSOCIATE_PUBLIC: &str = "associate_public_ip_address";

/// `AWS::EC2::NetworkInterface`
pub(super) fn network_interface(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    // An instance further up may have said that it is attached.
    let said = topology.network_interface.remove(id);
    let interface = NetworkInterface {
        attachment: said.and_then(|said| said.attachment.clone()),
        security_groups: p.ids("GroupSet"),
        description: p.label("Description"),
        tags: p.tags(),
        ..interface(p)
    };
    topology.network_interface.insert(id.into(), interface);
}

/// What a network interface and an instance's own have in common.
fn interface(p: &Properties<'_>) -> NetworkInterface {
    let mut private_ip = p.address("PrivateIpAddress");
    let mut private_ips: Vec<IpAddr> = private_ip.into_iter().collect();
    for part in p.parts("PrivateIpAddresses") {
        if let Some(address) = part.address("PrivateIpAddress") {
            if part.truth("Primary") == Some(true) {
                private_ip = private_ip.or(Some(address));
                private_ips.insert(0, address);
            } else {
                private_ips.push(address);
            }
        }
    }
    let mut ipv6_addresses = Vec::new();
    for part in p.parts("Ipv6Addresses") {
        ipv6_addresses.extend(part.address("Ipv6Address"));
    }
    if private_ips.len() < 2 {
        private_ips.clear();
    }
    let mut more = p.unknown();
    if let Some(count) = p.number::<u32>("Ipv6AddressCount") {
        more.insert(IPV6_COUNT.to_owned(), count.into());
    }
    NetworkInterface {
        subnet_id: p.id("SubnetId"),
        private_ip,
        private_ips,
        ipv6_addresses,
        source_dest_check: p.truth("SourceDestCheck"),
        more,
        ..NetworkInterface::default()
    }
}

/// `AWS::EC2::NetworkInterfaceAttachment`
pub(super) fn attachment(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(interface) = p.id::<String>("NetworkInterfaceId") else {
        return;
    };
    match topology.network_interface.get_mut(interface.as_str()) {
        Some(interface) => {
            interface.attachment = Some(Attachment {
                instance: p.id("InstanceId"),
                device_index: p.number("DeviceIndex"),
                more: p.unknown(),
            });
        }
        None => p.not_among("NetworkInterfaceId", &interface),
    }
}

/// `AWS::EC2::LaunchTemplate`: what instances take from it is read with them.
pub(super) const fn launch_template(_: &Properties<'_>, _: &str, _: &mut Topology) {}

/// The launch template of an instance, where it is among the inputs.
fn launch<'c>(p: &Properties<'c>) -> Option<Properties<'c>> {
    let named = p.part("LaunchTemplate")?;
    let id = named.id::<String>("LaunchTemplateId");
    let data = id.and_then(|it| p.section_of(&it, "LaunchTemplateData"));
    if data.is_none() && !p.has("NetworkInterfaces") && !p.has("SecurityGroupIds") {
        let why = say!(
            "its launch template is not among the inputs",
            "起動テンプレートが入力にありません"
        );
        p.not_known("SecurityGroupIds", named.place(), &why);
    }
    data
}

/// `AWS::EC2::Instance`
pub(super) fn instance(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let own = interface(p);
    // What the instance says itself goes before what its launch template says.
    let launch = launch(p);
    let mut cards = p.parts("NetworkInterfaces");
    let mut groups: Vec<SecurityGroupId> = p.ids("SecurityGroupIds");
    // Groups of the default VPC go by their names, which `Ref` gives.
    groups.append(&mut p.ids("SecurityGroups"));
    if let Some(launch) = &launch {
        if cards.is_empty() {
            cards = launch.parts("NetworkInterfaces");
        }
        if groups.is_empty() {
            groups = launch.ids("SecurityGroupIds");
        }
    }
    let mut instance = Instance {
        subnet_id: own.subnet_id,
        private_ip: own.private_ip,
        ipv6_addresses: own.ipv6_addresses,
        vpc_security_group_ids: groups,
        source_dest_check: own.source_dest_check,
        tags: p.tags(),
        more: own.more,
        ..Instance::default()
    };
    let several = cards.len() > 1;
    for (index, card) in cards.iter().enumerate() {
        let device: u32 = card
            .number("DeviceIndex")
            .unwrap_or_else(|| u32::try_from(index).unwrap_or(u32::MAX));
        let attached = || Attachment {
            instance: Some(id.into()),
            device_index: Some(device),
            ..Attachment::default()
        };
        let public = card.truth("AssociatePublicIpAddress");
        if let Some(listed) = card.id::<String>("NetworkInterfaceId") {
            if device == 0 {
                instance.primary_network_interface_id = Some(listed.into());
            } else {
                // The interface may stand later in the text, or in another source.
                let entry = topology.network_interface.entry(listed.into());
                entry.or_default().attachment = Some(attached());
            }
            continue;
        }
        let mut own = interface(card);
        own.subnet_id = own.subnet_id.or_else(|| instance.subnet_id.clone());
        let mut groups: Vec<SecurityGroupId> = card.ids("GroupSet");
        // A launch template's spelling.
        groups.append(&mut card.ids("Groups"));
        if several {
            let name = format!("{id}.eni.{device}");
            if device == 0 {
                instance.primary_network_interface_id = Some(name.as_str().into());
            }
            let listed = NetworkInterface {
                security_groups: groups,
                attachment: Some(attached()),
                ..own
            };
            topology.network_interface.insert(name.into(), listed);
        } else {
            instance.subnet_id = own.subnet_id;
            instance.private_ip = own.private_ip;
            instance.ipv6_addresses = own.ipv6_addresses;
            instance.more.extend(own.more);
            if !groups.is_empty() || card.has("GroupSet") || card.has("Groups") {
                instance.vpc_security_group_ids = groups;
            }
        }
        if let (0, Some(public)) = (device, public) {
            instance
                .more
                .insert(ASSOCIATE_PUBLIC.to_owned(), public.into());
        }
    }
    for (property, attribute) in [
        ("ImageId", "ami"),
        ("InstanceType", "instance_type"),
        ("IamInstanceProfile", "iam_instance_profile"),
    ] {
        if let Some(label) = p.label(property) {
            instance.more.insert(attribute.to_owned(), label.into());
        }
    }
    if cards.is_empty() && instance.subnet_id.is_none() && !p.is_open("SubnetId") {
        let why = say!(
            "one of the default VPC, which is not among the inputs",
            "デフォルト VPC のサブネットですが、入力にありません"
        );
        p.not_known("SubnetId", p.place(), &why);
    }
    let of_launch = launch.as_ref().map(Properties::unknown);
    for mut more in [of_launch.unwrap_or_default(), p.unknown()] {
        instance.more.append(&mut more);
    }
    topology.instance.insert(id.into(), instance);
}
