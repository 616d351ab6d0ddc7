//! Our own document: read by `net`, listed here with the places of its resources.

use crate::bad_input::BadInput;
use crate::report::{Class, Log, ResourceReport};
use crate::said::say;
use crate::source::Source;
use crate::terraform::{Root, companion};
use crate::tree::{Node, Place};
use net::Topology;

/// Keys of the document that hold no resources.
const NO_RESOURCES: &[&str] = &["format", "expectation", "view"];

/// Reads a document.
///
/// # Errors
///
/// When it is of another version, or has a value of the wrong type.
pub(crate) fn read(source: &Source) -> Result<Topology, BadInput> {
    Topology::from_json(source.body()).map_err(|bad| {
        let place = Place {
            line: bad.line.max(1),
            column: bad.column.max(1),
        };
        BadInput::at(
            &source.name,
            place,
            say!("{}", "トポロジーとして読み込めません: {}", bad),
        )
    })
}

/// Lists the resources of a document, but for those that Terraform's reader lists.
pub(crate) fn list(
    source: &Source,
    root: &Node,
    topology: &Topology,
    roots: &[Root],
    log: &mut Log,
) {
    let taken = companion::taken(roots, source);
    for kind in root.entries().unwrap_or_default() {
        if NO_RESOURCES.contains(&kind.key.as_str()) {
            continue;
        }
        let known = !topology.more.contains_key(&kind.key);
        for resource in kind.value.entries().unwrap_or_default() {
            if taken.contains(&resource.place) {
                continue;
            }
            let (class, notes) = if known {
                (Class::Understood, Vec::new())
            } else {
                let note = say!(
                    "a kind this version does not know; kept as it came",
                    "このバージョンが対応していない種類です。そのまま保持します"
                );
                (Class::Ignored, vec![note.to_owned()])
            };
            log.list(ResourceReport {
                id: resource.key.clone(),
                kind: kind.key.clone(),
                class,
                file: source.name.clone(),
                line: resource.place.line,
                column: resource.place.column,
                notes,
                change: None,
            });
        }
    }
}
