//! One edit of the document, as a JSON merge patch (RFC 7386) of one resource.

use crate::topology::Topology;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// One edit: in words, and as a merge patch of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edit {
    /// In English, as an instruction.
    #[serde(rename = "says")]
    pub en: String,
    /// In Japanese.
    #[serde(skip)]
    pub ja: String,
    /// The document with what changes: `{ kind: { id: { attribute: value } } }`.
    pub patch: Value,
}

impl Edit {
    /// An edit of one attribute of one resource.
    pub(super) fn new(
        kind: &str,
        id: &str,
        attribute: &str,
        value: Value,
        en: String,
        ja: String,
    ) -> Self {
        let attributes = Map::from_iter([(attribute.to_owned(), value)]);
        Self {
            en,
            ja,
            patch: json!({ kind: { id: attributes } }),
        }
    }

    /// Makes the edit; `None` where the document has not what it is about.
    pub(super) fn apply(&self, topology: &mut Topology) -> Option<()> {
        for (kind, resources) in self.patch.as_object()? {
            for (id, changes) in resources.as_object()? {
                let changes = changes.as_object()?;
                match kind.as_str() {
                    "vpc" => patch(&mut topology.vpc, id, changes)?,
                    "instance" => patch(&mut topology.instance, id, changes)?,
                    "route_table" => patch(&mut topology.route_table, id, changes)?,
                    "network_acl" => patch(&mut topology.network_acl, id, changes)?,
                    "security_group" => patch(&mut topology.security_group, id, changes)?,
                    "vpc_endpoint" => patch(&mut topology.vpc_endpoint, id, changes)?,
                    "lb" => patch(&mut topology.lb, id, changes)?,
                    "vpc_peering_connection" => {
                        patch(&mut topology.vpc_peering_connection, id, changes)?;
                    }
                    "network_interface" => patch(&mut topology.network_interface, id, changes)?,
                    "transit_gateway_vpc_attachment" => {
                        patch(&mut topology.transit_gateway_vpc_attachment, id, changes)?;
                    }
                    "transit_gateway_peering_attachment" => {
                        patch(
                            &mut topology.transit_gateway_peering_attachment,
                            id,
                            changes,
                        )?;
                    }
                    "transit_gateway_route_table" => {
                        patch(&mut topology.transit_gateway_route_table, id, changes)?;
                    }
                    _ => return None,
                }
            }
        }
        Some(())
    }
}

fn patch<K: Ord + Borrow<str>, V: Serialize + DeserializeOwned>(
    resources: &mut BTreeMap<K, V>,
    id: &str,
    changes: &Map<String, Value>,
) -> Option<()> {
    let resource = resources.get_mut(id)?;
    let mut value = serde_json::to_value(&*resource).ok()?;
    value.as_object_mut()?.extend(changes.clone());
    // From a text, as documents are read: see `Topology::from_json`.
    *resource = serde_json::from_str(&value.to_string()).ok()?;
    Some(())
}
