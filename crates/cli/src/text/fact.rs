//! One decision: the law's sentence, and the very thing it looked at.

use super::word;
use crate::style::Style;
use net::ResourceId;
use net::evidence::{
    AclRow, Decision, Direction, Evidence, Fact, Fared, FirewallRow, Mismatch, RouteRow,
    SecurityGroupRow, StatementRow, ZoneKind, ZoneRow,
};
use net::lang::Lang;
use std::fmt::Write as _;

/// How many rules that missed are shown where none matched.
const NEAREST: usize = 3;

/// A decision in a few lines: mark and sentence, facts, and the AWS page where it stopped.
pub(crate) fn evidence(evidence: &Evidence, style: Style, lang: Lang) -> String {
    let mut out = String::new();
    let says = evidence.law.says.in_lang(lang);
    let _ = writeln!(out, "      {} {says}", style.mark(evidence.decision));
    for line in lines(&evidence.fact, lang) {
        let _ = writeln!(out, "          {line}");
    }
    out
}

/// Why something blocks: what was looked at, and the AWS page that says so.
pub(crate) fn reason(evidence: &Evidence, style: Style, lang: Lang) -> String {
    let mut out = String::new();
    if matches!(evidence.decision, Decision::Stopped | Decision::Unknown) {
        for line in lines(&evidence.fact, lang) {
            let _ = writeln!(out, "      {line}");
        }
        let _ = writeln!(out, "      {}", style.dim(evidence.law.source));
    }
    out
}

/// What was looked at, the deciding thing first.
fn lines(fact: &Fact, lang: Lang) -> Vec<String> {
    match fact {
        Fact::Attribute {
            resource,
            attribute,
            value,
        } => vec![format!("{resource}: {attribute} = {value}")],
        Fact::SecurityGroups {
            direction, rows, ..
        } => security_groups(*direction, rows, lang),
        Fact::NetworkAcl {
            network_acl,
            direction,
            rows,
            ..
        } => acl_entry(network_acl.as_str(), *direction, rows, lang),
        Fact::Routes {
            route_table, rows, ..
        } => routes(route_table.as_str(), rows, lang),
        Fact::Zones { rows, .. } => zones(rows, lang),
        Fact::Records { zone, rows } => rows
            .iter()
            .map(|row| format!("{zone}: {} {} {}", row.name, row.record_type, row.value))
            .collect(),
        Fact::Listeners {
            load_balancer,
            rows,
        } => {
            let show = |protocol: &str, port: Option<u16>, id: &str| match port {
                Some(port) => format!("{protocol}:{port}  {id}"),
                None => format!("{protocol}  {id}"),
            };
            let of = |won: bool| {
                rows.iter()
                    .filter(move |row| (row.fared == Fared::Won) == won)
                    .map(|row| show(&row.protocol, row.port, row.listener.as_str()))
            };
            let mut found: Vec<String> = of(true).collect();
            if found.is_empty() {
                found = of(false).take(NEAREST).collect();
                let none = word(lang, "has no listener", "にはリスナーがありません");
                if found.is_empty() {
                    found.push(format!("{load_balancer} {none}"));
                }
            }
            found
        }
        Fact::ListenerRules { listener, rows } => rows
            .iter()
            .map(|row| {
                let number = row
                    .priority
                    .map_or_else(|| "*".to_owned(), |it| it.to_string());
                let mark = match row.fared {
                    Fared::Won => "  ←",
                    Fared::Open => "  ?",
                    Fared::Lost | Fared::Nearest | Fared::Missed => "",
                };
                let conditions = row.conditions.join("; ");
                let actions = row.actions.join(", ");
                format!("{listener}: {number}  {conditions}  → {actions}{mark}")
            })
            .collect(),
        Fact::Targets { target_group, rows } => rows
            .iter()
            .map(|row| {
                let port = row.port.map_or_else(String::new, |port| format!(":{port}"));
                let zone = row.zone.as_deref().unwrap_or("-");
                let won = if row.fared == Fared::Won { "  ←" } else { "" };
                let because = row
                    .because
                    .map_or_else(String::new, |code| format!(" ({code})"));
                format!(
                    "{target_group}: {}{port}  {zone}  {}{because}{won}",
                    row.target, row.state
                )
            })
            .collect(),
        Fact::Rewrite { before, after } => vec![format!(
            "{} → {}  ⇒  {} → {}",
            before.source, before.destination, after.source, after.destination
        )],
        Fact::Encapsulation {
            outer,
            inner,
            overhead_bytes,
        } => vec![format!(
            "{} {} → {}:{} [{} → {}]  +{overhead_bytes} {}",
            outer.protocol,
            outer.source,
            outer.destination,
            outer.destination_port.unwrap_or_default(),
            inner.source,
            inner.destination,
            word(lang, "bytes", "バイト")
        )],
        Fact::Flow { request, reply, .. } => vec![
            format!("{}: {}", word(lang, "request", "行き"), way(request, lang)),
            format!("{}: {}", word(lang, "reply", "戻り"), way(reply, lang)),
        ],
        Fact::Interface { interface, address } => vec![format!("{interface}  {address}")],
        Fact::Reached { .. } => Vec::new(),
        Fact::Alternatives { rows } => rows
            .iter()
            .map(|row| format!("{}: {}", row.chosen.join(", "), row.code))
            .collect(),
        Fact::Firewall { rows, .. } => firewall(rows, lang),
        Fact::Policy {
            resource,
            rows,
            needs,
        } => policy(resource.as_str(), rows, needs, lang),
        Fact::Missing { resource, what } => vec![format!(
            "{resource}: {what} {}",
            word(lang, "is not known", "が不明です")
        )],
    }
}

