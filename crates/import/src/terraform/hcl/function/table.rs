//! The functions by their names: how many arguments each takes, and how it treats what is not known.

use super::Care::{self, Deep, Own, Shallow, Text};
use super::{Call, Outcome, same};
use super::{collection, encode, file, format, map, network, number, set, text};

pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) care: Care,
    pub(super) run: fn(&Call<'_>) -> Outcome,
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

pub(super) static FUNCTIONS: &[Function] = &[
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
    f("fileset", (2, 2), Deep, file::fileset),
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
    f("split", (2, 2), Own, text::split),
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
pub(super) const NOT_WORKED_OUT: &[&str] = &[
    "base64gzip",
    "base64sha256",
    "base64sha512",
    "bcrypt",
    "filebase64sha256",
    "filebase64sha512",
    "filemd5",
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

#[cfg(test)]
mod tests {
    use super::{FUNCTIONS, NOT_WORKED_OUT};

    #[test]
    fn the_table_is_in_order() {
        assert!(FUNCTIONS.is_sorted_by(|a, b| a.name < b.name));
        assert!(NOT_WORKED_OUT.is_sorted());
    }
}
