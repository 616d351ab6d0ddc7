//! One resource of the document, looked up by id: its kind, its name and its JSON.

use crate::document::Document;
use net::topology::{Datum, Resources, Tags, Topology};
use net::{Network, ResourceId};
use serde_json::Value;
use std::borrow::Borrow;

/// A resource as the inspector shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// Its id.
    pub id: ResourceId,
    /// Its kind, as the document's maps are named.
    pub kind: &'static str,
    /// What people call it, where that differs from its id.
    pub name: Option<String>,
    /// Its attributes as the document has them.
    pub json: Value,
}

/// For each kind in a row, an expression that says what its resources are called.
macro_rules! look_in {
    ($topology:ident, $id:ident; $(|$it:ident| $name:expr => $($kind:ident)*;)*) => {
        $(look_in!(@row $topology, $id, $it, $name, $($kind)*);)*
    };
    (@row $topology:ident, $id:ident, $it:ident, $name:expr, $kind:ident $($rest:ident)*) => {
        if let Some($it) = in_map(&$topology.$kind, $id) {
            let name: Option<String> = $name;
            let name = name.filter(|name| !name.is_empty());
            return Some((stringify!($kind), name, $it as &dyn Datum));
        }
        look_in!(@row $topology, $id, $it, $name, $($rest)*);
    };
    (@row $topology:ident, $id:ident, $it:ident, $name:expr,) => {};
}

/// A resource's kind, as the document's maps are named, and what people call it.
#[must_use]
pub fn named(topology: &Topology, id: &str) -> Option<(&'static str, Option<String>)> {
    look(topology, id).map(|(kind, name, _)| (kind, name))
}

fn look<'t>(
    topology: &'t Topology,
    id: &str,
) -> Option<(&'static str, Option<String>, &'t dyn Datum)> {
    look_in! { topology, id;
        |it| tag(&it.tags) => instance network_interface subnet vpc route_table network_acl eip
            nat_gateway internet_gateway egress_only_internet_gateway vpc_peering_connection
            vpn_gateway transit_gateway transit_gateway_vpc_attachment transit_gateway_route_table
            transit_gateway_peering_attachment lb_listener_rule
            route53_resolver_endpoint route53_resolver_rule vpc_dhcp_options site;
        |it| tag(&it.tags).or_else(|| it.name.clone()) => security_group lb lb_target_group
            prefix_list route53_zone vpclattice_service_network vpclattice_service
            vpclattice_resource_configuration vpclattice_resource_gateway vpclattice_target_group;
        |it| tag(&it.tags).or_else(|| service(it.service_name.as_deref())) => vpc_endpoint
            vpc_endpoint_service;
        |it| it.name.clone() => account route53_record;
        |_it| None => lb_listener lb_target_group_attachment route_table_association aws_service
            route53_resolver_rule_association expectation vpc_block_public_access_options
            vpc_block_public_access_exclusion vpclattice_service_network_vpc_association
            vpclattice_service_network_service_association
            vpclattice_service_network_resource_association vpclattice_listener
            vpclattice_listener_rule vpclattice_target_group_attachment vpclattice_auth_policy;
    }
    None
}

fn tag(tags: &Tags) -> Option<String> {
    tags.get("Name").cloned()
}

fn service(name: Option<&str>) -> Option<String> {
    name.map(|name| net::service::short_name(name).to_owned())
}

/// The resource of that id, of whatever kind.
#[must_use]
pub fn find(document: &Document, id: &str) -> Option<Thing> {
    let (kind, name, it) = look(document.network.topology(), id)?;
    Some(Thing {
        id: id.into(),
        kind,
        name: name.filter(|name| name != id),
        json: it.to_value(),
    })
}

/// The attributes of a resource, as the document has them.
#[must_use]
pub fn value_of(topology: &Topology, id: &str) -> Option<Value> {
    look(topology, id).map(|(_, _, it)| it.to_value())
}

