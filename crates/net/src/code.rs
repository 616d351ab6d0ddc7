//! Verdict codes: one word for how a question was answered.

use crate::lang::Says;
use serde::{Serialize, Serializer};
use std::fmt;

macro_rules! codes {
    ($($name:ident $text:literal $en:literal $ja:literal)*) => {
        /// Why a question was answered as it was, or what to know about it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $en] $name,)*
        }

        impl Code {
            /// All codes, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is written in traces.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// One sentence that says what it means.
            #[must_use]
            pub const fn says(self) -> Says {
                match self { $(Self::$name => Says { en: $en, ja: $ja },)* }
            }
        }
    };
}

codes! {
    Ok "OK" "The connection opens and the answer comes back." "接続が確立し、応答が戻ります。"
    DnsNxdomain "DNS_NXDOMAIN" "The name does not exist as seen from here." "ここから見ると、その名前は存在しません。"
    DnsNodata "DNS_NODATA" "The name exists but has no address of the kind asked for." "名前は存在しますが、求めた種類のアドレスがありません。"
    DnsServfail "DNS_SERVFAIL" "The resolver could not answer." "リゾルバーが回答できませんでした。"
    DnsLoop "DNS_LOOP" "The names refer to each other without end." "名前どうしが循環して参照しています。"
    DnsSupportDisabled "DNS_SUPPORT_DISABLED" "enableDnsSupport is off, so the VPC's resolver does not answer." "enableDnsSupport が無効なため、VPC のリゾルバーは応答しません。"
    DnsFirewallBlocked "DNS_FIREWALL_BLOCKED" "A rule of DNS Firewall blocks the name." "DNS Firewall のルールがこの名前を遮断しています。"
    DnsForwardTimeout "DNS_FORWARD_TIMEOUT" "The server a name is forwarded to cannot be reached." "転送先の DNS サーバーに到達できません。"
    DnsInboundSgDenied "DNS_INBOUND_SG_DENIED" "The inbound resolver endpoint's security groups do not let the query in." "インバウンドリゾルバーエンドポイントのセキュリティグループが問い合わせを許可していません。"
    DnsVpcPlusTwoUnreachable "DNS_VPC_PLUS_TWO_UNREACHABLE" "A VPC's resolver answers only inside that VPC." "VPC のリゾルバーは、その VPC の中からしか使えません。"
    SrcSgEgressDenied "SRC_SG_EGRESS_DENIED" "The source's security groups do not let it out." "送信元のセキュリティグループが送信を許可していません。"
    DstSgIngressDenied "DST_SG_INGRESS_DENIED" "The destination's security groups do not let it in." "宛先のセキュリティグループが受信を許可していません。"
    NlbSgIngressDenied "NLB_SG_INGRESS_DENIED" "The load balancer's security groups do not let the client in." "ロードバランサーのセキュリティグループがクライアントを許可していません。"
    NlbSgEgressDenied "NLB_SG_EGRESS_DENIED" "The load balancer's security groups do not let it out to the target." "ロードバランサーのセキュリティグループがターゲットへの送信を許可していません。"
    TargetSgDenied "TARGET_SG_DENIED" "The target's security groups do not let the load balancer in." "ターゲットのセキュリティグループがロードバランサーを許可していません。"
    SrcNaclEgressDenied "SRC_NACL_EGRESS_DENIED" "The source subnet's network ACL does not let it out." "送信元サブネットのネットワーク ACL が送信を許可していません。"
    DstNaclIngressDenied "DST_NACL_INGRESS_DENIED" "The destination subnet's network ACL does not let it in." "宛先サブネットのネットワーク ACL が受信を許可していません。"
    ReturnNaclEgressDenied "RETURN_NACL_EGRESS_DENIED" "The reply may not leave the destination's subnet." "応答が宛先サブネットのネットワーク ACL で止められます。"
    ReturnNaclIngressDenied "RETURN_NACL_INGRESS_DENIED" "The reply may not enter the source's subnet." "応答が送信元サブネットのネットワーク ACL で止められます。"
    TargetNaclDenied "TARGET_NACL_DENIED" "A network ACL between the load balancer and its target drops it." "ロードバランサーとターゲットの間のネットワーク ACL が遮断しています。"
    TransitNaclDenied "TRANSIT_NACL_DENIED" "The network ACL of a subnet on the way drops it." "途中のサブネットのネットワーク ACL が遮断しています。"
    TransitSgDenied "TRANSIT_SG_DENIED" "The security groups of an appliance on the way drop it." "途中のアプライアンスのセキュリティグループが遮断しています。"
    SgRefNotPreserved "SG_REF_NOT_PRESERVED" "The rule names the sender's security group, and a way through a middlebox does not keep that." "ルールは送信元のセキュリティグループを参照していますが、ミドルボックスを経由すると参照は一致しません。"
    SrcDstCheck "SRC_DST_CHECK" "The appliance's interface drops what is not addressed to it: its source/destination check is on." "アプライアンスの ENI で送信元/送信先チェックが有効なため、自分宛てでないパケットは破棄されます。"
    ApplianceDrop "APPLIANCE_DROP" "The appliance on the way drops the packet." "途中のアプライアンスがパケットを破棄します。"
    GwlbApplianceDrop "GWLB_APPLIANCE_DROP" "The appliance behind the Gateway Load Balancer drops the packet." "Gateway Load Balancer の先のアプライアンスがパケットを破棄します。"
    GwlbAsymmetric "GWLB_ASYMMETRIC" "Request and reply do not pass the same Gateway Load Balancer endpoint, so the appliance sees half of the connection and it is dropped." "行きと戻りが同じ Gateway Load Balancer エンドポイントを通らず、アプライアンスには通信の片側しか見えないため破棄されます。"
    GwlbeSameSubnetLoop "GWLBE_SAME_SUBNET_LOOP" "The route table of the Gateway Load Balancer endpoint's subnet sends the packet back to the endpoint." "Gateway Load Balancer エンドポイントのサブネットのルートテーブルが、パケットを再びエンドポイントへ送ります。"
    RouteNotFound "ROUTE_NOT_FOUND" "The route table has no route to the destination." "ルートテーブルに宛先へのルートがありません。"
    ReturnRouteNotFound "RETURN_ROUTE_NOT_FOUND" "There is no route back to the source." "送信元へ戻るルートがありません。"
    RouteBlackhole "ROUTE_BLACKHOLE" "The best route leads to something that is gone." "最適なルートの行き先が存在しません (blackhole)。"
    RouteLoop "ROUTE_LOOP" "The packet goes round in a circle." "パケットが循環しています。"
    AddressFamilyUnavailable "ADDRESS_FAMILY_UNAVAILABLE" "The source cannot speak the address family of the answer." "送信元は、回答のアドレスファミリーを使えません。"
    IgwNoPublicIp "IGW_NO_PUBLIC_IP" "An internet gateway carries only sources with a public address, and this one has none." "インターネットゲートウェイを使うには、送信元にパブリック IP が必要です。"
    IgwPrivateDestination "IGW_PRIVATE_DESTINATION" "An internet gateway does not carry packets to private addresses." "インターネットゲートウェイは、プライベートアドレス宛てのパケットを運びません。"
    IgwIngressNotPublic "IGW_INGRESS_NOT_PUBLIC" "No interface behind the internet gateway has that public address." "そのパブリックアドレスを持つインターフェイスがありません。"
    IgwDenyAllTraffic "IGW_DENY_ALL_TRAFFIC" "Internet gateways refuse the interface, as those of endpoints with IPv6." "この ENI への通信はインターネットゲートウェイが通しません。IPv6 を持つエンドポイントの ENI がそうです。"
    EigwInbound "EIGW_INBOUND" "An egress-only internet gateway takes no connections from the internet." "Egress-Only インターネットゲートウェイは、インターネットからの接続を受け付けません。"
    EigwInspected "EIGW_INSPECTED" "An egress-only internet gateway drops what passed a Gateway Load Balancer endpoint." "Egress-Only インターネットゲートウェイは、Gateway Load Balancer エンドポイントを通ったパケットを破棄します。"
    VpcBpaBlocked "VPC_BPA_BLOCKED" "VPC Block Public Access stops it." "VPC ブロックパブリックアクセスが遮断しています。"
    DstPrivateFromInternet "DST_PRIVATE_FROM_INTERNET" "The address is private; from the internet there is no way to it." "プライベートアドレスなので、インターネットからは到達できません。"
    NatNotAvailable "NAT_NOT_AVAILABLE" "The NAT gateway is not available." "NAT ゲートウェイが利用できません。"
    NatProtocol "NAT_PROTOCOL" "A NAT gateway carries TCP, UDP and ICMP only." "NAT ゲートウェイは TCP、UDP、ICMP だけを通します。"
    NatSourceNotInVpc "NAT_SOURCE_NOT_IN_VPC" "A NAT gateway takes nothing that came over a peering connection or a virtual private gateway." "NAT ゲートウェイは、VPC ピアリングや仮想プライベートゲートウェイ経由の通信には使えません。"
    NatInbound "NAT_INBOUND" "A NAT gateway takes no connections from outside." "NAT ゲートウェイは、外からの接続を受け付けません。"
    PcxNotActive "PCX_NOT_ACTIVE" "The peering connection is not active." "VPC ピアリング接続がアクティブではありません。"
    PcxEdgeToEdge "PCX_EDGE_TO_EDGE" "A peering connection leads to the peer VPC's own addresses only, not through its gateways or gateway endpoints." "VPC ピアリングの先は相手 VPC のアドレスだけです。相手のゲートウェイやゲートウェイエンドポイントは使えません。"
    TgwNoAzAttachment "TGW_NO_AZ_ATTACHMENT" "The transit gateway attachment has no subnet in the source's zone." "Transit Gateway アタッチメントに、送信元と同じゾーンのサブネットがありません。"
    TgwNoAssociation "TGW_NO_ASSOCIATION" "The attachment is associated with no transit gateway route table." "アタッチメントが Transit Gateway ルートテーブルに関連付けられていません。"
    TgwNoRoute "TGW_NO_ROUTE" "The transit gateway route table has no route to the destination." "Transit Gateway ルートテーブルに宛先へのルートがありません。"
    TgwBlackhole "TGW_BLACKHOLE" "The transit gateway route table drops the destination." "Transit Gateway ルートテーブルが宛先を破棄しています (blackhole)。"
    TgwAttachmentNotAvailable "TGW_ATTACHMENT_NOT_AVAILABLE" "The transit gateway attachment is not available." "Transit Gateway アタッチメントが利用できません。"
    TgwAsymmetricAz "TGW_ASYMMETRIC_AZ" "Request and reply enter the appliance VPC in different zones, because the transit gateway attachment is not in appliance mode." "Transit Gateway アタッチメントのアプライアンスモードが無効なため、行きと戻りが別のゾーンからアプライアンスの VPC に入ります。"
    VpnDown "VPN_DOWN" "The connection to the on-premises network is down." "オンプレミスとの接続がダウンしています。"
    VgwDestNotEni "VGW_DEST_NOT_ENI" "From on-premises a virtual private gateway leads to private addresses of the VPC's interfaces only." "オンプレミスから仮想プライベートゲートウェイ経由で到達できるのは、VPC 内の ENI のプライベートアドレスだけです。"
    VpnIpv6Unsupported "VPN_IPV6_UNSUPPORTED" "The VPN connection carries no IPv6." "VPN 接続は IPv6 を運びません。"
    GwvpceEdgeToEdge "GWVPCE_EDGE_TO_EDGE" "A gateway endpoint serves sources inside its own VPC only." "ゲートウェイエンドポイントを使えるのは、同じ VPC の中からだけです。"
    DstNotFound "DST_NOT_FOUND" "Nothing has that address." "そのアドレスを持つものがありません。"
    InstanceNotRunning "INSTANCE_NOT_RUNNING" "The instance is not running." "インスタンスが実行中ではありません。"
    VpcePendingAcceptance "VPCE_PENDING_ACCEPTANCE" "The provider has not accepted the endpoint yet." "エンドポイントがまだ提供側に承諾されていません。"
    VpcePending "VPCE_PENDING" "The endpoint is still being built." "エンドポイントは作成中です。"
    VpceRejected "VPCE_REJECTED" "The provider rejected the endpoint." "エンドポイントは提供側に拒否されました。"
    VpceExpired "VPCE_EXPIRED" "The request for the endpoint expired." "エンドポイントのリクエストは期限切れです。"
    VpceFailed "VPCE_FAILED" "The endpoint could not be made." "エンドポイントの作成に失敗しました。"
    VpceDeleting "VPCE_DELETING" "The endpoint is being deleted." "エンドポイントは削除中です。"
    VpcePartialDown "VPCE_PARTIAL_DOWN" "This interface of the endpoint is down; others may work." "エンドポイントのこの ENI は停止しています。ほかの ENI は動作している可能性があります。"
    VpceNoSubnet "VPCE_NO_SUBNET" "The endpoint has no subnet, so it has no interface." "エンドポイントにサブネットがなく、ENI がありません。"
    VpceProtocolUnsupported "VPCE_PROTOCOL_UNSUPPORTED" "An interface endpoint carries TCP and UDP only." "インターフェイスエンドポイントは TCP と UDP だけを通します。"
    GwvpceProtocol "GWVPCE_PROTOCOL" "A gateway endpoint carries TCP and ICMP echo only." "ゲートウェイエンドポイントは TCP と ICMP エコーだけを通します。"
    VpcePolicyDenied "VPCE_POLICY_DENIED" "The endpoint policy does not allow what is asked; the connection opens and the request is refused." "エンドポイントポリシーが許可していません。接続は確立しますが、リクエストは拒否されます。"
    ResourcePolicyDenied "RESOURCE_POLICY_DENIED" "The policy of the resource refuses requests that come this way; the connection opens and the request is refused." "リソースのポリシーが、この経路からのリクエストを拒否します。接続は確立しますが、リクエストは拒否されます。"
    SvcRejectsViaEndpoint "SVC_REJECTS_VIA_ENDPOINT" "The service refuses requests for a public API that come through a private endpoint." "パブリック API へのリクエストは、エンドポイント経由ではサービスに拒否されます。"
    SvcNotAvailable "SVC_NOT_AVAILABLE" "The endpoint service is not available." "エンドポイントサービスが利用できません。"
    SvcAzNotInstalled "SVC_AZ_NOT_INSTALLED" "The service has no load balancer in the endpoint's zone." "エンドポイントのゾーンにサービスのロードバランサーがありません。"
    NlbNotActive "NLB_NOT_ACTIVE" "The load balancer is not active." "ロードバランサーがアクティブではありません。"
    NlbNoListener "NLB_NO_LISTENER" "The load balancer does not listen on that port and protocol." "ロードバランサーに、そのポートとプロトコルのリスナーがありません。"
    NlbNoTargets "NLB_NO_TARGETS" "The target group is empty." "ターゲットグループにターゲットがありません。"
    NlbNoTargetsInAz "NLB_NO_TARGETS_IN_AZ" "The load balancer's zone has no target, and cross-zone is off." "ロードバランサーのゾーンにターゲットがなく、クロスゾーンは無効です。"
    NlbNoHealthyTargetInAz "NLB_NO_HEALTHY_TARGET_IN_AZ" "No target of the load balancer's zone is healthy, and cross-zone is off." "ロードバランサーのゾーンに正常なターゲットがなく、クロスゾーンは無効です。"
    LatticeNotAssociated "LATTICE_NOT_ASSOCIATED" "The VPC is associated with no service network that holds it." "VPC は、それを含むサービスネットワークに関連付けられていません。"
    LatticeNoListener "LATTICE_NO_LISTENER" "The VPC Lattice service does not listen on that port." "VPC Lattice のサービスに、そのポートのリスナーがありません。"
    LatticeNoTargets "LATTICE_NO_TARGETS" "The VPC Lattice target group is empty." "VPC Lattice のターゲットグループにターゲットがありません。"
    LatticeAuthDenied "LATTICE_AUTH_DENIED" "An auth policy of VPC Lattice does not allow what is asked; the connection opens and the request is refused." "VPC Lattice の認証ポリシーが許可していません。接続は確立しますが、リクエストは拒否されます。"
    ResourcePortNotShared "RESOURCE_PORT_NOT_SHARED" "The resource configuration takes TCP on other ports only." "リソース設定は、そのポートを受け付けません (TCP の指定ポートだけです)。"
    ResourceNoCommonAz "RESOURCE_NO_COMMON_AZ" "The endpoint and the resource gateway have no Availability Zone in common." "エンドポイントとリソースゲートウェイに共通のゾーンがありません。"
    ResourceGatewaySgDenied "RESOURCE_GATEWAY_SG_DENIED" "The resource gateway's security groups do not let it out to the resource." "リソースゲートウェイのセキュリティグループがリソースへの送信を許可していません。"
    TargetPortClosed "TARGET_PORT_CLOSED" "Nobody listens on that port of the target." "ターゲットのそのポートでは誰も待ち受けていません。"
    VpceProviderInitiated "VPCE_PROVIDER_INITIATED" "PrivateLink is one way: a provider cannot open a connection to its consumer." "PrivateLink は一方向です。提供側から利用側へは接続を開始できません。"
    NotModelled "NOT_MODELLED" "The way leads through something Sightline does not simulate." "Sightline がシミュレートしないものを経由します。"
    FactMissing "FACT_MISSING" "The topology does not say enough to answer." "トポロジーの情報が足りず、答えられません。"
    UnknownVantage "UNKNOWN_VANTAGE" "The topology has nothing by the name of the source." "送信元に当たるものがトポロジーにありません。"
    UnknownTarget "UNKNOWN_TARGET" "The target is neither a name, an address nor a resource with an address." "宛先が名前・アドレス・リソースのいずれでもありません。"
    InternetNotModelled "INTERNET_NOT_MODELLED" "What lies beyond the internet gateway is assumed to answer." "インターネットゲートウェイの先は、応答するものと仮定しています。"
    CrossAz "CROSS_AZ" "The way crosses Availability Zones." "アベイラビリティーゾーンをまたぎます。"
    NatCost "NAT_COST" "Traffic to an AWS service is paid through NAT although an endpoint could carry it." "エンドポイントで運べる AWS サービス宛ての通信に、NAT の料金がかかっています。"
    NlbFailOpen "NLB_FAIL_OPEN" "All targets are unhealthy, so the load balancer sends anyway." "すべてのターゲットが異常なため、ロードバランサーはそのまま送信します (fail-open)。"
    EphemeralRangeNarrow "EPHEMERAL_RANGE_NARROW" "The reply passes for this source port, but not for all ephemeral ports." "この送信元ポートでは応答が通りますが、エフェメラルポート全体は許可されていません。"
    TgwApplianceModeRecommended "TGW_APPLIANCE_MODE_RECOMMENDED" "A transit gateway leads to appliances in several zones without appliance mode: request and reply may take different ones." "アプライアンスモードが無効な Transit Gateway アタッチメントから複数ゾーンのアプライアンスに入るため、行きと戻りで経路が分かれることがあります。"
    SingleAzEndpoint "SINGLE_AZ_ENDPOINT" "The endpoint stands in one Availability Zone only." "エンドポイントが 1 つのアベイラビリティーゾーンにしかありません。"
    ServiceOpenToAll "SERVICE_OPEN_TO_ALL" "Anyone may connect to the endpoint service without being accepted." "誰でも承諾なしにエンドポイントサービスへ接続できます。"
    PolicyUndecided "POLICY_UNDECIDED" "Whether the policy lets it pass hangs on what the question does not say." "ポリシーで許可されるかどうかは、質問で指定していない情報によって決まります。"
    RouteAmbiguousPrefixList "ROUTE_AMBIGUOUS_PREFIX_LIST" "Prefix lists of the route table overlap and lead to different targets; AWS picks one at random and keeps to it." "ルートテーブルのプレフィックスリストが重なり、ターゲットが異なります。AWS はどちらかを無作為に選び、以後はそれを使い続けます。"
    GwvpceIpv6Bypass "GWVPCE_IPV6_BYPASS" "IPv6 traffic to the service does not take the gateway endpoint, which carries IPv4." "ゲートウェイエンドポイントは IPv4 用のため、サービスへの IPv6 の通信は経由しません。"
    GwvpceDnsAttrsOff "GWVPCE_DNS_ATTRS_OFF" "AWS asks for both DNS attributes with a gateway endpoint; one is off." "ゲートウェイエンドポイントでは両方の DNS 属性が推奨されますが、無効なものがあります。"
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
