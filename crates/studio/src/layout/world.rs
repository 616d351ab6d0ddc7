//! The whole picture: the internet on top, on-premises left, what joins networks, consumers, then providers and AWS
//! services right of them or below, each at the height of the endpoints that lead to it.

use crate::geometry::Rect;
use crate::layout::block::{Block, LEAF_WIDTH_PX, Skin};
use crate::layout::column::{BLOCK_GAP_PX, facing, world_shelves};
use crate::layout::endpoint::stray_endpoints;
use crate::layout::join::{hubs, sites, strays};
use crate::layout::leaf::Leaves;
use crate::layout::link::Links;
use crate::layout::manner::{self, Choice, Flow, Manner};
use crate::layout::owner::{Owner, boundary, bounded, has_regions, key_of, owner_of, region_skin};
use crate::layout::service::{put_services, services};
use crate::layout::subnet::GROUP_GAP_PX;
use crate::layout::vpc::{VpcParts, step, unplaced, vpc};
use crate::scene::{BoxKind, CLIENT, INTERNET, PUBLIC_RESOLVER, word};
use net::id::VpcId;
use net::lang::Lang;
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

const STRIP_PX: f64 = 44.0;
/// Room for its name at the left of it.
const STRIP_NAME_PX: f64 = 112.0;
const UNDER_STRIP_PX: f64 = 36.0;
const BOUNDARY_HEADER_PX: f64 = 28.0;
/// How high the line of its name is, of the side of a square as large as all VPCs: where everything is seen, it has room
/// for letters that are read.
const HEADER_SHARE: f64 = 0.02;
/// Between the lanes at the left: room for their lines.
const LANE_GAP_PX: f64 = 72.0;

/// What is arranged.
struct World<'a> {
    network: &'a Network,
    links: &'a Links,
    lang: Lang,
    parts: BTreeMap<VpcId, VpcParts>,
    owned: BTreeMap<Owner, Vec<VpcId>>,
    /// How many providers deep each VPC and each owner lies.
    ranks: BTreeMap<ResourceId, usize>,
    owner_ranks: BTreeMap<ResourceId, usize>,
    /// Every VPC, in both flows of its leaves.
    drawn: [BTreeMap<VpcId, Block>; 2],
    services: Vec<(ResourceId, Block)>,
    stray: Vec<Block>,
    /// On-premises networks, and what joins networks.
    lanes: [Block; 2],
    header_px: f64,
}

/// The whole picture, at the origin, and the manner it is in; `kept` is that of the picture before.
pub(crate) fn world(
    network: &Network,
    leaves: Leaves,
    links: &Links,
    kept: Option<Manner>,
    lang: Lang,
) -> (Block, Manner) {
    let world = World::of(network, leaves, links, lang);
    let (manner, block) = manner::best(world.choice(), kept, &|manner| world.arranged(manner));
    (block, manner)
}

impl<'a> World<'a> {
    fn of(network: &'a Network, leaves: Leaves, links: &'a Links, lang: Lang) -> Self {
        let topology = network.topology();
        let parts = parts(network);
        let mut owned: BTreeMap<Owner, Vec<VpcId>> = BTreeMap::new();
        for id in parts.keys() {
            let owner = owner_of(topology, id);
            owned.entry(owner).or_default().push(id.clone());
        }
        let owner_key = |id: &ResourceId| key_of(&owner_of(topology, &id.clone().into()));
        let owner_links: BTreeSet<(ResourceId, ResourceId)> = links
            .provided
            .iter()
            .map(|(from, to)| (owner_key(from), owner_key(to)))
            .filter(|(from, to)| from != to)
            .collect();
        let in_flow = |flow: Flow| -> BTreeMap<VpcId, Block> {
            let each = parts.iter();
            each.map(|(id, part)| (id.clone(), vpc(network, id, part, &leaves, flow, lang)))
                .collect()
        };
        let drawn = if links.is_large {
            [in_flow(Flow::Across), BTreeMap::new()]
        } else {
            [in_flow(Flow::Across), in_flow(Flow::Down)]
        };
        let blocks = drawn[0].values();
        let room: f64 = blocks.map(|it| it.width_px * it.height_px).sum();
        let services = services(topology, &leaves, links);
        let placed: BTreeSet<&ResourceId> = parts
            .values()
            .flat_map(|part| &part.subnets)
            .map(net::id::SubnetId::as_resource)
            .collect();
        let mut stray: Vec<Block> = leaves.unplaced;
        stray.extend(strays(topology));
        stray.extend(stray_endpoints(network, lang));
        let homeless = leaves.by_subnet.into_iter();
        let homeless = homeless.filter(|(subnet, _)| !placed.contains(subnet));
        stray.extend(
            homeless
                .flat_map(|(_, leaves)| leaves)
                .map(|leaf| leaf.block),
        );
        Self {
            network,
            links,
            lang,
            owned,
            ranks: ranks(&links.provided),
            owner_ranks: ranks(&owner_links),
            drawn,
            services,
            stray,
            lanes: [sites(topology, lang), hubs(topology, lang)],
            header_px: BOUNDARY_HEADER_PX.max((room.sqrt() * HEADER_SHARE).round()),
            parts,
        }
    }

