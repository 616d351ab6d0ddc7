//! Resources of our own document under kinds that only Terraform has, such as `route`,
//! `security_group_rule` or `ec2_transit_gateway_vpc_attachment`: they mean what they mean there.

use super::block::{Form, Mode, Root};
use super::kinds;
use super::resource::{At, Resource};
use crate::source::Source;
use crate::tree::Node;
use net::Topology;

/// Takes such resources out of a document. `None` where it has none.
pub(crate) fn take(source: &Source, document: &Node, topology: &mut Topology) -> Option<Root> {
    let mut blocks = Vec::new();
    for kind in document.entries().unwrap_or_default() {
        let resources = kind.value.entries().unwrap_or_default();
        let Some(meaning) = kinds::of(Mode::Managed, &format!("aws_{}", kind.key)) else {
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

/// Whether resources of a kind were taken out of a document.
pub(crate) fn has(roots: &[Root], source: &Source, kind: &str) -> bool {
    let mut blocks = roots.iter().flat_map(|root| &root.blocks);
    blocks.any(|it| it.file == source.name && it.kind.strip_prefix("aws_") == Some(kind))
}
