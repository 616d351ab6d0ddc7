//! The whole picture: the internet on top, on-premises left, what joins networks, consumers, then providers and AWS
//! services right of them, each at the height of the endpoints that lead to it.

use crate::layout::block::{Block, LEAF_WIDTH_PX, Skin};
use crate::layout::column::{BLOCK_GAP_PX, facing, put_services, services, world_shelves};
use crate::layout::join::{hubs, sites, strays};
use crate::layout::leaf::Leaves;
use crate::layout::link::Links;
use crate::layout::vpc::{VpcParts, unplaced, vpc};
use crate::scene::{BoxKind, INTERNET, PUBLIC_RESOLVER, word};
use net::id::VpcId;
use net::lang::Lang;
use net::{Network, ResourceId, Topology};
use std::collections::{BTreeMap, BTreeSet};

const STRIP_PX: f64 = 56.0;
const UNDER_STRIP_PX: f64 = 56.0;
const BOUNDARY_SIDE_PX: f64 = 24.0;
const REGION_SIDE_PX: f64 = 16.0;
const BOUNDARY_HEADER_PX: f64 = 36.0;
/// How high the line of its name is, of the side of a square as large as all VPCs: where everything is seen, it has room
/// for letters that are read.
const HEADER_SHARE: f64 = 0.026;
const HALF_BORDER_LEAF_PX: f64 = 24.0;
/// Between the lanes at the left: room for their lines.
const LANE_GAP_PX: f64 = 88.0;

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

    let mut drawn: BTreeMap<&VpcId, Block> = BTreeMap::new();
    for (id, part) in &parts {
        drawn.insert(id, vpc(network, id, part, &mut leaves, lang));
    }
    let room: f64 = drawn.values().map(|it| it.width_px * it.height_px).sum();
    let header_px = BOUNDARY_HEADER_PX.max((room.sqrt() * HEADER_SHARE).round());

    let mut columns: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    for (owner, vpcs) in owned {
        let rank = owner_ranks.get(&key_of(&owner)).copied().unwrap_or(0);
        let mut by_region: BTreeMap<Option<String>, BTreeMap<usize, Vec<Block>>> = BTreeMap::new();
        for id in &vpcs {
            let own_rank = if rank == 0 {
                ranks.get(id.as_resource()).copied().unwrap_or(0)
            } else {
                0
            };
            let own_region = by_region.entry(network.region_of(id)).or_default();
            own_region
                .entry(own_rank)
                .or_default()
                .extend(drawn.remove(id));
        }
        let is_apart = by_region.len() > 1;
        let regions: Vec<Block> = by_region
            .into_iter()
            .map(|(region, inner)| match region.filter(|_| is_apart) {
                Some(region) => bounded(
                    region_skin(&owner, &region),
                    facing(inner, links),
                    header_px,
                ),
                None => facing(inner, links),
            })
            .collect();
        let column = columns.entry(rank).or_default();
        if owner == Owner::Nobody && is_apart {
            column.extend(regions);
        } else {
            let inside = facing(BTreeMap::from([(0, regions)]), links);
            let bounds = boundary(network, &owner, &vpcs, lang, !has_regions(&inside));
            column.push(match bounds {
                Some(skin) => bounded(skin, inside, header_px),
                None => inside,
            });
        }
    }

    let mut body = if links.is_large {
        world_shelves(columns.into_values().flatten().collect())
    } else {
        facing(columns, links)
    };
    let services = services(topology, &leaves, links);
    if !services.is_empty() {
        put_services(&mut body, services, links, lang);
    }
    let mut stray: Vec<Block> = std::mem::take(&mut leaves.unplaced);
    stray.extend(strays(topology));
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
    let mut left = 0.0;
    let top = STRIP_PX + UNDER_STRIP_PX;
    // On-premises leftmost, then what joins networks.
    for lane in [sites(topology, lang), hubs(topology, lang)] {
        if !lane.children.is_empty() {
            let y = top + ((body.height_px - lane.height_px) / 2.0).max(0.0).round();
            world.put(left, y, lane);
            left += LEAF_WIDTH_PX + LANE_GAP_PX;
        }
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

/// What is around VPCs: an account, a stack or a Region; nothing where none is known.
fn boundary(
    network: &Network,
    owner: &Owner,
    vpcs: &[VpcId],
    lang: Lang,
    is_of_one_region: bool,
) -> Option<Skin> {
    let topology = network.topology();
    let own: BTreeSet<String> = vpcs.iter().filter_map(|id| network.region_of(id)).collect();
    // Several Regions have boxes of their own.
    let region = own.into_iter().next().filter(|_| is_of_one_region);
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
            Skin::new(id, BoxKind::Account, "account").named(title)
        }
        Owner::Stack(name) => {
            Skin::new(&key_of(owner), BoxKind::Account, "stack").named(name.clone())
        }
        Owner::Nobody => return region.map(|region| region_skin(owner, &region)),
    };
    Some(skin.detailed(region.unwrap_or_default()))
}

fn region_skin(owner: &Owner, region: &str) -> Skin {
    let id = match owner {
        Owner::Nobody => format!("region:{region}"),
        Owner::Account(_) | Owner::Stack(_) => format!("{}.{region}", key_of(owner)),
    };
    Skin::new(&id.into(), BoxKind::Region, "region").named(region)
}

fn has_regions(block: &Block) -> bool {
    contains(block, &|kind| kind == BoxKind::Region)
}

/// A boundary with room for what sits across the borders of the VPCs in it.
fn bounded(skin: Skin, inside: Block, header_px: f64) -> Block {
    let side_px = if skin.kind == BoxKind::Region {
        REGION_SIDE_PX
    } else {
        BOUNDARY_SIDE_PX
    };
    let room_px = |is_there: bool| if is_there { HALF_BORDER_LEAF_PX } else { 0.0 };
    let on_top = |kind| kind == BoxKind::InternetGateway;
    let below = |kind: BoxKind| kind.is_on_border() && !on_top(kind);
    let header_px = header_px + room_px(contains(&inside, &on_top));
    let footer_px = BOUNDARY_SIDE_PX + room_px(contains(&inside, &below));
    let (width_px, height_px) = (
        inside.width_px + 2.0 * side_px,
        inside.height_px + header_px + footer_px,
    );
    let mut block = skin.sized(width_px, height_px);
    block.put(side_px, header_px, inside);
    block
}

fn contains(block: &Block, wanted: &dyn Fn(BoxKind) -> bool) -> bool {
    block.skin.as_ref().is_some_and(|skin| wanted(skin.kind))
        || block
            .children
            .iter()
            .any(|child| contains(&child.block, wanted))
}

/// `111122223333` as `1111-2222-3333`, as the console writes it.
fn grouped(account: &str) -> String {
    if account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{}-{}-{}", &account[..4], &account[4..8], &account[8..])
    } else {
        account.to_owned()
    }
}