    fn rank_of(&self, id: &VpcId) -> usize {
        self.ranks.get(id.as_resource()).copied().unwrap_or(0)
    }

    fn choice(&self) -> Choice {
        if self.links.is_large {
            return Choice {
                has_several: true,
                ..Choice::default()
            };
        }
        let is_other = |id: &VpcId| {
            let sizes = self
                .drawn
                .each_ref()
                .map(|it| it.get(id).map(|it| (it.width_px, it.height_px)));
            sizes[0] != sizes[1]
        };
        let columns: BTreeSet<usize> = self.parts.keys().map(|id| self.rank_of(id)).collect();
        Choice {
            has_users: self
                .parts
                .keys()
                .any(|id| self.rank_of(id) == 0 && is_other(id)),
            has_providers: columns.len() > 1,
            has_services: !self.services.is_empty(),
            has_several: self.parts.len() > columns.len(),
            has_lanes: self.lanes.iter().all(|lane| !lane.children.is_empty()),
        }
    }

    fn arranged(&self, manner: Manner) -> Block {
        let mut body = self.body(manner);
        if !self.services.is_empty() {
            put_services(&mut body, &self.services, self.links, manner, self.lang);
        }
        if !self.stray.is_empty() {
            put_in_corner(&mut body, unplaced(self.stray.clone(), self.lang));
        }
        self.with_lanes(body, manner)
    }

    /// Accounts, Regions and VPCs.
    fn body(&self, manner: Manner) -> Block {
        let (links, header_px) = (self.links, self.header_px);
        let mut columns: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
        for (owner, vpcs) in &self.owned {
            let rank = self.owner_ranks.get(&key_of(owner)).copied().unwrap_or(0);
            let mut by_region: BTreeMap<Option<String>, BTreeMap<usize, Vec<Block>>> =
                BTreeMap::new();
            for id in vpcs {
                let own_rank = if rank == 0 { self.rank_of(id) } else { 0 };
                let flow = match self.rank_of(id) {
                    0 => manner.users,
                    1.. => manner.providers,
                };
                let own_region = by_region.entry(self.network.region_of(id)).or_default();
                let in_flow = &self.drawn[flow as usize];
                let own_column = own_region.entry(own_rank).or_default();
                own_column.extend(in_flow.get(id).cloned());
            }
            let is_apart = by_region.len() > 1;
            let regions: Vec<Block> = by_region
                .into_iter()
                .map(|(region, inner)| match region.filter(|_| is_apart) {
                    Some(region) => bounded(
                        region_skin(owner, &region),
                        facing(inner, links, manner),
                        header_px,
                    ),
                    None => facing(inner, links, manner),
                })
                .collect();
            let column = columns.entry(rank).or_default();
            if *owner == Owner::Nobody && is_apart {
                column.extend(regions);
            } else {
                let inside = facing(BTreeMap::from([(0, regions)]), links, manner);
                let is_of_one = !has_regions(&inside);
                let bounds = boundary(self.network, owner, vpcs, self.lang, is_of_one);
                column.push(match bounds {
                    Some(skin) => bounded(skin, inside, header_px),
                    None => inside,
                });
            }
        }
        if links.is_large {
            world_shelves(columns.into_values().flatten().collect())
        } else {
            facing(columns, links, manner)
        }
    }

    /// On-premises leftmost, then what joins networks, or both below each other; the internet above all.
    fn with_lanes(&self, body: Block, manner: Manner) -> Block {
        let mut lanes = self.lanes.to_vec();
        if manner.lanes == Flow::Down {
            lanes = vec![below_each_other(lanes)];
        }
        let mut world = Block::invisible();
        let mut left = 0.0;
        let top = STRIP_PX + UNDER_STRIP_PX;
        for lane in lanes.into_iter().filter(|lane| !lane.children.is_empty()) {
            let y = top + ((body.height_px - lane.height_px) / 2.0).max(0.0).round();
            world.put(left, y, lane);
            left += LEAF_WIDTH_PX + LANE_GAP_PX;
        }
        let least_px = STRIP_NAME_PX + 2.0 * (LEAF_WIDTH_PX + GROUP_GAP_PX);
        let width_px = (left + body.width_px).max(least_px);
        world.put(left, top, body);
        world.put(0.0, 0.0, internet(width_px, self.lang));
        world.grow(0.0);
        world
    }
}

