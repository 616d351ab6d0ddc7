//! What the AWS CLI prints, as a topology: `describe-*`, `list-*`, `get-*` and `search-*` outputs.
//!
//! A dump is many files of one shape: `{"Vpcs": [...]}`. The table in [`output`] says for each
//! key who reads its objects; [`scan`] finds the objects and their places; [`view`] is an object
//! with the way to it. Most objects make a resource; some say something of a resource that
//! another file makes, and wait until all files are read. [`join`] then links what the outputs
//! only hint at: an interface's description names the load balancer it is a node of.
//!
//! An output is told by its content. A few hold no id of what they are about; then the file's
//! name says it (see [`named`]), as in `describe-target-health-<target group>.json`. Account and
//! Region stand in the objects, else in the name (`<account>__<region>__...`) or in folders.
//!
//! What a dump does not hold is unknown, never AWS's default (see [`missing`]): the DNS attributes
//! of a VPC without `describe-vpc-attribute`, the listeners of a load balancer without
//! `describe-listeners`.

mod balancer;
mod dns;
mod dump;
mod endpoint;
mod eni;
mod file;
mod firewall;
mod join;
mod json;
mod lattice;
mod lattice_service;
mod link;
mod missing;
mod named;
mod object;
mod output;
mod route;
pub(crate) mod scan;
mod security;
mod site;
mod transit;
mod view;
mod vpc;
mod yaml;

use crate::bad_input::BadInput;
use crate::progress::{Stopped, Watch};
use crate::report::Log;
use crate::source::Source;
use dump::Dump;
use file::File;
pub(crate) use missing::unsaid;
use named::Named;
pub(crate) use named::is_command;
use net::Topology;
use object::{Later, list_unknown, object, read_object, wait};
use output::{Holds, Output};
use scan::{Document, Entry, Piece, Scan, Trouble};
pub(crate) use yaml::as_json;

/// What the format is, for people who gave something else.
pub(crate) const WHAT: net::lang::Says = net::lang::Says {
    en: "an output of the AWS CLI (such as {\"Vpcs\": [...]})",
    ja: "AWS CLI の出力 ({\"Vpcs\": [...]} など)",
};

/// Keys of an output that are no objects of the network.
const QUIET: &[&str] = &[
    "ResponseMetadata",
    "ResultMetadata",
    "$metadata",
    "DelegationSet",
    "ServiceNames",
    "Owner",
];

/// Keys that say what a list beside them is about.
const BESIDE: &[&str] = &[
    "VpcId",
    "HostedZone",
    "PrefixListId",
    "TransitGatewayRouteTableId",
];

/// Keys of other formats; a text that has one is of that format.
const OTHER_FORMATS: &[&str] = &["format", "Resources", "AWSTemplateFormatVersion"];

/// Whether a text is an output of the AWS CLI: one of its documents has a key of the table.
#[must_use]
pub fn looks_like_one(text: &str) -> bool {
    tells(&mut Scan::new(text)).unwrap_or(false)
}

