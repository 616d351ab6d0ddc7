//! What a single attribute that decided says, in the words people use for it.

use super::Lang;
use super::reason::{Told, both, shortened, told};

/// An attribute of a resource, and how a law took it.
pub(super) fn told_of(lang: Lang, name: &str, attribute: &str, value: &str, stopped: bool) -> Told {
    let short = shortened(value);
    match attribute {
        "resolver" => told(
            lang,
            short,
            format!("The resolver of {name} answers at {value}"),
            format!("{name} のリゾルバーは {value} です"),
        ),
        "enable_dns_support" => told(
            lang,
            both(lang, "DNS support", "DNS サポート"),
            format!("DNS support of {name} is {}", on_off(lang, value)),
            format!("{name} の DNS サポートは{}です", on_off(lang, value)),
        ),
        "enable_dns_hostnames" => told(
            lang,
            both(lang, "DNS hostnames", "DNS ホスト名"),
            format!("DNS hostnames of {name} are {}", on_off(lang, value)),
            format!("{name} の DNS ホスト名は{}です", on_off(lang, value)),
        ),
        "state" | "instance_state" => told(
            lang,
            state(lang, value),
            format!("{name} is {}", value.to_lowercase()),
            format!("{name} は{}です", state(lang, value)),
        ),
        "protocol" if stopped => told(
            lang,
            short,
            format!("{name} does not carry {value}"),
            format!("{name} は {value} を通しません"),
        ),
        "protocol" => told(
            lang,
            short,
            format!("{name} carries {value}"),
            format!("{name} は {value} を通します"),
        ),
        "availability_zone" if stopped => told(
            lang,
            short,
            format!("{name} has no node in {value}"),
            format!("{name} のノードは {value} にありません"),
        ),
        "availability_zone" => told(
            lang,
            short,
            format!("{name} has a node in the same zone, {value}"),
            format!("{name} のノードが同じゾーン {value} にあります"),
        ),
        "public_ip" if stopped => told(
            lang,
            both(lang, "no public IP", "パブリック IP なし"),
            format!("{name} has no public address"),
            format!("{name} にはパブリックアドレスがありません"),
        ),
        "public_ip" => told(
            lang,
            short,
            format!("{name} has the public address {value}"),
            format!("{name} のパブリックアドレスは {value} です"),
        ),
        "private_ip" if stopped => told(
            lang,
            both(lang, "nobody", "該当なし"),
            format!("Nothing in {name} has the address {value}"),
            format!("{name} に {value} を持つものはありません"),
        ),
        "destination" => told(
            lang,
            short,
            format!("{value} is a private address, which {name} does not carry"),
            format!("{value} はプライベートアドレスのため、{name} は通しません"),
        ),
        "closed_ports" => told(
            lang,
            both(lang, "port closed", "ポート閉鎖"),
            format!("{name} does not listen on {value}"),
            format!("{name} は {value} で待ち受けていません"),
        ),
        other => {
            let word = other.replace('_', " ");
            told(
                lang,
                shortened(&word),
                format!("{name}: {word} is {short}"),
                format!("{name} の {word} は {short} です"),
            )
        }
    }
}

fn on_off(lang: Lang, value: &str) -> String {
    match value {
        "true" => both(lang, "on", "有効").to_owned(),
        "false" => both(lang, "off", "無効").to_owned(),
        other => other.to_owned(),
    }
}

/// AWS's states in Japanese; in English they are as AWS spells them.
fn state(lang: Lang, value: &str) -> String {
    let lower = value.to_lowercase();
    let says = match lower.as_str() {
        "available" => "利用可能",
        "running" => "実行中",
        "active" => "アクティブ",
        "pending" => "作成中",
        "pendingacceptance" => "承諾待ち",
        "rejected" => "拒否済み",
        "expired" => "期限切れ",
        "failed" => "失敗",
        "deleting" => "削除中",
        "deleted" => "削除済み",
        "stopped" => "停止中",
        "stopping" => "停止処理中",
        "terminated" => "終了済み",
        _ => return lower,
    };
    match lang {
        Lang::En => lower,
        Lang::Ja => says.to_owned(),
    }
}