/// One lane of several; what joins networks on top.
fn below_each_other(lanes: Vec<Block>) -> Block {
    let mut one = Block::invisible();
    for lane in lanes.into_iter().rev() {
        let gap_px = if one.children.is_empty() {
            0.0
        } else {
            LANE_GAP_PX
        };
        let y = one.height_px + gap_px;
        one.put(0.0, y, lane);
        one.grow(0.0);
    }
    one
}

/// Puts something at the lower left: beside what stands there last, where there is room, else below everything.
fn put_in_corner(body: &mut Block, block: Block) {
    let gap_px = if body.height_px > 0.0 {
        BLOCK_GAP_PX
    } else {
        0.0
    };
    let (right, top) = (block.width_px + gap_px, body.height_px - block.height_px);
    let area = Rect::new(0.0, top, right, block.height_px).grown(gap_px / 2.0);
    let is_free = top >= 0.0
        && body.children.iter().all(|it| {
            let rect = Rect::new(it.x, it.y, it.block.width_px, it.block.height_px);
            !rect.overlaps(&area)
        });
    let y = if is_free {
        top
    } else {
        body.height_px + gap_px
    };
    body.put(0.0, y, block);
    body.grow(0.0);
}

/// The internet with its DNS, and someone who asks from there.
fn internet(width_px: f64, lang: Lang) -> Block {
    let mut strip = Skin::new(&INTERNET.into(), BoxKind::Internet, "internet")
        .named(word::INTERNET.in_lang(lang))
        .sized(width_px, STRIP_PX);
    let mut client = Skin::new(&CLIENT.into(), BoxKind::Client, "internet")
        .named(word::CLIENT.in_lang(lang))
        .coded("NET");
    client.resource = INTERNET.into();
    let dns = Skin::new(&PUBLIC_RESOLVER.into(), BoxKind::Resolver, "resolver")
        .named(word::PUBLIC_DNS.in_lang(lang))
        .coded("DNS");
    for (number, skin) in [dns, client].into_iter().enumerate() {
        let x = STRIP_NAME_PX + step(LEAF_WIDTH_PX + GROUP_GAP_PX, number);
        strip.put(x, 4.0, skin.sized(LEAF_WIDTH_PX, STRIP_PX - 8.0));
    }
    strip
}

fn parts(network: &Network) -> BTreeMap<VpcId, VpcParts> {
    let topology = network.topology();
    let mut parts: BTreeMap<VpcId, VpcParts> = topology
        .vpc
        .keys()
        .map(|id| (id.clone(), VpcParts::default()))
        .collect();
    for (id, subnet) in &topology.subnet {
        if let Some(part) = subnet.vpc_id.as_ref().and_then(|vpc| parts.get_mut(vpc)) {
            part.subnets.push(id.clone());
        }
    }
    let gateways = topology
        .internet_gateway
        .iter()
        .map(|(id, it)| (id.as_resource(), &it.vpc_id, "IGW"))
        .chain(
            topology
                .egress_only_internet_gateway
                .iter()
                .map(|(id, it)| (id, &it.vpc_id, "EIG")),
        );
    for (id, vpc, code) in gateways {
        if let Some(part) = vpc.as_ref().and_then(|vpc| parts.get_mut(vpc)) {
            part.internet_gateways.push((id.clone(), code));
        }
    }
    parts
}

/// How many providers deep each lies: a consumer 0, its provider 1, that one's provider 2.
fn ranks(provided: &BTreeSet<(ResourceId, ResourceId)>) -> BTreeMap<ResourceId, usize> {
    let mut ranks: BTreeMap<ResourceId, usize> = BTreeMap::new();
    // Who provides to each other has no order; three rounds bound what a circle can do.
    for _ in 0..3 {
        for (from, to) in provided {
            let least = ranks.get(from).copied().unwrap_or(0) + 1;
            let mutual = provided.contains(&(to.clone(), from.clone()));
            if !mutual || from < to {
                let rank = ranks.entry(to.clone()).or_default();
                *rank = (*rank).max(least.min(3));
            }
        }
    }
    ranks
}
