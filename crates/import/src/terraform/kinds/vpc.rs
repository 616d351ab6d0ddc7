//! VPCs, subnets, ranges added to them, and DHCP options.

use super::super::field::{Field, held, id, label, range, setting, tags, text, texts, truth};
use super::{Adds, Kind, VPC};
use crate::assume::{ASSIGN_IPV6, amazon_range, note_of_amazon_range};
use crate::said::say;
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json, json};

const VPC_FIELDS: &[Field] = &[
    range("cidr_block"),
    range("ipv6_cidr_block"),
    setting("enable_dns_support"),
    setting("enable_dns_hostnames"),
    held("main_route_table_id", super::TABLE),
    held("default_network_acl_id", super::ACL),
    held("default_security_group_id", super::GROUP),
    held("dhcp_options_id", &["vpc_dhcp_options"]),
    text("owner_id"),
    tags(),
];

const SUBNET_FIELDS: &[Field] = &[
    id("vpc_id", VPC),
    range("cidr_block"),
    range("ipv6_cidr_block"),
    text("availability_zone"),
    text("availability_zone_id"),
    truth("enable_dns64"),
    truth("map_public_ip_on_launch"),
    text("owner_id"),
    tags(),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes("aws_vpc", "vpc", VPC_FIELDS).then(vpc),
    Kind::makes("aws_default_vpc", "vpc", VPC_FIELDS).then(default_vpc),
    Kind::makes("data.aws_vpc", "vpc", VPC_FIELDS).then(looked_up),
    Kind::adds(
        "aws_vpc_ipv4_cidr_block_association",
        "vpc",
        "vpc_id",
        Adds::Items(&[range("cidr_block").to("secondary_cidr_blocks")]),
    ),
    Kind::adds(
        "aws_vpc_ipv6_cidr_block_association",
        "vpc",
        "vpc_id",
        Adds::Sets(&[range("ipv6_cidr_block")]),
    ),
    Kind::makes("aws_subnet", "subnet", SUBNET_FIELDS).then(subnet),
    Kind::makes("aws_default_subnet", "subnet", SUBNET_FIELDS).then(default_subnet),
    Kind::makes("data.aws_subnet", "subnet", SUBNET_FIELDS),
    Kind::makes(
        "aws_vpc_dhcp_options",
        "vpc_dhcp_options",
        &[texts("domain_name_servers"), label("domain_name"), tags()],
    ),
    Kind::makes(
        "aws_default_vpc_dhcp_options",
        "vpc_dhcp_options",
        &[texts("domain_name_servers"), label("domain_name"), tags()],
    )
    .then(amazon_servers),
    Kind::makes(
        "data.aws_vpc_dhcp_options",
        "vpc_dhcp_options",
        &[texts("domain_name_servers"), label("domain_name"), tags()],
    ),
    Kind::makes(
        "aws_vpc_block_public_access_options",
        "vpc_block_public_access_options",
        &[
            text("internet_gateway_block_mode"),
            text("aws_account_id"),
            text("aws_region"),
        ],
    ),
    Kind::makes(
        "aws_vpc_block_public_access_exclusion",
        "vpc_block_public_access_exclusion",
        &[
            text("internet_gateway_exclusion_mode"),
            id("vpc_id", VPC),
            id("subnet_id", super::SUBNET),
        ],
    ),
    Kind::adds(
        "aws_vpc_dhcp_options_association",
        "vpc",
        "vpc_id",
        Adds::Sets(&[id("dhcp_options_id", &["vpc_dhcp_options"])]),
    ),
];

/// What is there says its addresses; what will be gets them of its subnet.
fn subnet(subnet: &mut Map<String, Json>, at: &Reader<'_>) {
    if !at.around.is_applied && at.is_true(ASSIGN_IPV6) {
        subnet.insert(ASSIGN_IPV6.to_owned(), true.into());
    }
}

