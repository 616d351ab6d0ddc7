//! What is wrong with a document, and where. The sound rest is simulated all the same.

mod endpoints;
mod proof;
mod quotas;
mod ranges;
mod references;
mod routes;

pub use ranges::is_reserved;

use super::Topology;
use crate::id::ResourceId;
use crate::lang::Says;
use serde::{Serialize, Serializer};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// What kind of wrong.
    pub code: FindingCode,
    /// The resource it is about.
    pub resource: ResourceId,
    /// What exactly, in English: attribute and value.
    pub notes: Vec<String>,
}

macro_rules! finding_codes {
    ($($name:ident $text:literal $en:literal $ja:literal)*) => {
        /// Kinds of findings: what AWS's control plane would refuse.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FindingCode {
            $(#[doc = $en] $name,)*
        }

        impl FindingCode {
            /// All codes, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is written in reports.
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

finding_codes! {
    DanglingReference "CFG_DANGLING_REFERENCE" "It refers to something the topology does not hold." "トポロジーにないものを参照しています。"
    CidrSize "CFG_CIDR_SIZE" "A range must be /16 to /28; by IPv6 /44 to /60 for a VPC, to /64 for a subnet, in steps of four." "範囲は /16 から /28 です。IPv6 では /44 から、VPC は /60、サブネットは /64 まで、4 刻みです。"
    CidrRefused "CFG_CIDR_REFUSED" "AWS takes no VPC range of 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or 224.0.0.0/4." "0.0.0.0/8、127.0.0.0/8、169.254.0.0/16、224.0.0.0/4 は VPC の範囲に使えません。"
    CidrOverlap "CFG_CIDR_OVERLAP" "Two ranges overlap that must not." "重なってはならない範囲が重なっています。"
    SubnetOutsideVpc "CFG_SUBNET_OUTSIDE_VPC" "The subnet's range lies outside its VPC's." "サブネットの範囲が VPC の範囲外です。"
    ReservedIp "CFG_RESERVED_IP" "The address is one AWS keeps: the first four of a subnet and the last." "サブネットの先頭 4 つと末尾のアドレスは AWS が予約しています。"
    AddressOutsideSubnet "CFG_ADDRESS_OUTSIDE_SUBNET" "The address lies outside its subnet." "アドレスがサブネットの範囲外です。"
    DupSubnetAz "CFG_DUP_SUBNET_AZ" "An interface endpoint takes one subnet an Availability Zone." "インターフェイスエンドポイントは、ゾーンごとに 1 つのサブネットだけを使えます。"
    PrivateDnsAttrs "CFG_PRIVATE_DNS_ATTRS" "Private DNS needs enableDnsSupport and enableDnsHostnames." "プライベート DNS には enableDnsSupport と enableDnsHostnames の両方が必要です。"
    PrivateDnsConflict "CFG_PRIVATE_DNS_CONFLICT" "Another endpoint or zone of the VPC has the same name." "同じ名前のエンドポイントまたはゾーンが VPC にあります。"
    PrivateDnsNotProvided "CFG_PRIVATE_DNS_NOT_PROVIDED" "The service provides no private DNS name." "サービスにプライベート DNS 名がありません。"
    PrivateDnsNotAccepted "CFG_PRIVATE_DNS_NOT_ACCEPTED" "Private DNS can be turned on only after the provider accepted the endpoint." "プライベート DNS は、提供側が承諾した後にだけ有効にできます。"
    PrivateDnsNotVerified "CFG_PRIVATE_DNS_NOT_VERIFIED" "Private DNS can be turned on only after the provider proved that the domain is its own." "プライベート DNS は、提供側がドメインの所有権を検証した後にだけ有効にできます。"
    Quota "CFG_QUOTA" "It is more than AWS's quota, as that is where an account was not granted a higher one." "AWS のクォータ (引き上げ前の値) を超えています。"
    PhzConflict "CFG_PHZ_CONFLICT" "Two private hosted zones of one name are associated with one VPC." "同じ名前のプライベートホストゾーンが 1 つの VPC に 2 つ関連付けられています。"
    S3InboundOnlyNeedsGateway "CFG_S3_INBOUND_ONLY_NEEDS_GATEWAY" "Private DNS for inbound resolver endpoints only needs an S3 gateway endpoint in the VPC." "S3 のインバウンド専用プライベート DNS には、VPC に S3 ゲートウェイエンドポイントが必要です。"
    GwRouteDup "CFG_GW_ROUTE_DUP" "A route table takes one gateway endpoint route for a service." "ルートテーブルには、サービスごとに 1 つのゲートウェイエンドポイントのルートだけを置けます。"
    GwlbeOneSubnet "CFG_GWLBE_ONE_SUBNET" "A Gateway Load Balancer endpoint has exactly one subnet." "Gateway Load Balancer エンドポイントのサブネットは 1 つだけです。"
    GwlbePrefixList "CFG_GWLBE_PREFIX_LIST" "A route to a Gateway Load Balancer endpoint takes a range, not a prefix list." "Gateway Load Balancer エンドポイントへのルートには、プレフィックスリストを使えません。"
    IpType "CFG_IP_TYPE" "The endpoint's address type does not fit its subnets or its service." "エンドポイントの IP アドレスタイプが、サブネットまたはサービスに合いません。"
    AzUnsupported "CFG_AZ_UNSUPPORTED" "The service is not offered in the subnet's Availability Zone." "サービスは、そのサブネットのゾーンでは提供されていません。"
    NlbInOtherService "CFG_NLB_IN_OTHER_SERVICE" "A load balancer stands in front of one endpoint service only." "1 つのロードバランサーは、1 つのエンドポイントサービスだけに使えます。"
    PcxOverlap "CFG_PCX_OVERLAP" "Peered VPCs may not have overlapping ranges." "ピアリングする VPC の範囲は重なってはなりません。"
    RouteMoreSpecificThanLocal "CFG_ROUTE_MORE_SPECIFIC_THAN_LOCAL" "A route more specific than local must name a whole subnet, and lead to an interface, a NAT gateway or a Gateway Load Balancer endpoint." "local より具体的なルートの宛先はサブネット全体で、ターゲットは ENI、NAT ゲートウェイ、GWLB エンドポイントだけです。"
    GatewayRoute "CFG_GATEWAY_ROUTE" "A route table of a gateway names the whole VPC or a whole subnet, leads to local, an interface or a Gateway Load Balancer endpoint, and takes no prefix list and no propagation." "ゲートウェイのルートテーブルの宛先は VPC 全体かサブネット全体で、ターゲットは local、ENI、GWLB エンドポイントだけです。プレフィックスリストとルート伝播は使えません。"
    ServiceNotFound "CFG_SERVICE_NOT_FOUND" "The topology holds no endpoint service of that name." "その名前のエンドポイントサービスがありません。"
}

impl Serialize for FindingCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Topology {
    /// Everything that is wrong, in a stable order.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        references::dangling(self, &mut findings);
        ranges::ranges(self, &mut findings);
        ranges::addresses(self, &mut findings);
        endpoints::endpoints(self, &mut findings);
        endpoints::zones(self, &mut findings);
        endpoints::services(self, &mut findings);
        proof::proofs(self, &mut findings);
        quotas::quotas(self, &mut findings);
        quotas::ranges(self, &mut findings);
        routes::routes(self, &mut findings);
        routes::within_ranges(self, &mut findings);
        routes::of_gateways(self, &mut findings);
        routes::peerings(self, &mut findings);
        findings.sort();
        findings.dedup();
        findings
    }
}

fn finding(code: FindingCode, resource: &ResourceId, note: String) -> Finding {
    Finding {
        code,
        resource: resource.clone(),
        notes: vec![note],
    }
}
