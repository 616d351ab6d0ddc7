//! What containers are called when they are seen from afar, in letters of a size that stays readable.
//!
//! A picture shrinks with its letters; names do not. Each name lies inside its own container, in the line above what it
//! holds or, where that line is too low, in the middle; so names of neighbours never meet.

use super::{BoxKind, Scene, SceneBox, TextRole};
use crate::geometry::{Point, Rect};
use crate::layout::subnet::HEADER_PX;
use crate::text::{fitted, size_px, width_px};
use crate::words::{self, Lang};
use net::ResourceId;

/// Seen larger than this, a picture's own letters are read.
pub const NEAR: f64 = 0.6;

/// A name and where it is put. Lengths in pixels of the screen, whatever the size of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The container.
    pub id: ResourceId,
    /// What it is.
    pub kind: BoxKind,
    /// The upper left corner of its ground, in scene units.
    pub at: Point,
    /// The size of its ground.
    pub size_px: (f64, f64),
    /// Whether it lies on what the container holds, and needs a ground to be read.
    pub is_plate: bool,
    /// The name, then what the container hides; each shortened to fit.
    pub lines: Vec<(TextRole, String)>,
    /// The range or place at the right end of the line, where there is room for it, and how far right that end is.
    pub aside: Option<(f64, String)>,
    /// How many leaves it hides.
    pub hidden: usize,
    /// The name in full and what it hides, said to whoever opens it.
    pub said: String,
}

/// The height of a line, and the room around letters.
const LINE_PX: f64 = 15.0;
const PAD_PX: f64 = 4.0;
/// The lowest line above a container's inside in which a name can stand, and one in the smallest letters: a group has no
/// middle of its own to put a name in.
const LEAST_LINE_PX: f64 = 9.6;
const LEAST_GROUP_LINE_PX: f64 = 7.5;
/// A name shorter than this says nothing.
const LEAST_NAME_PX: f64 = 30.0;

/// The names of all containers that a view shows so small that their own letters are not read.
///
/// `scale` is how many pixels of the screen a scene unit takes, `part` what is seen of the scene; `hides` says that what
/// closed subnets hold is not drawn there.
#[must_use]
pub fn names(scene: &Scene, scale: f64, part: Rect, hides: bool, lang: Lang) -> Vec<Name> {
    if scale <= 0.0 || scale >= NEAR {
        return Vec::new();
    }
    let insides = insides(scene);
    let mut names: Vec<Name> = Vec::new();
    // Parents come before their children, and what is in a VPC right after it.
    let mut is_under_plate = false;
    for (it, mut inside) in scene.boxes.iter().zip(insides) {
        if it.kind == BoxKind::Vpc {
            is_under_plate = inside.line_px * scale < LEAST_LINE_PX;
        }
        if it.rect.overlaps(&part) {
            if !hides {
                inside.held = 0;
            }
            names.extend(name(it, scale, inside, is_under_plate, lang));
        }
    }
    names
}

fn name(
    it: &SceneBox,
    scale: f64,
    inside: Inside,
    is_under_plate: bool,
    lang: Lang,
) -> Option<Name> {
    let role = match it.kind {
        BoxKind::Vpc => TextRole::Title,
        BoxKind::Account
        | BoxKind::Region
        | BoxKind::PublicSubnet
        | BoxKind::PrivateSubnet
        | BoxKind::Services => TextRole::Caption,
        _ => return None,
    };
    let is_opened = matches!(
        it.kind,
        BoxKind::Vpc | BoxKind::PublicSubnet | BoxKind::PrivateSubnet
    );
    let hidden = if is_opened { inside.held } else { 0 };
    let (width, height) = (it.rect.width_px * scale, it.rect.height_px * scale);
    let line_px = inside.line_px.min(it.rect.height_px) * scale;
    let count = (hidden > 0).then(|| words::enis(lang, hidden));
    let (role, least_px) = match it.kind {
        BoxKind::Account | BoxKind::Region if line_px < LEAST_LINE_PX => {
            (TextRole::Mark, LEAST_GROUP_LINE_PX)
        }
        _ => (role, LEAST_LINE_PX),
    };
    let room_px = if line_px < least_px {
        width
    } else {
        width.min(inside.clear_px * scale)
    } - 2.0 * PAD_PX;
    let (lines, is_plate) = if line_px >= least_px {
        // In its own line: the name, and the count beside it where there is room for both.
        let beside = count.map(|count| format!("  {count}"));
        let beside_px = beside
            .as_ref()
            .map_or(0.0, |it| width_px(it, TextRole::Caption));
        match shortened(it, role, room_px - beside_px) {
            Some(short) => {
                let count = beside.map(|it| (TextRole::Caption, it));
                (std::iter::once((role, short)).chain(count).collect(), false)
            }
            None => (vec![(role, shortened(it, role, room_px)?)], false),
        }
    } else if it.kind == BoxKind::Vpc || hidden > 0 && !is_under_plate {
        (plate(it, role, count, room_px - PAD_PX, height)?, true)
    } else {
        return None;
    };
    let widths = lines.iter().map(|(role, line)| width_px(line, *role));
    let size = if is_plate {
        let wide_px = widths.fold(0.0, f64::max) + 2.0 * PAD_PX;
        (wide_px.min(width), LINE_PX * rows(lines.len()))
    } else {
        (widths.sum::<f64>() + PAD_PX, line_px.min(LINE_PX))
    };
    let aside_px = width - size.0 - 3.0 * PAD_PX;
    let has_room = !is_plate && width <= inside.clear_px * scale;
    let aside = (has_room && width_px(&it.detail, TextRole::Address) < aside_px)
        .then(|| (width - 2.0 * PAD_PX, it.detail.clone()))
        .filter(|(_, detail)| !detail.is_empty());
    let at = if is_plate {
        let middle = it.rect.center();
        middle.moved(-size.0 / 2.0 / scale, -size.1 / 2.0 / scale)
    } else {
        let down_px = ((line_px - size.1) / 2.0).clamp(0.0, PAD_PX);
        Point::new(it.rect.x, it.rect.y).moved(PAD_PX / scale, down_px / scale)
    };
    Some(Name {
        id: it.id.clone(),
        kind: it.kind,
        at,
        size_px: size,
        is_plate,
        said: words::hidden_in(lang, &it.name, hidden),
        lines,
        aside,
        hidden,
    })
}

