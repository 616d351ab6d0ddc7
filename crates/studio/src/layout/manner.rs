//! Manners of arranging a picture, and the choice of the one in which its letters are largest.
//!
//! A network fits a window in many ways: what stands beside each other may stand below, services may be at the right
//! or at the foot. Only sizes are compared, before any line has a way.

use crate::geometry::Rect;
use crate::layout::block::Block;
use crate::scene::MARGIN_PX;
use crate::scene::fit::{USUAL, fit};

/// Where things of one kind follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flow {
    /// From left to right.
    #[default]
    Across,
    /// From top to bottom.
    Down,
}

/// Where the services of AWS stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// Below or above the last column, where there is one of providers; else in a column of their own.
    #[default]
    LastColumn,
    /// In a column at the right of all.
    OwnColumn,
    /// In a row below all.
    Foot,
}

/// The shape that VPCs are packed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Packing {
    /// About 16 to 10.
    #[default]
    Usual,
    /// Higher than that.
    High,
    /// Wider than that.
    Wide,
}

/// One way to arrange a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Manner {
    /// Groups of leaves in the subnets of VPCs that use services.
    pub(crate) users: Flow,
    /// Groups of leaves in the subnets of VPCs that provide some.
    pub(crate) providers: Flow,
    /// Users and their providers.
    pub(crate) columns: Flow,
    pub(crate) services: Standing,
    pub(crate) packing: Packing,
    /// On-premises networks and what joins networks.
    pub(crate) lanes: Flow,
}

/// What there is to arrange.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choice {
    pub(crate) has_users: bool,
    pub(crate) has_providers: bool,
    pub(crate) has_services: bool,
    /// Whether several VPCs stand in one column.
    pub(crate) has_several: bool,
    /// Whether there are on-premises networks and what joins them with others.
    pub(crate) has_lanes: bool,
}

/// From this scale on letters are large enough.
const ENOUGH: f64 = 1.06;
/// How much larger the letters must be for a manner that is not the usual one, for each thing that is otherwise.
const UNUSUAL: f64 = 1.03;
/// The same for users above their providers: what leads somewhere mostly leads to the right.
const BELOW: f64 = 1.12;
/// How much larger they must be to change the manner of a picture that is edited: a small edit moves little.
const CHANGED: f64 = 1.35;

impl Manner {
    /// Manners that differ from this one in one respect of what there is to arrange, or in those that hang together: how
    /// leaves of users and of providers stand, where the services are, and how VPCs are packed.
    fn others(self, respect: Respect, choice: Choice) -> Vec<Self> {
        let flows = |is_there: bool| {
            let both = [Flow::Across, Flow::Down];
            both.into_iter().take(if is_there { 2 } else { 1 })
        };
        match respect {
            Respect::Inside => {
                let count = match (choice.has_services, choice.has_providers) {
                    (false, _) => 1,
                    (true, false) => 2,
                    (true, true) => 3,
                };
                let standings = [Standing::LastColumn, Standing::Foot, Standing::OwnColumn];
                let standings = standings.into_iter().take(count);
                let packings = [Packing::Usual, Packing::High, Packing::Wide];
                let packings = packings
                    .into_iter()
                    .take(if choice.has_several { 3 } else { 1 });
                let mut all = Vec::new();
                for packing in packings {
                    for services in standings.clone() {
                        for users in flows(choice.has_users) {
                            for providers in flows(choice.has_providers) {
                                all.push(Self {
                                    users,
                                    providers,
                                    services,
                                    packing,
                                    ..self
                                });
                            }
                        }
                    }
                }
                all
            }
            Respect::Columns => {
                let columns = flows(choice.has_providers);
                columns.map(|columns| Self { columns, ..self }).collect()
            }
            Respect::Lanes => {
                let lanes = flows(choice.has_lanes);
                lanes.map(|lanes| Self { lanes, ..self }).collect()
            }
        }
    }

    /// What a picture in this manner is worth, where its letters are so large.
    fn worth(self, scale: f64, kept: Option<Self>) -> f64 {
        let others = [
            self.users != Flow::Across,
            self.providers != Flow::Across,
            self.services != Standing::LastColumn,
            self.packing != Packing::Usual,
            self.lanes != Flow::Across,
        ];
        let mut worth = scale.min(ENOUGH);
        for _ in others.into_iter().filter(|it| *it) {
            worth /= UNUSUAL;
        }
        if self.columns == Flow::Down {
            worth /= BELOW;
        }
        if kept == Some(self) {
            worth * CHANGED
        } else {
            worth
        }
    }
}

/// In what manners differ, in the order in which they are chosen.
#[derive(Clone, Copy, Debug)]
enum Respect {
    Inside,
    Columns,
    Lanes,
}

/// The picture in the manner that suits it best; `kept` is that of the picture before.
pub(crate) fn best(
    choice: Choice,
    kept: Option<Manner>,
    arranged: &dyn Fn(Manner) -> Block,
) -> (Manner, Block) {
    let first = kept.unwrap_or_default();
    let mut tried = vec![first];
    let mut best = (first, arranged(first));
    let mut most = first.worth(scale_of(&best.1), kept);
    for respect in [Respect::Inside, Respect::Columns, Respect::Lanes] {
        for manner in best.0.others(respect, choice) {
            if tried.contains(&manner) {
                continue;
            }
            tried.push(manner);
            let block = arranged(manner);
            let worth = manner.worth(scale_of(&block), kept);
            if worth > most + 1e-9 {
                (best, most) = ((manner, block), worth);
            }
        }
    }
    best
}

/// How large a block is seen in the usual window.
fn scale_of(block: &Block) -> f64 {
    let bounds = Rect::new(0.0, 0.0, block.width_px, block.height_px);
    fit(bounds.grown(MARGIN_PX), &USUAL).scale
}
