//! What a plan among the inputs would change, beside the boxes it concerns.

use crate::geometry::{Point, Rect};
use crate::report::{Report, Sentence};
use crate::scene::{Place, Scene, SceneBox, Text, TextAnchor, TextRole};
use crate::text::{fitted, width_px};
use crate::words::{self, Lang, Says};
use net::ResourceId;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a plan would do with a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The resource's id in the document.
    pub id: String,
    /// What it would do.
    pub deed: Deed,
    /// The attributes that would be others, each as `name: before -> after`.
    pub attributes: Vec<Sentence>,
    /// What it was in: where the diagram tells of a resource that is gone.
    pub within: Option<String>,
}

/// What a plan would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// It is made.
    Create,
    /// It is changed in place.
    Update,
    /// It is deleted and made anew.
    Replace,
    /// It is deleted.
    Delete,
    /// Terraform forgets it, and it stays.
    Forget,
}

impl Deed {
    /// All of them, in the order of the counts.
    pub const ALL: [Self; 5] = [
        Self::Create,
        Self::Update,
        Self::Replace,
        Self::Delete,
        Self::Forget,
    ];

    /// Its word in style sheets, tests and the importer's JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Forget => "forget",
        }
    }

    /// The deed by its word; nothing where nothing is changed.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == word)
    }

    /// A sign that tells it without colour.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Create => "+",
            Self::Update => "~",
            Self::Replace => "±",
            Self::Delete => "−",
            Self::Forget => "○",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Create => words::PLAN_CREATE,
            Self::Update => words::PLAN_UPDATE,
            Self::Replace => words::PLAN_REPLACE,
            Self::Delete => words::PLAN_DELETE,
            Self::Forget => words::PLAN_FORGET,
        }
    }
}

/// A pill at the left end of a box's upper border.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanMark {
    /// The box.
    pub at: ResourceId,
    /// What happens to the box itself, or alike to all it tells of.
    pub deed: Option<Deed>,
    /// The pill.
    pub rect: Rect,
    /// What it says.
    pub text: Text,
    /// Every change it stands for, a line each.
    pub title: String,
}

/// The marks of a scene. What has no box is told at what stands for it, or at what it was in.
#[must_use]
pub fn marks(report: &Report, scene: &Scene, lang: Lang) -> Vec<PlanMark> {
    let mut by_box: BTreeMap<ResourceId, Vec<&Change>> = BTreeMap::new();
    for change in &report.changes {
        let around = || scene.place(change.within.as_deref()?);
        let boxes = match scene.place(&change.id).or_else(around) {
            Some(Place::Box(only) | Place::Border(only)) => vec![only],
            Some(Place::Boxes(several)) => several,
            None => Vec::new(),
        };
        for id in boxes {
            by_box.entry(id).or_default().push(change);
        }
    }
    by_box
        .into_iter()
        .filter_map(|(id, changes)| Some(mark(scene.find(id.as_str())?, &changes, lang)))
        .collect()
}

fn mark(at: &SceneBox, changes: &[&Change], lang: Lang) -> PlanMark {
    const HIGH_PX: f64 = 16.0;
    const SIDE_PX: f64 = 8.0;
    let is_own = |it: &Change| it.id == at.id.as_str() || it.id == at.resource.as_str();
    let own = changes.iter().find(|it| is_own(it)).map(|it| it.deed);
    let others = || changes.iter().filter(|it| !is_own(it)).map(|it| it.deed);
    let said = match (own, changes) {
        (Some(deed), _) => {
            let word = format!("{} {}", deed.sign(), deed.says().in_lang(lang));
            format!("{word} {}", counted(others()))
        }
        (None, [only]) => format!("{} {}", only.deed.sign(), only.id),
        (None, _) => counted(others()),
    };
    let mut title = String::new();
    for it in changes {
        let _ = writeln!(title, "{} {}", it.deed.says().in_lang(lang), it.id);
    }
    let content = fitted(
        said.trim_end(),
        TextRole::Mark,
        at.rect.width_px - 4.0 * SIDE_PX,
    );
    let wide_px = width_px(&content, TextRole::Mark) + 2.0 * SIDE_PX;
    let rect = Rect::new(
        at.rect.x + SIDE_PX,
        at.rect.y - HIGH_PX / 2.0,
        wide_px,
        HIGH_PX,
    );
    let first = changes.first().map(|it| it.deed);
    let alike = first.filter(|deed| changes.iter().all(|it| it.deed == *deed));
    PlanMark {
        at: at.id.clone(),
        deed: own.or(alike),
        text: Text {
            at: Point::new(rect.center().x, rect.y + 11.5),
            anchor: TextAnchor::Middle,
            role: TextRole::Mark,
            content,
        },
        rect,
        title,
    }
}

/// `+2 ~1`
fn counted(deeds: impl Iterator<Item = Deed>) -> String {
    let deeds: Vec<Deed> = deeds.collect();
    let count = |deed: Deed| deeds.iter().filter(|it| **it == deed).count();
    let signs = Deed::ALL.into_iter().filter(|deed| count(*deed) > 0);
    let signs: Vec<String> = signs
        .map(|deed| format!("{}{}", deed.sign(), count(deed)))
        .collect();
    signs.join(" ")
}
