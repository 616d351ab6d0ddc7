//! What kinds of resources are called.

use super::{Lang, Says};

const fn says(en: &'static str, ja: &'static str) -> Says {
    Says { en, ja }
}

/// What a kind of the document's maps is called; `None` for one this version does not know.
#[must_use]
pub fn kind(kind: &str) -> Option<Says> {
    Some(match kind {
        "account" => says("Account", "アカウント"),
        "vpc" => says("VPC", "VPC"),
        "subnet" => says("Subnet", "サブネット"),
        "route_table" => says("Route table", "ルートテーブル"),
        "network_acl" => says("Network ACL", "ネットワーク ACL"),
        "security_group" => says("Security group", "セキュリティグループ"),
        "network_interface" => says("Network interface", "ネットワークインターフェイス"),
        "instance" => says("Instance", "インスタンス"),
        "eip" => says("Elastic IP address", "Elastic IP アドレス"),
        "vpc_endpoint" => says("VPC endpoint", "VPC エンドポイント"),
        "vpc_endpoint_service" => says("Endpoint service", "エンドポイントサービス"),
        "lb" => says("Load balancer", "ロードバランサー"),
        "lb_listener" => says("Listener", "リスナー"),
        "lb_listener_rule" => says("Listener rule", "リスナールール"),
        "lb_target_group" => says("Target group", "ターゲットグループ"),
        "lb_target_group_attachment" => says("Target", "ターゲット"),
        "nat_gateway" => says("NAT gateway", "NAT ゲートウェイ"),
        "internet_gateway" => says("Internet gateway", "インターネットゲートウェイ"),
        "egress_only_internet_gateway" => says(
            "Egress-only internet gateway",
            "Egress-only インターネットゲートウェイ",
        ),
        "vpc_block_public_access_options" => {
            says("VPC Block Public Access", "VPC ブロックパブリックアクセス")
        }
        "vpc_block_public_access_exclusion" => says(
            "Exclusion from VPC Block Public Access",
            "VPC ブロックパブリックアクセスの除外",
        ),
        "vpc_peering_connection" => says("VPC peering", "VPC ピアリング"),
        "transit_gateway_peering_attachment" => {
            says("Transit gateway peering", "Transit Gateway ピアリング")
        }
        "route53_zone" => says("Hosted zone", "ホストゾーン"),
        "route53_record" => says("DNS record", "DNS レコード"),
        "prefix_list" => says("Prefix list", "プレフィックスリスト"),
        "vpclattice_service_network" => says("Service network", "サービスネットワーク"),
        "vpclattice_service" => says("VPC Lattice service", "VPC Lattice サービス"),
        "vpclattice_service_network_vpc_association" => says(
            "VPC association of a service network",
            "サービスネットワークの VPC 関連付け",
        ),
        "vpclattice_service_network_service_association" => says(
            "Service association of a service network",
            "サービスネットワークのサービス関連付け",
        ),
        "vpclattice_service_network_resource_association" => says(
            "Resource association of a service network",
            "サービスネットワークのリソース関連付け",
        ),
        "vpclattice_resource_configuration" => says("Resource configuration", "リソース設定"),
        "vpclattice_resource_gateway" => says("Resource gateway", "リソースゲートウェイ"),
        "vpclattice_listener" => says("VPC Lattice listener", "VPC Lattice リスナー"),
        "vpclattice_listener_rule" => {
            says("VPC Lattice listener rule", "VPC Lattice リスナールール")
        }
        "vpclattice_target_group" => {
            says("VPC Lattice target group", "VPC Lattice ターゲットグループ")
        }
        "vpclattice_target_group_attachment" => {
            says("VPC Lattice target", "VPC Lattice ターゲット")
        }
        "vpclattice_auth_policy" => says("Auth policy", "認証ポリシー"),
        "site" => says("On-premises site", "オンプレミス"),
        "aws_service" => says("AWS service", "AWS サービス"),
        "internet" => says("Internet", "インターネット"),
        "resolver" => says("DNS resolver", "DNS リゾルバー"),
        _ => return None,
    })
}

/// The name of a kind, or the kind itself in plain letters.
#[must_use]
pub fn kind_name(lang: Lang, name: &str) -> String {
    kind(name).map_or_else(
        || name.replace('_', " "),
        |says| says.in_lang(lang).to_owned(),
    )
}
