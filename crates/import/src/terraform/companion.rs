//! Resources of our own document under kinds that only Terraform has, such as `route`,
//! `security_group_rule` or `ec2_transit_gateway_vpc_attachment`: they mean what they mean there.

use super::block::{Form, Mode, Root};
use super::kinds;
use super::resource::{At, Resource};
use crate::source::Source;
use crate::tree::{Node, Place};
use net::Topology;
use std::collections::BTreeSet;

/// Takes such resources out of a document. `None` where it has none.
pub(crate) fn take(source: &Source, document: &Node, topology: &mut Topology) -> Option<Root> {
    let mut blocks = Vec::new();
    for kind in document.entries().unwrap_or_default() {
        let resources = kind.value.entries().unwrap_or_default();
        let Some(meaning) = meaning(&kind.key) else {
            continue;
        };
        if resources.iter().any(|it| it.value.entries().is_none())
            || topology.more.remove(&kind.key).is_none()
        {
            continue;
        }
        blocks.extend(resources.iter().map(|resource| {
            let read = Resource {
                node: &resource.value,
                address: resource.key.clone(),
                mode: Mode::Managed,
                kind: meaning.name,
                values: Some(&resource.value),
            };
            let mut block = read.block(&At { file: &source.name });
            block.place = resource.place;
            block
        }));
    }
    (!blocks.is_empty()).then(|| Root {
        name: source.stack_name().to_owned(),
        form: Form::State,
        blocks,
        ..Root::default()
    })
}

/// Where the resources stood that were taken out of a document.
pub(crate) fn taken(roots: &[Root], source: &Source) -> BTreeSet<Place> {
    let blocks = roots.iter().flat_map(|root| &root.blocks);
    blocks
        .filter(|it| it.file == source.name)
        .map(|it| it.place)
        .collect()
}

/// What a key of a document means in Terraform, where transit gateways are an `ec2_` more.
fn meaning(key: &str) -> Option<&'static kinds::Kind> {
    ["aws_", "aws_ec2_"]
        .iter()
        .find_map(|prefix| kinds::of(Mode::Managed, &format!("{prefix}{key}")))
}
