//! How networks hang together: VPCs, transit gateways and sites as a graph of links.

use crate::id::{ResourceId, VpcId};
use crate::topology::Topology;
use ipnet::IpNet;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;

/// Networks and what joins them. No index of the graph leaves this file.
#[derive(Debug, Default)]
pub(super) struct Links {
    graph: DiGraph<Place, ResourceId>,
    vpcs: BTreeMap<VpcId, NodeIndex>,
}

/// A network, with the ranges it holds.
#[derive(Debug)]
struct Place {
    ranges: Vec<IpNet>,
}

impl Links {
    /// The links of a topology.
    pub(super) fn new(topology: &Topology) -> Self {
        let mut links = Self::default();
        for (id, vpc) in &topology.vpc {
            let ranges = vpc.ranges().collect();
            let node = links.graph.add_node(Place { ranges });
            links.vpcs.insert(id.clone(), node);
        }
        for (id, peering) in &topology.vpc_peering_connection {
            let ends = [&peering.vpc_id, &peering.peer_vpc_id]
                .map(|vpc| vpc.as_ref().and_then(|vpc| links.vpcs.get(vpc)).copied());
            if let [Some(one), Some(other)] = ends {
                links.join(one, other, id);
            }
        }
        links.add_transit_gateways(topology);
        links.add_sites(topology);
        links
    }

    /// The first link on the shortest way from a VPC to the network that holds an address.
    pub(super) fn first_towards(&self, vpc: &VpcId, address: IpAddr) -> Option<&ResourceId> {
        let start = *self.vpcs.get(vpc)?;
        let mut seen = vec![false; self.graph.node_count()];
        let mut queue: VecDeque<(NodeIndex, Option<&ResourceId>)> = VecDeque::from([(start, None)]);
        while let Some((node, first)) = queue.pop_front() {
            if std::mem::replace(seen.get_mut(node.index())?, true) {
                continue;
            }
            let holds = |place: &Place| place.ranges.iter().any(|range| range.contains(&address));
            if first.is_some() && self.graph.node_weight(node).is_some_and(holds) {
                return first;
            }
            let mut edges: Vec<_> = self.graph.edges(node).collect();
            edges.sort_by_key(|edge| edge.weight());
            for edge in edges {
                queue.push_back((edge.target(), first.or(Some(edge.weight()))));
            }
        }
        None
    }

    fn join(&mut self, one: NodeIndex, other: NodeIndex, link: &ResourceId) {
        self.graph.add_edge(one, other, link.clone());
        self.graph.add_edge(other, one, link.clone());
    }

    fn add_transit_gateways(&mut self, topology: &Topology) {
        let mut gateways = BTreeMap::new();
        for attachment in topology.transit_gateway_vpc_attachment.values() {
            let (Some(id), Some(vpc)) = (&attachment.transit_gateway_id, &attachment.vpc_id) else {
                continue;
            };
            let Some(vpc) = self.vpcs.get(vpc).copied() else {
                continue;
            };
            let graph = &mut self.graph;
            let node = *gateways
                .entry(id)
                .or_insert_with(|| graph.add_node(Place { ranges: Vec::new() }));
            self.join(vpc, node, id);
        }
    }

    fn add_sites(&mut self, topology: &Topology) {
        for site in topology.site.values() {
            let ranges = site.cidr_blocks.iter().map(IpNet::trunc).collect();
            let node = self.graph.add_node(Place { ranges });
            for attachment in &site.attachments {
                let vpc = topology
                    .vpn_gateway
                    .get(attachment)
                    .and_then(|gateway| self.vpcs.get(gateway.vpc_id.as_ref()?).copied());
                if let Some(vpc) = vpc {
                    self.join(vpc, node, attachment);
                }
            }
        }
    }
}
