//! Why a value is not known, in the reader's language: what the importer noted in the document, or
//! which command of AWS's would have said it.
//!
//! A document notes its reasons in English, whoever reads it, so they are looked up here; one that
//! is not in the table stays as it is.

use super::Lang;
use crate::thing;
use net::topology::Topology;
use serde_json::Value;

/// Why an attribute of a resource is not known, as far as the document or AWS's ids tell.
#[must_use]
pub fn why(lang: Lang, topology: &Topology, resource: &str, attribute: &str) -> Option<String> {
    // What AWS implies is called after the VPC, which says what of it is not known.
    let implied = IMPLIED.iter().find_map(|(end, attribute)| {
        let vpc = resource.strip_suffix(end)?;
        Some((vpc, *attribute))
    });
    let (resource, attribute) = implied.unwrap_or((resource, attribute));
    let value = thing::value_of(topology, resource);
    let noted = value
        .as_ref()
        .and_then(|it| it.get("unknown")?.get(attribute));
    match noted.and_then(Value::as_str) {
        Some(text) => Some(reason(lang, text)),
        None => command(resource, attribute).map(|it| printed_by(lang, it)),
    }
}

/// How ids of what AWS implies end, and the attribute of the VPC that would name another one.
const IMPLIED: &[(&str, &str)] = &[
    (".default-acl", "default_network_acl_id"),
    (".main", "main_route_table_id"),
];

/// A noted reason in a language.
#[must_use]
pub fn reason(lang: Lang, text: &str) -> String {
    let told = match lang {
        Lang::En => None,
        Lang::Ja => in_japanese(text),
    };
    told.unwrap_or_else(|| text.to_owned())
}

fn printed_by(lang: Lang, command: &str) -> String {
    match lang {
        Lang::En => format!("{command} prints it"),
        Lang::Ja => format!("{command} で出力できます"),
    }
}

/// The command that prints an attribute, where it is asked of a thing with an id of AWS's.
fn command(resource: &str, attribute: &str) -> Option<&'static str> {
    let rows = &mut COMMANDS.iter();
    let row = rows.find(|(start, attributes, _)| {
        resource.starts_with(start) && attributes.contains(&attribute)
    });
    row.map(|(.., command)| *command)
}

/// How ids begin, the attributes, and what prints them; as far as a document does not note why.
const COMMANDS: &[(&str, &[&str], &str)] = &[
    (
        "dopt-",
        &["domain_name_servers"],
        "aws ec2 describe-dhcp-options",
    ),
    (
        "vpc-",
        &["enable_dns_support", "enable_dns_hostnames"],
        "aws ec2 describe-vpc-attribute",
    ),
    (
        "sg-",
        &["ingress", "egress", "security_group"],
        "aws ec2 describe-security-groups",
    ),
    (
        "eni-",
        &["source_dest_check", "private_ip"],
        "aws ec2 describe-network-interfaces",
    ),
    (
        "tgw-rtb-",
        &["route", "transit_gateway_route_table"],
        "aws ec2 search-transit-gateway-routes",
    ),
    ("pl-", &["entry"], "aws ec2 get-managed-prefix-list-entries"),
];

/// The sentence in Japanese, where it is one of the table's.
fn in_japanese(text: &str) -> Option<String> {
    REASONS.iter().find_map(|(en, ja)| {
        let facts = facts_of(en, text)?;
        let facts: Vec<String> = facts.into_iter().map(|it| reason(Lang::Ja, it)).collect();
        Some(filled(ja, &facts))
    })
}

/// What stands for each `{}` of a sentence, where a text is that sentence.
fn facts_of<'t>(sentence: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = sentence.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut facts = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let at = match (part.is_empty(), parts.peek().is_none()) {
            (true, true) => rest.len(),
            (false, true) if rest.ends_with(part) => rest.len() - part.len(),
            _ => rest.find(part)?,
        };
        let (fact, after) = rest.split_at(at);
        facts.push(fact);
        rest = after.strip_prefix(part)?;
    }
    (rest.is_empty() && facts.iter().all(|it| !it.is_empty())).then_some(facts)
}

/// A sentence with its facts where `{0}`, `{1}` stand.
fn filled(sentence: &str, facts: &[String]) -> String {
    let mut text = sentence.to_owned();
    for (at, fact) in facts.iter().enumerate().rev() {
        text = text.replace(&format!("{{{at}}}"), fact);
    }
    text
}

