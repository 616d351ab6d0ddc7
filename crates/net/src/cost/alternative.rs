//! The same traffic, carried otherwise.

use super::bill::{Bill, CarrierKind};
use super::money::{Quantity, Usd};
use super::note::Note;
use super::price::Prices;
use crate::id::VpcId;
use crate::lang::Says;
use crate::network::Network;
use crate::service::short_name;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Another way to carry the same traffic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// Which.
    pub name: AlternativeName,
    /// What it would cost a month.
    pub total: Usd,
}

/// The ways that are compared.
///
/// All carry the same: what the NAT gateways of a VPC and its endpoints of AWS services carry
/// today. Endpoints of other endpoint services stay in all of them, and so do the NAT gateways of
/// a VPC without a known service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlternativeName {
    /// NAT gateways carry everything: those of the VPC, else one in each zone.
    NatOnly,
    /// Each service has an interface endpoint in each zone; no NAT gateway.
    InterfaceEndpoints,
    /// The same, but S3 and DynamoDB have gateway endpoints.
    GatewayEndpoints,
    /// Interface endpoints in one VPC of its own, which all others reach by a transit gateway; S3
    /// and DynamoDB keep gateway endpoints in each VPC.
    HubAndSpoke,
}

/// What a VPC needs carried.
#[derive(Debug, Default)]
struct Demand {
    nat_gateways: usize,
    public_addresses: usize,
    nat_zones: BTreeSet<String>,
    endpoint_zones: BTreeSet<String>,
    subnet_zones: BTreeSet<String>,
    services: BTreeSet<String>,
    /// All traffic.
    gb: Quantity,
    /// The part of it that endpoints of S3 and DynamoDB carry.
    gateway_gb: Quantity,
}

/// What a Region needs carried.
#[derive(Debug, Default)]
struct Region {
    vpcs: BTreeMap<Option<VpcId>, Demand>,
    /// Endpoints that no alternative touches, counted by zone, and what they carry.
    private_zones: usize,
    private_gb: Quantity,
    other: Usd,
}

impl AlternativeName {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [
        Self::NatOnly,
        Self::InterfaceEndpoints,
        Self::GatewayEndpoints,
        Self::HubAndSpoke,
    ];

    /// What it is, in one sentence.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::NatOnly => Says {
                en: "NAT gateways carry everything.",
                ja: "すべて NAT ゲートウェイ経由。",
            },
            Self::InterfaceEndpoints => Says {
                en: "An interface endpoint for each service in each zone, no NAT gateway.",
                ja: "サービスごと・ゾーンごとにインターフェイスエンドポイント。NAT ゲートウェイなし。",
            },
            Self::GatewayEndpoints => Says {
                en: "Gateway endpoints for S3 and DynamoDB, interface endpoints for the rest.",
                ja: "S3 と DynamoDB はゲートウェイエンドポイント、その他はインターフェイスエンドポイント。",
            },
            Self::HubAndSpoke => Says {
                en: "Interface endpoints in one shared VPC behind a transit gateway.",
                ja: "Transit Gateway でつないだ共有 VPC にインターフェイスエンドポイントを集約。",
            },
        }
    }

    /// As it is written in the JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NatOnly => "nat_only",
            Self::InterfaceEndpoints => "interface_endpoints",
            Self::GatewayEndpoints => "gateway_endpoints",
            Self::HubAndSpoke => "hub_and_spoke",
        }
    }
}

/// All alternatives, and what is assumed in them.
pub(super) fn all(network: &Network, bill: &Bill, gb: Quantity) -> (Vec<Alternative>, Vec<Note>) {
    let regions = regions(network, bill, gb);
    let alternatives = AlternativeName::ALL
        .into_iter()
        .map(|name| Alternative {
            name,
            total: regions
                .iter()
                .map(|(region, it)| it.total(Prices::of(region), name))
                .sum(),
        })
        .collect();
    let demands = || regions.values().flat_map(|region| region.vpcs.values());
    let mut notes = Vec::new();
    if demands().any(|it| it.nat_gateways > 0 && !it.services.is_empty()) {
        notes.push(Note::TrafficAssumed);
    }
    if demands().any(|it| it.services.is_empty()) {
        notes.push(Note::ServicesUnknown);
    }
    (alternatives, notes)
}