/// What people call a resource: its name, that of its owner, or the end of its id.
#[must_use]
pub fn name_of(network: &Network, id: &str) -> String {
    let known = named(network.topology(), id);
    if let Some((_, Some(name))) = &known {
        return without_stack(name, id).to_owned();
    }
    if let Some(vpc) = id.strip_suffix(".resolver") {
        return match vpc {
            "internet" => "DNS".to_owned(),
            vpc => name_of(network, vpc),
        };
    }
    if id.starts_with("com.amazonaws.") || id.starts_with("aws.") {
        return net::service::short_name(id).to_owned();
    }
    if let Some(owner) = network.interface(id).and_then(|it| it.owner.resource())
        && owner.as_str() != id
    {
        return name_of(network, owner.as_str());
    }
    if known.is_some() || id.starts_with("arn:") {
        short(id).to_owned()
    } else {
        id.to_owned()
    }
}

/// The part of a resource's id that tells it apart: `Consumer.Vpc` is `Vpc`,
/// `module.a.aws_subnet.b["10.0.0.0/24"]` is `b["10.0.0.0/24"]`; of an ARN it is the name.
#[must_use]
pub fn short(id: &str) -> &str {
    if id.starts_with("arn:") {
        let mut parts = id.rsplit('/');
        let last = parts.next().unwrap_or(id);
        let name = parts.next().filter(|it| !it.contains(':'));
        return name.unwrap_or_else(|| last.rsplit(':').next().unwrap_or(last));
    }
    let key = id.ends_with(']').then(|| id.rfind('[')).flatten();
    let before_key = key.unwrap_or(id.len());
    let start = id
        .get(..before_key)
        .and_then(|address| address.rfind(['.', '/']));
    start
        .and_then(|at| id.get(at + 1..))
        .filter(|part| !part.is_empty())
        .unwrap_or(id)
}

/// A name without that of its stack. A template gives it in `${AWS::StackName}-public`; here a stack
/// is called as its file is, and says so on a box of its own.
#[must_use]
pub fn without_stack<'n>(name: &'n str, id: &str) -> &'n str {
    let stack = id.strip_suffix(short(id)).unwrap_or_default();
    let stack = stack.trim_end_matches('.');
    name.strip_prefix(stack)
        .filter(|_| !stack.is_empty())
        .and_then(|rest| rest.strip_prefix(['-', '_', '/', '.', ' ', ':']))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}

fn in_map<'a, K, V>(map: &'a Resources<K, V>, id: &str) -> Option<&'a V>
where
    K: Ord + Borrow<str>,
{
    map.get(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_thing_is_found_by_its_id_and_called_by_its_name() {
        let text = r#"{ "format": "sightline.topology/1",
            "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "tags": { "Name": "<b>消費者" } } } }"#;
        let Ok(topology) = Topology::from_json(text) else {
            panic!("the document is sound");
        };
        let network = Network::new(Arc::new(topology));
        let found = named(network.topology(), "vpc-1");
        assert_eq!(found, Some(("vpc", Some("<b>消費者".to_owned()))));
        assert_eq!(name_of(&network, "vpc-1.resolver"), "<b>消費者");
        assert_eq!(name_of(&network, "vpc-2"), "vpc-2");
    }

    #[test]
    fn a_name_is_said_without_its_stack() {
        let check = |name, id, expected| assert_eq!(without_stack(name, id), expected);
        check("network-public-a", "network.PublicA", "public-a");
        check("parent.Network-a", "parent.Network.A", "a");
        check("networking", "network.PublicA", "networking");
        check("network-", "network.PublicA", "network-");
        check("vpc-public", "vpc-0a1b", "vpc-public");
        check("aws", "module.a.aws_vpc.main", "aws");
    }

    #[test]
    fn an_arn_is_called_by_its_name() {
        let check = |id, expected| assert_eq!(short(id), expected);
        check(
            "arn:aws:elasticloadbalancing:r:1:loadbalancer/net/web/50dc",
            "web",
        );
        check("arn:aws:s3:::bucket/key", "key");
        check("arn:aws:s3:::bucket", "bucket");
        check("i-0a", "i-0a");
        check("Consumer.Vpc", "Vpc");
        check("module.net.aws_vpc.main", "main");
        check(
            r#"module.net["a.b"].aws_subnet.private["10.0.1.0/24"]"#,
            r#"private["10.0.1.0/24"]"#,
        );
    }
}