fn tells(scan: &mut Scan<'_>) -> Result<bool, Trouble> {
    while !scan.is_done() {
        if scan.open(b'[') {
            // Only the first object is looked at; the rest are its like. `--query` may nest lists.
            while scan.open(b'[') {}
            if !scan.open(b'{') {
                return Ok(false);
            }
            let keys = keys(scan)?;
            return Ok(Output::marked(&keys).is_some() || keys.iter().any(|it| is_key(it)));
        }
        if !scan.open(b'{') {
            return Ok(false);
        }
        let mut first = true;
        let mut keys = Vec::new();
        while let Some(key) = scan.key(first)? {
            if OTHER_FORMATS.contains(&key) {
                return Ok(false);
            }
            let is_output = match Output::of(key) {
                // A template has a map under Rules.
                Some(output) if output.key == "Rules" => scan.value()?.text.starts_with('['),
                Some(_) => true,
                None => wraps(scan.value()?.text, 1),
            };
            if is_output {
                return Ok(true);
            }
            keys.push(key);
            first = false;
        }
        if Output::alone(&keys).or(Output::marked(&keys)).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a key is one that AWS prints, letter by letter.
fn is_key(key: &str) -> bool {
    Output::of(key).is_some_and(|it| it.key == key)
}

/// How deep outputs may lie in maps of Regions, accounts or commands.
const WRAPPED: usize = 3;

/// Whether a value is a map that holds an output, as scripts that ask in several Regions write.
fn wraps(value: &str, depth: usize) -> bool {
    let mut scan = Scan::new(value);
    if depth > WRAPPED || !scan.open(b'{') {
        return false;
    }
    let mut first = true;
    while let Ok(Some(key)) = scan.key(first) {
        let Ok(value) = scan.value() else {
            return false;
        };
        if is_key(key) && value.text.starts_with('[') || wraps(value.text, depth + 1) {
            return true;
        }
        first = false;
    }
    false
}

/// The keys of the object that was opened.
fn keys<'t>(scan: &mut Scan<'t>) -> Result<Vec<&'t str>, Trouble> {
    let mut keys = Vec::new();
    while let Some(key) = scan.key(keys.is_empty())? {
        keys.push(key);
        scan.value()?;
    }
    Ok(keys)
}

/// Reads dumps, all of them as one.
///
/// # Errors
///
/// When one is no JSON, or who watches wants no more.
pub(crate) fn read(
    sources: &[&Source],
    log: &mut Log,
    watch: &mut Watch<'_>,
) -> Result<Topology, Stopped> {
    let mut dump = Dump::new(log);
    let mut waiting = Vec::new();
    for source in sources {
        watch.open(&source.name)?;
        let mut file = File::new(source);
        dump.named = Named::of(&source.name);
        let mut scan = Scan::new(file.text);
        while let Some(document) = scan.document().map_err(|it| file.bad(it))? {
            read_document(&document, "", &mut file, &mut dump, &mut waiting, watch)?;
        }
        watch.close(source.text.len());
    }
    for later in waiting {
        dump.named = later.named;
        dump.beside = later.beside;
        later.object.read(later.read, &mut dump);
    }
    join::join(&mut dump);
    Ok(dump.topology)
}

fn read_document<'t>(
    document: &Document<'t>,
    way: &str,
    file: &mut File<'t>,
    dump: &mut Dump<'t>,
    waiting: &mut Vec<Later<'t>>,
    watch: &mut Watch<'_>,
) -> Result<(), Stopped> {
    dump.beside.clear();
    let entries = match document {
        Document::Map(entries, whole) => {
            let keys: Vec<&str> = entries.iter().map(|it| it.key).collect();
            if let Some(output) = Output::alone(&keys).or(Output::marked(&keys)) {
                dump.has_listed(output.key);
                return Ok(read_object(
                    *whole,
                    way.to_owned(),
                    output,
                    file,
                    dump,
                    waiting,
                )?);
            }
            entries
        }
        Document::List(items) => return read_list(items, way, file, dump, waiting, watch),
    };
    for entry in entries {
        if let Some(key) = BESIDE.iter().find(|it| **it == entry.key) {
            dump.beside.push((key, file.json(entry.value)?));
        }
    }
    for entry in entries {
        let pointer = format!("{way}/{}", entry.key);
        let items = entry.items.as_deref();
        let output = Output::of(entry.key);
        if let Some(output) = output {
            dump.has_listed(output.key);
        }
        match output {
            None if wraps(entry.value.text, depth(way) + 1) => {
                // The key may say a Region, an account or what the output is about, as a file's
                // name does.
                let name = format!("{}/{}", file.source.name, entry.key);
                let around = std::mem::replace(&mut dump.named, Named::of(&name));
                dump.named.inherit(&around);
                let inner = document_in(entry.value, file)?;
                read_document(&inner, &pointer, file, dump, waiting, watch)?;
                dump.named = around;
            }
            None => list_unread(entry, file, dump),
            Some(output) if output.holds == Holds::Whole => {
                read_object(entry.value, pointer, output, file, dump, waiting)?;
            }
            Some(output) => match items {
                None => read_object(entry.value, pointer, output, file, dump, waiting)?,
                Some([]) => {
                    if let Some(read) = output.empty {
                        wait(
                            object(entry.value, pointer, output, file)?,
                            read,
                            dump,
                            waiting,
                        );
                    }
                }
                Some(items) => {
                    for (index, item) in items.iter().enumerate() {
                        watch.reached(&file.source.name, item.start)?;
                        let pointer = format!("{pointer}/{index}");
                        read_object(*item, pointer, output, file, dump, waiting)?;
                    }
                }
            },
        }
    }
    Ok(())
}

