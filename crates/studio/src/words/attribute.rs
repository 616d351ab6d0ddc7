//! What a single attribute that decided says, in the words people use for it.

use super::Lang;
use super::reason::{At, Told, both, shortened, told};
use net::trace::Kind;

/// An attribute of a resource, and how a law took it.
pub(super) fn told_of(
    lang: Lang,
    name: &str,
    (attribute, value): (&str, &str),
    stopped: bool,
    at: Option<At>,
) -> Told {
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
        "state" | "instance_state" | "accept_status" => told(
            lang,
            match at.and_then(|at| kind_word(lang, at.kind)) {
                Some(kind) => format!("{kind} {}", state(lang, value)),
                None => state(lang, value),
            },
            format!("{name} is {}", state(Lang::En, value)),
            format!("{name} は{}です", state(Lang::Ja, value)),
        ),
        "protocol" => {
            let protocol = value.to_uppercase();
            let (label, carries, does) = if stopped {
                (both(lang, "no", "不可"), "does not carry", "通しません")
            } else {
                (both(lang, "carries", "通過可"), "carries", "通します")
            };
            told(
                lang,
                match lang {
                    Lang::En => format!("{label} {protocol}"),
                    Lang::Ja => format!("{protocol} {label}"),
                },
                format!("{name} {carries} {protocol}"),
                format!("{name} は {protocol} を{does}"),
            )
        }
        "availability_zone" if stopped => told(
            lang,
            both(lang, "no node in AZ", "AZ にノードなし"),
            format!("{name} has no node in {value}"),
            format!("{name} のノードは {value} にありません"),
        ),
        "availability_zone" => told(
            lang,
            both(lang, "same AZ", "同じ AZ"),
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
        "destination" if !stopped => told(
            lang,
            both(lang, "in range", "範囲内"),
            format!("{value} is an address of {name}"),
            format!("{value} は {name} のアドレスです"),
        ),
        "destination" if at.is_some_and(|at| at.kind == Kind::VpnGateway) => told(
            lang,
            both(lang, "no interface", "ENI ではない"),
            format!("{value} is no interface's address in {name}"),
            format!("{value} は {name} の ENI のアドレスではありません"),
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
        "availability_zones" if value.is_empty() => told(
            lang,
            both(lang, "all AZs", "すべての AZ"),
            format!("{name} serves every zone in use"),
            format!("{name} は使用中のすべてのゾーンに対応します"),
        ),
        "availability_zones" if stopped => told(
            lang,
            both(lang, "AZ not served", "AZ 対象外"),
            format!("{name} serves {value} only"),
            format!("{name} は {value} だけに対応します"),
        ),
        "availability_zones" => told(
            lang,
            both(lang, "AZ served", "対応 AZ"),
            format!("{name} serves {value}"),
            format!("{name} は {value} に対応します"),
        ),
        "cidr_block" if stopped => told(
            lang,
            both(lang, "out of range", "範囲外"),
            format!("{name} has {value} only"),
            format!("{name} の範囲は {value} だけです"),
        ),
        "cidr_block" => told(
            lang,
            both(lang, "in range", "範囲内"),
            format!("{name} has the range {value}"),
            format!("{name} の範囲は {value} です"),
        ),
        "domain_name_servers" => told(
            lang,
            both(lang, "DHCP options", "DHCP オプション"),
            format!("The DHCP options {name} name the resolvers {value}"),
            format!("DHCP オプション {name} のリゾルバーは {value} です"),
        ),
        "ip_address_type" if stopped => told(
            lang,
            both(lang, "other family", "IP 種別が違う"),
            format!("{name} serves {value} only"),
            format!("{name} は {value} だけに対応します"),
        ),
        "ip_address_type" => told(
            lang,
            short,
            format!("{name} serves {value}"),
            format!("{name} は {value} に対応します"),
        ),
        "port_ranges" if stopped => told(
            lang,
            both(lang, "port not shared", "ポート対象外"),
            format!("{name} shares the ports {value} only"),
            format!("{name} が共有するポートは {value} だけです"),
        ),
        "port_ranges" => told(
            lang,
            both(lang, "port shared", "ポート共有"),
            format!("{name} shares the ports {value}"),
            format!("{name} が共有するポートは {value} です"),
        ),
        "source" => told(
            lang,
            both(lang, "source refused", "送信元不可"),
            format!("{name} takes nothing from {value}"),
            format!("{name} は {value} からのパケットを受け付けません"),
        ),
        "redirect" => told(
            lang,
            both(lang, "redirect", "リダイレクト"),
            format!("{name} answers with a redirect: {value}"),
            format!("{name} はリダイレクトを返します: {value}"),
        ),
        "line" => told(
            lang,
            line(value),
            format!("{name} is connected by {}", line(value)),
            format!("{name} は {} で接続されています", line(value)),
        ),
        "tunnel_inside_ip_version" => told(
            lang,
            format!("{} {}", both(lang, "tunnel", "トンネル"), family(value)),
            format!("The VPN tunnels of {name} carry {}", family(value)),
            format!("{name} の VPN トンネルは {} を通します", family(value)),
        ),
        "transit_gateway_route_table" => told(
            lang,
            both(lang, "associated", "関連付け"),
            format!("{name} is associated with the route table {value}"),
            format!("{name} はルートテーブル {value} に関連付けられています"),
        ),
        "vpclattice_service_network_vpc_association" => told(
            lang,
            both(lang, "not associated", "関連付けなし"),
            format!("{name} is associated with no service network that holds it"),
            format!("{name} は、それを含むサービスネットワークに関連付けられていません"),
        ),
        "api" => told(
            lang,
            both(lang, "public API", "パブリック API"),
            format!("{name} does not lead to {value}, which is taken as a public API"),
            format!("{name} は、パブリック API とみなされる {value} へはつながりません"),
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

/// What has a state, in a word for a label.
const fn kind_word(lang: Lang, kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Instance => "EC2",
        Kind::VpcEndpoint => both(lang, "endpoint", "エンドポイント"),
        Kind::VpcEndpointService | Kind::LatticeService => both(lang, "service", "サービス"),
        Kind::Lb => both(lang, "load balancer", "LB"),
        Kind::NatGateway => "NAT",
        Kind::VpcPeeringConnection | Kind::TransitGatewayPeering => {
            both(lang, "peering", "ピアリング")
        }
        Kind::TransitGateway => "TGW",
        Kind::VpnGateway => "VPN",
        Kind::Site => both(lang, "line", "回線"),
        Kind::Subnet
        | Kind::NetworkInterface
        | Kind::NetworkAcl
        | Kind::RouteTable
        | Kind::ServiceNetwork
        | Kind::ResourceConfiguration
        | Kind::InternetGateway
        | Kind::EgressOnlyInternetGateway
        | Kind::Vpc
        | Kind::AwsService
        | Kind::Internet
        | Kind::Other => return None,
    })
}

/// An address family as people write it.
fn family(value: &str) -> &'static str {
    match value {
        "ipv6" => "IPv6",
        _ => "IPv4",
    }
}

/// A line to a site as people write it.
fn line(value: &str) -> &'static str {
    match value {
        "direct_connect" => "Direct Connect",
        _ => "VPN",
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
        "pendingacceptance" | "pending-acceptance" => "承諾待ち",
        "rejected" => "拒否済み",
        "expired" => "期限切れ",
        "failed" => "失敗",
        "deleting" => "削除中",
        "deleted" => "削除済み",
        "stopped" => "停止中",
        "stopping" => "停止処理中",
        "terminated" => "終了済み",
        _ => return lower.replace('-', " "),
    };
    match lang {
        Lang::En if says == "承諾待ち" => "pending acceptance".to_owned(),
        Lang::En => lower,
        Lang::Ja => says.to_owned(),
    }
}
