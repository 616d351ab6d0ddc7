//! The whole picture: the internet on top, on-premises left, consumers, then providers and AWS
//! services right of them, each at the height of the endpoints that lead to it.

use crate::layout::block::{Block, Child, GAP_PX, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::leaf::{Leaves, last_part, name_of, service_label};
use crate::layout::link::Links;
use crate::layout::vpc::{VpcParts, step, unplaced, vpc};
use crate::scene::{BoxKind, EdgeKind, INTERNET, PUBLIC_RESOLVER, word};
use net::id::VpcId;
use net::lang::Lang;
use net::{Network, ResourceId, Topology};
use std::collections::{BTreeMap, BTreeSet};

const STRIP_PX: f64 = 56.0;
const UNDER_STRIP_PX: f64 = 56.0;
/// Between columns: room for the tubes and their words.
const COLUMN_GAP_PX: f64 = 144.0;
const BLOCK_GAP_PX: f64 = 48.0;
const BOUNDARY_SIDE_PX: f64 = 24.0;
const BOUNDARY_HEADER_PX: f64 = 36.0;
const HALF_BORDER_LEAF_PX: f64 = 24.0;

/// VPCs that belong together, by what is known of who owns them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    /// An account, by its number.
    Account(ResourceId),
    /// A stack of a template, where no account is said.
    Stack(String),
    /// Nothing is known.
    Nobody,
}

/// The whole picture, at the origin.
pub(crate) fn world(network: &Network, mut leaves: Leaves, links: &Links, lang: Lang) -> Block {
    let topology = network.topology();
    let ranks = ranks(&links.provided);
    let parts = parts(network);
    let regions: BTreeSet<String> = parts
        .keys()
        .filter_map(|id| network.region_of(id))
        .collect();

    let mut owned: BTreeMap<Owner, Vec<VpcId>> = BTreeMap::new();
    for id in parts.keys() {
        owned
            .entry(owner_of(topology, id))
            .or_default()
            .push(id.clone());
    }
    let owner_links: BTreeSet<(ResourceId, ResourceId)> = links
        .provided
        .iter()
        .map(|(from, to)| {
            (
                owner_of(topology, &from.clone().into()),
                owner_of(topology, &to.clone().into()),
            )
        })
        .filter(|(from, to)| from != to)
        .map(|(from, to)| (key_of(&from), key_of(&to)))
        .collect();
    let owner_ranks = self::ranks(&owner_links);

    let mut columns: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    for (owner, vpcs) in owned {
        let rank = owner_ranks.get(&key_of(&owner)).copied().unwrap_or(0);
        let mut inner: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
        for id in &vpcs {
            let own_rank = if rank == 0 {
                ranks.get(id.as_resource()).copied().unwrap_or(0)
            } else {
                0
            };
            let part = parts.get(id).cloned().unwrap_or_default();
            let block = vpc(network, id, &part, &mut leaves, lang);
            inner.entry(own_rank).or_default().push(block);
        }
        let vpcs_block = facing(inner, links);
        let block = boundary(network, &owner, &vpcs, vpcs_block, &regions, lang);
        columns.entry(rank).or_default().push(block);
    }

    let mut body = facing(columns, links);
    let services = services(topology, &leaves, links);
    if !services.is_empty() {
        put_services(&mut body, services, links, lang);
    }
    let mut stray: Vec<Block> = std::mem::take(&mut leaves.unplaced);
    stray.extend(
        leaves
            .by_subnet
            .into_values()
            .flatten()
            .map(|leaf| leaf.block),
    );
    if !stray.is_empty() {
        let below = body.height_px
            + if body.height_px > 0.0 {
                BLOCK_GAP_PX
            } else {
                0.0
            };
        body.put(0.0, below, unplaced(stray, lang));
        body.grow(0.0);
    }

    let mut world = Block::invisible();
    let sites = sites(topology);
    let mut left = 0.0;
    let top = STRIP_PX + UNDER_STRIP_PX;
    if !sites.is_empty() {
        let mut lane = Block::invisible();
        for (number, site) in sites.into_iter().enumerate() {
            lane.put(0.0, step(LEAF_HEIGHT_PX + 24.0, number), site);
        }
        lane.grow(0.0);
        left = LEAF_WIDTH_PX + 88.0;
        let y = top + ((body.height_px - lane.height_px) / 2.0).max(0.0).round();
        world.put(0.0, y, lane);
    }
    let width_px = (left + body.width_px).max(480.0);
    world.put(left, top, body);
    let mut strip = Skin::new(&INTERNET.into(), BoxKind::Internet, "internet")
        .named(word::INTERNET.in_lang(lang))
        .sized(width_px, STRIP_PX);
    let dns = Skin::new(&PUBLIC_RESOLVER.into(), BoxKind::Resolver, "resolver")
        .named(word::PUBLIC_DNS.in_lang(lang))
        .coded("DNS")
        .sized(LEAF_WIDTH_PX, STRIP_PX - 16.0);
    strip.put(128.0, 8.0, dns);
    world.put(0.0, 0.0, strip);
    world.grow(0.0);
    world
}