/// The Region, and ranges that a state lists beside the first.
fn vpc(vpc: &mut Map<String, Json>, at: &Reader<'_>) {
    vpc.insert("region".to_owned(), at.region().into());
    let mut more: Vec<Json> = Vec::new();
    for association in at.parts("cidr_block_associations") {
        if let Some(range) = association.range("cidr_block")
            && vpc.get("cidr_block") != Some(&range)
            && !more.contains(&range)
        {
            more.push(range);
        }
    }
    if !more.is_empty() {
        vpc.insert("secondary_cidr_blocks".to_owned(), more.into());
    }
    if !vpc.contains_key("cidr_block") && at.get("ipv4_ipam_pool_id").is_some() {
        let why = say!("an IPAM pool gives it", "IPAM プールから割り当てられます");
        at.not_known(vpc, "cidr_block", &why);
    }
    if at.is_true("assign_generated_ipv6_cidr_block") && !vpc.contains_key("ipv6_cidr_block") {
        let range = amazon_range(&at.block.address);
        at.assume(note_of_amazon_range(range));
        vpc.insert("ipv6_cidr_block".to_owned(), range.to_string().into());
    }
}

/// A VPC that is looked up may be the default one.
fn looked_up(it: &mut Map<String, Json>, at: &Reader<'_>) {
    match at.is_true("default") && !it.contains_key("cidr_block") {
        true => default_vpc(it, at),
        false => vpc(it, at),
    }
}

/// The VPC that AWS makes in every Region: always the same range, names for its hosts, and a way to
/// the internet.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html>
fn default_vpc(it: &mut Map<String, Json>, at: &Reader<'_>) {
    vpc(it, at);
    if !it.contains_key("cidr_block") {
        it.insert("cidr_block".to_owned(), "172.31.0.0/16".into());
        at.assume(say!(
            "cidr_block: 172.31.0.0/16, as every default VPC has it",
            "cidr_block: 172.31.0.0/16 (すべてのデフォルト VPC に共通)"
        ));
    }
    it.entry("enable_dns_hostnames").or_insert(Json::Bool(true));
    if at.is_applied() || it.contains_key("main_route_table_id") {
        return;
    }
    let gateway = format!("{}.igw", at.own_id());
    let vpc_id = || ("vpc_id".to_owned(), Json::from(at.own_id()));
    at.makes(
        "internet_gateway",
        gateway.clone(),
        Map::from_iter([vpc_id()]),
    );
    at.assume(say!(
        "an internet gateway, {}, with the default route of the main table, as every default VPC has it",
        "インターネットゲートウェイ {} とメインルートテーブルのデフォルトルート (すべてのデフォルト VPC に共通)",
        gateway
    ));
    // A table that Terraform took over has the routes it says.
    let table = at.main_table();
    if table == format!("{}.main", at.own_id()) {
        let route = json!({ "cidr_block": "0.0.0.0/0", "gateway_id": gateway });
        let routes = ("route".to_owned(), json!([route]));
        at.makes(
            "route_table",
            table.clone(),
            Map::from_iter([vpc_id(), routes]),
        );
        it.insert("main_route_table_id".to_owned(), table.into());
    }
}

/// The subnet that AWS makes in every zone of the default VPC: a /20 that gives public addresses.
/// Which of them a zone has is drawn by AWS.
fn default_subnet(it: &mut Map<String, Json>, at: &Reader<'_>) {
    subnet(it, at);
    if at.is_applied() {
        return;
    }
    if let Some(vpc) = at.default_vpc() {
        it.entry("vpc_id").or_insert_with(|| vpc.into());
    }
    it.entry("map_public_ip_on_launch")
        .or_insert(Json::Bool(true));
    let letter = at
        .known("availability_zone")
        .and_then(|it| it.bytes().last());
    if let Some(letter @ b'a'..=b'p') = letter
        && !it.contains_key("cidr_block")
    {
        let range = format!("172.31.{}.0/20", u32::from(letter - b'a') * 16);
        at.assume(say!(
            "cidr_block: {}, for the /20 that AWS gave it",
            "cidr_block: {} (AWS が割り当てた /20 の代わり)",
            range
        ));
        it.insert("cidr_block".to_owned(), range.into());
    }
}

fn amazon_servers(options: &mut Map<String, Json>, _: &Reader<'_>) {
    options
        .entry("domain_name_servers")
        .or_insert_with(|| Json::from(vec!["AmazonProvidedDNS"]));
}
