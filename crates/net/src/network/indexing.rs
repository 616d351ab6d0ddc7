//! Indexing a topology: the order of its steps. Each rests on those before it.

use super::{Network, consumers, domains, interface, links, named_groups, table};
use crate::topology::Topology;
use std::sync::Arc;

/// A network in the making. Between two steps whoever indexes a large one can do something else.
#[derive(Debug)]
pub struct Indexing {
    network: Network,
    next: usize,
}

const STEPS: [fn(&mut Network); 7] = [
    |network| network.interfaces = interface::all(&network.topology),
    |network| {
        network.links = links::Links::new(&network.topology);
        network.place_subnets();
    },
    Network::index_interfaces,
    |network| {
        network.index_endpoints();
        network.regions = network.find_regions();
    },
    |network| {
        network.domains = domains::Domains::new(network);
        network.consumers = consumers::all(network);
    },
    |network| {
        network.tables = table::all(&network.topology, &network.subnets, |id| {
            network.interface(id.as_str()).is_some()
        });
    },
    |network| network.named_groups = named_groups::all(network),
];

impl Indexing {
    /// A network of which nothing is indexed yet.
    #[must_use]
    pub fn of(topology: Arc<Topology>) -> Self {
        let network = Network {
            topology,
            ..Network::default()
        };
        Self { network, next: 0 }
    }

    /// The network, without a rest.
    #[must_use]
    pub fn finish(mut self) -> Network {
        loop {
            match self.step() {
                Ok(network) => return network,
                Err(rest) => self = *rest,
            }
        }
    }

    /// Does the next step: the network after the last one.
    ///
    /// # Errors
    ///
    /// Itself, while there is more to do.
    pub fn step(mut self) -> Result<Network, Box<Self>> {
        if let Some(step) = STEPS.get(self.next) {
            step(&mut self.network);
            self.next += 1;
        }
        if self.next < STEPS.len() {
            Err(Box::new(self))
        } else {
            Ok(self.network)
        }
    }
}
