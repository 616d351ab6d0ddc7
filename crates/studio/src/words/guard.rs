//! What a policy or DNS Firewall said, in words.

use super::Lang;
use super::reason::{Told, both, shortened, told};
use net::evidence::{Fared, FirewallRow, StatementRow};

/// What DNS Firewall said of a name.
pub(super) fn firewall(lang: Lang, name: &str, rows: &[FirewallRow]) -> Told {
    if let Some(row) = rows.iter().find(|row| row.fared == Fared::Open) {
        let list = &row.domains;
        return told(
            lang,
            both(lang, "list unknown", "リスト不明"),
            format!("Whether {name} is on the list {list} is not known"),
            format!("{name} がリスト {list} に含まれるかどうかは不明です"),
        );
    }
    let Some(row) = rows.iter().find(|row| row.fared == Fared::Won) else {
        return told(
            lang,
            both(lang, "no match", "一致なし"),
            format!("No rule of DNS Firewall is about {name}"),
            format!("{name} に一致する DNS Firewall のルールはありません"),
        );
    };
    let domain = row.domains.trim_end_matches('.');
    let (does, ja) = match row.action.split_once(' ').unwrap_or((&row.action, "")) {
        ("BLOCK", "") => ("blocks".to_owned(), "遮断します".to_owned()),
        ("BLOCK", answer) => (
            format!("answers {answer} for"),
            format!("{answer} と回答して遮断します"),
        ),
        ("ALERT", _) => (
            "reports and lets pass".to_owned(),
            "記録して通します".to_owned(),
        ),
        _ => ("lets pass".to_owned(), "通します".to_owned()),
    };
    told(
        lang,
        shortened(&row.action),
        format!("DNS Firewall {does} {domain}"),
        format!("DNS Firewall は {domain} を{ja}"),
    )
}

/// What a question does not say, as its fields are called; a condition key as it is.
fn need(lang: Lang, need: &str) -> &str {
    match (lang, need) {
        (Lang::En, "action") => "the action",
        (Lang::En, "arn") => "the resource’s ARN",
        (Lang::En, "principal") => "the principal",
        (Lang::Ja, "action") => super::ACTION.ja,
        (Lang::Ja, "arn") => super::ARN.ja,
        (Lang::Ja, "principal") => super::PRINCIPAL.ja,
        (_, key) => key,
    }
}

/// What a policy said of a request.
pub(super) fn policy(lang: Lang, name: &str, rows: &[StatementRow], needs: &[String]) -> Told {
    let label = super::POLICY.in_lang(lang);
    if !needs.is_empty() {
        let needs: Vec<&str> = needs.iter().map(|it| need(lang, it)).collect();
        let needs = needs.join(", ");
        return told(
            lang,
            label,
            format!("What the policy of {name} says hangs on {needs}"),
            format!("{name} のポリシーの判定は {needs} によって決まります"),
        );
    }
    match rows.iter().find(|row| row.fared == Fared::Won) {
        Some(row) => {
            let (statement, denies) = (&row.statement, row.effect == "Deny");
            told(
                lang,
                label,
                if denies {
                    format!("Statement {statement} of the policy of {name} denies it")
                } else {
                    format!("Statement {statement} of the policy of {name} allows it")
                },
                if denies {
                    format!("{name} のポリシーのステートメント {statement} が拒否します")
                } else {
                    format!("{name} のポリシーのステートメント {statement} が許可します")
                },
            )
        }
        None => told(
            lang,
            label,
            format!("No statement of the policy of {name} allows it"),
            format!("{name} のポリシーに、これを許可するステートメントはありません"),
        ),
    }
}
