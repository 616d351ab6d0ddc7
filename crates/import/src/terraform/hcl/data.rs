//! What is known of data sources without asking AWS.

use super::config::Resource;
use super::convert::to_text;
use super::evaluate::Scope;
use super::function::rendered;
use super::policy::policy;
use super::value::{Entries, Value};
use super::world::{Answer, World};
use crate::assume::region::{partition as partition_of, zones};
use crate::said::say;
use crate::terraform::lookup::named_by;
use crate::value::Refers;

/// Asks for an attribute of a data source; `None` where it is not known.
type Known = fn(&World<'_>, Scope<'_>, &Resource, &str) -> Option<Answer>;

const SOURCES: &[(&str, Known)] = &[
    ("aws_availability_zone", zone),
    ("aws_availability_zones", all_zones),
    ("aws_caller_identity", caller),
    ("aws_iam_policy_document", policy),
    ("aws_partition", partition),
    ("aws_region", region),
    ("aws_vpc_endpoint_service", endpoint_service),
    ("aws_ssm_parameter", stored),
    ("local_file", local_file),
    ("template_file", template_file),
    ("terraform_remote_state", remote_state),
];

/// An attribute of a data source, where it is known.
pub(super) fn attribute(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    match SOURCES.iter().find(|(kind, _)| *kind == &*resource.kind) {
        Some((_, known)) => known(world, scope, resource, name),
        None => looked_up(world, scope, resource, name),
    }
}

/// What is looked up by the id of a resource of the configuration has its attributes.
fn looked_up(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    let by = named_by(&resource.kind);
    let Value::Unknown(unknown) = argument(world, scope, resource, by)? else {
        return None;
    };
    let Refers::To(to) = &unknown.refers else {
        return None;
    };
    let instance = world.instance_of(to, &resource.kind)?;
    Some(world.attribute_of(&instance, &name.into()))
}

/// The attributes of a data source that are known beside its arguments.
pub(super) fn known_attributes(kind: &str) -> &'static [&'static str] {
    match kind {
        "aws_availability_zones" => &["names"],
        "aws_caller_identity" => &["account_id"],
        "aws_region" => &["name"],
        "aws_vpc_endpoint_service" => &["service_name"],
        _ => &[],
    }
}

fn text(text: impl AsRef<str>) -> Option<Answer> {
    Some(Ok(Value::text(text)))
}

