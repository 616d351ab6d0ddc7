//! The parts of a box: where its words, its letters and its marks are.

use crate::geometry::{Point, Rect};
use crate::layout::block::{LEAF_HEIGHT_PX, Skin};
use crate::scene::{BoxKind, Mark, SceneBox, Shape, Text, TextAnchor, TextRole};
use crate::text::{fitted, width_px};
use net::ResourceId;

/// A skin at its place: words fitted to the room, letters and marks where they belong.
pub(crate) fn dressed(skin: Skin, rect: Rect, parent: Option<ResourceId>) -> SceneBox {
    let (texts, glyph) = match skin.kind.shape() {
        Shape::Strip | Shape::Unplaced => (strip_words(&skin, rect), None),
        Shape::Group | Shape::Services | Shape::PublicSubnet | Shape::PrivateSubnet => (
            header(&skin, rect, TextRole::Caption, CAPTION_SIDE_PX, 18.0),
            None,
        ),
        Shape::Vpc => (header(&skin, rect, TextRole::Heading, 20.0, 21.0), None),
        Shape::Zone => (header(&skin, rect, TextRole::Caption, 10.0, 16.0), None),
        Shape::Pill => (pill_words(&skin, rect), None),
        Shape::Site | Shape::Leaf => leaf_words(&skin, rect),
    };
    let marks = marks(&skin, rect);
    SceneBox {
        id: skin.id,
        resource: skin.resource,
        kind: skin.kind,
        data_kind: skin.data_kind,
        rect,
        parent,
        name: skin.name,
        detail: skin.detail,
        code: skin.code,
        glyph,
        texts,
        marks,
        ward: skin.ward,
    }
}

/// Room at both ends of a subnet's first line, and between its name and its range.
const CAPTION_SIDE_PX: f64 = 17.0;
const CAPTION_GAP_PX: f64 = 12.0;

/// How wide a subnet must be for its name and its range.
pub(crate) fn caption_px(skin: &Skin) -> f64 {
    let own = skin.name.rsplit_once(" · ").map(|(own, _)| own);
    let name = own.filter(|_| skin.kind == BoxKind::PrivateSubnet);
    let name_px = width_px(name.unwrap_or(&skin.name), TextRole::Caption);
    let range_px = width_px(&skin.detail, TextRole::Address);
    (name_px + CAPTION_GAP_PX + range_px + 2.0 * CAPTION_SIDE_PX).ceil()
}

/// How wide a VPC's name and its range are.
pub(crate) fn heading_px(skin: &Skin) -> (f64, f64) {
    let name_px = width_px(&skin.name, TextRole::Heading);
    (name_px, width_px(&skin.detail, TextRole::Address))
}

/// A name at the left and a range at the right of a container's first line.
fn header(skin: &Skin, rect: Rect, role: TextRole, side_px: f64, down_px: f64) -> Vec<Text> {
    let room_px = rect.width_px - 2.0 * side_px;
    let down_px = down_px + skin.name_down_px;
    let mut texts = Vec::new();
    let detail_px = width_px(&skin.detail, TextRole::Address);
    let mut name_px = room_px;
    // That a subnet is public is said whole, before its range; and who owns what, before where it is.
    let is_said_whole = matches!(skin.kind, BoxKind::PublicSubnet | BoxKind::Account);
    let whole_px = width_px(&skin.name, role);
    let takes_room =
        is_said_whole && whole_px <= room_px && whole_px + detail_px + CAPTION_GAP_PX > room_px;
    if !skin.detail.is_empty() && detail_px + 40.0 <= room_px && !takes_room {
        name_px -= detail_px + CAPTION_GAP_PX;
        texts.push(Text {
            at: Point::new(rect.right() - side_px, rect.y + down_px),
            anchor: TextAnchor::End,
            role: TextRole::Address,
            content: skin.detail.clone(),
        });
    }
    let name_px = skin
        .name_room_px
        .map_or(name_px, |room_px| room_px.min(name_px));
    // A private subnet that does not say so is private all the same: its own name comes first.
    let own = skin.name.rsplit_once(" · ").map(|(own, _)| own);
    let short = own.filter(|_| skin.kind == BoxKind::PrivateSubnet);
    let name = match short {
        Some(own) if width_px(&skin.name, role) > name_px => own,
        Some(_) | None => skin.name.as_str(),
    };
    let content = fitted(name, role, name_px);
    let at = Point::new(rect.x + side_px, rect.y + down_px);
    texts.insert(
        0,
        Text {
            at,
            anchor: TextAnchor::Start,
            role,
            content,
        },
    );
    texts
}

