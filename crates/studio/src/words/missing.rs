//! What no input says, in the words people use for it.

use super::{Lang, Says};

/// An attribute as it stands in a sentence; one without a word here as the document has it.
#[must_use]
pub fn word(lang: Lang, attribute: &'static str) -> &'static str {
    WORDS
        .iter()
        .find(|(names, ..)| names.contains(&attribute))
        .map_or(attribute, |(_, en, ja)| Says { en, ja }.in_lang(lang))
}

/// The attributes, and their word in both languages.
const WORDS: &[(&[&str], &str, &str)] = &[
    (
        &["enable_dns_support"],
        "enableDnsSupport",
        "enableDnsSupport",
    ),
    (
        &["enable_dns_hostnames"],
        "enableDnsHostnames",
        "enableDnsHostnames",
    ),
    (&["domain_name_servers"], "the DNS servers", "DNS サーバー"),
    (
        &["private_dns_enabled"],
        "private DNS",
        "プライベート DNS の設定",
    ),
    (
        &["private_dns_name"],
        "the private DNS name",
        "プライベート DNS 名",
    ),
    (
        &["public_dns_answer"],
        "the public DNS answer",
        "パブリック DNS の応答",
    ),
    (&["dns_entry"], "the DNS names", "DNS 名"),
    (
        &["domain_name", "custom_domain_name"],
        "the domain name",
        "ドメイン名",
    ),
    (&["records"], "the records", "レコード"),
    (&["vpc"], "the VPCs", "VPC"),
    (&["state", "instance_state"], "the state", "状態"),
    (&["accept_status"], "the acceptance", "承諾の状態"),
    (&["creation_time"], "the creation time", "作成日時"),
    (&["route"], "all routes", "すべてのルート"),
    (&["route_table"], "the route table", "ルートテーブル"),
    (&["network_acl"], "all entries", "すべてのエントリ"),
    (
        &["ingress"],
        "all inbound rules",
        "すべてのインバウンドルール",
    ),
    (
        &["egress"],
        "all outbound rules",
        "すべてのアウトバウンドルール",
    ),
    (
        &["security_group", "security_groups", "security_group_ids"],
        "the security groups",
        "セキュリティグループ",
    ),
    (&["policy"], "the policy", "ポリシー"),
    (&["auth_type"], "the auth type", "認証タイプ"),
    (&["cidr_block"], "the address ranges", "CIDR ブロック"),
    (&["private_ip", "address"], "the address", "アドレス"),
    (
        &[
            "availability_zone",
            "availability_zone_id",
            "availability_zones",
        ],
        "the Availability Zone",
        "アベイラビリティーゾーン",
    ),
    (
        &["subnet_mapping", "subnet_ids"],
        "the subnets",
        "サブネット",
    ),
    (
        &["network_interface", "network_interface_ids"],
        "the network interfaces",
        "ネットワークインターフェイス",
    ),
    (
        &["internet_gateway"],
        "the internet gateway",
        "インターネットゲートウェイ",
    ),
    (
        &["internet_gateway_block_mode"],
        "the mode of Block Public Access",
        "ブロックパブリックアクセスのモード",
    ),
    (
        &["exclusion"],
        "the exclusions from Block Public Access",
        "ブロックパブリックアクセスの除外",
    ),
    (
        &["source_dest_check"],
        "the source/destination check",
        "送信元/送信先チェック",
    ),
    (&["appliance"], "the treatment of packets", "パケットの扱い"),
    (&["internal"], "the scheme", "スキーム"),
    (&["protocol"], "the protocol", "プロトコル"),
    (&["port", "port_ranges"], "the ports", "ポート"),
    (
        &["target", "targets", "target_id"],
        "the targets",
        "ターゲット",
    ),
    (
        &["target_group_arn"],
        "the target group",
        "ターゲットグループ",
    ),
    (
        &["lb_listener_rule", "rule"],
        "the listener rules",
        "リスナールール",
    ),
    (
        &["network_load_balancer_arns", "gateway_load_balancer_arns"],
        "the load balancers",
        "ロードバランサー",
    ),
    (
        &["enable_cross_zone_load_balancing"],
        "cross-zone load balancing",
        "クロスゾーン負荷分散の設定",
    ),
    (&["entry"], "all entries", "すべてのエントリ"),
    (&["vpc_endpoint"], "the endpoints", "エンドポイント"),
    (
        &["vpc_endpoint_type"],
        "the endpoint's type",
        "エンドポイントのタイプ",
    ),
    (&["service_name"], "the service name", "サービス名"),
    (&["peer_vpc_id"], "the peer VPC", "ピア VPC"),
    (
        &["transit_gateway_route_table"],
        "the transit gateway route table",
        "Transit Gateway ルートテーブル",
    ),
    (&["line"], "the line", "回線"),
    (&["vpn"], "the VPN connection", "VPN 接続"),
    (
        &["tunnel_inside_ip_version"],
        "the IP version inside the tunnels",
        "トンネル内の IP バージョン",
    ),
    (
        &["vpclattice_service_network"],
        "the service network",
        "サービスネットワーク",
    ),
    (
        &[
            "vpclattice_service_network_vpc_association",
            "vpclattice_service_network_service_association",
        ],
        "the service network associations",
        "サービスネットワークの関連付け",
    ),
    (
        &["resource_gateway_identifier"],
        "the resource gateway",
        "リソースゲートウェイ",
    ),
    (
        &["resource_configuration_definition"],
        "the definition of the resource",
        "リソースの定義",
    ),
];
