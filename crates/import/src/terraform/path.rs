//! The ways names are written: addresses of resources and modules, and ways into their attributes.

use crate::value::{Is, Value};

/// A value within another.
pub(super) fn at_path<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let mut at = value;
    for step in steps(path) {
        at = match &at.is {
            Is::Map(entries) => &entries.iter().find(|(key, _)| key == step)?.1,
            Is::List(items) => items.get(step.parse::<usize>().ok()?)?,
            Is::Nothing | Is::Text(_) | Is::Unknown(_) => return None,
        };
    }
    Some(at)
}

/// The steps of a way such as `dns_entry[0].dns_name` or `tags["Name"]`.
pub(super) fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split(['.', '[', ']'])
        .map(|step| step.trim_matches('"'))
        .filter(|step| !step.is_empty())
}

/// A way without indexes at its end: `ids[0]` is `ids`.
pub(super) fn bare(path: &str) -> &str {
    path.split('[').next().unwrap_or(path)
}

/// The index an address ends with: `0`, or `"a"` with its quotes.
pub(super) fn index_of(address: &str) -> Option<&str> {
    let inner = address.strip_suffix(']')?;
    let start = last_open(inner)?;
    inner.get(start + 1..)
}

/// Where the bracket that an address ends with was opened. A key may hold brackets itself.
fn last_open(inner: &str) -> Option<usize> {
    match inner.ends_with('"') {
        true => inner.find("[\"").map(|_| inner.rfind("[\""))?,
        false => inner.rfind('['),
    }
}

/// The module an address is in; nothing for the root module.
pub(super) fn module_of(address: &str) -> &str {
    let mut rest = address;
    let mut end = 0;
    while let Some(after) = rest.strip_prefix("module.") {
        // A key in quotes may hold anything.
        let mut quoted = false;
        let close = after.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            !quoted && *c == '.'
        });
        let Some((at, _)) = close else {
            return address;
        };
        end += "module.".len() + at + 1;
        rest = address.get(end..).unwrap_or_default();
    }
    address.get(..end.saturating_sub(1)).unwrap_or_default()
}

/// The first step of a name and the rest: `aws_subnet.a["x.y"].id` is `aws_subnet` and more. A
/// step keeps its index.
pub(super) fn split(name: &str) -> (&str, &str) {
    let mut quoted = false;
    let dot = name.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        !quoted && *c == '.'
    });
    match dot {
        Some((at, _)) => (
            name.get(..at).unwrap_or_default(),
            name.get(at + 1..).unwrap_or_default(),
        ),
        None => (name, ""),
    }
}

/// A step without its index, and that: `a[0]` is `a` and `[0]`.
pub(super) fn without_index(step: &str) -> (&str, &str) {
    step.split_at(step.find('[').unwrap_or(step.len()))
}

/// The module around one, and the last step: `module.a.module.b[0]` is `module.a` and
/// `module.b[0]`.
pub(super) fn parent_of(module: &str) -> (&str, &str) {
    let mut rest = module;
    let mut last = 0;
    let mut at = 0;
    while let Some(after) = rest.strip_prefix("module.") {
        last = at;
        let (step, more) = split(after);
        at += "module.".len() + step.len() + 1;
        rest = more;
    }
    let parent = module.get(..last.saturating_sub(1)).unwrap_or_default();
    (parent, module.get(last..).unwrap_or_default())
}

/// `module.a[0].module.b["x"]` as `module.a.module.b`.
pub(super) fn without_indexes(module: &str) -> String {
    let mut out = String::new();
    let (mut quoted, mut depth) = (false, 0_usize);
    for c in module.chars() {
        quoted ^= c == '"';
        match c {
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{index_of, module_of, parent_of, split, without_indexes};

    #[test]
    fn an_address_has_a_module_and_an_index() {
        let check = |address: &str, module: &str, index: Option<&str>| {
            assert_eq!(module_of(address), module, "{address}");
            assert_eq!(index_of(address), index, "{address}");
        };
        check("aws_vpc.main", "", None);
        check("aws_vpc.main[0]", "", Some("0"));
        check(
            "module.a.aws_vpc.main[\"x.y\"]",
            "module.a",
            Some("\"x.y\""),
        );
        check(
            "module.a[\"b.c\"].module.d[1].data.aws_vpc.main",
            "module.a[\"b.c\"].module.d[1]",
            None,
        );
        check("module.a", "module.a", None);
    }

    #[test]
    fn names_and_modules_come_apart() {
        assert_eq!(split("a[\"x.y\"].id"), ("a[\"x.y\"]", "id"));
        assert_eq!(
            parent_of("module.a.module.b[0]"),
            ("module.a", "module.b[0]")
        );
        assert_eq!(parent_of("module.a[\"b.c\"]"), ("", "module.a[\"b.c\"]"));
        assert_eq!(
            without_indexes("module.a[\"x]\"].module.b[1]"),
            "module.a.module.b"
        );
    }
}
