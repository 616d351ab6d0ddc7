//! One edit of the document, as a JSON merge patch (RFC 7386) of its resources.

use crate::topology::{Datum, Resources, Topology};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One edit: in words, and as a merge patch of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edit {
    /// In English, as an instruction.
    #[serde(rename = "says")]
    pub en: String,
    /// In Japanese.
    #[serde(skip)]
    pub ja: String,
    /// The document with what changes: `{ kind: { id: { attribute: value } } }`; a resource that
    /// goes is `null`.
    pub patch: Value,
    /// The kinds of resources it makes; those of other kinds must be there.
    #[serde(skip)]
    makes: &'static [&'static str],
    /// Attributes that are known from then on.
    #[serde(skip)]
    known: Vec<&'static str>,
}

impl Edit {
    /// An attribute that no input says, as someone knows it; without a value it is as the document has it. The names that
    /// inputs have for it are no longer noted as unknown.
    #[must_use]
    pub fn answering(
        kind: &'static str,
        id: &str,
        attribute: &str,
        value: Option<Value>,
        known: Vec<&'static str>,
    ) -> Self {
        let attributes: Map<String, Value> = value
            .map(|value| (attribute.to_owned(), value))
            .into_iter()
            .collect();
        Self {
            en: String::new(),
            ja: String::new(),
            patch: json!({ kind: { id: attributes } }),
            makes: &["vpc_dhcp_options"],
            known,
        }
    }

    /// One attribute that says something else, as someone set it: nothing is to be said of it.
    #[must_use]
    pub fn setting(kind: &str, id: &str, attribute: &str, value: Value) -> Self {
        Self::new(kind, id, attribute, value, String::new(), String::new())
    }

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
            makes: &[],
            known: Vec::new(),
        }
    }

    /// The same of a resource that AWS may imply: `whole` is then written down, with that attribute.
    pub(super) fn writing(
        kind: &'static [&'static str; 1],
        id: &str,
        whole: Option<Value>,
        attribute: &str,
        value: Value,
        words: [String; 2],
    ) -> Self {
        let [en, ja] = words;
        let Some(mut whole) = whole else {
            return Self::new(kind[0], id, attribute, value, en, ja);
        };
        whole[attribute] = value;
        Self::making(kind, json!({ kind[0]: { id: whole } }), en, ja)
    }

    /// An edit that makes resources of some kinds, and may change others.
    pub(super) const fn making(
        makes: &'static [&'static str],
        patch: Value,
        en: String,
        ja: String,
    ) -> Self {
        Self {
            en,
            ja,
            patch,
            makes,
            known: Vec::new(),
        }
    }

    /// An edit that removes a resource.
    pub(super) fn removing(kind: &str, id: &str, en: String, ja: String) -> Self {
        Self {
            en,
            ja,
            patch: json!({ kind: { id: null } }),
            makes: &[],
            known: Vec::new(),
        }
    }

    /// Makes the edit; `None` where the document has not what it is about.
    pub(super) fn apply(&self, topology: &mut Topology) -> Option<()> {
        for (kind, resources) in self.patch.as_object()? {
            for (id, changes) in resources.as_object()? {
                self.apply_to(topology, kind, id, changes)?;
            }
        }
        Some(())
    }

    fn apply_to(
        &self,
        topology: &mut Topology,
        kind: &str,
        id: &str,
        changes: &Value,
    ) -> Option<()> {
        let makes = self.makes.contains(&kind);
        macro_rules! of_kind {
            ($($name:ident)*) => {
                match kind {
                    $(stringify!($name) => patch(&mut topology.$name, id, changes, makes, &self.known),)*
                    _ => None,
                }
            };
        }
        of_kind! {
            vpc vpc_dhcp_options instance network_interface route_table network_acl security_group vpc_endpoint lb
            lb_listener lb_target_group lb_target_group_attachment site vpc_peering_connection transit_gateway_vpc_attachment
            transit_gateway_peering_attachment transit_gateway_route_table
            route53_resolver_rule_association
            route53_resolver_firewall_domain_list route53_resolver_firewall_rule
            vpc_block_public_access_options vpc_block_public_access_exclusion vpclattice_auth_policy
            vpclattice_resource_configuration vpclattice_service_network_vpc_association
        }
    }
}

fn patch<K, V>(
    resources: &mut Resources<K, V>,
    id: &str,
    changes: &Value,
    makes: bool,
    known: &[&str],
) -> Option<()>
where
    K: Ord + for<'a> From<&'a str>,
    V: Datum,
{
    let id = K::from(id);
    if changes.is_null() {
        return resources.remove(&id).map(drop);
    }
    let mut value = match resources.get(&id) {
        Some(resource) if !makes || !known.is_empty() => resource.to_value(),
        None if makes => json!({}),
        Some(_) | None => return None,
    };
    let attributes = value.as_object_mut()?;
    attributes.extend(changes.as_object()?.clone());
    if let Some(Value::Object(noted)) = attributes.get_mut("unknown") {
        noted.retain(|name, _| !known.contains(&name.as_str()));
        if noted.is_empty() {
            attributes.remove("unknown");
        }
    }
    resources.insert(id, V::from_value(&value).ok()?);
    Some(())
}
