//! One resource of the document, looked up by id: its kind, its name and its JSON.

use net::topology::Topology;
use net::{Network, ResourceId};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

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

macro_rules! look_in {
    ($topology:ident, $id:ident: $($kind:ident)*) => {
        $(if let Some(found) = in_map(&$topology.$kind, $id) {
            return Some(thing($id, stringify!($kind), found));
        })*
    };
}

/// The resource of that id, of whatever kind.
#[must_use]
pub fn find(topology: &Topology, id: &str) -> Option<Thing> {
    look_in! { topology, id:
        account vpc subnet route_table network_acl security_group network_interface instance eip
        vpc_endpoint vpc_endpoint_service lb lb_listener lb_target_group
        lb_target_group_attachment nat_gateway internet_gateway egress_only_internet_gateway
        vpc_peering_connection route53_zone route53_record prefix_list site aws_service
    }
    None
}

/// What people call a resource: its name, that of its owner, or the end of its id.
#[must_use]
pub fn name_of(network: &Network, id: &str) -> String {
    if let Some(name) = find(network.topology(), id).and_then(|thing| thing.name) {
        return name;
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
    short(id).to_owned()
}

/// The part of a long id that tells it apart: an ARN's name, else the id itself.
#[must_use]
pub fn short(id: &str) -> &str {
    if id.starts_with("arn:") {
        let mut parts = id.rsplit('/');
        let last = parts.next().unwrap_or(id);
        return parts.next().filter(|it| !it.contains(':')).unwrap_or(last);
    }
    id
}

fn in_map<'a, K, V>(map: &'a BTreeMap<K, V>, id: &str) -> Option<&'a V>
where
    K: Ord + for<'t> From<&'t str>,
{
    map.get(&K::from(id))
}

fn thing(id: &str, kind: &'static str, found: &impl Serialize) -> Thing {
    let json = serde_json::to_value(found).unwrap_or(Value::Null);
    let said = json
        .pointer("/tags/Name")
        .or_else(|| json.get("name"))
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty() && *name != id);
    let name = said.map(str::to_owned).or_else(|| {
        let service = json.get("service_name")?.as_str()?;
        Some(net::service::short_name(service).to_owned())
    });
    Thing {
        id: id.into(),
        kind,
        name,
        json,
    }
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
        let found = find(network.topology(), "vpc-1").map(|thing| (thing.kind, thing.name));
        assert_eq!(found, Some(("vpc", Some("<b>消費者".to_owned()))));
        assert_eq!(name_of(&network, "vpc-1.resolver"), "<b>消費者");
        assert_eq!(name_of(&network, "vpc-2"), "vpc-2");
    }

    #[test]
    fn an_arn_is_called_by_its_name() {
        let check = |id, expected| assert_eq!(short(id), expected);
        check(
            "arn:aws:elasticloadbalancing:r:1:loadbalancer/net/web/50dc",
            "web",
        );
        check("arn:aws:s3:::bucket/key", "key");
        check("i-0a", "i-0a");
    }
}
