//! What `Ref` and `GetAtt` give: parameters, pseudo parameters, ids and attributes of resources.

use super::condition::Truth;
use super::evaluate::{World, of_loop};
use super::function::misused;
use super::loops::has_identifier;
use super::template::{Resource, Template};
use super::{kinds, left_out, parameter, store};
use crate::assume::endpoint_of_firewall;
use crate::said::say;
use crate::tree::{Node, Place};
use crate::value::{Is, Value};
use net::Topology;

/// Attributes that are the id of their resource, under AWS's many names.
const IDS: &[&str] = &[
    "AllocationId",
    "Arn",
    "CustomerGatewayId",
    "DhcpOptionsId",
    "FirewallArn",
    "FirewallId",
    "GroupId",
    "HostedZoneId",
    "Id",
    "InstanceId",
    "InternetGatewayId",
    "ListenerArn",
    "LoadBalancerArn",
    "NatGatewayId",
    "NetworkAclId",
    "PrefixListId",
    "ResolverEndpointId",
    "ResolverRuleId",
    "RouteTableId",
    "ServiceId",
    "SubnetId",
    "TargetGroupArn",
    "TransitGatewayAttachmentId",
    "TransitGatewayId",
    "TransitGatewayRouteTableId",
    "VPNGatewayId",
    "VpcEndpointId",
    "VpcId",
    "VpnConnectionId",
];

/// The type of resources whose `Ref` is a name of its own.
const BUCKET: &str = "AWS::S3::Bucket";

/// The account assumed where a template asks for its own.
const ASSUMED_ACCOUNT: &str = "123456789012";

/// A name as it is written, or worked out, which `AWS::LanguageExtensions` allows.
pub(super) fn name(world: &World<'_>, template: &Template<'_>, node: &Node) -> Is {
    match node.text() {
        Some(name) => Is::Text(name.to_owned()),
        None => world.value(template, node).is,
    }
}

/// `Ref`: a pseudo parameter, a parameter or a resource.
pub(super) fn named(world: &World<'_>, template: &Template<'_>, name: &str, place: Place) -> Value {
    if let Some(pseudo) = name.strip_prefix("AWS::") {
        return pseudo_parameter(world, template, pseudo, place);
    }
    if let Some(parameter) = template.parameters.get(name) {
        return parameter_value(world, template, name, parameter, place);
    }
    let is_of_loop = template.identifiers.contains(&name)
        || template.resource(name).is_none() && has_identifier(name, &template.identifiers);
    if is_of_loop {
        return of_loop(place, &format!("${{{name}}}"));
    }
    let Some(resource) = template.resource(name) else {
        let why = say!(
            "{} is neither a parameter nor a resource of the template",
            "{} はテンプレートのパラメーターでもリソースでもありません",
            name
        );
        return Value::symbol(place, why, template.id_of(name), name);
    };
    if let Some(condition) = resource.condition
        && world.condition(template, condition) == Truth::No
    {
        let why = say!(
            "{} is not made: its condition {} is false",
            "{} は条件 {} が false のため作成されません",
            name,
            condition
        );
        return Value::unknown(place, why);
    }
    if resource.kind == BUCKET {
        return bucket_name(world, template, resource, place);
    }
    Value::text(place, template.id_of(name))
}

/// What AWS calls a bucket: policies name it so. Without a name in the template AWS makes one up.
fn bucket_name(
    world: &World<'_>,
    template: &Template<'_>,
    bucket: &Resource<'_>,
    place: Place,
) -> Value {
    let written = bucket
        .properties
        .and_then(|properties| properties.get("BucketName"));
    if let Some(written) = written {
        return world.value(template, written);
    }
    let id = bucket.logical_id;
    let why = say!(
        "the name of {} is only known once {0} is made",
        "{0} の名前は {0} の作成後に決まります",
        id
    );
    Value::symbol(place, why, template.id_of(id), id)
}