/// What stands in the middle of a container: name and count, where there is room for one line the name alone, and where
/// the name has none, the count.
fn plate(
    it: &SceneBox,
    role: TextRole,
    count: Option<String>,
    room_px: f64,
    height: f64,
) -> Option<Vec<(TextRole, String)>> {
    let named = shortened(it, role, room_px).map(|it| (role, it));
    let counted = count
        .filter(|it| width_px(it, TextRole::Caption) <= room_px)
        .map(|it| (TextRole::Caption, it));
    let fit = if height >= 2.0 * LINE_PX {
        2
    } else {
        usize::from(height >= LINE_PX - 2.0)
    };
    let lines: Vec<_> = named.into_iter().chain(counted).take(fit).collect();
    (!lines.is_empty()).then_some(lines)
}

/// A name in so much room: whole; without what the line or the tint says too (`VPC`, `Account`, `private`); an account's
/// name without its number; else the beginning and the end.
fn shortened(it: &SceneBox, role: TextRole, room_px: f64) -> Option<String> {
    let name = it.name.as_str();
    let after = |mark: &str| name.split_once(mark).map(|(_, it)| it);
    let forms = match it.kind {
        BoxKind::Account => [Some(name), after(" "), after(" · ")],
        BoxKind::Vpc => [Some(name), name.strip_prefix("VPC "), None],
        _ => [
            Some(name),
            name.rsplit_once(" · ").map(|(own, _)| own),
            None,
        ],
    };
    let mut shortest = name;
    for form in forms.into_iter().flatten() {
        if width_px(form, role) <= room_px {
            return Some(form.to_owned());
        }
        shortest = form;
    }
    (room_px >= LEAST_NAME_PX).then(|| fitted(shortest, role, room_px))
}

/// What of a container's inside matters to its name. Lengths in scene units.
#[derive(Clone, Copy)]
struct Inside {
    /// How many leaves are in it, at any depth.
    held: usize,
    /// How high the free line above what is in it is.
    line_px: f64,
    /// How much of that line is free, from the left.
    clear_px: f64,
}

/// How many leaves a box stands for: those of a closed subnet; one that is drawn cannot be read from afar either.
fn held(it: &SceneBox) -> usize {
    let is_leaf = matches!(
        it.kind,
        BoxKind::Instance
            | BoxKind::Interface
            | BoxKind::EndpointInterface
            | BoxKind::Balancer
            | BoxKind::Nat
            | BoxKind::ResolverEndpoint
    );
    let hidden = it.ward.map_or(0, |ward| ward.counts.iter().sum());
    usize::from(is_leaf) + hidden
}

fn insides(scene: &Scene) -> Vec<Inside> {
    let mut insides: Vec<Inside> = scene
        .boxes
        .iter()
        .map(|it| Inside {
            held: 0,
            line_px: if it.ward.is_some() {
                HEADER_PX
            } else {
                f64::INFINITY
            },
            clear_px: it.rect.width_px,
        })
        .collect();
    for it in &scene.boxes {
        let own = held(it);
        let parent = it.parent.as_ref().and_then(|id| scene.index.get(id));
        if let Some((inside, around)) =
            parent.and_then(|at| insides.get_mut(*at).zip(scene.boxes.get(*at)))
        {
            let down_px = it.rect.y - around.rect.y;
            if it.kind.is_on_border() {
                if down_px < 0.0 {
                    inside.clear_px = inside.clear_px.min(it.rect.x - around.rect.x);
                }
            } else {
                inside.line_px = inside.line_px.min(down_px);
            }
        }
        let mut next = scene.index.get(&it.id).filter(|_| own > 0);
        while let Some(at) = next {
            if let Some(inside) = insides.get_mut(*at) {
                inside.held += own;
            }
            let parent = scene.boxes.get(*at).and_then(|it| it.parent.as_ref());
            next = parent.and_then(|id| scene.index.get(id));
        }
    }
    insides
}

#[expect(clippy::cast_precision_loss, reason = "two lines at most")]
const fn rows(count: usize) -> f64 {
    count as f64
}

impl Name {
    /// Where it lies, in pixels of a screen on which the scene's origin is at the corner.
    #[must_use]
    pub fn rect(&self, scale: f64) -> Rect {
        let (wide_px, high_px) = self.size_px;
        Rect::new(self.at.x * scale, self.at.y * scale, wide_px, high_px)
    }

    /// The baseline of each line and its left end, from the upper left corner of the ground.
    pub fn lines_at(&self) -> impl Iterator<Item = (Point, TextRole, &str)> {
        let mut at = Point::new(0.0, 0.0);
        let (wide_px, high_px) = self.size_px;
        self.lines.iter().map(move |(role, line)| {
            let base = if self.is_plate {
                at.y += LINE_PX;
                let left = (wide_px - width_px(line, *role)) / 2.0;
                return (Point::new(left, at.y - 4.0), *role, line.as_str());
            } else {
                Point::new(at.x, high_px.mul_add(0.5, size_px(*role) * 0.36))
            };
            at.x += width_px(line, *role);
            (base, *role, line.as_str())
        })
    }
}
