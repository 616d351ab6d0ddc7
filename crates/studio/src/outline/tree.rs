//! The network as a tree one walks with the arrow keys: what of it is shown, and where a key leads.
//!
//! The keys are those of the tree pattern of the ARIA Authoring Practices.

use super::{Row, row};
use crate::scene::{BoxKind, Scene, SceneBox};
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// A tree with more rows than this begins with its roots alone.
const MOST_OPEN: usize = 200;

/// The tree, parents before children.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    branches: Vec<Branch>,
}

/// A row of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// What it says.
    pub row: Row,
    /// Its box in the scene: nodes of one load balancer have a row each.
    pub place: ResourceId,
    /// Whether it has rows below it.
    pub is_parent: bool,
    /// Whether those are told only where someone asks: it stands for a closed subnet.
    pub is_closed: bool,
}

/// A row that is shown: no row above it is shut.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The row.
    pub branch: Branch,
    /// Whether its own rows are shown; nothing where it has none.
    pub is_open: Option<bool>,
    /// The shown row it stands under.
    pub parent: Option<usize>,
}

/// Where a key leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a shown row, by its place in the list.
    Go(usize),
    /// These rows open, or shut where they were open.
    Turn(Vec<ResourceId>),
}

impl Tree {
    /// The tree of a scene. Accounts, Regions and zones are left out: they say where, which the picture shows.
    #[must_use]
    pub fn of(scene: &Scene) -> Self {
        let mut children: BTreeMap<Option<&ResourceId>, Vec<&SceneBox>> = BTreeMap::new();
        for it in &scene.boxes {
            children.entry(it.parent.as_ref()).or_default().push(it);
        }
        let mut branches: Vec<Branch> = Vec::new();
        let mut open: Vec<(&SceneBox, usize)> = Vec::new();
        if let Some(roots) = children.get(&None) {
            open.extend(roots.iter().rev().map(|it| (*it, 0)));
        }
        let is_large = scene.is_large();
        while let Some((it, depth)) = open.pop() {
            // Leaves of a large network are told where someone asks, also those a trace has opened.
            let is_closed =
                is_large && matches!(it.kind, BoxKind::PublicSubnet | BoxKind::PrivateSubnet);
            let shown = !matches!(
                it.kind,
                BoxKind::Account | BoxKind::Region | BoxKind::Zone | BoxKind::Internet
            );
            if shown {
                if let Some(before) = branches.last_mut() {
                    before.is_parent |= before.row.depth < depth;
                }
                let held: usize = it.ward.map_or(0, |ward| ward.counts.iter().sum());
                branches.push(Branch {
                    row: row(it, depth),
                    place: it.id.clone(),
                    is_parent: is_closed && (held > 0 || children.contains_key(&Some(&it.id))),
                    is_closed,
                });
            }
            if let Some(inside) = children.get(&Some(&it.id)).filter(|_| !is_closed) {
                let depth = if shown { depth + 1 } else { depth };
                open.extend(inside.iter().rev().map(|child| (*child, depth)));
            }
        }
        Self { branches }
    }

    /// All rows of it.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.branches.iter().map(|it| &it.row)
    }

    /// The rows to show, where `turned` are those that are not as they begin. What a closed subnet holds is asked of
    /// the scene.
    #[must_use]
    pub fn shown(
        &self,
        turned: &BTreeSet<ResourceId>,
        scene: &Scene,
        network: &Network,
    ) -> Vec<Shown> {
        let begins_open = self.branches.len() <= MOST_OPEN;
        let mut shown: Vec<Shown> = Vec::new();
        // The open rows around the one that is looked at, outermost first.
        let mut around: Vec<usize> = Vec::new();
        let mut shut_from: Option<usize> = None;
        for branch in &self.branches {
            let depth = branch.row.depth;
            if shut_from.is_some_and(|shut| depth > shut) {
                continue;
            }
            around.truncate(depth);
            let begins = begins_open && !branch.is_closed;
            let is_open = branch
                .is_parent
                .then(|| begins != turned.contains(&branch.place));
            shut_from = (is_open == Some(false)).then_some(depth);
            let at = shown.len();
            shown.push(Shown {
                branch: branch.clone(),
                is_open,
                parent: around.last().copied(),
            });
            around.push(at);
            if branch.is_closed && is_open == Some(true) {
                let inside = leaves_of(&branch.place, depth + 1, scene, network);
                shown.extend(inside.into_iter().map(|branch| Shown {
                    branch,
                    is_open: None,
                    parent: Some(at),
                }));
            }
        }
        shown
    }

    /// The rows that must be turned for a resource's row to be shown, as they are turned now.
    #[must_use]
    pub fn way_to(&self, id: &str, turned: &BTreeSet<ResourceId>) -> Vec<ResourceId> {
        let begins_open = self.branches.len() <= MOST_OPEN;
        let mut around: Vec<&Branch> = Vec::new();
        for branch in &self.branches {
            around.truncate(branch.row.depth);
            if branch.row.id == id {
                let is_shut = |it: &&&Branch| {
                    let begins = begins_open && !it.is_closed;
                    begins == turned.contains(&it.place)
                };
                return around
                    .iter()
                    .filter(is_shut)
                    .map(|it| it.place.clone())
                    .collect();
            }
            around.push(branch);
        }
        Vec::new()
    }
}