/// A name in the middle of the left end.
fn strip_words(skin: &Skin, rect: Rect) -> Vec<Text> {
    let down_px = rect.height_px.min(LEAF_HEIGHT_PX) / 2.0 + 4.0;
    vec![Text {
        at: Point::new(rect.x + 16.0, rect.y + down_px),
        anchor: TextAnchor::Start,
        role: TextRole::Caption,
        content: fitted(&skin.name, TextRole::Caption, rect.width_px - 32.0),
    }]
}

fn pill_words(skin: &Skin, rect: Rect) -> Vec<Text> {
    vec![Text {
        at: Point::new(rect.center().x, rect.center().y + 4.0),
        anchor: TextAnchor::Middle,
        role: TextRole::Address,
        content: fitted(&skin.name, TextRole::Address, rect.width_px - 20.0),
    }]
}

/// Letters in a square, a name, and an address under it.
fn leaf_words(skin: &Skin, rect: Rect) -> (Vec<Text>, Option<Rect>) {
    let line_px = rect.height_px.min(LEAF_HEIGHT_PX);
    let glyph = Rect::new(rect.x + 8.0, rect.y + (line_px - 28.0) / 2.0, 28.0, 28.0);
    let left = rect.x + 42.0;
    let room_px = rect.right() - 5.0 - left;
    let middle = rect.y + line_px / 2.0;
    let mut texts = vec![Text {
        at: Point::new(glyph.center().x, glyph.center().y + 3.5),
        anchor: TextAnchor::Middle,
        role: TextRole::Code,
        content: skin.code.to_owned(),
    }];
    let title_down_px = if skin.detail.is_empty() { 4.5 } else { -3.0 };
    texts.push(Text {
        at: Point::new(left, middle + title_down_px),
        anchor: TextAnchor::Start,
        role: TextRole::Title,
        content: fitted(&skin.name, TextRole::Title, room_px),
    });
    // Where there is no line for marks, they take that of the address.
    let has_room = skin.marks.is_empty() || rect.height_px >= 56.0;
    if !skin.detail.is_empty() && has_room {
        texts.push(Text {
            at: Point::new(left, middle + 12.5),
            anchor: TextAnchor::Start,
            role: TextRole::Address,
            content: fitted(&skin.detail, TextRole::Address, room_px),
        });
    }
    (texts, Some(glyph))
}

/// From a leaf's side to what is in it.
const SIDE_PX: f64 = 8.0;
/// From a leaf's side to what stands beside its letters.
const BESIDE_LETTERS_PX: f64 = 40.0;
/// What a mark's shape and sides add to its words.
const AROUND_MARK_PX: f64 = 24.0;
const MARK_GAP_PX: f64 = 4.0;

/// Marks side by side on a leaf's last line, as many as fit.
fn marks(skin: &Skin, rect: Rect) -> Vec<Mark> {
    let wanted = skin.marks.iter();
    let wanted_px: f64 = wanted
        .map(|(_, words)| width_px(words, TextRole::Mark) + AROUND_MARK_PX + MARK_GAP_PX)
        .sum();
    let most = rect.right() - SIDE_PX;
    // Under the words; where that is too narrow for them, under the letters, too.
    let mut left = rect.x + BESIDE_LETTERS_PX;
    if left + wanted_px - MARK_GAP_PX > most {
        left = rect.x + SIDE_PX;
    }
    let mut marks = Vec::new();
    for (kind, words) in &skin.marks {
        let content = fitted(words, TextRole::Mark, most - left - AROUND_MARK_PX);
        if content.is_empty() {
            break;
        }
        let pill = Rect::new(
            left,
            rect.bottom() - 19.0,
            width_px(&content, TextRole::Mark) + AROUND_MARK_PX,
            15.0,
        );
        let text = Text {
            at: Point::new(pill.x + 17.0, pill.y + 11.0),
            anchor: TextAnchor::Start,
            role: TextRole::Mark,
            content,
        };
        left = pill.right() + MARK_GAP_PX;
        marks.push(Mark {
            kind: *kind,
            rect: pill,
            text,
        });
    }
    marks
}
