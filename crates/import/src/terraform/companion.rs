//! Resources of our own document under kinds that only Terraform has, such as `route`,
//! `security_group_rule` or `ec2_transit_gateway_vpc_attachment`: they mean what they mean there.

use super::block::{Form, Mode, Root};
use super::kinds;
use super::resource::{At, Resource};
use crate::bad_input::BadInput;
use crate::document::Document;
use crate::source::Source;
use crate::tree::{self, Node, Place};
use std::collections::BTreeSet;

/// Takes such resources out of a document. `None` where it has none.
///
/// # Errors
///
/// When one goes beyond the limits of what is read with places.
pub(crate) fn take(document: &mut Document<'_>) -> Result<Option<Root>, BadInput> {
    let source = document.source;
    let mut blocks = Vec::new();
    for kind in &document.kinds {
        let Some(meaning) = meaning(kind.name) else {
            continue;
        };
        if !document.topology.more.contains_key(kind.name) {
            continue;
        }
        let nodes = kind
            .resources
            .iter()
            .map(|resource| tree::read_at(&source.name, resource.value, resource.value_place));
        let nodes = nodes.collect::<Result<Vec<Node>, BadInput>>()?;
        if nodes.iter().any(|it| it.entries().is_none()) {
            continue;
        }
        document.topology.more.remove(kind.name);
        blocks.extend(kind.resources.iter().zip(&nodes).map(|(resource, node)| {
            let read = Resource {
                node,
                address: resource.id.clone(),
                mode: Mode::Managed,
                kind: meaning.name,
                values: Some(node),
            };
            let mut block = read.block(&At { file: &source.name });
            block.place = resource.place;
            block
        }));
    }
    Ok((!blocks.is_empty()).then(|| Root {
        name: source.stack_name().to_owned(),
        form: Form::State,
        blocks,
        ..Root::default()
    }))
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
