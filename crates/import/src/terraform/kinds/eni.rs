//! Network interfaces, instances and Elastic IP addresses.

use super::super::field::{
    Field, Shape, address, addresses, held, id, label, list, number, part, public, tags, text,
    truth,
};
use super::{Adds, GROUP, GROUPS, INSTANCE, INTERFACE, Kind, SUBNET};
use crate::assume::IPV6_COUNT;
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const INTERFACE_FIELDS: &[Field] = &[
    id("subnet_id", SUBNET),
    address("private_ip"),
    addresses("private_ips"),
    addresses("ipv6_addresses"),
    list("security_groups", &GROUPS),
    truth("source_dest_check"),
    text("interface_type"),
    part(
        "attachment",
        &[id("instance", INSTANCE), number("device_index")],
    ),
    label("description"),
    text("owner_id"),
    tags(),
];

const INSTANCE_FIELDS: &[Field] = &[
    id("subnet_id", SUBNET),
    address("private_ip"),
    addresses("ipv6_addresses"),
    public("public_ip"),
    list("vpc_security_group_ids", &GROUPS),
    held("primary_network_interface_id", INTERFACE),
    truth("source_dest_check"),
    text("instance_state"),
    truth("associate_public_ip_address"),
    label("ami"),
    label("instance_type"),
    label("iam_instance_profile"),
    tags(),
];

const EIP_FIELDS: &[Field] = &[
    public("public_ip"),
    id("instance", INSTANCE),
    held("network_interface", INTERFACE),
    tags(),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes(
        "aws_network_interface",
        "network_interface",
        INTERFACE_FIELDS,
    )
    .then(interface),
    Kind::makes(
        "data.aws_network_interface",
        "network_interface",
        INTERFACE_FIELDS,
    )
    .then(looked_up),
    Kind::adds(
        "aws_network_interface_attachment",
        "network_interface",
        "network_interface_id",
        Adds::Sets(&[Field {
            from: "",
            to: "attachment",
            shape: Shape::Part(&[
                id("instance_id", INSTANCE).to("instance"),
                number("device_index"),
            ]),
        }]),
    ),
    Kind::adds(
        "aws_network_interface_sg_attachment",
        "network_interface",
        "network_interface_id",
        Adds::Items(&[id("security_group_id", GROUP).to("security_groups")]),
    ),
    Kind::makes("aws_instance", "instance", INSTANCE_FIELDS).then(instance),
    Kind::makes("data.aws_instance", "instance", INSTANCE_FIELDS).then(instance),
    Kind::makes("aws_eip", "eip", EIP_FIELDS),
    Kind::makes("data.aws_eip", "eip", {
        &[
            public("public_ip"),
            id("instance_id", INSTANCE).to("instance"),
            held("network_interface_id", INTERFACE).to("network_interface"),
            tags(),
        ]
    }),
    Kind::adds(
        "aws_eip_association",
        "eip",
        "allocation_id",
        Adds::Sets(&[
            id("instance_id", INSTANCE).to("instance"),
            held("network_interface_id", INTERFACE).to("network_interface"),
        ]),
    ),
];

/// What is there says its addresses; what will be says how many it gets.
fn counts_six(it: &mut Map<String, Json>, at: &Reader<'_>) {
    if let (false, Some(count)) = (at.around.is_applied, at.number(IPV6_COUNT)) {
        it.insert(IPV6_COUNT.to_owned(), count.into());
    }
}

/// The first address of several is the primary one; a list of one says nothing more.
fn interface(interface: &mut Map<String, Json>, at: &Reader<'_>) {
    counts_six(interface, at);
    let first = match interface.get("private_ips") {
        Some(Json::Array(addresses)) if addresses.len() < 2 => addresses.first().cloned(),
        _ => return,
    };
    interface.remove("private_ips");
    if let Some(first) = first {
        interface.entry("private_ip").or_insert(first);
    }
}

/// A looked-up interface says its public address and the instance it belongs to.
fn looked_up(it: &mut Map<String, Json>, at: &Reader<'_>) {
    interface(it, at);
    for association in at.parts("association") {
        if let Some(public) = association.public("public_ip") {
            it.insert("public_ip".to_owned(), public);
        }
    }
    for attachment in at.parts("attachment") {
        if let Some(instance) = attachment.id("instance_id", INSTANCE) {
            let attachment = Map::from_iter([("instance".to_owned(), instance.into())]);
            it.insert("attachment".to_owned(), attachment.into());
        }
    }
}

/// Interfaces that are given to an instance instead of made with it.
fn instance(instance: &mut Map<String, Json>, at: &Reader<'_>) {
    counts_six(instance, at);
    // `security_groups` are the groups of a default VPC, by name; in a VPC some write ids there.
    if !instance.contains_key("vpc_security_group_ids") {
        let groups = at.held_ids("security_groups", GROUP);
        if !groups.is_empty() {
            instance.insert("vpc_security_group_ids".to_owned(), groups.into());
        }
    }
    // The address is that of an Elastic IP where one is attached, which says so itself.
    let mut given: Vec<(i64, String)> = Vec::new();
    for card in at.parts("network_interface") {
        if let Some(interface) = card.id("network_interface_id", INTERFACE) {
            given.push((card.number("device_index").unwrap_or_default(), interface));
        }
    }
    for card in at.parts("primary_network_interface") {
        if let Some(interface) = card.id("network_interface_id", INTERFACE) {
            given.push((0, interface));
        }
    }
    for (device, interface) in given {
        if device == 0 {
            instance.insert("primary_network_interface_id".to_owned(), interface.into());
        } else {
            at.attaches(&interface, device);
        }
    }
}
