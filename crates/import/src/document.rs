//! Our own document: read by `net`, listed here with the places of its resources.
//!
//! It may be as large as a dump, so no tree is made of it: [`Scan`] finds its kinds and resources.

use crate::bad_input::BadInput;
use crate::describe::scan::{Scan, Trouble};
use crate::report::{Class, Log, ResourceReport};
use crate::said::{Said, say};
use crate::source::Source;
use crate::terraform::{Root, companion};
use crate::tree::{Place, unique};
use net::Topology;
use net::lang::Says;
use net::topology::{About, Remark};

/// What the format is, for people who gave something else.
pub(crate) const WHAT: Says = Says {
    en: "a Sightline topology (JSON with a \"format\" key)",
    ja: "Sightline のトポロジー (\"format\" キーのある JSON)",
};

/// Keys of the document that hold no resources.
const NO_RESOURCES: &[&str] = &["format", "expectation", "view"];

/// Attributes that importers keep although no law asks for them.
const KEPT: &[&str] = &[
    "ami",
    "assign_ipv6_address_on_creation",
    "associate_public_ip_address",
    "default_route_table_association",
    "default_route_table_propagation",
    "domain_name",
    "firewall_arn",
    "host_vpc_id",
    "iam_instance_profile",
    "instance_type",
    "ip_address",
    "ipv6_address_count",
    "set_identifier",
    "unknown",
    "vpn_connection_ids",
];

/// A document and where its parts stand.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) source: &'t Source,
    pub(crate) topology: Topology,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) kinds: Vec<Kind<'t>>,
}

/// Resources of one kind.
#[derive(Debug)]
pub(crate) struct Kind<'t> {
    pub(crate) name: &'t str,
    pub(crate) resources: Vec<Resource<'t>>,
}

/// A resource and where its id stands.
#[derive(Debug)]
pub(crate) struct Resource<'t> {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) value: &'t str,
    /// Where its value begins, in bytes.
    pub(crate) start: usize,
    pub(crate) value_place: Place,
}

/// Whether a text is one: an object of JSON whose `format` says so.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let tells = |scan: &mut Scan<'_>| -> Result<bool, Trouble> {
        let mut first = true;
        if !scan.open(b'{') {
            return Ok(false);
        }
        while let Some(key) = scan.key(first)? {
            let value = scan.value()?;
            if key == "format" {
                return Ok(value.text.starts_with("\"sightline."));
            }
            first = false;
        }
        Ok(false)
    };
    tells(&mut Scan::new(text)).unwrap_or(false)
}

/// Reads a document.
///
/// # Errors
///
/// When it is of another version, has a key twice or a value of the wrong type.
pub(crate) fn read(source: &Source) -> Result<Document<'_>, BadInput> {
    let at = |place, message| BadInput::at(&source.name, place, message);
    unique(source.body()).map_err(|(place, message)| at(place, message))?;
    let read = Topology::from_json_with_remarks(source.body());
    let (topology, remarks) = read.map_err(|bad| {
        let place = Place {
            line: bad.line.max(1),
            column: bad.column.max(1),
        };
        let message = say!("{}", "トポロジーとして読み込めません: {}", bad);
        at(place, message)
    })?;
    let kinds = kinds(source.body()).map_err(|(byte, message)| {
        let before = source.body().get(..byte).unwrap_or_default();
        at(Place::after(before), message)
    })?;
    Ok(Document {
        source,
        topology,
        remarks,
        kinds,
    })
}

fn kinds(text: &str) -> Result<Vec<Kind<'_>>, Trouble> {
    let mut scan = Scan::new(text);
    let mut kinds = Vec::new();
    // Places are counted from the one before.
    let (mut seen, mut place) = (0, Place::START);
    let mut first = true;
    if !scan.open(b'{') {
        return Ok(kinds);
    }
    while let Some(name) = scan.key(first)? {
        first = false;
        let value = scan.value()?;
        let mut inside = Scan::new(value.text);
        if NO_RESOURCES.contains(&name) || !inside.open(b'{') {
            continue;
        }
        let mut resources = Vec::new();
        while let Some(id) = inside.key_at(resources.is_empty())? {
            let byte = value.start + id.start;
            place = place.then(text.get(seen..byte).unwrap_or_default());
            seen = byte;
            let value_at = inside.value()?;
            let between = text.get(byte..value.start + value_at.start);
            let quoted = format!("\"{}\"", id.text);
            resources.push(Resource {
                id: serde_json::from_str(&quoted).unwrap_or_else(|_| id.text.to_owned()),
                place,
                value: value_at.text,
                start: value.start + value_at.start,
                value_place: place.then(between.unwrap_or_default()),
            });
        }
        kinds.push(Kind { name, resources });
    }
    Ok(kinds)
}

/// What is said of attributes, and the class that makes of their resource.
fn remarked<'r>(remarks: impl Iterator<Item = &'r Remark>) -> (Class, Vec<Said>) {
    let mut class = Class::Understood;
    let mut notes = Vec::new();
    for it in remarks.filter(|it| !KEPT.contains(&it.name.as_str())) {
        notes.push(match it.about {
            About::Stranger => say!(
                "{}: an attribute this version does not know; kept as it came",
                "{}: このバージョンが対応していない属性です。そのまま保持します",
                it.name
            ),
            About::Unknown => {
                class = Class::Unresolved;
                say!("{}: null, so not known", "{}: null のため不明です", it.name)
            }
        });
    }
    (class, notes)
}

/// Lists the resources of a document, but for those that Terraform's reader lists.
pub(crate) fn list(document: &Document<'_>, roots: &[Root], log: &mut Log) {
    let source = document.source;
    let taken = companion::taken(roots, source);
    for kind in &document.kinds {
        let known = !document.topology.more.contains_key(kind.name);
        for resource in &kind.resources {
            if taken.contains(&resource.place) {
                continue;
            }
            let (class, notes) = if known {
                let inside = resource.start..resource.start + resource.value.len();
                remarked(document.remarks.iter().filter(|it| inside.contains(&it.at)))
            } else {
                let note = say!(
                    "a kind this version does not know; kept as it came",
                    "このバージョンが対応していない種類です。そのまま保持します"
                );
                (Class::Ignored, vec![note])
            };
            log.list(ResourceReport {
                id: resource.id.clone(),
                kind: kind.name.to_owned(),
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
