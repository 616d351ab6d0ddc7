//! Points, rectangles and polylines of the scene, in scene units (one is a CSS pixel at 100 %).

/// A place in the scene; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// An upright rectangle of the scene.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left side.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// How wide it is.
    pub width_px: f64,
    /// How high it is.
    pub height_px: f64,
}

impl Point {
    /// The point at `x` and `y`.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The same point, moved.
    #[must_use]
    pub const fn moved(self, right_px: f64, down_px: f64) -> Self {
        Self::new(self.x + right_px, self.y + down_px)
    }

    /// How far another point is, along a straight line.
    #[must_use]
    pub fn distance_px(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl Rect {
    /// The rectangle with its top left corner at `x` and `y`.
    #[must_use]
    pub const fn new(x: f64, y: f64, width_px: f64, height_px: f64) -> Self {
        Self {
            x,
            y,
            width_px,
            height_px,
        }
    }

    /// Its right side.
    #[must_use]
    pub const fn right(&self) -> f64 {
        self.x + self.width_px
    }

    /// Its bottom.
    #[must_use]
    pub const fn bottom(&self) -> f64 {
        self.y + self.height_px
    }

    /// Its middle.
    #[must_use]
    pub const fn center(&self) -> Point {
        Point::new(self.x + self.width_px / 2.0, self.y + self.height_px / 2.0)
    }

    /// The same rectangle, moved.
    #[must_use]
    pub const fn moved(self, right_px: f64, down_px: f64) -> Self {
        Self::new(
            self.x + right_px,
            self.y + down_px,
            self.width_px,
            self.height_px,
        )
    }

    /// The same rectangle with `by_px` more on every side.
    #[must_use]
    pub const fn grown(self, by_px: f64) -> Self {
        Self::new(
            self.x - by_px,
            self.y - by_px,
            self.width_px + 2.0 * by_px,
            self.height_px + 2.0 * by_px,
        )
    }

    /// The same rectangle with so much more at both sides, and so much above and below.
    #[must_use]
    pub const fn spread(self, beside_px: f64, above_px: f64) -> Self {
        Self::new(
            self.x - beside_px,
            self.y - above_px,
            self.width_px + 2.0 * beside_px,
            self.height_px + 2.0 * above_px,
        )
    }

    /// Whether a point is inside or on the border.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        point.x >= self.x
            && point.x <= self.right()
            && point.y >= self.y
            && point.y <= self.bottom()
    }

    /// Whether another rectangle lies wholly inside, borders included.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.x >= self.x
            && other.y >= self.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// Whether the two share some area; touching borders do not count.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// The area the two share, in square scene units.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> f64 {
        let wide_px = self.right().min(other.right()) - self.x.max(other.x);
        let high_px = self.bottom().min(other.bottom()) - self.y.max(other.y);
        wide_px.max(0.0) * high_px.max(0.0)
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self::new(
            x,
            y,
            self.right().max(other.right()) - x,
            self.bottom().max(other.bottom()) - y,
        )
    }

    /// Whether an upright or level segment runs through the inside.
    #[must_use]
    pub fn is_crossed_by(&self, from: Point, to: Point) -> bool {
        from.x.min(to.x) < self.right()
            && from.x.max(to.x) > self.x
            && from.y.min(to.y) < self.bottom()
            && from.y.max(to.y) > self.y
    }
}

/// How long a polyline is.
#[must_use]
pub fn length_px(line: &[Point]) -> f64 {
    line.windows(2)
        .map(|pair| pair[0].distance_px(pair[1]))
        .sum()
}

/// The point so far along a polyline, its last one past the end; `None` of an empty line.
#[must_use]
pub fn point_along(line: &[Point], distance_px: f64) -> Option<Point> {
    let mut left_px = distance_px.max(0.0);
    for pair in line.windows(2) {
        let step_px = pair[0].distance_px(pair[1]);
        if left_px <= step_px && step_px > 0.0 {
            let share = left_px / step_px;
            return Some(Point::new(
                pair[0].x + (pair[1].x - pair[0].x) * share,
                pair[0].y + (pair[1].y - pair[0].y) * share,
            ));
        }
        left_px -= step_px;
    }
    line.last().copied()
}

/// The first part of a polyline, up to so far along it.
#[must_use]
pub fn beginning(line: &[Point], distance_px: f64) -> Vec<Point> {
    let mut part = Vec::new();
    let mut left_px = distance_px.max(0.0);
    for pair in line.windows(2) {
        part.push(pair[0]);
        let step_px = pair[0].distance_px(pair[1]);
        if left_px < step_px {
            part.extend(point_along(pair, left_px));
            return part;
        }
        left_px -= step_px;
    }
    part.extend(line.last());
    part
}

/// A level and upright polyline moved to the right of its own direction, so that a way there and
/// a way back lie side by side.
#[must_use]
pub fn beside(line: &[Point], right_px: f64) -> Vec<Point> {
    let line = straightened(line);
    let side = |from: Point, to: Point| {
        let long_px = from.distance_px(to).max(0.01);
        (
            (from.y - to.y) / long_px * right_px,
            (to.x - from.x) / long_px * right_px,
        )
    };
    let count = line.len();
    if count < 2 {
        return line;
    }
    (0..count)
        .map(|at| {
            let before = (at > 0).then(|| side(line[at - 1], line[at]));
            let after = (at + 1 < count).then(|| side(line[at], line[at + 1]));
            let (right, down) = match (before, after) {
                // At a corner each run brings the one direction it is moved in.
                (Some(one), Some(other)) => (one.0 + other.0, one.1 + other.1),
                (Some(only), None) | (None, Some(only)) => only,
                (None, None) => (0.0, 0.0),
            };
            line[at].moved(right, down)
        })
        .collect()
}

