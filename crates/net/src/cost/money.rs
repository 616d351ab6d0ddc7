//! Amounts that add up: whole billionths of a dollar, thousandths of a unit.

use serde::{Serialize, Serializer};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

const NANOS: i128 = 1_000_000_000;
const THOUSANDTHS: u64 = 1_000;

/// An amount of US dollars, exact to a billionth. As JSON a plain number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(i128);

/// A number of hours or gigabytes, exact to a thousandth. As JSON a plain number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(u64);

impl Usd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount in millionths of a dollar, which is what AWS's prices are whole numbers of.
    #[must_use]
    pub const fn from_micros(micros: u32) -> Self {
        Self(micros as i128 * 1_000)
    }

    /// So many units at this price each.
    #[must_use]
    pub const fn times(self, quantity: Quantity) -> Self {
        // Prices are whole millionths, so thousandths of a unit come out whole.
        Self(self.0 * quantity.0 as i128 / THOUSANDTHS as i128)
    }

    /// How many units at a price this amount pays, rounded to a thousandth; `None` where the
    /// price, or the amount, is not above zero.
    #[must_use]
    pub fn buys(self, price: Self) -> Option<Quantity> {
        if price.0 <= 0 || self.0 <= 0 {
            return None;
        }
        let thousandths = (self.0 * i128::from(THOUSANDTHS) * 2 + price.0) / (price.0 * 2);
        u64::try_from(thousandths).ok().map(Quantity)
    }
}

impl Quantity {
    /// None.
    pub const ZERO: Self = Self(0);

    /// So many whole units.
    #[must_use]
    pub const fn whole(units: u32) -> Self {
        Self(units as u64 * THOUSANDTHS)
    }

    /// As many times as much.
    #[must_use]
    pub const fn times(self, count: usize) -> Self {
        Self(self.0.saturating_mul(count as u64))
    }

    /// Less that much, but not below nothing.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The smaller of two.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        self.min(other)
    }
}

impl Add for Usd {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Usd {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(quantities: I) -> Self {
        quantities.fold(Self::ZERO, Add::add)
    }
}

/// Digits without trailing zeros, but at least `places` after the point.
fn decimal(whole: u128, fraction: u128, width: usize, places: usize) -> String {
    let mut digits = format!("{fraction:0width$}");
    while digits.len() > places && digits.ends_with('0') {
        digits.pop();
    }
    if digits.is_empty() {
        whole.to_string()
    } else {
        format!("{whole}.{digits}")
    }
}

impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, unit) = (self.0.unsigned_abs(), NANOS.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = decimal(size / unit, size % unit, 9, 2);
        f.pad_integral(true, "", &format!("{sign}{text}"))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = THOUSANDTHS;
        let text = decimal((self.0 / unit).into(), (self.0 % unit).into(), 3, 0);
        f.pad_integral(true, "", &text)
    }
}

impl FromStr for Quantity {
    type Err = NotAQuantity;

    /// Reads digits with at most three after the point.
    fn from_str(text: &str) -> Result<Self, NotAQuantity> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || fraction.len() > 3 || !digits(whole) || !digits(fraction) {
            return Err(NotAQuantity);
        }
        // A million petabytes is more than anybody pays for, and far from the end of the numbers.
        let units: u64 = whole.parse().map_err(|_| NotAQuantity)?;
        let thousandths: u64 = format!("{fraction:0<3}")
            .parse()
            .map_err(|_| NotAQuantity)?;
        if units > 1_000_000_000_000 {
            return Err(NotAQuantity);
        }
        Ok(Self(units * THOUSANDTHS + thousandths))
    }
}

/// A text that is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAQuantity;

impl fmt::Display for NotAQuantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number with at most three digits after the point")
    }
}

impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The nearest double prints as the same decimal up to nine million dollars.
        serializer.serialize_f64(self.0 as f64 / NANOS as f64)
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(THOUSANDTHS) {
            serializer.serialize_u64(self.0 / THOUSANDTHS)
        } else {
            serializer.serialize_f64(self.0 as f64 / THOUSANDTHS as f64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, Usd};

    #[test]
    fn quantities_are_read_and_written_exactly() {
        let check = |text: &str, expected: Option<&str>| {
            let read = text.parse::<Quantity>().ok().map(|it| it.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check("10", Some("10"));
        check("0.5", Some("0.5"));
        check("1251.428", Some("1251.428"));
        check("007.250", Some("7.25"));
        check("1.", Some("1"));
        check("0.0001", None);
        check("-1", None);
        check("1e3", None);
        check("", None);
        check("99999999999999999999", None);
    }

    #[test]
    fn money_does_not_drift() {
        let price = Usd::from_micros(3_500);
        let thousandth: Quantity = "0.001".parse().unwrap();
        let many: Usd = (0..1_000_000).map(|_| price.times(thousandth)).sum();
        assert_eq!(many, price.times(Quantity::whole(1_000)));
        assert_eq!(many.to_string(), "3.50");
        assert_eq!(serde_json::to_string(&many).unwrap(), "3.5");
        assert_eq!((Usd::ZERO - price).to_string(), "-0.0035");
    }
}
