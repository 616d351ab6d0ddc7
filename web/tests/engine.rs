//! The engine where it runs for people who open the page: no network drawn for the properties
//! (`tests/properties.rs`) makes it panic, and its verdicts are those of its traces.

#![cfg(target_arch = "wasm32")]

#[path = "../../tests/drawn/mod.rs"]
mod drawn;

use drawn::{Dice, TARGETS, VANTAGES, draw};
use net::matrix::pairs;
use net::trace::verdict;
use net::{Network, Query, Topology, trace_with_fixes};
use std::sync::Arc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Networks a run.
const NETWORKS: u64 = 40;

#[wasm_bindgen_test]
fn every_question_about_a_drawn_network_is_answered() {
    for seed in 0..NETWORKS {
        let text = draw(&mut Dice::new(seed)).to_string();
        let topology = Topology::from_json(&text).expect("what is drawn is a document");
        let _ = topology.findings();
        let network = Network::new(Arc::new(topology));
        for from in VANTAGES {
            for to in TARGETS {
                let query = Query::tcp(from, to);
                let answer = net::trace(&network, &query);
                assert_eq!(
                    answer.verdict,
                    verdict(&network, &query),
                    "seed {seed}: {query:?}"
                );
                let _ = answer.to_json();
            }
        }
        let _ = trace_with_fixes(&network, &Query::tcp("i-1", "10.0.1.20:443"));
        let _ = pairs(&network, 443);
    }
}