/// A polyline without repeated points and without points in the middle of a straight run.
#[must_use]
pub fn straightened(line: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(line.len());
    for &point in line {
        if kept
            .last()
            .is_some_and(|last| last.distance_px(point) < 0.01)
        {
            continue;
        }
        if let [.., before, last] = kept[..] {
            let across =
                (last.x - before.x) * (point.y - last.y) - (last.y - before.y) * (point.x - last.x);
            let along =
                (last.x - before.x) * (point.x - last.x) + (last.y - before.y) * (point.y - last.y);
            if across.abs() < 0.01 && along > 0.0 {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

/// How far the corners of a line are rounded.
pub const CORNER_PX: f64 = 6.0;

/// Two chevrons in the middle of a line's longest run, pointing along it, as SVG path data.
#[must_use]
pub fn chevrons(line: &[Point]) -> String {
    let mut longest: Option<(Point, Point)> = None;
    for pair in line.windows(2) {
        let is_longer =
            longest.is_none_or(|(from, to)| pair[0].distance_px(pair[1]) > from.distance_px(to));
        if is_longer {
            longest = Some((pair[0], pair[1]));
        }
    }
    let Some((from, to)) = longest else {
        return String::new();
    };
    let length_px = from.distance_px(to).max(0.01);
    let (right, down) = ((to.x - from.x) / length_px, (to.y - from.y) / length_px);
    let middle = Point::new(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
    [-3.0, 9.0]
        .map(|along_px| {
            let tip = middle.moved(right * along_px, down * along_px);
            let back = tip.moved(-right * 5.0, -down * 5.0);
            let wings = [-5.0, 5.0].map(|it| back.moved(-down * it, right * it));
            path_data(&[wings[0], tip, wings[1]], 0.0)
        })
        .concat()
}

/// A polyline as SVG path data, its corners rounded by at most `radius_px`.
#[must_use]
pub fn path_data(line: &[Point], radius_px: f64) -> String {
    let mut data = String::new();
    let Some(first) = line.first() else {
        return data;
    };
    data.push('M');
    push_point(&mut data, *first);
    for (number, corner) in line.iter().enumerate().skip(1) {
        let before = line[number - 1];
        match line.get(number + 1) {
            Some(after) if radius_px > 0.0 => {
                let room_px = before.distance_px(*corner).min(corner.distance_px(*after)) / 2.0;
                let cut_px = radius_px.min(room_px);
                data.push('L');
                push_point(&mut data, toward(*corner, before, cut_px));
                data.push('Q');
                push_point(&mut data, *corner);
                data.push(' ');
                push_point(&mut data, toward(*corner, *after, cut_px));
            }
            Some(_) | None => {
                data.push('L');
                push_point(&mut data, *corner);
            }
        }
    }
    data
}

/// A length as SVG writes it: at most two decimals, the same on every machine.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // No minus before a zero.
    if rounded.abs() < 0.005 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

fn push_point(data: &mut String, point: Point) {
    data.push_str(&number(point.x));
    data.push(' ');
    data.push_str(&number(point.y));
}

fn toward(from: Point, to: Point, distance_px: f64) -> Point {
    point_along(&[from, to], distance_px).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BENT: [Point; 3] = [
        Point::new(0.0, 0.0),
        Point::new(10.0, 0.0),
        Point::new(10.0, 5.0),
    ];

    #[test]
    fn a_dot_walks_along_its_line_and_stays_at_the_end() {
        let check = |distance, expected| assert_eq!(point_along(&BENT, distance), Some(expected));
        check(-1.0, Point::new(0.0, 0.0));
        check(4.0, Point::new(4.0, 0.0));
        check(12.0, Point::new(10.0, 2.0));
        check(99.0, Point::new(10.0, 5.0));
        assert_eq!(point_along(&[], 1.0), None);
    }

    #[test]
    fn a_trail_ends_where_the_dot_is() {
        assert_eq!(
            beginning(&BENT, 4.0),
            [Point::new(0.0, 0.0), Point::new(4.0, 0.0)]
        );
        assert_eq!(beginning(&BENT, 99.0), BENT);
    }

    #[test]
    fn a_way_back_lies_beside_the_way_there() {
        let there = beside(&BENT, 2.0);
        assert_eq!(
            there,
            [(0.0, 2.0), (8.0, 2.0), (8.0, 5.0)].map(|(x, y)| Point::new(x, y))
        );
    }

    #[test]
    fn a_straight_run_needs_no_points_in_the_middle() {
        let line = [0.0, 3.0, 3.0, 9.0].map(|x| Point::new(x, 1.0));
        assert_eq!(
            straightened(&line),
            [Point::new(0.0, 1.0), Point::new(9.0, 1.0)]
        );
    }
}
