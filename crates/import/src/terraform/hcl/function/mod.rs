//! Functions: one plain table, a file for each family.
//!
//! What they do is Terraform's, <https://developer.hashicorp.com/terraform/language/functions>;
//! a test asks the program itself about each.

mod collection;
mod encode;
mod file;
mod format;
mod map;
mod network;
mod number;
mod set;
mod text;

pub(super) use file::rendered;

use super::evaluate::Scope;
use super::syntax::Expression;
use super::value::Value;
use super::world::{Answer, World};
use crate::said::{Said, say};
use crate::tree::Place;
use std::rc::Rc;

/// What a function is called with.
pub(super) struct Call<'c> {
    pub(super) world: &'c World<'c>,
    pub(super) scope: Scope<'c>,
    pub(super) arguments: Vec<Value>,
}

/// A value, or what is wrong.
type Outcome = Result<Value, Said>;

/// How a function treats what is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// It needs every part of every argument.
    Deep,
    /// The same, and it makes a text that reads well with an unknown's name in it.
    Text,
    /// It needs the arguments, but not what is in them.
    Shallow,
    /// It knows what to do itself.
    Own,
}

struct Function {
    name: &'static str,
    least: usize,
    most: usize,
    care: Care,
    run: fn(&Call<'_>) -> Outcome,
}

const fn f(
    name: &'static str,
    (least, most): (usize, usize),
    care: Care,
    run: fn(&Call<'_>) -> Outcome,
) -> Function {
    Function {
        name,
        least,
        most,
        care,
        run,
    }
}

const MANY: usize = usize::MAX;

use Care::{Deep, Own, Shallow, Text};

static FUNCTIONS: &[Function] = &[
    f("abs", (1, 1), Deep, number::abs),
    f("abspath", (1, 1), Deep, file::abspath),
    f("alltrue", (1, 1), Own, collection::alltrue),
    f("anytrue", (1, 1), Own, collection::anytrue),
    f("base64decode", (1, 1), Deep, encode::base64decode),
    f("base64encode", (1, 1), Deep, encode::base64encode),
    f("basename", (1, 1), Deep, file::basename),
    f("ceil", (1, 1), Deep, number::ceil),
    f("chomp", (1, 1), Deep, text::chomp),
    f("chunklist", (2, 2), Shallow, collection::chunklist),
    f("cidrhost", (2, 2), Deep, network::cidrhost),
    f("cidrnetmask", (1, 1), Deep, network::cidrnetmask),
    f("cidrsubnet", (3, 3), Deep, network::cidrsubnet),
    f("cidrsubnets", (1, MANY), Deep, network::cidrsubnets),
    f("coalesce", (1, MANY), Own, collection::coalesce),
    f("coalescelist", (1, MANY), Own, collection::coalescelist),
    f("compact", (1, 1), Own, collection::compact),
    f("concat", (1, MANY), Own, collection::concat),
    f("contains", (2, 2), Own, collection::contains),
    f("csvdecode", (1, 1), Deep, encode::csvdecode),
    f("dirname", (1, 1), Deep, file::dirname),
    f("distinct", (1, 1), Own, collection::distinct),
    f("element", (2, 2), Own, collection::element),
    f("endswith", (2, 2), Deep, text::endswith),
    f("file", (1, 1), Deep, file::file),
    f("filebase64", (1, 1), Deep, file::filebase64),
    f("fileexists", (1, 1), Deep, file::fileexists),
    f("flatten", (1, 1), Own, collection::flatten),
    f("floor", (1, 1), Deep, number::floor),
    f("format", (1, MANY), Text, format::format),
    f("formatlist", (1, MANY), Text, format::formatlist),
    f("indent", (2, 2), Deep, text::indent),
    f("index", (2, 2), Deep, collection::index),
    f("join", (1, MANY), Text, text::join),
    f("jsondecode", (1, 1), Deep, encode::jsondecode),
    f("jsonencode", (1, 1), Own, encode::jsonencode),
    f("keys", (1, 1), Shallow, map::keys),
    f("length", (1, 1), Own, collection::length),
    f("list", (0, MANY), Own, collection::list),
    f("log", (2, 2), Deep, number::log),
    f("lookup", (2, 3), Shallow, map::lookup),
    f("lower", (1, 1), Text, text::lower),
    f("map", (0, MANY), Own, map::map),
    f("matchkeys", (3, 3), Shallow, collection::matchkeys),
    f("max", (1, MANY), Deep, number::max),
    f("merge", (0, MANY), Own, map::merge),
    f("min", (1, MANY), Deep, number::min),
    f("nonsensitive", (1, 1), Own, same),
    f("one", (1, 1), Own, collection::one),
    f("parseint", (2, 2), Deep, number::parseint),
    f("pathexpand", (1, 1), Deep, same),
    f("pow", (2, 2), Deep, number::pow),
    f("range", (1, 3), Deep, collection::range),
    f("regex", (2, 2), Deep, text::regex),
    f("regexall", (2, 2), Deep, text::regexall),
    f("replace", (3, 3), Deep, text::replace),
    f("reverse", (1, 1), Shallow, collection::reverse),
    f("sensitive", (1, 1), Own, same),
    f("setintersection", (1, MANY), Deep, set::setintersection),
    f("setproduct", (1, MANY), Shallow, set::setproduct),
    f("setsubtract", (2, 2), Deep, set::setsubtract),
    f("setunion", (1, MANY), Own, set::setunion),
    f("signum", (1, 1), Deep, number::signum),
    f("slice", (3, 3), Shallow, collection::slice),
    f("sort", (1, 1), Deep, collection::sort),
    f("split", (2, 2), Deep, text::split),
    f("startswith", (2, 2), Deep, text::startswith),
    f("strcontains", (2, 2), Deep, text::strcontains),
    f("strrev", (1, 1), Deep, text::strrev),
    f("substr", (3, 3), Deep, text::substr),
    f("sum", (1, 1), Deep, collection::sum),
    f("templatefile", (2, 2), Own, file::templatefile),
    f("title", (1, 1), Text, text::title),
    f("tobool", (1, 1), Own, set::tobool),
    f("tolist", (1, 1), Own, set::tolist),
    f("tomap", (1, 1), Own, set::tomap),
    f("tonumber", (1, 1), Own, set::tonumber),
    f("toset", (1, 1), Own, set::toset),
    f("tostring", (1, 1), Own, set::tostring),
    f("transpose", (1, 1), Deep, map::transpose),
    f("trim", (2, 2), Deep, text::trim),
    f("trimprefix", (2, 2), Deep, text::trimprefix),
    f("trimspace", (1, 1), Text, text::trimspace),
    f("trimsuffix", (2, 2), Deep, text::trimsuffix),
    f("upper", (1, 1), Text, text::upper),
    f("urlencode", (1, 1), Deep, encode::urlencode),
    f("values", (1, 1), Own, map::values),
    f("yamldecode", (1, 1), Deep, encode::yamldecode),
    f("zipmap", (2, 2), Shallow, map::zipmap),
];

/// Functions of Terraform that are not worked out: digests, random values, the clock, and forms
/// in which nothing of a network is written.
const NOT_WORKED_OUT: &[&str] = &[
    "base64gzip",
    "base64sha256",
    "base64sha512",
    "bcrypt",
    "filebase64sha256",
    "filebase64sha512",
    "filemd5",
    "fileset",
    "filesha1",
    "filesha256",
    "filesha512",
    "formatdate",
    "md5",
    "plantimestamp",
    "rsadecrypt",
    "sha1",
    "sha256",
    "sha512",
    "templatestring",
    "textdecodebase64",
    "textencodebase64",
    "timeadd",
    "timecmp",
    "timestamp",
    "type",
    "uuid",
    "uuidv5",
    "yamlencode",
];

/// Works out a call.
pub(super) fn call(
    world: &World<'_>,
    scope: Scope<'_>,
    name: &str,
    arguments: &[Expression],
    spread: bool,
    place: Place,
) -> Answer {
    let bad = |message: Said| scope.bad(place, message);
    let name = name.strip_prefix("core::").unwrap_or(name);
    match name {
        "try" => {
            let mut last = None;
            for argument in arguments {
                match world.value(scope, argument) {
                    Ok(value) => return Ok(value),
                    Err(why) => last = Some(why),
                }
            }
            let why = last.map_or_else(|| say!("without arguments", "引数なし"), |bad| bad.shown());
            return Err(bad(say!(
                "try: no argument has a value: {}",
                "try: 値のある引数がありません: {}",
                why
            )));
        }
        "can" => {
            let Some(argument) = arguments.first() else {
                return Err(bad(say!("can needs an argument", "can には引数が必要です")));
            };
            return Ok(match world.value(scope, argument) {
                Ok(Value::Unknown(unknown)) => {
                    Value::worked_out_of([&Value::Unknown(unknown)], "${?}")
                }
                found => Value::Bool(found.is_ok()),
            });
        }
        _ => {}
    }
    let mut values = Vec::new();
    for argument in arguments {
        values.push(world.value(scope, argument)?);
    }
    if spread {
        match values.pop() {
            Some(Value::Seq(seq)) if !seq.open => values.extend(seq.items.iter().cloned()),
            Some(last @ (Value::Unknown(_) | Value::Seq(_) | Value::Instance(_))) => {
                values.push(last);
                return Ok(Value::worked_out_of(&values, "${?}"));
            }
            Some(other) => {
                return Err(bad(say!(
                    "{} cannot be spread by \"...\"",
                    "{}は「...」で展開できません",
                    other.what()
                )));
            }
            None => {}
        }
    }
    if name.contains("::") || NOT_WORKED_OUT.contains(&name) {
        let why = say!(
            "{} is not worked out here",
            "{} はここでは評価されません",
            name
        );
        return Ok(Value::unknown(why));
    }
    let Ok(at) = FUNCTIONS.binary_search_by(|it| it.name.cmp(name)) else {
        return Err(bad(say!(
            "no function is called {}",
            "{} という関数はありません",
            name
        )));
    };
    let Some(function) = FUNCTIONS.get(at) else {
        return Err(bad(say!(
            "no function is called {}",
            "{} という関数はありません",
            name
        )));
    };
    if values.len() < function.least || values.len() > function.most {
        return Err(bad(say!(
            "{} does not take {} arguments",
            "{} の引数は {} 個ではありません",
            name,
            values.len()
        )));
    }
    let size: usize = values.iter().map(|it| it.weight().size).sum();
    world.step(size / 4).map_err(bad)?;
    let call = Call {
        world,
        scope,
        arguments: values,
    };
    if let Some(unknown) = call.not_known(function) {
        return Ok(unknown);
    }
    (function.run)(&call).map_err(|why| bad(say!("{}: {}", "{}: {}", name, why)))
}

impl<'c> Call<'c> {
    /// What the call is where too little is known for it.
    fn not_known(&self, function: &Function) -> Option<Value> {
        let lacks = match function.care {
            Deep | Text => !self.arguments.iter().all(Value::is_known),
            Shallow => self
                .arguments
                .iter()
                .any(|it| it.is_open() || matches!(it, Value::Instance(_))),
            Own => false,
        };
        if !lacks {
            return None;
        }
        let mut shown = "${?}".to_owned();
        if function.care == Text {
            let arguments = self.arguments.iter().map(named).collect();
            let call = Call { arguments, ..*self };
            if let Ok(Value::Text(text)) = (function.run)(&call) {
                shown = (*text).to_owned();
            }
        }
        Some(Value::worked_out_of(&self.arguments, &shown))
    }

    fn value(&self, at: usize) -> &Value {
        self.arguments.get(at).unwrap_or(&Value::Null)
    }

    fn text(&self, at: usize) -> Result<Rc<str>, Said> {
        super::kind::to_text(self.value(at))
    }

    fn number(&self, at: usize) -> Result<f64, Said> {
        super::kind::to_number(self.value(at))
    }

    /// A whole number.
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    fn whole(&self, at: usize) -> Result<i64, Said> {
        let number = self.number(at)?;
        let fits = number.abs() <= 1e15 && number.trunc().total_cmp(&number).is_eq();
        match fits {
            true => Ok(number as i64),
            false => Err(say!(
                "a whole number is required, not {}",
                "{} ではなく整数が必要です",
                number
            )),
        }
    }

    /// The items of a list, a set or a tuple.
    fn items(&self, at: usize) -> Result<&[Value], Said> {
        items(self.value(at))
    }

    /// The items as texts.
    fn texts(&self, at: usize) -> Result<Vec<Rc<str>>, Said> {
        self.items(at)?.iter().map(super::kind::to_text).collect()
    }
}

fn items(value: &Value) -> Result<&[Value], Said> {
    match value {
        Value::Seq(seq) => Ok(&seq.items),
        other => Err(say!(
            "a list is required, not {}",
            "{}ではなくリストが必要です",
            other.what()
        )),
    }
}

/// A value with unknowns replaced by how they read.
fn named(value: &Value) -> Value {
    match value {
        Value::Unknown(unknown) => Value::text(&unknown.shown),
        Value::Seq(seq) => Value::seq(seq.shape, seq.items.iter().map(named).collect(), false),
        other => other.clone(),
    }
}

/// The argument itself.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a function")]
fn same(call: &Call<'_>) -> Outcome {
    Ok(call.value(0).clone())
}

#[cfg(test)]
mod tests {
    use super::{FUNCTIONS, NOT_WORKED_OUT};

    #[test]
    fn the_table_is_in_order() {
        assert!(FUNCTIONS.is_sorted_by(|a, b| a.name < b.name));
        assert!(NOT_WORKED_OUT.is_sorted());
    }
}