/// The leaves of a closed subnet, in the order in which they stand.
fn leaves_of(subnet: &ResourceId, depth: usize, scene: &Scene, network: &Network) -> Vec<Branch> {
    let around = scene.around(subnet.as_str());
    let Some(vpc) = around.iter().find(|it| it.kind == BoxKind::Vpc) else {
        return Vec::new();
    };
    let detail = scene.detail(network, vpc.id.as_str());
    // Where a trace leads, a subnet's leaves are in the scene already.
    let own = detail
        .boxes
        .iter()
        .chain(&scene.boxes)
        .filter(|it| it.parent.as_ref() == Some(subnet));
    own.map(|it| Branch {
        row: row(it, depth),
        place: it.id.clone(),
        is_parent: false,
        is_closed: false,
    })
    .collect()
}

/// Where a key leads from a row; nothing where it is no key of a tree.
#[must_use]
pub fn step(shown: &[Shown], at: usize, key: &str) -> Option<Step> {
    let last = shown.len().checked_sub(1)?;
    let own = shown.get(at)?;
    let turn = || Step::Turn(vec![own.branch.place.clone()]);
    Some(match key {
        "ArrowDown" => Step::Go((at + 1).min(last)),
        "ArrowUp" => Step::Go(at.saturating_sub(1)),
        "Home" => Step::Go(0),
        "End" => Step::Go(last),
        "ArrowRight" => match own.is_open {
            Some(false) => turn(),
            Some(true) => Step::Go((at + 1).min(last)),
            None => Step::Go(at),
        },
        "ArrowLeft" => match own.is_open {
            Some(true) => turn(),
            Some(false) | None => Step::Go(own.parent.unwrap_or(at)),
        },
        "*" => Step::Turn(
            shown
                .iter()
                .filter(|it| it.parent == own.parent && it.is_open == Some(false))
                .map(|it| it.branch.place.clone())
                .collect(),
        ),
        _ => return None,
    })
}

/// The next row that begins with what was typed, from a row on and around; the row itself where more than one letter was
/// typed and it still fits.
#[must_use]
pub fn typed(shown: &[Shown], at: usize, text: &str) -> Option<usize> {
    let wanted = text.to_lowercase();
    let count = shown.len();
    let first = usize::from(text.chars().count() == 1);
    let rows = (first..=count).map(|by| (at + by) % count.max(1));
    rows.filter_map(|at| Some((at, shown.get(at)?)))
        .find(|(_, it)| it.branch.row.text.to_lowercase().starts_with(&wanted))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;
    use net::Topology;
    use net::lang::Lang;
    use std::sync::Arc;

    fn network() -> Network {
        let json = scenario::find("hands-on").map_or("", |it| it.json);
        Network::new(Arc::new(Topology::from_json(json).unwrap_or_default()))
    }

    fn texts(shown: &[Shown]) -> Vec<&str> {
        shown.iter().map(|it| it.branch.row.text.as_str()).collect()
    }

    #[test]
    fn arrows_open_shut_and_walk() {
        let network = network();
        let scene = Scene::of(&network, None, Lang::En);
        let tree = Tree::of(&scene);
        let mut turned = BTreeSet::new();
        let all = tree.shown(&turned, &scene, &network);
        assert_eq!(all.len(), tree.rows().count());
        assert_eq!(all[0].is_open, Some(true));
        assert_eq!(step(&all, 0, "ArrowRight"), Some(Step::Go(1)));
        assert_eq!(step(&all, 1, "ArrowLeft"), Some(Step::Go(0)));
        assert_eq!(step(&all, 0, "q"), None);
        let Some(Step::Turn(shut)) = step(&all, 0, "ArrowLeft") else {
            panic!("an open row shuts");
        };
        turned.extend(shut);
        let few = tree.shown(&turned, &scene, &network);
        assert!(few.len() < all.len());
        assert_eq!(few[0].is_open, Some(false));
        assert!(
            few[1].branch.row.depth == 0,
            "what follows is not inside: {:?}",
            texts(&few)
        );
        let inside = &all[2].branch.row.id;
        assert_eq!(
            tree.way_to(inside, &turned),
            turned.into_iter().collect::<Vec<_>>()
        );
    }

    #[test]
    fn letters_go_to_the_next_row_that_begins_so() {
        let network = network();
        let scene = Scene::of(&network, None, Lang::En);
        let shown = Tree::of(&scene).shown(&BTreeSet::new(), &scene, &network);
        let first = typed(&shown, 0, "ssm").map(|at| texts(&shown)[at]);
        assert_eq!(first, Some("ssm"));
        let at = typed(&shown, 0, "s").unwrap_or_default();
        let next = typed(&shown, at, "s").unwrap_or_default();
        assert!(next > at, "one letter again goes on");
        assert_eq!(typed(&shown, 0, "zzz"), None);
    }
}