fn pseudo_parameter(world: &World<'_>, template: &Template<'_>, name: &str, place: Place) -> Value {
    let region = world.region_of(template);
    let china = region.starts_with("cn-");
    let text = match name {
        "NoValue" => return Value::new(place, Is::Nothing),
        "Region" => region,
        "StackName" => template.stack.as_str(),
        "Partition" if china => "aws-cn",
        "Partition" if region.starts_with("us-gov-") => "aws-us-gov",
        "Partition" => "aws",
        "URLSuffix" if china => "amazonaws.com.cn",
        "URLSuffix" => "amazonaws.com",
        "AccountId" => {
            if let Some(given) = world.settings.parameters.get("AWS::AccountId") {
                return Value::text(place, given.as_str());
            }
            if let Some(own) = &template.environment.account {
                return Value::text(place, own.as_str());
            }
            world.assume(say!(
                "account: {}, since no input says one",
                "アカウント: {} (どの入力にも指定がないため)",
                ASSUMED_ACCOUNT
            ));
            ASSUMED_ACCOUNT
        }
        _ => {
            let why = say!(
                "AWS::{} is only known in AWS",
                "AWS::{} は AWS でしか分かりません",
                name
            );
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
    let passed = match given {
        Some(given) => Some(Value::text(place, given)),
        None => world.passed(template, name),
    };
    let stored = || store::stored(world, default.filter(|_| from_store)?);
    let passed = passed.or_else(stored).map(|value| value.is);
    let text = match (&passed, default) {
        (Some(Is::Text(text)), _) => text.as_str(),
        (Some(other), _) => return Value::new(place, other.clone()),
        (None, Some(default)) if !from_store => default,
        (None, default) => {
            let why = match default {
                Some(path) => say!(
                    "the parameter {} is kept in AWS as {}",
                    "パラメーター {} の値は AWS の {} にあります",
                    name,
                    path
                ),
                None => say!(
                    "the parameter {} has no value",
                    "パラメーター {} に値がありません",
                    name
                ),
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
        (None, Some([resource, attribute])) => {
            match (
                name(world, template, resource),
                name(world, template, attribute),
            ) {
                (Is::Text(resource), Is::Text(attribute)) => (resource, attribute),
                (unknown @ Is::Unknown(_), _) | (_, unknown @ Is::Unknown(_)) => {
                    return Value::new(node.place, unknown);
                }
                _ => return misused(node.place, form),
            }
        }
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
    if let Some(output) = attribute.strip_prefix("Outputs.")
        && let Some(stack) = world.stack_of(template, logical_id)
    {
        return world.output(stack, output, place);
    }
    let id = template.id_of(logical_id);
    let shown = format!("{logical_id}.{attribute}");
    let symbol = format!("{id}.{attribute}");
    let Some(resource) = template.resource(logical_id) else {
        let why = say!(
            "{} is no resource of the template",
            "{} はテンプレートのリソースではありません",
            logical_id
        );
        return Value::symbol(place, why, symbol, &shown);
    };
    if resource.kind == store::KIND
        && attribute == "Value"
        && let Some(value) = store::value(world, template, resource)
    {
        return value;
    }
    if resource.kind == BUCKET && attribute == "Arn" {
        let name = bucket_name(world, template, resource, place);
        if let Is::Text(name) = &name.is {
            return Value::text(place, format!("arn:aws:s3:::{name}"));
        }
    }
    // What a custom resource gives out is its code's own, whatever it is called.
    let known_kind = kinds::of(resource.kind).is_some() && !left_out::is_custom(resource.kind);
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
                _ => {}
            }
        }
        if let Some(before) = &world.before {
            if let Some(found) = assumed(before, &id, attribute) {
                let mut items = found.into_iter().map(|text| Value::text(place, text));
                if matches!(
                    attribute,
                    "DnsEntries" | "EndpointIds" | "Ipv6CidrBlocks" | "NetworkInterfaceIds"
                ) {
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
    let why = say!(
        "{} is only known once {} is made",
        "{} は {} の作成後に決まります",
        shown,
        logical_id
    );
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
        "Ipv6CidrBlocks" => {
            let vpc = before.vpc.get(id)?;
            let six = vpc.ipv6_cidr_block.iter().chain(&vpc.secondary_cidr_blocks);
            let six = six.filter(|it| it.addr().is_ipv6());
            Some(six.map(ToString::to_string).collect()).filter(|it: &Vec<_>| !it.is_empty())
        }
        "EndpointIds" => Some(firewall_endpoints(before, id)).filter(|it| !it.is_empty()),
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

/// The endpoints of a firewall, each as `zone:id`.
fn firewall_endpoints(before: &Topology, firewall: &str) -> Vec<String> {
    let ids = (0..).map(|index| endpoint_of_firewall(firewall, index));
    ids.map_while(|id| {
        let endpoint = before.vpc_endpoint.get(id.as_str())?;
        let subnet = endpoint.subnet_ids.first();
        let subnet = subnet.and_then(|it| before.subnet.get(it));
        let zone = subnet.and_then(|it| it.availability_zone.as_deref());
        Some(format!("{}:{id}", zone.unwrap_or("zone")))
    })
    .collect()
}
