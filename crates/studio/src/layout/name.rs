//! What is written on things: the name people gave, else what says most.

use crate::thing::{short, without_stack};
use net::topology::{Tags, VpcEndpoint};

/// The name people gave a resource, else the last part of its id.
pub(crate) fn name_of(tags: &Tags, id: &str) -> String {
    tags.get("Name")
        .filter(|name| !name.trim().is_empty())
        .map_or(short(id), |name| without_stack(name, id))
        .to_owned()
}

/// An endpoint's tag, else the service it leads to.
pub(crate) fn endpoint_name(endpoint: &VpcEndpoint, id: &str) -> String {
    let short = endpoint.short_service_name();
    if endpoint.tags.contains_key("Name") || short.is_empty() {
        name_of(&endpoint.tags, id)
    } else {
        short.to_owned()
    }
}

/// What is written on an endpoint service: the `vpce-svc-…` part of its name, else its id's end.
pub(crate) fn service_label(id: &str, service_name: Option<&str>) -> String {
    let name = service_name.map_or("", net::service::short_name);
    if name.is_empty() {
        short(id).to_owned()
    } else {
        name.to_owned()
    }
}

/// An address, with the one port that is used there if both fit.
pub(crate) fn with_port(address: &str, port: Option<u16>) -> String {
    let both = port.map(|port| format!("{address} :{port}"));
    both.filter(|both| both.len() <= ADDRESS_LETTERS)
        .map_or_else(|| address.to_owned(), |both| both.trim_start().to_owned())
}

/// How many letters of an address fit into a leaf.
const ADDRESS_LETTERS: usize = 15;