/// An argument of the data source, where it is given and known.
pub(super) fn argument(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Value> {
    let attribute = resource.body.attribute(name)?;
    let value = world.value(scope, &attribute.value).ok()?;
    (!matches!(value, Value::Null)).then_some(value)
}

/// The Region of the source's provider, or the one that is assumed for all.
fn region_here(world: &World<'_>, scope: Scope<'_>, resource: &Resource) -> String {
    if let Some(region) = world.region_of(scope, &resource.kind, &resource.body) {
        return region;
    }
    if world.region_is_assumed {
        world.assume(say!("the Region {}", "リージョン {}", world.region));
    }
    world.region.clone()
}

fn region(world: &World<'_>, scope: Scope<'_>, resource: &Resource, name: &str) -> Option<Answer> {
    let given = argument(world, scope, resource, "name");
    match name {
        "id" | "name" | "region" => Some(Ok(match given {
            Some(given) => given,
            None => Value::text(region_here(world, scope, resource)),
        })),
        _ => None,
    }
}

/// Who asks is known where the provider assumes a role.
fn caller(world: &World<'_>, scope: Scope<'_>, resource: &Resource, name: &str) -> Option<Answer> {
    let provider = world.provider_of(scope.module, &resource.kind, &resource.body);
    match name {
        "account_id" | "id" => text(provider.account?),
        _ => None,
    }
}

fn partition(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    let region = region_here(world, scope, resource);
    let (suffix, reverse) = match partition_of(&region) {
        "aws-cn" => ("amazonaws.com.cn", "cn.com.amazonaws"),
        _ => ("amazonaws.com", "com.amazonaws"),
    };
    match name {
        "id" | "partition" => text(partition_of(&region)),
        "dns_suffix" => text(suffix),
        "reverse_dns_prefix" => text(reverse),
        _ => None,
    }
}

fn all_zones(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    // A filter may ask for anything but the usual zones.
    let is_usual = |block: &&super::syntax::Block| {
        let name = super::config::literal(&block.body, "name");
        !matches!(
            name.as_deref(),
            Some("opt-in-status" | "zone-type" | "state" | "region-name")
        )
    };
    if name != "names" || resource.body.blocks_of("filter").any(|it| is_usual(&it)) {
        return None;
    }
    let region = region_here(world, scope, resource);
    let excluded = argument(world, scope, resource, "exclude_names");
    let excluded = match &excluded {
        Some(Value::Seq(seq)) => seq.items.iter().filter_map(|it| to_text(it).ok()).collect(),
        _ => Vec::new(),
    };
    let mut names = zones(&region);
    names.retain(|name| !excluded.iter().any(|it| **it == **name));
    world.assume(say!(
        "zones of {}: {}, the usual ones",
        "{} のアベイラビリティーゾーン: {} (一般的な構成)",
        region,
        names.join(", ")
    ));
    Some(Ok(Value::list(
        names.into_iter().map(Value::text).collect(),
    )))
}

fn zone(world: &World<'_>, scope: Scope<'_>, resource: &Resource, name: &str) -> Option<Answer> {
    let zone = argument(world, scope, resource, "name")?;
    let Value::Text(zone) = zone else {
        return None;
    };
    match name {
        "id" => text(&zone),
        "region" => text(net::service::region_of_zone(&zone)?),
        "name_suffix" => text(zone.get(zone.len().checked_sub(1)?..)?),
        _ => None,
    }
}

/// `service = "s3"` is short for the service's name in the Region.
fn endpoint_service(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    if name != "service_name" || argument(world, scope, resource, "service_name").is_some() {
        return None;
    }
    match argument(world, scope, resource, "service")? {
        Value::Text(service) => {
            let region = region_here(world, scope, resource);
            text(format!("com.amazonaws.{region}.{service}"))
        }
        other => Some(Ok(Value::worked_out_of([&other], "${?}"))),
    }
}

/// What another folder of the inputs puts into the parameter store.
fn stored(world: &World<'_>, scope: Scope<'_>, resource: &Resource, name: &str) -> Option<Answer> {
    let Some(Value::Text(asked)) = argument(world, scope, resource, "name") else {
        return None;
    };
    match name {
        "value" | "insecure_value" => world.stored(&asked).map(Ok),
        _ => None,
    }
}

/// What another folder of the inputs has as outputs; before version 0.12 they were attributes.
fn remote_state(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    let outputs = world.remote_outputs(scope, resource)?;
    match (name, &outputs) {
        ("outputs", _) => Some(Ok(outputs)),
        (name, Value::Map(map)) => map.entries.get(name).cloned().map(Ok),
        _ => None,
    }
}

fn local_file(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    let Some(Value::Text(file)) = argument(world, scope, resource, "filename") else {
        return None;
    };
    let found = world
        .inputs
        .texts
        .get(&super::path::join(world.folder, &file))?;
    (name == "content").then(|| Ok(Value::text(found)))
}

fn template_file(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    if name != "rendered" {
        return None;
    }
    let template = resource.body.attribute("template")?;
    let template = match world.value(scope, &template.value) {
        Ok(template) => template,
        Err(bad) => return Some(Err(bad)),
    };
    let Value::Text(template) = template else {
        return Some(Ok(Value::worked_out_of([&template], "${?}")));
    };
    let variables = argument(world, scope, resource, "vars");
    let variables = variables.unwrap_or_else(|| Value::object(Entries::new()));
    let found = rendered(world, scope, &template, &resource.file, &variables);
    Some(found.map_err(|why| scope.bad(resource.place, why)))
}
