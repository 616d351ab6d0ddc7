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
        "address_family" if stopped => told(
            lang,
            family(value),
            format!("{name} does not speak {}", family(value)),
            format!("{name} は {} を使えません", family(value)),
        ),
        "address_family" => told(
            lang,
            family(value),
            format!("{name} connects by {}", family(value)),
            format!("{name} は {} で接続します", family(value)),
        ),
        "ipv6_addresses" => told(
            lang,
            short,
            format!("{name} has the public IPv6 address {value}"),
            format!("{name} は公開 IPv6 アドレス {value} を持ちます"),
        ),
        "link_local" => told(
            lang,
            short,
            format!("{name} provides {value} on the link of each host"),
            format!("{name} は {value} を各ホストのリンク上で提供します"),
        ),
        "deny_all_igw_traffic" => told(
            lang,
            both(lang, "no internet gateway", "IGW 不可"),
            format!("Internet gateways refuse {name}"),
            format!("{name} への通信はインターネットゲートウェイが通しません"),
        ),
        "internet_gateway_block_mode" => told(
            lang,
            short,
            format!("VPC Block Public Access is set to {value}"),
            format!("VPC ブロックパブリックアクセスは {value} です"),
        ),
        "internet_gateway_exclusion_mode" => told(
            lang,
            short,
            format!("An exclusion from VPC Block Public Access holds: {value}"),
            format!("VPC ブロックパブリックアクセスの除外が有効です: {value}"),
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
        "appliance" => match value {
            "drop" => told(
                lang,
                both(lang, "dropped", "破棄"),
                format!("{name} drops the packet"),
                format!("{name} がパケットを破棄します"),
            ),
            "nat" => told(
                lang,
                "NAT",
                format!("{name} sends the packet on in its own name"),
                format!("{name} は自身のアドレスで転送します"),
            ),
            _ => told(
                lang,
                both(lang, "inspected", "検査済み"),
                format!("{name} lets the packet pass"),
                format!("{name} はパケットを通します"),
            ),
        },
        "source_dest_check" if stopped => told(
            lang,
            both(lang, "source/dest check", "送信元/送信先チェック"),
            format!("{name} drops what is not addressed to it: its source/destination check is on"),
            format!("{name} は送信元/送信先チェックが有効なため、自分宛て以外を破棄します"),
        ),
        "source_dest_check" => told(
            lang,
            both(lang, "forwards", "転送可"),
            format!("{name} takes packets of others: its source/destination check is off"),
            format!("{name} は送信元/送信先チェックが無効で、他宛てのパケットも扱えます"),
        ),
        "route_table" => told(
            lang,
            short,
            format!("What comes in by {name} goes where the route table {value} says"),
            format!("{name} から入るパケットは、ルートテーブル {value} に従います"),
        ),
        "subnet_ids" if stopped => told(
            lang,
            both(lang, "loop", "ループ"),
            format!("The route table of {value} sends the packet back to {name}"),
            format!("{value} のルートテーブルが、パケットを {name} へ送り返します"),
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

/// An address family as people write it.
fn family(value: &str) -> &'static str {
    match value {
        "ipv6" => "IPv6",
        _ => "IPv4",
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
