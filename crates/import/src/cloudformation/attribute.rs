//! What `Ref` and `GetAtt` give: parameters, pseudo parameters, ids and attributes of resources.

use super::condition::Truth;
use super::evaluate::World;
use super::function::misused;
use super::template::Template;
use super::{kinds, left_out, parameter};
use crate::tree::{Node, Place};
use crate::value::{Is, Value};
use net::Topology;

/// Attributes that are the id of their resource, under AWS's many names.
const IDS: &[&str] = &[
    "AllocationId",
    "Arn",
    "GroupId",
    "Id",
    "InstanceId",
    "InternetGatewayId",
    "ListenerArn",
    "LoadBalancerArn",
    "NatGatewayId",
    "NetworkAclId",
    "PrefixListId",
    "RouteTableId",
    "ServiceId",
    "SubnetId",
    "TargetGroupArn",
    "VpcEndpointId",
    "VpcId",
];

/// The account assumed where a template asks for its own.
const ASSUMED_ACCOUNT: &str = "123456789012";

/// `Ref`: a pseudo parameter, a parameter or a resource.
pub(super) fn named(world: &World<'_>, template: &Template<'_>, name: &str, place: Place) -> Value {
    if let Some(pseudo) = name.strip_prefix("AWS::") {
        return pseudo_parameter(world, template, pseudo, place);
    }
    if let Some(parameter) = template.parameters.get(name) {
        return parameter_value(world, template, name, parameter, place);
    }
    let Some(resource) = template.resource(name) else {
        let why = format!("{name} is neither a parameter nor a resource of the template");
        return Value::symbol(place, why, template.id_of(name), name);
    };
    if let Some(condition) = resource.condition
        && world.condition(template, condition) == Truth::No
    {
        let why = format!("{name} is not made: its condition {condition} is false");
        return Value::unknown(place, why);
    }
    Value::text(place, template.id_of(name))
}

fn pseudo_parameter(world: &World<'_>, template: &Template<'_>, name: &str, place: Place) -> Value {
    let region = world.region.as_str();
    let china = region.starts_with("cn-");
    let text = match name {
        "NoValue" => return Value::new(place, Is::Nothing),
        "Region" => region,
        "StackName" => template.stack,
        "Partition" if china => "aws-cn",
        "Partition" if region.starts_with("us-gov-") => "aws-us-gov",
        "Partition" => "aws",
        "URLSuffix" if china => "amazonaws.com.cn",
        "URLSuffix" => "amazonaws.com",
        "AccountId" => {
            if let Some(given) = world.settings.parameters.get("AWS::AccountId") {
                return Value::text(place, given.as_str());
            }
            world.assume(format!(
                "account: {ASSUMED_ACCOUNT}, since no input says one"
            ));
            ASSUMED_ACCOUNT
        }
        _ => {
            let why = format!("AWS::{name} is only known in AWS");
            let symbol = format!("{}.AWS::{name}", template.stack);
            return Value::symbol(place, why, symbol, &format!("AWS::{name}"));
        }
    };
    Value::text(place, text)
}

fn parameter_value(
    world: &World<'_>,
    template: &Template<'_>,
    name: &str,
    parameter: &Node,
    place: Place,
) -> Value {
    let kind = parameter::kind(parameter);
    let given = parameter::given(world.settings, template, name);
    let from_store = kind.starts_with("AWS::SSM::Parameter::");
    let default = parameter.get("Default").and_then(Node::text);
    let text = match (given, default) {
        (Some(given), _) => given,
        (None, Some(default)) if !from_store => default,
        (None, default) => {
            let why = match default {
                Some(path) => format!("the parameter {name} is kept in AWS as {path}"),
                None => format!("the parameter {name} has no value"),
            };
            let key = template.id_of(name);
            world.need(key.clone());
            return Value::symbol(place, why, key, name);
        }
    };
    world.made(text.len());
    if kind == "CommaDelimitedList" || kind.contains("List<") {
        let items = text
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(|item| Value::text(place, item))
            .collect::<Vec<_>>();
        world.made_values(items.len());
        return Value::new(place, Is::List(items));
    }
    Value::text(place, text)
}

