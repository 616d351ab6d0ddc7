//! What a person meant by a vantage or target the topology does not hold.

use net::code::Code;
use net::network::Lookup;
use net::trace::Trace;
use net::{Network, ResourceId};

/// Says which end of a question is unknown and what it may be; a usage error, not an answer.
pub(crate) fn unknown_end(network: &Network, trace: &Trace) -> Option<String> {
    match trace.verdict.code {
        Code::UnknownVantage => Some(unknown(network, "--from", &trace.query.from)),
        Code::UnknownTarget => Some(unknown(network, "--to", &trace.query.to)),
        _ => None,
    }
}

/// The message for a text that names nothing, or several things.
pub(crate) fn unknown(network: &Network, option: &str, text: &str) -> String {
    match network.find(text) {
        Lookup::Several(ids) => {
            format!("{option} {text}: it may be {}", listed(ids.iter()))
        }
        Lookup::Found(id) => {
            format!("{option} {text}: the topology knows no address of {id}")
        }
        Lookup::Nothing => {
            let topology = network.topology();
            let instances = topology
                .instance
                .keys()
                .map(net::id::InstanceId::as_resource);
            let ids: Vec<&ResourceId> = instances.chain(topology.site.keys()).take(12).collect();
            let known = listed(ids.into_iter());
            format!("{option} {text}: the topology has nothing by that name; it has {known}")
        }
    }
}

fn listed<'a>(ids: impl Iterator<Item = &'a ResourceId>) -> String {
    let ids: Vec<&str> = ids.map(ResourceId::as_str).collect();
    if ids.is_empty() {
        return "no instance".to_owned();
    }
    ids.join(", ")
}
