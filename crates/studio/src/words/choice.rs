//! What was chosen among several: a route, a listener, its rule, a target.

use super::Lang;
use super::reason::{Names, Told, both, onwards, told};
use net::evidence::{Fared, ListenerRow, ListenerRuleRow, RouteRow, TargetRow};
use std::net::IpAddr;

/// The route to a destination.
pub(super) fn route(lang: Lang, destination: IpAddr, rows: &[RouteRow], names: &Names<'_>) -> Told {
    match rows.iter().find(|row| row.fared == Fared::Won) {
        None => told(
            lang,
            both(lang, "no route", "ルートなし"),
            format!("No route leads to {destination}"),
            format!("{destination} へのルートがありません"),
        ),
        Some(row) if row.target == "local" => told(
            lang,
            both(lang, "local route", "local ルート"),
            format!("{destination} is in this VPC: the local route wins"),
            format!("{destination} は VPC 内: local ルートが選ばれます"),
        ),
        Some(row) if row.state == "blackhole" => told(
            lang,
            "blackhole",
            format!(
                "The best route to {destination} leads nowhere: {}",
                row.target
            ),
            format!(
                "{destination} への最適なルートの行き先がありません: {}",
                row.target
            ),
        ),
        Some(row) => {
            let target = names(&row.target);
            told(
                lang,
                onwards(&target),
                format!("The route {} leads to {target}", row.destination),
                format!("ルート {} により {target} へ進みます", row.destination),
            )
        }
    }
}

/// The listener that takes the packet.
pub(super) fn listener(lang: Lang, name: &str, rows: &[ListenerRow]) -> Told {
    match rows.iter().find(|row| row.fared == Fared::Won) {
        None => told(
            lang,
            both(lang, "no listener", "リスナーなし"),
            format!("{name} has no listener for this port"),
            format!("{name} には、このポートのリスナーがありません"),
        ),
        Some(row) => {
            let port = row
                .port
                .map_or_else(String::new, |port| format!(" :{port}"));
            told(
                lang,
                format!("{}{port}", both(lang, "listener", "リスナー")),
                format!("{name} listens on {}{port}", row.protocol),
                format!("{name} は {}{port} で待ち受けています", row.protocol),
            )
        }
    }
}

/// The rule of a listener that the request meets.
pub(super) fn rule(lang: Lang, name: &str, rows: &[ListenerRuleRow], names: &Names<'_>) -> Told {
    let open = rows.iter().filter(|row| row.fared == Fared::Open).count();
    match rows.iter().find(|row| row.fared == Fared::Won) {
        Some(row) if open == 0 => {
            let to: Vec<String> = row.actions.iter().map(|it| names(it)).collect();
            let to = to.join(", ");
            let rule = row
                .priority
                .map_or_else(|| "*".to_owned(), |it| it.to_string());
            told(
                lang,
                onwards(&to),
                format!("Rule {rule} of {name} decides: {to}"),
                format!("{name} のルール {rule} により {to} に決まります"),
            )
        }
        Some(_) | None => told(
            lang,
            both(lang, "by request", "リクエスト次第"),
            format!("Which rule of {name} decides hangs on the request"),
            format!("{name} のどのルールが適用されるかは、リクエストによって決まります"),
        ),
    }
}

/// The target of a group.
pub(super) fn target(lang: Lang, group: &str, rows: &[TargetRow], names: &Names<'_>) -> Told {
    match rows.iter().find(|row| row.fared == Fared::Won) {
        None => told(
            lang,
            both(lang, "no target", "ターゲットなし"),
            format!("{group} has no target to send to"),
            format!("{group} に送信できるターゲットがありません"),
        ),
        Some(row) => {
            let target = names(&row.target);
            told(
                lang,
                onwards(&target),
                format!("{target} of {group} is chosen as the target"),
                format!("{group} から {target} がターゲットに選ばれます"),
            )
        }
    }
}
