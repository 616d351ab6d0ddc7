//! CloudFormation templates, YAML or JSON, one or several that know each other.
//!
//! A resource is called `<stack>.<LogicalId>`, and `Ref` gives that id: what is a physical id in
//! AWS is the resource's own id here. Values only a deployment could give are worked out where
//! the rules of [`crate::assume`] give one, and are typed unknowns else; an attribute that is
//! unknown is listed under `unknown` of its resource with the reason.
//!
//! Read in this order: `template` (the sections), `value` (what a value may be), `evaluate`
//! and `function` (working values out), `properties` (reading them), `kinds` (what they
//! mean for the network).

mod attribute;
mod condition;
mod context;
mod environment;
mod evaluate;
mod function;
mod kinds;
mod left_out;
mod loops;
mod nested;
mod network_function;
mod parameter;
mod perhaps;
mod properties;
mod store;
mod template;

pub(crate) use environment::{Environments, of_manifest, place};
pub(crate) use evaluate::World;
pub(crate) use loops::{written_for_stacks, written_out};
pub(crate) use parameter::parameters;
pub(crate) use template::Template;
pub use template::looks_like_one;

use crate::bad_input::BadInput;
use crate::report::{Class, Log, ResourceReport};
use crate::said::{Said, say};
use condition::Truth;
use context::Context;
use kinds::How;
use net::Topology;
use properties::Properties;
use template::Resource;

/// Turns the resources of one template into the topology's, and lists every one of them.
///
/// What only changes another resource (a route, an attachment) is left for [`add`].
///
/// # Errors
///
/// When a property's value is of the wrong type.
pub(crate) fn make(
    world: &World<'_>,
    template: &Template<'_>,
    topology: &mut Topology,
    log: &mut Log,
) -> Result<(), BadInput> {
    for resource in &template.resources {
        let id = template.id_of(resource.logical_id);
        let mut entry = ResourceReport {
            id: id.clone(),
            kind: resource.kind.to_owned(),
            class: Class::Understood,
            file: template.file.to_owned(),
            line: resource.place.line,
            column: resource.place.column,
            notes: Vec::new(),
            change: None,
        };
        match plan(world, template, resource) {
            Plan::Read(How::Makes(make) | How::Settles(make, _)) => {
                let context = Context::new(world, template, &id);
                make(&Properties::of_resource(&context, resource), &id, topology);
                context.into_report(&mut entry)?;
            }
            Plan::Read(How::Adds(_)) | Plan::Nest => {}
            Plan::Read(How::Fills(_)) => {
                let (class, why) = left_out::why(resource.kind);
                entry.class = class;
                entry.notes.push(why);
            }
            Plan::Leave(class, why) => {
                entry.class = class;
                entry.notes.push(why);
            }
            Plan::Perhaps(why) => {
                let context = Context::new(world, template, &id);
                let properties = Properties::of_resource(&context, resource);
                perhaps::make(resource.kind, &properties, &id, topology, &why);
                context.unresolved(resource.place, &why);
                context.into_report(&mut entry)?;
            }
        }
        log.list(entry);
    }
    Ok(())
}

/// What is done once all sources are one topology.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// Resources that only change others do so.
    Add,
    /// Resources look at what all others have added.
    Settle,
}

/// Lets the resources of one template change others.
///
/// # Errors
///
/// When a property's value is of the wrong type.
pub(crate) fn change(
    then: Then,
    world: &World<'_>,
    template: &Template<'_>,
    topology: &mut Topology,
    log: &mut Log,
) -> Result<(), BadInput> {
    for resource in &template.resources {
        let plan = plan(world, template, resource);
        let id = template.id_of(resource.logical_id);
        let context = Context::new(world, template, &id);
        let properties = Properties::of_resource(&context, resource);
        match (then, plan) {
            (Then::Add, Plan::Read(How::Adds(change) | How::Fills(change)))
            | (Then::Settle, Plan::Read(How::Settles(_, change))) => {
                change(&properties, &id, topology);
            }
            (Then::Add, Plan::Perhaps(why)) => {
                perhaps::add(resource.kind, &properties, &id, topology, &why);
            }
            (Then::Settle, Plan::Perhaps(_)) => {
                if let Some(How::Settles(_, settle)) = kinds::of(resource.kind) {
                    settle(&properties, &id, topology);
                }
            }
            _ => {}
        }
        context.into_log(log)?;
    }
    Ok(())
}

/// What is to be done with a resource.
enum Plan {
    Read(How),
    Leave(Class, Said),
    /// Whether it is there is not known, and why.
    Perhaps(Said),
    /// It makes a stack of a template among the inputs.
    Nest,
}

fn plan(world: &World<'_>, template: &Template<'_>, resource: &Resource<'_>) -> Plan {
    let own = resource.condition.map(|condition| {
        let of = say!("its condition {}", "条件 {} ", condition);
        (world.condition(template, condition), of)
    });
    let of_loop = resource.of_loop.map(|list| {
        let of = say!("the list of its loop", "ループのリスト");
        (loops::unknown(world, template, list), of)
    });
    let of = say!("the condition of its stack", "スタックの条件");
    let of_stack = (world.is_made(template), of);
    let mut perhaps = None;
    for (truth, of) in own.into_iter().chain(of_loop).chain([of_stack]) {
        match truth {
            Truth::Yes => {}
            Truth::No => {
                return Plan::Leave(Class::Ignored, say!("{} is false", "{}が false です", of));
            }
            Truth::Unknown(why) => {
                perhaps.get_or_insert_with(|| {
                    say!(
                        "whether it is there is not known, since {} is not known: {}",
                        "{}が分からないため、存在するかどうか分かりません: {}",
                        of,
                        why
                    )
                });
            }
        }
    }
    let nests = world.stack_of(template, resource.logical_id).is_some();
    match (kinds::of(resource.kind), perhaps) {
        (Some(_), Some(why)) => return Plan::Perhaps(why),
        (None, Some(why)) if nests => return Plan::Perhaps(why),
        _ => {}
    }
    if nests {
        return Plan::Nest;
    }
    match kinds::of(resource.kind) {
        Some(how) => Plan::Read(how),
        None => {
            let (class, why) = left_out::why(resource.kind);
            Plan::Leave(class, why)
        }
    }
}