fn depth(way: &str) -> usize {
    way.matches('/').count()
}

/// The document that is a part of another one.
fn document_in<'t>(piece: Piece<'t>, file: &mut File<'t>) -> Result<Document<'t>, BadInput> {
    let inner = Scan::new(piece.text).document();
    let inner = inner.map_err(|(byte, why)| file.bad((piece.start + byte, why)))?;
    Ok(match inner {
        None => Document::List(Vec::new()),
        Some(Document::List(mut items)) => {
            items.iter_mut().for_each(|it| it.start += piece.start);
            Document::List(items)
        }
        Some(Document::Map(mut entries, mut whole)) => {
            whole.start += piece.start;
            for entry in &mut entries {
                entry.value.start += piece.start;
                for item in entry.items.iter_mut().flatten() {
                    item.start += piece.start;
                }
            }
            Document::Map(entries, whole)
        }
    })
}

/// How deep `--query` nests lists, as in `Reservations[*].Instances[*]`.
const NESTED: usize = 4;

/// Reads objects of a bare list, each by its own keys, and those of lists in it.
fn read_list<'t>(
    items: &[Piece<'t>],
    way: &str,
    file: &mut File<'t>,
    dump: &mut Dump<'t>,
    waiting: &mut Vec<Later<'t>>,
    watch: &mut Watch<'_>,
) -> Result<(), Stopped> {
    for (index, item) in items.iter().enumerate() {
        watch.reached(&file.source.name, item.start)?;
        let pointer = format!("{way}/{index}");
        if item.text.starts_with('[') && depth(way) < NESTED {
            if let Document::List(inner) = document_in(*item, file)? {
                read_list(&inner, &pointer, file, dump, waiting, watch)?;
            }
            continue;
        }
        let mut scan = Scan::new(item.text);
        let keys = match scan.open(b'{') {
            true => keys(&mut scan).unwrap_or_default(),
            false => Vec::new(),
        };
        match Output::marked(&keys) {
            Some(output) => {
                dump.has_listed(output.key);
                read_object(*item, pointer, output, file, dump, waiting)?;
            }
            // Pages, one after the other.
            None if keys.iter().any(|it| is_key(it)) && depth(way) < NESTED => {
                let page = document_in(*item, file)?;
                read_document(&page, &pointer, file, dump, waiting, watch)?;
            }
            None => list_unknown(*item, &pointer, "unknown", file, dump),
        }
    }
    Ok(())
}

/// Lists the objects under a key nobody reads.
fn list_unread<'t>(entry: &Entry<'t>, file: &mut File<'t>, dump: &mut Dump<'t>) {
    let key = entry.key;
    let known = QUIET.contains(&key) || BESIDE.contains(&key);
    if !known && entry.value.text.starts_with('{') {
        list_unknown(entry.value, &format!("/{key}"), key, file, dump);
    }
    for (index, item) in entry.items.iter().flatten().enumerate() {
        if item.text.starts_with('{') {
            list_unknown(*item, &format!("/{key}/{index}"), key, file, dump);
        }
    }
}
