//! Who answers for a name, and what becomes of headers, in words.

use super::Lang;
use super::reason::{Names, Told, both, told};
use net::evidence::{Fared, Packet, ZoneKind, ZoneRow};

pub(super) fn zones(lang: Lang, name: &str, rows: &[ZoneRow], names: &Names<'_>) -> Told {
    let Some(row) = rows.iter().find(|row| row.fared == Fared::Won) else {
        return told(
            lang,
            both(lang, "no zone", "ゾーンなし"),
            format!("No zone answers for {name}"),
            format!("{name} に答えるゾーンがありません"),
        );
    };
    let domain = row.domain.trim_end_matches('.');
    let by = names(row.decided_by.as_str());
    match row.kind {
        ZoneKind::Private => told(
            lang,
            both(lang, "private zone", "プライベートゾーン"),
            format!("The private hosted zone {domain} answers"),
            format!("プライベートホストゾーン {domain} が答えます"),
        ),
        ZoneKind::Endpoint => told(
            lang,
            both(lang, "private DNS", "プライベート DNS"),
            format!("Private DNS of the endpoint {by} answers"),
            format!("エンドポイント {by} のプライベート DNS が答えます"),
        ),
        ZoneKind::Internal => told(
            lang,
            both(lang, "AWS's own", "AWS 内部"),
            format!("AWS answers {domain} itself inside the VPC"),
            format!("{domain} は VPC 内で AWS が答えます"),
        ),
        ZoneKind::Rule => told(
            lang,
            both(lang, "Resolver rule", "リゾルバールール"),
            format!("The Resolver rule {by} decides for {domain}"),
            format!("リゾルバールール {by} が {domain} の扱いを決めます"),
        ),
        ZoneKind::Public => told(
            lang,
            both(lang, "public DNS", "パブリック DNS"),
            "No private zone holds the name: the public DNS answers".to_owned(),
            "該当するプライベートゾーンがないため、パブリック DNS が答えます".to_owned(),
        ),
    }
}

pub(super) fn rewrite(lang: Lang, before: &Packet, after: &Packet) -> Told {
    let source = before.source != after.source;
    let destination = before.destination != after.destination;
    let label = |kind| {
        format!(
            "{kind} {}",
            if source {
                after.source
            } else {
                after.destination
            }
        )
    };
    match (source, destination) {
        (true, true) => told(
            lang,
            both(lang, "new headers", "書き換え"),
            format!(
                "A new connection: {} to {}",
                after.source, after.destination
            ),
            format!(
                "新しい接続になります: {} → {}",
                after.source, after.destination
            ),
        ),
        (true, false) => told(
            lang,
            label(both(lang, "from", "送信元")),
            format!("The source becomes {}", after.source),
            format!("送信元が {} に変わります", after.source),
        ),
        (false, true) => told(
            lang,
            label(both(lang, "to", "宛先")),
            format!("The destination becomes {}", after.destination),
            format!("宛先が {} に変わります", after.destination),
        ),
        (false, false) => told(
            lang,
            both(lang, "unchanged", "変更なし"),
            "The addresses stay as they are".to_owned(),
            "アドレスは変わりません".to_owned(),
        ),
    }
}