fn key_of(owner: &Owner) -> ResourceId {
    match owner {
        Owner::Account(id) => id.clone(),
        Owner::Stack(name) => format!("stack:{name}").into(),
        Owner::Nobody => "".into(),
    }
}

fn owner_of(topology: &Topology, vpc: &VpcId) -> Owner {
    if let Some(account) = topology.vpc.get(vpc).and_then(|vpc| vpc.owner_id.clone()) {
        return Owner::Account(account.into());
    }
    match vpc.as_str().split_once('.') {
        // A Terraform address starts with a type or a module; a stack's name does not.
        Some((stack, logical))
            if !logical.contains('.') && !stack.starts_with("aws_") && stack != "module" =>
        {
            Owner::Stack(stack.to_owned())
        }
        _ => Owner::Nobody,
    }
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

/// Columns from left to right. What provides is put at the height of what uses it.
fn facing(columns: BTreeMap<usize, Vec<Block>>, links: &Links) -> Block {
    let has_several = columns.len() > 1;
    let mut body = Block::invisible();
    for blocks in columns.into_values() {
        let x = if body.children.is_empty() {
            0.0
        } else {
            body.width_px + COLUMN_GAP_PX
        };
        if body.children.is_empty() || blocks.len() > 4 {
            let aspect = if has_several { 0.9 } else { 1.7 };
            body.put(x, 0.0, packed(blocks, aspect));
            body.grow(0.0);
            continue;
        }
        let mut wanted: Vec<(f64, Block)> = {
            let users = body.rects();
            blocks
                .into_iter()
                .map(|block| (wanted_top(&block, &users, links).unwrap_or(0.0), block))
                .collect()
        };
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut y = f64::NEG_INFINITY;
        let mut lowest: f64 = 0.0;
        let mut placed: Vec<Child> = Vec::new();
        for (top, block) in wanted {
            let at = y.max(top).round();
            lowest = lowest.min(at);
            y = at + block.height_px + BLOCK_GAP_PX;
            placed.push(Child { x, y: at, block });
        }
        // A provider whose load balancer sits low may start above its users: move all down.
        for child in &mut body.children {
            child.y -= lowest;
        }
        for mut child in placed {
            child.y -= lowest;
            body.children.push(child);
        }
        body.grow(0.0);
    }
    body
}

/// The top that puts a block's services at the middle height of the endpoints leading there.
fn wanted_top(
    block: &Block,
    users: &BTreeMap<&ResourceId, crate::geometry::Rect>,
    links: &Links,
) -> Option<f64> {
    let own = block.rects();
    let offsets: Vec<f64> = links
        .wires
        .iter()
        .filter_map(|wire| {
            let from = users.get(&wire.from)?;
            let to = own.get(&wire.to)?;
            Some(from.center().y - to.center().y)
        })
        .collect();
    middle(offsets)
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Blocks in shelves, about `aspect` times as wide as high.
fn packed(blocks: Vec<Block>, aspect: f64) -> Block {
    let area: f64 = blocks
        .iter()
        .map(|block| (block.width_px + BLOCK_GAP_PX) * (block.height_px + BLOCK_GAP_PX))
        .sum();
    let widest = blocks
        .iter()
        .map(|block| block.width_px)
        .fold(0.0, f64::max);
    let limit_px = widest.max((area * aspect).sqrt());
    let mut pack = Block::invisible();
    let (mut x, mut y, mut shelf_px) = (0.0, 0.0, 0.0_f64);
    for block in blocks {
        if x > 0.0 && x + block.width_px > limit_px {
            y += shelf_px + BLOCK_GAP_PX;
            (x, shelf_px) = (0.0, 0.0);
        }
        shelf_px = shelf_px.max(block.height_px);
        let width_px = block.width_px;
        pack.put(x, y, block);
        x += width_px + BLOCK_GAP_PX;
    }
    pack.grow(0.0);
    pack
}

/// An account, a stack or a Region around its VPCs.
fn boundary(
    network: &Network,
    owner: &Owner,
    vpcs: &[VpcId],
    inside: Block,
    regions: &BTreeSet<String>,
    lang: Lang,
) -> Block {
    let topology = network.topology();
    let own: BTreeSet<String> = vpcs.iter().filter_map(|id| network.region_of(id)).collect();
    let region = own.iter().cloned().collect::<Vec<_>>().join(" · ");
    let skin = match owner {
        Owner::Account(id) => {
            let number = grouped(id.as_str());
            let name = topology
                .account
                .get(id.as_str())
                .and_then(|account| account.name.clone());
            let account = word::ACCOUNT.in_lang(lang);
            let title = match name {
                Some(name) => format!("{account} {number} · {name}"),
                None => format!("{account} {number}"),
            };
            Some(Skin::new(id, BoxKind::Account, "account").named(title))
        }
        Owner::Stack(name) => {
            Some(Skin::new(&key_of(owner), BoxKind::Account, "stack").named(name.clone()))
        }
        Owner::Nobody if region.is_empty() => None,
        Owner::Nobody => {
            let id = ResourceId::from(format!("region:{region}"));
            Some(Skin::new(&id, BoxKind::Region, "region").named(region.clone()))
        }
    };
    let Some(mut skin) = skin else { return inside };
    if skin.kind == BoxKind::Account && (regions.len() > 1 || !region.is_empty()) {
        skin.detail = region;
    }
    let has = |kind| contains(&inside, kind);
    let header_px = BOUNDARY_HEADER_PX
        + if has(BoxKind::InternetGateway) {
            HALF_BORDER_LEAF_PX
        } else {
            0.0
        };
    let footer_px = BOUNDARY_SIDE_PX
        + if has(BoxKind::GatewayEndpoint) {
            HALF_BORDER_LEAF_PX
        } else {
            0.0
        };
    let (width_px, height_px) = (
        inside.width_px + 2.0 * BOUNDARY_SIDE_PX,
        inside.height_px + header_px + footer_px,
    );
    let mut block = skin.sized(width_px, height_px);
    block.put(BOUNDARY_SIDE_PX, header_px, inside);
    block
}

fn contains(block: &Block, kind: BoxKind) -> bool {
    block.skin.as_ref().is_some_and(|skin| skin.kind == kind)
        || block
            .children
            .iter()
            .any(|child| contains(&child.block, kind))
}

/// `111122223333` as `1111-2222-3333`, as the console writes it.
fn grouped(account: &str) -> String {
    if account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{}-{}-{}", &account[..4], &account[4..8], &account[8..])
    } else {
        account.to_owned()
    }
}

/// A box for every service something leads to, except those that stand at a load balancer.
fn services(topology: &Topology, leaves: &Leaves, links: &Links) -> Vec<(ResourceId, Block)> {
    links
        .services
        .iter()
        .filter(|id| !leaves.fronted.contains(*id))
        .map(|id| {
            let service = topology.vpc_endpoint_service.get(id.as_str());
            let (name, detail, kind) = match service {
                Some(service) => (
                    name_of(&service.tags, id.as_str()),
                    service_label(id.as_str(), service.service_name.as_deref()),
                    "vpc_endpoint_service",
                ),
                None => (
                    net::service::short_name(id.as_str()).to_owned(),
                    net::service::region_of_service(id.as_str())
                        .unwrap_or_default()
                        .to_owned(),
                    "aws_service",
                ),
            };
            let name = if name.is_empty() {
                last_part(id.as_str()).to_owned()
            } else {
                name
            };
            let skin = Skin::new(id, BoxKind::Service, kind)
                .named(name)
                .detailed(detail);
            (id.clone(), skin.coded("SVC").leaf())
        })
        .collect()
}

/// Puts the services in the rightmost column, each at the height of its endpoints if it can be.
fn put_services(body: &mut Block, services: Vec<(ResourceId, Block)>, links: &Links, lang: Lang) {
    const SIDE_PX: f64 = 16.0;
    const HEADER_PX: f64 = 36.0;
    let users = body.rects();
    let mut wanted: Vec<(f64, ResourceId, Block)> = services
        .into_iter()
        .map(|(id, block)| {
            let heights = links
                .wires
                .iter()
                .filter(|wire| wire.to == id)
                .filter_map(|wire| Some((wire.kind, users.get(&wire.from)?)))
                .map(|(kind, rect)| match kind {
                    EdgeKind::GatewayService => rect.bottom() + 8.0,
                    _ => rect.center().y,
                })
                .map(|height| height - block.height_px / 2.0)
                .collect();
            (middle(heights).unwrap_or(f64::INFINITY), id, block)
        })
        .collect();
    // Services of gateway endpoints last: their lines come from below.
    let by_gateway: BTreeSet<&ResourceId> = links
        .wires
        .iter()
        .filter(|wire| wire.kind == EdgeKind::GatewayService)
        .map(|wire| &wire.to)
        .collect();
    wanted.sort_by(|a, b| {
        let last = by_gateway.contains(&a.1).cmp(&by_gateway.contains(&b.1));
        last.then(a.0.total_cmp(&b.0)).then_with(|| a.1.cmp(&b.1))
    });

    // Below the providers if there are any, else a column of its own.
    let columns: Vec<&Child> = body.children.iter().collect();
    let (x, floor) = match columns.as_slice() {
        [] => (0.0, 0.0),
        [_] => (body.width_px + COLUMN_GAP_PX, 0.0),
        [_, .., last] => {
            let x = last.x;
            let floor = columns
                .iter()
                .filter(|child| child.x >= x)
                .map(|child| child.y + child.block.height_px + BLOCK_GAP_PX)
                .fold(0.0, f64::max);
            (x, floor)
        }
    };
    let mut block = Skin::new(&"services".into(), BoxKind::Services, "services")
        .named(word::SERVICES.in_lang(lang))
        .sized(LEAF_WIDTH_PX + 2.0 * SIDE_PX, HEADER_PX + SIDE_PX);
    let pitch_px = LEAF_HEIGHT_PX + GAP_PX;
    let rows = if wanted.len() <= 12 {
        wanted.len()
    } else {
        wanted.len().div_ceil(3).max(12)
    };
    let is_aligned = wanted.len() <= rows && floor <= 0.0;
    let first = wanted.first().map_or(0.0, |(top, ..)| *top);
    let top = if first.is_finite() {
        (first - HEADER_PX).max(floor).round()
    } else {
        floor
    };
    let mut y = HEADER_PX;
    for (number, (height, _, leaf)) in wanted.into_iter().enumerate() {
        if is_aligned {
            let at = if height.is_finite() {
                y.max((height - top).round())
            } else {
                y
            };
            y = at + pitch_px;
            block.put(SIDE_PX, at, leaf);
        } else {
            let column = number / rows.max(1);
            let row = number % rows.max(1);
            block.put(
                SIDE_PX + step(LEAF_WIDTH_PX + GAP_PX, column),
                HEADER_PX + step(pitch_px, row),
                leaf,
            );
        }
    }
    block.grow(SIDE_PX);
    body.put(x, top, block);
    body.grow(0.0);
}

fn sites(topology: &Topology) -> Vec<Block> {
    topology
        .site
        .iter()
        .map(|(id, site)| {
            let ranges: Vec<String> = site.cidr_blocks.iter().map(ToString::to_string).collect();
            let mut skin = Skin::new(id, BoxKind::Site, "site")
                .named(name_of(&site.tags, id.as_str()))
                .detailed(ranges.first().cloned().unwrap_or_default())
                .coded("DC");
            if let Some(state) = site.state.as_deref().filter(|state| *state != "up") {
                skin = skin.marked(crate::scene::MarkKind::Broken, state);
            }
            skin.leaf()
        })
        .collect()
}
