//! What joins networks: transit gateways, peering connections, VPN gateways, Direct Connect, and
//! the sites on-premises they lead to.

use crate::layout::block::{Block, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::link::Links;
use crate::layout::name::name_of;
use crate::layout::vpc::step;
use crate::scene::{BoxKind, EdgeKind, MarkKind, word};
use crate::thing::short;
use net::id::VpcId;
use net::lang::Lang;
use net::topology::{Site, SiteDns, Topology, VpcPeeringConnection};
use net::{Network, ResourceId};
use std::collections::BTreeSet;

/// Between the boxes of a lane.
const LANE_GAP_PX: f64 = 24.0;

/// Peering connections and VPN gateways across the lower border of a VPC.
pub(crate) fn on_border(topology: &Topology, vpc: &VpcId) -> Vec<Block> {
    let border = |skin: Skin| skin.sized(LEAF_WIDTH_PX, LEAF_HEIGHT_PX);
    let gateways = topology
        .vpn_gateway
        .iter()
        .filter(|(_, it)| it.vpc_id.as_ref() == Some(vpc))
        .map(|(id, it)| {
            let skin = Skin::new(id, BoxKind::VpnGateway, "vpn_gateway");
            border(skin.named(name_of(&it.tags, id.as_str())).coded("VGW"))
        });
    let peerings = topology
        .vpc_peering_connection
        .iter()
        .filter(|(_, it)| stands_at(topology, it) == Some(vpc))
        .map(|(id, it)| {
            let other = other_end(it, vpc);
            let said = other.map(|other| {
                let tags = topology.vpc.get(other).map(|it| &it.tags);
                tags.map_or_else(
                    || short(other.as_str()).to_owned(),
                    |tags| name_of(tags, other.as_str()),
                )
            });
            let state = it.accept_status.as_deref().filter(|it| *it != "active");
            let detail = match (state, said) {
                (Some(state), _) => state.to_owned(),
                (None, Some(other)) => format!("→ {other}"),
                (None, None) => String::new(),
            };
            let skin = Skin::new(id, BoxKind::Peering, "vpc_peering_connection")
                .named(name_of(&it.tags, id.as_str()))
                .detailed(detail)
                .coded("PCX");
            border(skin)
        });
    gateways.chain(peerings).collect()
}

/// The VPC a peering connection is drawn at: the requester's, if it is known.
fn stands_at<'a>(topology: &Topology, peering: &'a VpcPeeringConnection) -> Option<&'a VpcId> {
    [&peering.vpc_id, &peering.peer_vpc_id]
        .into_iter()
        .flatten()
        .find(|vpc| topology.vpc.contains_key(*vpc))
}

fn other_end<'a>(peering: &'a VpcPeeringConnection, vpc: &VpcId) -> Option<&'a VpcId> {
    [&peering.vpc_id, &peering.peer_vpc_id]
        .into_iter()
        .flatten()
        .find(|end| *end != vpc)
}

/// Links that have no place at a VPC.
pub(crate) fn strays(topology: &Topology) -> Vec<Block> {
    let peerings = topology
        .vpc_peering_connection
        .iter()
        .filter(|(_, it)| stands_at(topology, it).is_none())
        .map(|(id, it)| {
            Skin::new(id, BoxKind::Peering, "vpc_peering_connection")
                .named(name_of(&it.tags, id.as_str()))
                .coded("PCX")
                .leaf()
        });
    let gateways = topology
        .vpn_gateway
        .iter()
        .filter(|(_, it)| {
            it.vpc_id
                .as_ref()
                .is_none_or(|vpc| !topology.vpc.contains_key(vpc))
        })
        .map(|(id, it)| {
            Skin::new(id, BoxKind::VpnGateway, "vpn_gateway")
                .named(name_of(&it.tags, id.as_str()))
                .coded("VGW")
                .leaf()
        });
    let detached = topology.internet_gateway.iter().filter(|(_, it)| {
        let vpc = it.vpc_id.as_ref();
        vpc.is_none_or(|vpc| !topology.vpc.contains_key(vpc))
    });
    let detached = detached.map(|(id, it)| {
        Skin::new(
            id.as_resource(),
            BoxKind::InternetGateway,
            "internet_gateway",
        )
        .named(name_of(&it.tags, id.as_str()))
        .coded("IGW")
        .leaf()
    });
    peerings.chain(gateways).chain(detached).collect()
}