/// The reasons that importers give, most special first: `{}` for each fact in English, `{0}` in
/// Japanese.
const REASONS: &[(&str, &str)] = &[
    ("null", "null"),
    (
        "whether it is there is not known, since {} is not known: {}",
        "{0}が分からないため、存在するかどうか分かりません: {1}",
    ),
    ("its condition {}", "条件 {0} "),
    ("the list of its loop", "ループのリスト"),
    ("the condition of its stack", "スタックの条件"),
    (
        "the parameter {} has no value",
        "パラメーター {0} に値がありません",
    ),
    (
        "the parameter {} is kept in AWS as {}",
        "パラメーター {0} の値は AWS の {1} にあります",
    ),
    ("the variable {} has no value", "変数 {0} に値がありません"),
    (
        "the name of {} is only known once {} is made",
        "{0} の名前は {1} の作成後に決まります",
    ),
    (
        "{} is only known once {} is made",
        "{0} は {1} の作成後に決まります",
    ),
    (
        "{} is not made: its condition {} is false",
        "{0} は条件 {1} が false のため作成されません",
    ),
    (
        "{} is neither a parameter nor a resource of the template",
        "{0} はテンプレートのパラメーターでもリソースでもありません",
    ),
    (
        "{} is no resource of the template",
        "{0} はテンプレートのリソースではありません",
    ),
    (
        "no stack among the inputs exports {}",
        "{0} をエクスポートするスタックが入力にありません",
    ),
    (
        "the mappings have no such entry",
        "Mappings にその項目がありません",
    ),
    (
        "the value is only known in AWS",
        "値は AWS でしか分かりません",
    ),
    ("only known in AWS", "AWS でしか分かりません"),
    (
        "a dynamic reference is only known in AWS",
        "動的参照の値は AWS でしか分かりません",
    ),
    (
        "another one for each item of a list that is not known",
        "未知のリストの要素ごとに異なる値です",
    ),
    (
        "{} may add routes to {}; which is not known",
        "{0} が {1} にルートを追加するかもしれません。どのルートかは分かりません",
    ),
    (
        "AWS Cloud Map makes its records as instances register; which is not known",
        "レコードはインスタンスの登録時に AWS Cloud Map が作成します。どのレコードかは分かりません",
    ),
    ("made by AWS", "AWS が作成します"),
    (
        "a pool of IPAM gives it once it is made",
        "作成時に IPAM プールから割り当てられます",
    ),
    ("an IPAM pool gives it", "IPAM プールから割り当てられます"),
    ("known after apply", "apply の後に決まります"),
    (
        "the data source does not give it",
        "データソースからは得られません",
    ),
    ("an empty text is no id", "空の文字列は ID ではありません"),
    ("not a range: {}", "範囲ではありません: {0}"),
    ("not an address: {}", "アドレスではありません: {0}"),
    (
        "neither true nor false: {}",
        "true でも false でもありません: {0}",
    ),
    (
        "one of the default VPC, which is not among the inputs",
        "デフォルト VPC のサブネットですが、入力にありません",
    ),
    (
        "its launch template is not among the inputs",
        "起動テンプレートが入力にありません",
    ),
    (
        "the site tells them by BGP; give the topology its ranges",
        "サイトが BGP で広告します。トポロジーに範囲を指定してください",
    ),
    (
        "the ranges of the site are not known: it tells them by BGP, and no route table among the inputs has learned one of it alone",
        "サイトの範囲が分かりません。BGP で広告され、このサイトだけから学習したルートが入力のルートテーブルにありません",
    ),
    ("they are in a file of S3", "S3 のファイルにあります"),
    (
        "only a get output of aws vpc-lattice prints it",
        "aws vpc-lattice の get-* だけが出力します",
    ),
    ("not among the inputs: {}", "入力にありません: {0}"),
    (
        "{} is not among the inputs for it",
        "これについての {0} が入力にありません",
    ),
    (
        "the file {} is not among the inputs",
        "ファイル {0} が入力にありません",
    ),
    (
        "the module {} is not among the inputs",
        "モジュール {0} が入力にありません",
    ),
    ("{} is not among the inputs", "{0} が入力にありません"),
];

#[cfg(test)]
mod tests {
    use super::{reason, why};
    use net::lang::Lang;

    #[test]
    fn a_reason_is_told_in_the_readers_language() {
        let check = |en: &str, ja: &str| {
            assert_eq!(reason(Lang::Ja, en), ja);
            assert_eq!(reason(Lang::En, en), en);
        };
        check(
            "describe-vpcs is not among the inputs",
            "describe-vpcs が入力にありません",
        );
        check(
            "whether it is there is not known, since its condition A is not known: the parameter B has no value",
            "条件 A が分からないため、存在するかどうか分かりません: パラメーター B に値がありません",
        );
        check(
            "the name of A is only known once A is made",
            "A の名前は A の作成後に決まります",
        );
        check("", "");
        check("a division by zero", "a division by zero");
    }

    #[test]
    fn what_no_document_notes_is_told_by_its_command() {
        let document = serde_json::json!({
            "format": "sightline.topology/1",
            "vpc": { "vpc-1": { "unknown": { "cidr_block": "describe-vpcs is not among the inputs", "main_route_table_id": "left out" } } },
        });
        let topology = net::Topology::from_json(&document.to_string()).expect("a document");
        let why = |id, attribute| why(Lang::En, &topology, id, attribute);
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(
            why("vpc-1", "cidr_block"),
            said("describe-vpcs is not among the inputs")
        );
        assert_eq!(why("vpc-1.main", "route"), said("left out"));
        assert_eq!(
            why("vpc-1", "enable_dns_support"),
            said("aws ec2 describe-vpc-attribute prints it")
        );
        assert_eq!(
            why("dopt-1", "domain_name_servers"),
            said("aws ec2 describe-dhcp-options prints it")
        );
        assert_eq!(why("net.Options", "domain_name_servers"), None);
    }
}
