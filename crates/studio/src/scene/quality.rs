//! How good a picture is, in numbers that can be compared: less is better in each but the last.

use crate::geometry::{Point, Rect};
use crate::scene::fit::{USUAL, fit};
use crate::scene::{Edge, Scene, SceneBox, Text, TextRole};
use crate::text::size_px;

/// What makes a picture hard to read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Points where two lines with no common end cross.
    pub crossings: usize,
    /// Corners of lines.
    pub bends: usize,
    /// Runs of lines through leaves that are not their ends.
    pub through_leaves: usize,
    /// Words of lines that cover other words or a leaf.
    pub label_collisions: usize,
    /// How much of the picture is neither leaf nor words of one, in hundredths.
    pub empty_percent: f64,
    /// How high the letters of a leaf's name are where all is seen in the usual window, in pixels: more is better.
    pub name_px: f64,
}

impl Scene {
    /// How good the picture is.
    #[must_use]
    pub fn quality(&self) -> Quality {
        let leaves: Vec<&SceneBox> = self.boxes.iter().filter(|it| !it.is_container()).collect();
        let labels: Vec<Rect> = self.labels();
        let covers = |label: &Rect, at: usize| {
            leaves.iter().any(|leaf| leaf.rect.overlaps(label))
                || labels[..at].iter().any(|other| other.overlaps(label))
        };
        let wards = self.boxes.iter().flat_map(|it| self.leaf_rects(it));
        let leaf_area: f64 = leaves
            .iter()
            .map(|it| it.rect)
            .chain(wards)
            .map(|it| it.width_px * it.height_px)
            .sum();
        let area = self.bounds.width_px * self.bounds.height_px;
        Quality {
            crossings: self.crossings(),
            bends: self
                .edges
                .iter()
                .map(|edge| edge.points.len().saturating_sub(2))
                .sum(),
            through_leaves: self
                .edges
                .iter()
                .map(|edge| runs_through(edge, &leaves))
                .sum(),
            label_collisions: labels
                .iter()
                .enumerate()
                .filter(|(at, label)| covers(label, *at))
                .count(),
            empty_percent: 100.0 - leaf_area / area.max(1.0) * 100.0,
            name_px: size_px(TextRole::Title) * fit(self.bounds, &USUAL).scale,
        }
    }

    fn labels(&self) -> Vec<Rect> {
        let labels = self.edges.iter().flat_map(|edge| &edge.labels);
        labels.map(Text::rect).collect()
    }

    fn crossings(&self) -> usize {
        let runs: Vec<(usize, Point, Point)> = self
            .edges
            .iter()
            .enumerate()
            .flat_map(|(at, edge)| edge.points.windows(2).map(move |run| (at, run[0], run[1])))
            .collect();
        let shares_end = |one: usize, other: usize| {
            let (one, other) = (&self.edges[one], &self.edges[other]);
            [&one.from, &one.to]
                .iter()
                .any(|end| **end == other.from || **end == other.to)
        };
        let mut count = 0;
        for (number, (at, from, to)) in runs.iter().enumerate() {
            for (other, start, end) in &runs[number + 1..] {
                if at != other && crosses(*from, *to, *start, *end) && !shares_end(*at, *other) {
                    count += 1;
                }
            }
        }
        count
    }
}

fn runs_through(edge: &Edge, leaves: &[&SceneBox]) -> usize {
    let foreign = leaves
        .iter()
        .filter(|leaf| leaf.id != edge.from && leaf.id != edge.to);
    foreign
        .map(|leaf| {
            let runs = edge.points.windows(2);
            runs.filter(|run| leaf.rect.is_crossed_by(run[0], run[1]))
                .count()
        })
        .sum()
}

/// Whether an upright and a level run meet, other than at their ends.
fn crosses(a: Point, b: Point, c: Point, d: Point) -> bool {
    let is_level = |from: Point, to: Point| (from.y - to.y).abs() < 0.01;
    let within =
        |at: f64, one: f64, other: f64| at > one.min(other) + 0.01 && at < one.max(other) - 0.01;
    match (is_level(a, b), is_level(c, d)) {
        (true, false) => within(c.x, a.x, b.x) && within(a.y, c.y, d.y),
        (false, true) => within(a.x, c.x, d.x) && within(c.y, a.y, b.y),
        (true, true) | (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cross_where_one_runs_over_the_other() {
        let point = Point::new;
        let level = (point(0.0, 5.0), point(10.0, 5.0));
        assert!(crosses(level.0, level.1, point(4.0, 0.0), point(4.0, 9.0)));
        assert!(!crosses(level.0, level.1, point(4.0, 5.0), point(4.0, 9.0)));
        assert!(!crosses(
            level.0,
            level.1,
            point(12.0, 0.0),
            point(12.0, 9.0)
        ));
    }
}