/// Transit gateways and virtual interfaces of Direct Connect, one below the other.
pub(crate) fn hubs(topology: &Topology, lang: Lang) -> Block {
    let gateways = gateway_ids(topology).into_iter().map(|id| {
        let tags = topology.transit_gateway.get(&id).map(|it| &it.tags);
        let count = topology
            .transit_gateway_vpc_attachment
            .values()
            .filter(|it| it.transit_gateway_id.as_ref() == Some(&id))
            .count();
        Skin::new(&id, BoxKind::TransitGateway, "transit_gateway")
            .named(tags.map_or_else(
                || short(id.as_str()).to_owned(),
                |tags| name_of(tags, id.as_str()),
            ))
            .detailed(match count {
                0 => word::BEYOND_UNKNOWN.in_lang(lang).to_owned(),
                count => format!("{count} VPC"),
            })
            .coded("TGW")
            .leaf()
    });
    let direct = direct_connects(topology).into_iter().map(|id| {
        Skin::new(&id, BoxKind::DirectConnect, "dx_virtual_interface")
            .named(short(id.as_str()))
            .detailed(word::BEYOND_UNKNOWN.in_lang(lang))
            .coded("DX")
            .leaf()
    });
    lane(gateways.chain(direct))
}

/// Every transit gateway that is listed, and those that only attachments or routes tell of.
fn gateway_ids(topology: &Topology) -> BTreeSet<ResourceId> {
    let attached = topology
        .transit_gateway_vpc_attachment
        .values()
        .filter_map(|it| it.transit_gateway_id.clone());
    let routed = topology
        .route_table
        .values()
        .flat_map(|table| &table.route)
        .filter_map(|route| route.transit_gateway_id.clone());
    let peered = topology
        .transit_gateway_peering_attachment
        .values()
        .flat_map(|it| [&it.transit_gateway_id, &it.peer_transit_gateway_id])
        .flatten();
    topology
        .transit_gateway
        .keys()
        .chain(peered)
        .cloned()
        .chain(attached)
        .chain(routed)
        .collect()
}

/// On-premises networks with their DNS.
pub(crate) fn sites(topology: &Topology, lang: Lang) -> Block {
    let blocks = topology.site.iter().map(|(id, site)| {
        let mut block = Block::invisible();
        block.put(0.0, 0.0, hosts_of(id, site));
        if let Some(dns) = &site.dns {
            let below = block.children[0].block.height_px + LANE_GAP_PX / 2.0;
            block.put(0.0, below, dns_of(id, dns, lang));
        }
        block.grow(0.0);
        block
    });
    lane(blocks)
}

fn hosts_of(id: &ResourceId, site: &Site) -> Block {
    let range = site.cidr_blocks.first().map(ToString::to_string);
    let skin = Skin::new(id, BoxKind::Site, "site")
        .named(name_of(&site.tags, id.as_str()))
        .detailed(range.unwrap_or_default())
        .coded("DC");
    match site.state.as_deref().filter(|state| *state != "up") {
        Some(state) => skin.marked(MarkKind::Broken, state).leaf(),
        None => skin.leaf(),
    }
}

/// The id of the DNS server of a site.
pub(crate) fn dns_id(site: &ResourceId) -> ResourceId {
    format!("{site}.dns").into()
}

fn dns_of(id: &ResourceId, dns: &SiteDns, lang: Lang) -> Block {
    let forwards = dns.forward.iter().next();
    let detail = forwards.map_or_else(
        || word::PUBLIC.in_lang(lang).to_owned(),
        |(domain, servers)| match servers.first() {
            Some(server) => format!("→ {server}"),
            None => domain.clone(),
        },
    );
    let name = forwards.map_or_else(
        || word::SITE_DNS.in_lang(lang).to_owned(),
        |(domain, _)| domain.clone(),
    );
    let mut skin = Skin::new(&dns_id(id), BoxKind::Resolver, "site_dns")
        .named(name)
        .detailed(detail)
        .coded("DNS");
    skin.resource = id.clone();
    skin.leaf()
}

