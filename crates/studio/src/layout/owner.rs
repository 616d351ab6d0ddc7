//! What is around VPCs: accounts, stacks and Regions.

use crate::layout::block::{Block, Skin};
use crate::scene::{BoxKind, word};
use net::id::VpcId;
use net::lang::Lang;
use net::{Network, ResourceId, Topology};
use std::collections::BTreeSet;

const SIDE_PX: f64 = 18.0;
const REGION_SIDE_PX: f64 = 14.0;
/// Room for what sits across the borders of VPCs: above it runs a line with the way back beside it.
const ON_TOP_PX: f64 = 30.0;
const BELOW_PX: f64 = 22.0;

/// VPCs that belong together, by what is known of who owns them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// An account, by its number.
    Account(ResourceId),
    /// A stack of a template, where no account is said.
    Stack(String),
    /// Nothing is known.
    Nobody,
}

pub(crate) fn key_of(owner: &Owner) -> ResourceId {
    match owner {
        Owner::Account(id) => id.clone(),
        Owner::Stack(name) => format!("stack:{name}").into(),
        Owner::Nobody => "".into(),
    }
}

pub(crate) fn owner_of(topology: &Topology, vpc: &VpcId) -> Owner {
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

/// What is around VPCs: an account, a stack or a Region; nothing where none is known.
pub(crate) fn boundary(
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

pub(crate) fn region_skin(owner: &Owner, region: &str) -> Skin {
    let id = match owner {
        Owner::Nobody => format!("region:{region}"),
        Owner::Account(_) | Owner::Stack(_) => format!("{}.{region}", key_of(owner)),
    };
    Skin::new(&id.into(), BoxKind::Region, "region").named(region)
}

pub(crate) fn has_regions(block: &Block) -> bool {
    contains(block, &|kind| kind == BoxKind::Region)
}

/// A boundary with room for what sits across the borders of the VPCs in it.
pub(crate) fn bounded(skin: Skin, inside: Block, header_px: f64) -> Block {
    let side_px = if skin.kind == BoxKind::Region {
        REGION_SIDE_PX
    } else {
        SIDE_PX
    };
    let on_top = |kind| kind == BoxKind::InternetGateway;
    let below = |kind: BoxKind| kind.is_on_border() && !on_top(kind);
    let mut header_px = header_px;
    let mut footer_px = SIDE_PX;
    if contains(&inside, &on_top) {
        header_px += ON_TOP_PX;
    }
    if contains(&inside, &below) {
        footer_px += BELOW_PX;
    }
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