/// The middleboxes of one way.
fn way(passed: &[ResourceId], lang: Lang) -> String {
    if passed.is_empty() {
        return word(lang, "past no appliance", "アプライアンスを通りません").to_owned();
    }
    let ids: Vec<&str> = passed.iter().map(ResourceId::as_str).collect();
    ids.join(", ")
}

fn security_groups(direction: Direction, rows: &[SecurityGroupRow], lang: Lang) -> Vec<String> {
    let show = |row: &SecurityGroupRow| {
        let group = row
            .group_name
            .as_deref()
            .unwrap_or(row.security_group.as_str());
        format!(
            "{group}: {} {} {} {}",
            row.protocol,
            row.ports,
            preposition(direction, lang),
            row.peer
        )
    };
    if let Some(won) = rows.iter().find(|row| row.fared == Fared::Won) {
        return vec![show(won)];
    }
    if rows.is_empty() {
        let none = match direction {
            Direction::Ingress => word(lang, "no ingress rules", "インバウンドルールなし"),
            Direction::Egress => word(lang, "no egress rules", "アウトバウンドルールなし"),
        };
        return vec![none.to_owned()];
    }
    let nearest = |row: &&SecurityGroupRow| row.fared == Fared::Nearest;
    let mut misses: Vec<&SecurityGroupRow> = rows.iter().filter(nearest).collect();
    misses.extend(rows.iter().filter(|row| !nearest(row)));
    misses
        .into_iter()
        .take(NEAREST)
        .map(|row| format!("{}  ({})", show(row), mismatch(&row.mismatch, lang)))
        .collect()
}

fn mismatch(mismatch: &[Mismatch], lang: Lang) -> String {
    let words: Vec<&str> = mismatch
        .iter()
        .map(|it| match it {
            Mismatch::Protocol => word(lang, "protocol", "プロトコル"),
            Mismatch::Port => word(lang, "port", "ポート"),
            Mismatch::Peer => word(lang, "peer", "相手"),
        })
        .collect();
    format!("{} {}", words.join(", "), word(lang, "differs", "が不一致"))
}

const fn preposition(direction: Direction, lang: Lang) -> &'static str {
    match direction {
        Direction::Ingress => word(lang, "from", "送信元"),
        Direction::Egress => word(lang, "to", "宛先"),
    }
}

fn acl_entry(id: &str, direction: Direction, rows: &[AclRow], lang: Lang) -> Vec<String> {
    let won = rows.iter().filter(|row| row.fared == Fared::Won);
    won.map(|row| {
        let number = row
            .rule_no
            .map_or_else(|| "*".to_owned(), |it| it.to_string());
        let action = if row.allows {
            word(lang, "allow", "許可")
        } else {
            word(lang, "deny", "拒否")
        };
        format!(
            "{id}: {number} {action} {} {} {} {}",
            row.protocol,
            row.ports,
            preposition(direction, lang),
            row.peer
        )
    })
    .collect()
}

