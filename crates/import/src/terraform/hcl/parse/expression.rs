//! Expressions.

use super::super::syntax::{Expression, For, ITEM, Kind, Operator};
use super::super::value::Value;
use super::{Reader, Trouble};
use crate::limits::{MAX_DEPTH, too_deep};
use crate::said::{Said, say};
use crate::tree::Place;
use std::rc::Rc;

/// Operators with two sides and how strongly they bind. A longer sign comes before its beginning.
const OPERATORS: &[(&str, Operator, u8)] = &[
    ("||", Operator::Or, 1),
    ("&&", Operator::And, 2),
    ("==", Operator::Equal, 3),
    ("!=", Operator::NotEqual, 3),
    ("<=", Operator::LessOrEqual, 4),
    (">=", Operator::GreaterOrEqual, 4),
    ("<", Operator::Less, 4),
    (">", Operator::Greater, 4),
    ("+", Operator::Add, 5),
    ("-", Operator::Subtract, 5),
    ("*", Operator::Multiply, 6),
    ("/", Operator::Divide, 6),
    ("%", Operator::Remainder, 6),
];

impl Reader<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Result<Expression, Trouble> {
        self.nested(Self::conditional)
    }

    fn conditional(&mut self) -> Result<Expression, Trouble> {
        self.space();
        let place = self.place;
        let condition = self.binary(0)?;
        self.space();
        if !self.sign("?") {
            return Ok(condition);
        }
        let yes = self.expression()?;
        self.expected_sign(":")?;
        let no = self.expression()?;
        self.made(place, Kind::Conditional(Box::new([condition, yes, no])))
    }

    /// Operators that bind more strongly than `floor`.
    fn binary(&mut self, floor: u8) -> Result<Expression, Trouble> {
        let place = self.place;
        let mut left = self.unary()?;
        loop {
            self.space();
            // `%{` and `~}` belong to a text, `=>` to a `for`.
            let next = OPERATORS
                .iter()
                .find(|(sign, ..)| self.rest.starts_with(sign));
            let Some((sign, operator, strength)) = next.filter(|it| it.2 > floor) else {
                return Ok(left);
            };
            self.skip(sign.len());
            self.space();
            let right = self.nested(|it| it.binary(*strength))?;
            left = self.made(place, Kind::Binary(*operator, Box::new([left, right])))?;
        }
    }

    fn unary(&mut self) -> Result<Expression, Trouble> {
        self.space();
        let place = self.place;
        if self.sign("-") {
            let of = self.nested(Self::unary)?;
            return self.made(place, Kind::Negative(Box::new(of)));
        }
        if self.rest.starts_with('!') && !self.rest.starts_with("!=") {
            self.skip(1);
            let of = self.nested(Self::unary)?;
            return self.made(place, Kind::Not(Box::new(of)));
        }
        let of = self.primary()?;
        self.steps(of, true)
    }

    /// What follows a value: `.name`, `.0`, `.*`, `[key]`, `[*]`.
    fn steps(&mut self, mut of: Expression, with_index: bool) -> Result<Expression, Trouble> {
        loop {
            let (rest, at) = (self.rest, self.place);
            self.space();
            let place = of.place;
            if self.rest.starts_with('.') && !self.rest.starts_with("...") {
                self.skip(1);
                self.space();
                let here = self.place;
                if self.sign("*") {
                    let item = Expression::new(here, Kind::Name(ITEM.into()));
                    let item = self.nested(|it| it.steps(item, false))?;
                    of = self.made(place, Kind::Splat(Box::new(of), Box::new(item)))?;
                } else if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
                    let end = self.rest.find(|c: char| !c.is_ascii_digit());
                    let digits = self.skip(end.unwrap_or(self.rest.len()));
                    let number = digits.parse().unwrap_or(f64::MAX);
                    let key = Expression::new(here, Kind::Literal(Value::Number(number)));
                    of = self.made(place, Kind::Index(Box::new(of), Box::new(key)))?;
                } else {
                    let name =
                        self.expected_name(&say!("a name after the dot", "ドットの後の名前"))?;
                    of = self.made(place, Kind::Attribute(Box::new(of), name))?;
                }
            } else if with_index && self.sign("[") {
                self.space_and_lines();
                let here = self.place;
                if self.rest.starts_with('*') {
                    self.skip(1);
                    self.with_lines(true, |it| it.expected_sign("]"))?;
                    let item = Expression::new(here, Kind::Name(ITEM.into()));
                    let item = self.nested(|it| it.steps(item, true))?;
                    of = self.made(place, Kind::Splat(Box::new(of), Box::new(item)))?;
                } else {
                    let key = self.with_lines(true, |it| {
                        let key = it.expression()?;
                        it.expected_sign("]")?;
                        Ok(key)
                    })?;
                    of = self.made(place, Kind::Index(Box::new(of), Box::new(key)))?;
                }
            } else {
                (self.rest, self.place) = (rest, at);
                return Ok(of);
            }
        }
    }

    fn primary(&mut self) -> Result<Expression, Trouble> {
        let place = self.place;
        let kind = match self.peek() {
            Some('"') => self.quoted()?,
            Some('(') => {
                self.skip(1);
                let inner = self.with_lines(true, |it| {
                    let inner = it.expression()?;
                    it.expected_sign(")")?;
                    Ok(inner)
                })?;
                Kind::Parens(Box::new(inner))
            }
            Some('[') => {
                self.skip(1);
                self.with_lines(true, Self::tuple)?
            }
            Some('{') => {
                self.skip(1);
                self.object()?
            }
            Some('<') if self.rest.starts_with("<<") => self.heredoc()?,
            Some(c) if c.is_ascii_digit() => match self.number() {
                Some(number) => Kind::Literal(Value::Number(number)),
                None => return Err(self.expected(&say!("a number", "数値"))),
            },
            _ => self.named()?,
        };
        self.made(place, kind)
    }

    /// `true`, `false`, `null`, a call, or the first name of a reference.
    fn named(&mut self) -> Result<Kind, Trouble> {
        let Some(name) = self.name() else {
            return Err(self.expected(&say!("a value", "値")));
        };
        let mut name: Rc<str> = name.into();
        while self.rest.starts_with("::") {
            self.skip(2);
            let more = self.expected_name(&say!("a name after \"::\"", "「::」の後の名前"))?;
            name = format!("{name}::{more}").into();
        }
        if self.rest.starts_with('(') {
            self.skip(1);
            return self.with_lines(true, |it| it.call(name));
        }
        Ok(match &*name {
            "true" => Kind::Literal(Value::Bool(true)),
            "false" => Kind::Literal(Value::Bool(false)),
            "null" => Kind::Literal(Value::Null),
            _ => Kind::Name(name),
        })
    }

    fn call(&mut self, name: Rc<str>) -> Result<Kind, Trouble> {
        let mut arguments = Vec::new();
        let mut spread = false;
        loop {
            self.space();
            if self.sign(")") {
                break;
            }
            arguments.push(self.expression()?);
            self.space();
            spread = self.sign("...");
            self.space();
            if !spread && self.sign(",") {
                continue;
            }
            self.sign(",");
            self.expected_sign(")")?;
            break;
        }
        Ok(Kind::Call {
            name,
            arguments,
            spread,
        })
    }

    fn tuple(&mut self) -> Result<Kind, Trouble> {
        self.space();
        if self.word("for") {
            return self.for_("]");
        }
        let mut items = Vec::new();
        loop {
            self.space();
            if self.sign("]") {
                return Ok(Kind::Tuple(items));
            }
            items.push(self.expression()?);
            self.space();
            if !self.sign(",") {
                self.expected_sign("]")?;
                return Ok(Kind::Tuple(items));
            }
        }
    }

    fn object(&mut self) -> Result<Kind, Trouble> {
        self.space_and_lines();
        if self.word("for") {
            return self.with_lines(true, |it| it.for_("}"));
        }
        self.with_lines(false, |it| {
            let mut items = Vec::new();
            loop {
                it.space_and_lines();
                if it.sign("}") {
                    return Ok(Kind::Object(items));
                }
                let mut key = it.expression()?;
                if let Kind::Name(name) = &key.is {
                    let text = Value::text(&**name);
                    key = Expression::new(key.place, Kind::Literal(text));
                }
                it.space();
                if !it.sign("=") && !it.sign(":") {
                    return Err(it.expected(&say!(
                        "\"=\" or \":\" after the key",
                        "キーの後の「=」または「:」"
                    )));
                }
                let value = it.expression()?;
                items.push((key, value));
                it.space();
                match it.peek() {
                    Some(',') => {
                        it.skip(1);
                    }
                    Some('\n' | '}') => {}
                    _ => {
                        return Err(it.expected(&say!(
                            "a comma, a line break or \"}\"",
                            "カンマ、改行または「}」"
                        )));
                    }
                }
            }
        })
    }

    /// The rest of a `for`, after its word.
    fn for_(&mut self, close: &str) -> Result<Kind, Trouble> {
        let (key_name, item_name) = self.for_names()?;
        let of = self.expression()?;
        self.expected_sign(":")?;
        let first = self.expression()?;
        let (key, value) = if close == "}" {
            self.expected_sign("=>")?;
            (Some(first), self.expression()?)
        } else {
            (None, first)
        };
        self.space();
        let groups = key.is_some() && self.sign("...");
        self.space();
        let condition = match self.word("if") {
            true => Some(self.expression()?),
            false => None,
        };
        self.expected_sign(close)?;
        Ok(Kind::For(Box::new(For {
            key_name,
            item_name,
            of,
            key,
            value,
            condition,
            groups,
        })))
    }

    /// `item in` or `key, item in`.
    pub(super) fn for_names(&mut self) -> Result<(Option<Rc<str>>, Rc<str>), Trouble> {
        self.space();
        let first = self.expected_name(&say!("a name after \"for\"", "「for」の後の名前"))?;
        self.space();
        let names = if self.sign(",") {
            self.space();
            (
                Some(first),
                self.expected_name(&say!("a second name", "2 つ目の名前"))?,
            )
        } else {
            (None, first)
        };
        self.space();
        match self.word("in") {
            true => Ok(names),
            false => Err(self.expected(&Said::plain("\"in\""))),
        }
    }

    /// An expression, unless it is nested too deep.
    fn made(&self, place: Place, kind: Kind) -> Result<Expression, Trouble> {
        let made = Expression::new(place, kind);
        if made.height > MAX_DEPTH {
            return Err((place, too_deep()));
        }
        Ok(made)
    }
}
