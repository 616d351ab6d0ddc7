//! How large a scene is seen where all of it is seen, and where it then stands.

use crate::geometry::Rect;

/// A place to see a scene in, with a corner that something else covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// How wide it is, in pixels of the screen.
    pub width_px: f64,
    /// How high it is.
    pub height_px: f64,
    /// How much of it is covered at its lower right: so wide, so high. Nothing where that is of no account.
    pub corner_px: (f64, f64),
}

/// Where a scene stands: `screen = scene * scale + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// How far right its origin is, in pixels of the screen.
    pub x: f64,
    /// How far down.
    pub y: f64,
    /// How large one scene unit is.
    pub scale: f64,
}

/// The place of the diagram in a window of 1440 by 900, beside the panels of the page and with its buttons.
pub const USUAL: Window = Window {
    width_px: 864.0,
    height_px: 647.0,
    corner_px: BUTTONS_PX,
};

/// The buttons in the corner, with the room about them.
pub const BUTTONS_PX: (f64, f64) = (44.0, 104.0);

/// The smallest a scene is seen.
pub const FARTHEST: f64 = 0.004;
/// A small network is not blown up beyond this.
pub const LARGEST: f64 = 1.35;
/// What is left free around a scene, in its own units: it brings more than is needed within a page.
const SIDE_PX: f64 = 6.0;

/// All of a scene, as large as it can be: over the whole width where the covered corner lies below it, else beside it.
#[must_use]
pub fn fit(bounds: Rect, window: &Window) -> Fit {
    let bounds = bounds.grown(SIDE_PX - super::MARGIN_PX);
    let (covered_px, from_below_px) = window.corner_px;
    let largest = |width_px: f64, height_px: f64| {
        let scale = (width_px / bounds.width_px).min(height_px / bounds.height_px);
        scale.clamp(FARTHEST, LARGEST)
    };
    let beside = largest(window.width_px - covered_px, window.height_px);
    let above = largest(window.width_px, window.height_px - from_below_px);
    let scale = beside.max(above);
    // In the middle, unless the corner would cover something there.
    let free_px = |room_px: f64, size_px: f64| (room_px - size_px * scale) / 2.0;
    let mut left_px = free_px(window.width_px, bounds.width_px);
    let mut top_px = free_px(window.height_px, bounds.height_px);
    if left_px < covered_px && top_px < from_below_px {
        if beside < above {
            top_px = free_px(window.height_px - from_below_px, bounds.height_px);
        } else {
            left_px = free_px(window.width_px - covered_px, bounds.width_px);
        }
    }
    Fit {
        x: left_px - bounds.x * scale,
        y: top_px - bounds.y * scale,
        scale,
    }
}

#[cfg(test)]
mod tests {
    use super::super::MARGIN_PX;
    use super::{Rect, SIDE_PX, USUAL, fit};

    /// What is seen of a scene of this size in the usual window: left, top, right, bottom.
    fn seen(width_px: f64, height_px: f64) -> [f64; 4] {
        let bounds = Rect::new(100.0, -50.0, width_px, height_px);
        let it = fit(bounds, &USUAL);
        let inner = bounds.grown(SIDE_PX - MARGIN_PX);
        [
            inner.x * it.scale + it.x,
            inner.y * it.scale + it.y,
            inner.right() * it.scale + it.x,
            inner.bottom() * it.scale + it.y,
        ]
    }

    #[test]
    fn a_scene_is_seen_whole_and_clear_of_the_corner() {
        for (width_px, height_px) in [
            (900.0, 300.0),
            (900.0, 700.0),
            (1200.0, 900.0),
            (400.0, 900.0),
            (3000.0, 40.0),
        ] {
            let [left, top, right, bottom] = seen(width_px, height_px);
            assert!(left >= -0.01 && top >= -0.01, "{width_px} x {height_px}");
            assert!(right <= USUAL.width_px + 0.01 && bottom <= USUAL.height_px + 0.01);
            let (covered_px, from_below_px) = USUAL.corner_px;
            let is_clear = right <= USUAL.width_px - covered_px + 0.01
                || bottom <= USUAL.height_px - from_below_px + 0.01;
            assert!(is_clear, "{width_px} x {height_px}: {right} {bottom}");
        }
    }

    #[test]
    fn a_wide_scene_fills_the_width_and_a_high_one_the_height() {
        let [left, _, right, _] = seen(2000.0, 600.0);
        assert!(right - left > USUAL.width_px - 1.0);
        let [_, top, _, bottom] = seen(600.0, 2000.0);
        assert!(bottom - top > USUAL.height_px - 1.0);
    }
}