fn routes(table: &str, rows: &[RouteRow], lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    for row in rows {
        let because = match (row.fared, row.because) {
            (Fared::Won, _) => String::new(),
            (Fared::Lost, because) => format!(
                "  ({})",
                match because {
                    Some("less_specific") => word(lang, "less specific", "より短いプレフィックス"),
                    Some("lower_priority") => word(lang, "lower priority", "優先度が低い"),
                    _ => word(lang, "lost", "不採用"),
                }
            ),
            (Fared::Nearest | Fared::Missed | Fared::Open, _) => continue,
        };
        let matched = row
            .matched
            .as_deref()
            .map_or_else(String::new, |range| format!(" ({range})"));
        let dead = if row.state == "active" {
            ""
        } else {
            "  blackhole"
        };
        found.push(format!(
            "{table}: {}{matched} → {}{dead}{because}",
            row.destination, row.target
        ));
    }
    if found.is_empty() {
        let have: Vec<&str> = rows.iter().map(|row| row.destination.as_str()).collect();
        found.push(format!(
            "{table}: {} {}",
            word(lang, "has", "ルート:"),
            have.join(", ")
        ));
    }
    found
}

fn zones(rows: &[ZoneRow], lang: Lang) -> Vec<String> {
    rows.iter()
        .filter(|row| row.fared == Fared::Won || row.because.is_some_and(|why| why != "not_parent"))
        .map(|row| {
            let kind = match row.kind {
                ZoneKind::Private => word(lang, "private zone", "プライベートホストゾーン"),
                ZoneKind::Endpoint => word(lang, "endpoint's zone", "エンドポイントのゾーン"),
                ZoneKind::Internal => word(lang, "internal names", "内部名"),
                ZoneKind::Rule => word(lang, "Resolver rule", "リゾルバールール"),
                ZoneKind::Public => word(lang, "public DNS", "パブリック DNS"),
            };
            let why = match row.because {
                None => "",
                Some("dns_attributes_off") => {
                    word(lang, "  (DNS attributes are off)", "  (DNS 属性が無効)")
                }
                Some("less_specific") => word(lang, "  (less specific)", "  (より広いドメイン)"),
                Some("no_name") => word(lang, "  (has no such name)", "  (その名前がない)"),
                Some(_) => word(lang, "  (does not apply)", "  (対象外)"),
            };
            if row.kind == ZoneKind::Public {
                return format!("{kind}{why}");
            }
            format!("{kind} {} ({}){why}", row.domain, row.decided_by)
        })
        .collect()
}

/// The rule that decided, and those it hangs on.
fn firewall(rows: &[FirewallRow], lang: Lang) -> Vec<String> {
    rows.iter()
        .filter(|row| matches!(row.fared, Fared::Won | Fared::Open))
        .map(|row| {
            let open = match row.fared {
                Fared::Open => word(lang, "  (list not known)", "  (リストの内容が不明)"),
                _ => "",
            };
            format!(
                "{} {}: {} {}{open}",
                row.rule_group, row.priority, row.action, row.domains
            )
        })
        .collect()
}

/// The statement that decided; where none did, those that came closest, and what was not said.
fn policy(id: &str, rows: &[StatementRow], needs: &[String], lang: Lang) -> Vec<String> {
    let mut found: Vec<String> = rows
        .iter()
        .filter(|row| matches!(row.fared, Fared::Won | Fared::Nearest | Fared::Open))
        .take(NEAREST)
        .map(|row| {
            let why = if row.fared == Fared::Nearest {
                let differs = word(lang, "differs", "が不一致");
                format!("  ({} {differs})", row.mismatch.join(", "))
            } else {
                String::new()
            };
            format!(
                "{id}: {} {} {} {}{why}",
                row.statement, row.effect, row.actions, row.resources
            )
        })
        .collect();
    if found.is_empty() {
        let none = word(lang, "allows nothing", "は何も許可していません");
        found.push(format!("{id}: {none}"));
    }
    if !needs.is_empty() {
        let not_said = word(lang, "not said", "未指定");
        found.push(format!("{not_said}: {}", needs.join(", ")));
    }
    found
}
