//! What to do about a finding, one sentence each.

use super::Says;
use net::topology::FindingCode;

/// What to do about a finding.
#[must_use]
pub const fn advice(code: FindingCode) -> Says {
    use FindingCode as Code;
    match code {
        Code::DanglingReference => Says {
            en: "Import the file that holds it too, or correct the id.",
            ja: "それを含むファイルも読み込むか、ID を修正してください。",
        },
        Code::CidrSize => Says {
            en: "Choose a range from /16 to /28, by IPv6 from /44 to /60 for a VPC and to /64 for a subnet.",
            ja: "/16 から /28 の範囲にしてください。IPv6 では /44 から、VPC は /60、サブネットは /64 までです。",
        },
        Code::CidrRefused => Says {
            en: "Choose a private range, such as one of 10.0.0.0/8.",
            ja: "10.0.0.0/8 など、プライベートな範囲を選んでください。",
        },
        Code::CidrOverlap => Says {
            en: "Give one of the two another range.",
            ja: "どちらか一方の範囲を変更してください。",
        },
        Code::SubnetOutsideVpc => Says {
            en: "Choose a range inside the VPC's, or add a secondary range to the VPC.",
            ja: "VPC の範囲内に収めるか、VPC にセカンダリ CIDR を追加してください。",
        },
        Code::ReservedIp => Says {
            en: "Choose an address from the fifth of the subnet to the last but one.",
            ja: "サブネットの 5 番目から最後の 1 つ前までのアドレスを使ってください。",
        },
        Code::AddressOutsideSubnet => Says {
            en: "Choose an address of the subnet, or put it into the subnet that holds the address.",
            ja: "サブネット内のアドレスを使うか、そのアドレスを含むサブネットに移してください。",
        },
        Code::DupSubnetAz => Says {
            en: "Keep one subnet of each Availability Zone and drop the others.",
            ja: "各ゾーンのサブネットを 1 つだけ残してください。",
        },
        Code::PrivateDnsAttrs => Says {
            en: "Turn on enableDnsSupport and enableDnsHostnames of the VPC, or turn private DNS off.",
            ja: "VPC の enableDnsSupport と enableDnsHostnames を有効にするか、プライベート DNS を無効にしてください。",
        },
        Code::PrivateDnsConflict => Says {
            en: "Turn private DNS off on one of them, or remove the zone of that name.",
            ja: "一方のプライベート DNS を無効にするか、同名のゾーンを削除してください。",
        },
        Code::PrivateDnsNotProvided => Says {
            en: "Turn private DNS off, or let the provider add and verify a name.",
            ja: "プライベート DNS を無効にするか、提供側で名前を追加し検証してください。",
        },
        Code::PrivateDnsNotAccepted => Says {
            en: "Let the provider accept the endpoint first, then turn private DNS on.",
            ja: "先に提供側で承諾してから、プライベート DNS を有効にしてください。",
        },
        Code::PrivateDnsNotVerified => Says {
            en: "Let the provider publish the TXT record and verify the domain first.",
            ja: "先に提供側で TXT レコードを公開し、ドメインを検証してください。",
        },
        Code::Quota => Says {
            en: "Ask AWS for a higher quota, or use fewer.",
            ja: "クォータの引き上げを申請するか、数を減らしてください。",
        },
        Code::PhzConflict => Says {
            en: "Associate only one of the two zones with the VPC.",
            ja: "どちらか一方のゾーンだけを VPC に関連付けてください。",
        },
        Code::S3InboundOnlyNeedsGateway => Says {
            en: "Add an S3 gateway endpoint to the VPC, or serve private DNS to everyone.",
            ja: "VPC に S3 ゲートウェイエンドポイントを追加するか、プライベート DNS を全体に提供してください。",
        },
        Code::GwRouteDup => Says {
            en: "Keep one gateway endpoint for the service in the route table.",
            ja: "ルートテーブルには、そのサービスのゲートウェイエンドポイントを 1 つだけ残してください。",
        },
        Code::GwlbeOneSubnet => Says {
            en: "Make one endpoint for each subnet.",
            ja: "サブネットごとにエンドポイントを作成してください。",
        },
        Code::GwlbePrefixList => Says {
            en: "Write the ranges of the prefix list as routes of their own.",
            ja: "プレフィックスリストの範囲を、個別のルートとして書いてください。",
        },
        Code::IpType => Says {
            en: "Choose an address type that the subnets and the service both have.",
            ja: "サブネットとサービスの両方が対応する IP アドレスタイプを選んでください。",
        },
        Code::AzUnsupported => Says {
            en: "Choose subnets in zones where the service is offered.",
            ja: "サービスが提供されているゾーンのサブネットを選んでください。",
        },
        Code::NlbInOtherService => Says {
            en: "Give each endpoint service a load balancer of its own.",
            ja: "エンドポイントサービスごとに専用のロードバランサーを用意してください。",
        },
        Code::PcxOverlap => Says {
            en: "Peer VPCs whose ranges do not overlap, or use PrivateLink instead.",
            ja: "範囲の重ならない VPC 同士を接続するか、PrivateLink を使ってください。",
        },
        Code::RouteMoreSpecificThanLocal => Says {
            en: "Route a whole subnet, to an interface, a NAT gateway or a Gateway Load Balancer endpoint.",
            ja: "サブネット全体を宛先とし、ENI、NAT ゲートウェイ、GWLB エンドポイントのいずれかに向けてください。",
        },
        Code::GatewayRoute => Says {
            en: "Route the whole VPC or a whole subnet, to local, an interface or a Gateway Load Balancer endpoint, and turn off propagation.",
            ja: "VPC 全体かサブネット全体を宛先とし、local、ENI、GWLB エンドポイントのいずれかに向け、ルート伝播は無効にしてください。",
        },
        Code::ServiceNotFound => Says {
            en: "Import the provider's files too, or correct the service's name.",
            ja: "提供側のファイルも読み込むか、サービス名を修正してください。",
        },
    }
}