/// `Fn::GetAtt`, both spellings.
pub(super) fn get_att(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let form = "Fn::GetAtt: Resource.Attribute or [Resource, Attribute]";
    let (resource, attribute) = match (node.text(), node.items()) {
        (Some(text), _) => match text.split_once('.') {
            Some((resource, attribute)) => (resource.to_owned(), attribute.to_owned()),
            None => return misused(node.place, form),
        },
        (None, Some([resource, attribute])) => match world.value(template, attribute).is {
            Is::Text(attribute) => (resource.text().unwrap_or_default().to_owned(), attribute),
            Is::Nothing | Is::List(_) | Is::Map(_) | Is::Unknown(_) => {
                return misused(node.place, form);
            }
        },
        _ => return misused(node.place, form),
    };
    of(world, template, &resource, &attribute, node.place)
}

/// An attribute of a resource.
pub(super) fn of(
    world: &World<'_>,
    template: &Template<'_>,
    logical_id: &str,
    attribute: &str,
    place: Place,
) -> Value {
    let id = template.id_of(logical_id);
    let shown = format!("{logical_id}.{attribute}");
    let symbol = format!("{id}.{attribute}");
    let Some(resource) = template.resource(logical_id) else {
        let why = format!("{logical_id} is no resource of the template");
        return Value::symbol(place, why, symbol, &shown);
    };
    let known_kind = kinds::of(resource.kind).is_some();
    let written = resource.properties.and_then(|properties| {
        world.searched(properties.entries().map_or(0, <[_]>::len));
        properties.get(attribute)
    });
    if let Some(written) = written.filter(|_| known_kind) {
        return world.value(template, written);
    }
    if known_kind || left_out::is_network(resource.kind) {
        if IDS.contains(&attribute) {
            return Value::text(place, id);
        }
        if resource.kind == "AWS::EC2::VPC" {
            match attribute {
                "DefaultSecurityGroup" => return Value::text(place, format!("{id}.default-sg")),
                "DefaultNetworkAcl" => return Value::text(place, format!("{id}.default-acl")),
                "CidrBlockAssociations" | "Ipv6CidrBlocks" => {}
                _ => {}
            }
        }
        if let Some(before) = &world.before {
            if let Some(found) = assumed(before, &id, attribute) {
                let mut items = found.into_iter().map(|text| Value::text(place, text));
                if matches!(attribute, "DnsEntries" | "NetworkInterfaceIds") {
                    return Value::new(place, Is::List(items.collect()));
                }
                if let Some(item) = items.next() {
                    return item;
                }
            }
        } else {
            world.asks_for_more.set(true);
        }
    }
    let why = format!("{shown} is only known once {logical_id} is made");
    Value::symbol(place, why, symbol, &shown)
}

/// An attribute that only AWS gives, as the reading before assumed it.
fn assumed(before: &Topology, id: &str, attribute: &str) -> Option<Vec<String>> {
    let one = |text: String| Some(vec![text]);
    match attribute {
        "DnsEntries" => {
            let endpoint = before.vpc_endpoint.get(id)?;
            let entries = endpoint.dns_entry.iter().filter_map(|entry| {
                let zone = entry.hosted_zone_id.as_deref().unwrap_or("Z");
                Some(format!("{zone}:{}", entry.dns_name.as_deref()?))
            });
            Some(entries.collect())
        }
        "NetworkInterfaceIds" => {
            let endpoint = before.vpc_endpoint.get(id)?;
            let ids = &endpoint.network_interface_ids;
            Some(ids.iter().map(ToString::to_string).collect())
        }
        "DNSName" => one(before.lb.get(id)?.dns_name.clone()?),
        "LoadBalancerName" => one(before.lb.get(id)?.name.clone()?),
        "PrivateIp" => one(before.instance.get(id)?.private_ip?.to_string()),
        "PrimaryPrivateIpAddress" => one(before.network_interface.get(id)?.private_ip?.to_string()),
        "PublicIp" => match before.eip.get(id) {
            Some(eip) => one(eip.public_ip?.to_string()),
            None => one(before.instance.get(id)?.public_ip?.to_string()),
        },
        "AvailabilityZone" => {
            let subnet = before.instance.get(id)?.subnet_id.clone()?;
            one(before.subnet.get(&subnet)?.availability_zone.clone()?)
        }
        _ => None,
    }
}