fn lane(blocks: impl Iterator<Item = Block>) -> Block {
    let mut lane = Block::invisible();
    for (number, block) in blocks.enumerate() {
        let y = if number == 0 {
            0.0
        } else {
            lane.height_px + step(LANE_GAP_PX, 1)
        };
        lane.put(0.0, y, block);
        lane.grow(0.0);
    }
    lane
}

/// Wires between networks.
pub(crate) fn wires(network: &Network, links: &mut Links) {
    let topology = network.topology();
    for (id, peering) in &topology.vpc_peering_connection {
        let own = stands_at(topology, peering);
        let other = own.and_then(|own| other_end(peering, own));
        if let Some(other) = other.filter(|other| topology.vpc.contains_key(*other)) {
            links.add(EdgeKind::Peering, id, other.as_resource());
        }
    }
    for attachment in topology.transit_gateway_vpc_attachment.values() {
        if let (Some(gateway), Some(vpc)) = (&attachment.transit_gateway_id, &attachment.vpc_id)
            && topology.vpc.contains_key(vpc)
        {
            links.add(EdgeKind::TransitAttachment, vpc.as_resource(), gateway);
        }
    }
    for peering in topology.transit_gateway_peering_attachment.values() {
        let ends = [
            &peering.transit_gateway_id,
            &peering.peer_transit_gateway_id,
        ];
        if let [Some(one), Some(other)] = ends {
            links.add(EdgeKind::TransitAttachment, one, other);
        }
    }
    for (id, site) in &topology.site {
        for attachment in &site.attachments {
            let to = end_of_attachment(topology, attachment);
            links.add(EdgeKind::SiteLink, id, to.unwrap_or(attachment));
        }
        let servers = site.dns.iter().flat_map(|dns| dns.forward.values());
        for server in servers.flatten() {
            let found = network.interfaces().iter().find(|it| {
                matches!(it.owner, net::network::Owner::Resolver(_))
                    && it.addresses.contains(server)
            });
            if let Some(found) = found {
                links.add(EdgeKind::NameForward, &dns_id(id), found.id.as_resource());
            }
        }
    }
    for rule in topology.route53_resolver_rule.values() {
        let Some(endpoint) = &rule.resolver_endpoint_id else {
            continue;
        };
        let site = topology.site.iter().find(|(_, site)| {
            let is_there = |address| site.cidr_blocks.iter().any(|range| range.contains(address));
            rule.target_ip
                .iter()
                .any(|it| it.ip.as_ref().is_some_and(is_there))
        });
        let from = network.interfaces_of(endpoint).next();
        if let (Some((id, site)), Some(from)) = (site, from) {
            let to = if site.dns.is_some() {
                dns_id(id)
            } else {
                id.clone()
            };
            links.add(EdgeKind::NameForward, from.id.as_resource(), &to);
        }
    }
}

/// The gateway a site's attachment ends at; `None` where only its id is known.
fn end_of_attachment<'a>(topology: &'a Topology, id: &'a ResourceId) -> Option<&'a ResourceId> {
    if topology.vpn_gateway.contains_key(id) || topology.transit_gateway.contains_key(id) {
        return Some(id);
    }
    let by_vpc = topology.transit_gateway_vpc_attachment.get(id);
    let by_table = || {
        topology
            .transit_gateway_route_table
            .values()
            .find(|table| {
                let routes = table.route.iter();
                table.associations.contains(id)
                    || table.propagations.contains(id)
                    || routes
                        .filter_map(|it| it.transit_gateway_attachment_id.as_ref())
                        .any(|to| to == id)
            })
            .and_then(|table| table.transit_gateway_id.as_ref())
    };
    by_vpc
        .and_then(|it| it.transit_gateway_id.as_ref())
        .or_else(by_table)
}

/// Attachments of sites that nothing else tells of: virtual interfaces of Direct Connect.
fn direct_connects(topology: &Topology) -> BTreeSet<ResourceId> {
    topology
        .site
        .values()
        .flat_map(|site| &site.attachments)
        .filter(|id| end_of_attachment(topology, id).is_none())
        .cloned()
        .collect()
}
