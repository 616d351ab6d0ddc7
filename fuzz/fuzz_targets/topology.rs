//! A document of ours: read, indexed, asked from and to a few of its own places, and mended.

#![no_main]

use libfuzzer_sys::fuzz_target;
use net::matrix::{targets, vantages};
use net::{Network, Query, Topology, trace_with_fixes};
use std::sync::Arc;

/// How many vantages and targets of a document are asked.
const FEW: usize = 4;

/// Asked of every document: names, addresses of both families, and what nobody has.
const ALWAYS: [&str; 5] = [
    "s3.ap-northeast-1.amazonaws.com:443",
    "10.0.10.20:443",
    "203.0.113.5:80",
    "[2001:db8::1]:443",
    "nobody",
];

fuzz_target!(|text: &str| {
    let Ok(topology) = Topology::from_json(text) else {
        return;
    };
    let _ = topology.findings();
    let network = Network::new(Arc::new(topology));
    let vantages = vantages(&network);
    let own = targets(&network);
    // The internet is the last vantage.
    for from in vantages.iter().take(FEW).chain(vantages.last()) {
        let own = own.iter().take(FEW).chain(vantages.iter().rev().take(FEW));
        for to in own.map(String::as_str).chain(ALWAYS) {
            let _ = trace_with_fixes(&network, &Query::tcp(from, to)).to_json();
        }
    }
});