fn regions(network: &Network, bill: &Bill, gb: Quantity) -> BTreeMap<String, Region> {
    let mut regions: BTreeMap<String, Region> = BTreeMap::new();
    for carrier in &bill.carriers {
        let region = regions.entry(carrier.region.clone()).or_default();
        match carrier.kind {
            CarrierKind::Private => {
                region.private_zones += carrier.zones.len();
                region.private_gb = region.private_gb + gb;
                continue;
            }
            CarrierKind::Other => {
                region.other = region.other + carrier.monthly;
                continue;
            }
            CarrierKind::Nat { .. }
            | CarrierKind::Interface { .. }
            | CarrierKind::Gateway { .. } => {}
        }
        let demand = region.vpcs.entry(carrier.vpc.clone()).or_default();
        demand.gb = demand.gb + gb;
        match &carrier.kind {
            CarrierKind::Nat { public } => {
                demand.nat_gateways += 1;
                demand.public_addresses += usize::from(*public);
                demand.nat_zones.extend(carrier.zones.iter().cloned());
            }
            CarrierKind::Interface { service } | CarrierKind::Gateway { service } => {
                demand.endpoint_zones.extend(carrier.zones.iter().cloned());
                demand.services.insert(short_name(service).to_owned());
                if has_gateway(short_name(service)) {
                    demand.gateway_gb = demand.gateway_gb + gb;
                }
            }
            CarrierKind::Private | CarrierKind::Other => {}
        }
    }
    for place in network.subnets().values() {
        for region in regions.values_mut() {
            if let Some(demand) = region.vpcs.get_mut(&Some(place.vpc.clone())) {
                demand.subnet_zones.extend(place.zone.clone());
            }
        }
    }
    regions
}

impl Region {
    fn total(&self, prices: &Prices, name: AlternativeName) -> Usd {
        let mut total = self.other;
        let (mut endpoint_zones, mut endpoint_gb) = (self.private_zones, self.private_gb);
        let mut hub: BTreeSet<&str> = BTreeSet::new();
        let (mut hub_zones, mut spokes, mut spoke_gb) = (0, 0, Quantity::ZERO);
        for demand in self.vpcs.values() {
            if name == AlternativeName::NatOnly || demand.services.is_empty() {
                total = total + demand.by_nat(prices);
                continue;
            }
            let by_interface: BTreeSet<&str> = demand
                .services
                .iter()
                .map(String::as_str)
                .filter(|it| name == AlternativeName::InterfaceEndpoints || !has_gateway(it))
                .collect();
            if by_interface.is_empty() {
                continue;
            }
            let gb = if name == AlternativeName::InterfaceEndpoints {
                demand.gb
            } else {
                demand.gb.less(demand.gateway_gb)
            };
            if name == AlternativeName::HubAndSpoke {
                hub_zones = hub_zones.max(demand.zones());
                hub.extend(by_interface);
                spokes += 1;
                spoke_gb = spoke_gb + gb;
            } else {
                endpoint_zones += by_interface.len() * demand.zones();
            }
            endpoint_gb = endpoint_gb + gb;
        }
        if spokes > 0 {
            endpoint_zones += hub.len() * hub_zones;
            total = total + prices.transit_gateway(spokes + 1, spoke_gb);
        }
        total + prices.interface_endpoints(endpoint_zones, endpoint_gb)
    }
}

impl Demand {
    /// How many zones it has to be served in.
    fn zones(&self) -> usize {
        [&self.endpoint_zones, &self.nat_zones, &self.subnet_zones]
            .into_iter()
            .map(BTreeSet::len)
            .find(|zones| *zones > 0)
            .unwrap_or(1)
    }

    fn by_nat(&self, prices: &Prices) -> Usd {
        let (gateways, addresses) = match self.nat_gateways {
            0 => (self.zones(), self.zones()),
            some => (some, self.public_addresses),
        };
        prices.nat_gateways(gateways, self.gb) + prices.public_addresses(addresses)
    }
}

/// Whether a service has gateway endpoints (R2.10).
fn has_gateway(short_name: &str) -> bool {
    matches!(short_name, "s3" | "dynamodb")
}
