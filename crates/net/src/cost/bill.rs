//! The bill: what stands there, position by position.

use super::money::{Quantity, Usd};
use super::note::Note;
use super::price::{Prices, month};
use super::{BreakEven, Item, ItemKind, Unit};
use crate::id::{ResourceId, VpcId};
use crate::network::{Network, RouteTarget};
use crate::service;
use crate::topology::{EndpointType, NatGateway, VpcEndpoint};
use std::collections::{BTreeMap, BTreeSet};

/// The positions, and what carries traffic.
#[derive(Debug, Default)]
pub(super) struct Bill {
    pub(super) items: Vec<Item>,
    pub(super) notes: Vec<Note>,
    pub(super) regions: BTreeSet<String>,
    pub(super) carriers: Vec<Carrier>,
    /// What interface endpoints have carried so far, by Region: the tiers count them together.
    carried: BTreeMap<String, Quantity>,
}

/// Something that carries traffic to services and is billed for it.
#[derive(Debug)]
pub(super) struct Carrier {
    pub(super) region: String,
    pub(super) vpc: Option<VpcId>,
    pub(super) zones: BTreeSet<String>,
    pub(super) kind: CarrierKind,
    pub(super) monthly: Usd,
}

/// What carries, as far as another thing could do it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CarrierKind {
    /// A NAT gateway, with or without a public address.
    Nat { public: bool },
    /// An interface endpoint of an AWS service.
    Interface { service: String },
    /// An interface endpoint of somebody's endpoint service, which no NAT gateway replaces.
    Private,
    /// A gateway endpoint.
    Gateway { service: String },
    /// Anything else that has a price.
    Other,
}

impl Bill {
    pub(super) fn of(network: &Network, gb: Quantity) -> Self {
        let mut bill = Self::default();
        for (id, gateway) in &network.topology().nat_gateway {
            bill.nat_gateway(network, id.as_resource(), gateway, gb);
        }
        for (id, endpoint) in &network.topology().vpc_endpoint {
            bill.endpoint(network, id.as_resource(), endpoint, gb);
        }
        for region in bill.regions.clone() {
            let prices = Prices::of(&region);
            if prices.region != region {
                bill.notes.push(Note::PricesAssumed {
                    region,
                    from: prices.region,
                });
            }
        }
        bill
    }

    /// From which traffic on the interface endpoints of each Region pay beside a NAT gateway.
    pub(super) fn break_even(&self) -> Vec<BreakEven> {
        self.regions
            .iter()
            .filter_map(|region| {
                let endpoint_zones = self
                    .carriers
                    .iter()
                    .filter(|it| it.region == *region)
                    .filter(|it| matches!(it.kind, CarrierKind::Interface { .. }))
                    .map(|it| it.zones.len())
                    .sum();
                let prices = Prices::of(region);
                Some(BreakEven {
                    region: region.clone(),
                    endpoint_zones,
                    gb_per_month: prices.break_even_gb(endpoint_zones)?,
                    nat_hour_in_endpoint_hours: prices.nat_hour_in_endpoint_hours()?,
                })
            })
            .collect()
    }

    fn nat_gateway(
        &mut self,
        network: &Network,
        id: &ResourceId,
        gateway: &NatGateway,
        gb: Quantity,
    ) {
        // A NAT gateway costs for each hour that it is available.
        if let Some(state) = &gateway.state
            && matches!(
                state.to_ascii_lowercase().as_str(),
                "failed" | "deleting" | "deleted"
            )
        {
            return self.free(id, state);
        }
        let place = gateway.subnet_id.as_ref().and_then(|id| network.subnet(id));
        let vpc = place.map(|place| place.vpc.clone());
        let region = self.region(network, id, vpc.as_ref(), None);
        let prices = Prices::of(&region);
        let first = self.items.len();
        let hours = month(1);
        self.add(id, ItemKind::NatGatewayHour, hours, prices.nat_gateway_hour);
        self.add(id, ItemKind::NatGatewayGb, gb, prices.nat_gateway_gb);
        let public = gateway
            .connectivity_type
            .as_deref()
            .is_none_or(|it| !it.eq_ignore_ascii_case("private"));
        if public {
            self.add(id, ItemKind::PublicIpv4Hour, hours, prices.public_ipv4_hour);
        }
        let zone = place.and_then(|place| place.zone.clone());
        self.cross_zone(network, id, zone.as_deref(), prices);
        self.carry(
            first,
            region,
            vpc,
            zone.into_iter().collect(),
            CarrierKind::Nat { public },
        );
    }

    fn endpoint(
        &mut self,
        network: &Network,
        id: &ResourceId,
        endpoint: &VpcEndpoint,
        gb: Quantity,
    ) {
        // R6.1: an endpoint costs in every state until it is deleted.
        if let Some(state) = &endpoint.state
            && state.eq_ignore_ascii_case("deleted")
        {
            return self.free(id, state);
        }
        let service = endpoint.service_name.clone().unwrap_or_default();
        let vpc = endpoint.vpc_id.clone();
        let region = self.region(
            network,
            id,
            vpc.as_ref(),
            service::region_of_service(&service),
        );
        let prices = Prices::of(&region);
        let zones = zones(network, id, endpoint);
        let first = self.items.len();
        let kind = match (endpoint.kind(), endpoint.vpc_endpoint_type.as_deref()) {
            (EndpointType::Gateway, _) => {
                self.add(id, ItemKind::GatewayEndpointHour, month(1), 0);
                CarrierKind::Gateway { service }
            }
            (EndpointType::Interface, _) => {
                let hours = month(zones.len());
                let price = prices.interface_endpoint_hour;
                self.add(id, ItemKind::InterfaceEndpointHour, hours, price);
                self.interface_endpoint_gb(id, &region, prices, gb);
                if service.contains("vpce-svc-") || !service.starts_with("com.amazonaws.") {
                    CarrierKind::Private
                } else {
                    CarrierKind::Interface { service }
                }
            }
            (EndpointType::GatewayLoadBalancer, _) => {
                let hours = month(zones.len());
                let hour = prices.gateway_load_balancer_endpoint_hour;
                let price = prices.gateway_load_balancer_endpoint_gb;
                self.add(id, ItemKind::GatewayLoadBalancerEndpointHour, hours, hour);
                self.add(id, ItemKind::GatewayLoadBalancerEndpointGb, gb, price);
                CarrierKind::Other
            }
            (EndpointType::Resource, _) => {
                let hour = prices.resource_endpoint_hour;
                self.add(id, ItemKind::ResourceEndpointHour, month(1), hour);
                self.add(
                    id,
                    ItemKind::ResourceEndpointGb,
                    gb,
                    prices.resource_endpoint_gb,
                );
                CarrierKind::Other
            }
            (EndpointType::Other | EndpointType::ServiceNetwork, _) => {
                self.notes.push(Note::NotPriced {
                    resource: id.clone(),
                });
                return;
            }
        };
        for item in self.items.iter().skip(first) {
            let item = item.item.as_str();
            if prices.unconfirmed.contains(&item) {
                self.notes.push(Note::PriceUnconfirmed {
                    region: region.clone(),
                    item,
                });
            }
        }
        self.carry(first, region, vpc, zones, kind);
    }

    fn interface_endpoint_gb(
        &mut self,
        id: &ResourceId,
        region: &str,
        prices: &Prices,
        gb: Quantity,
    ) {
        let carried = self.carried.entry(region.to_owned()).or_default();
        let mut parts: Vec<_> = prices.interface_endpoint_tiers(*carried, gb).collect();
        *carried = *carried + gb;
        if parts.is_empty() {
            let [first, ..] = prices.interface_endpoint_gb;
            parts.push((gb, Usd::from_micros(first.gb)));
        }
        for (part, price) in parts {
            self.items.push(Item {
                resource: id.clone(),
                item: ItemKind::InterfaceEndpointGb,
                quantity: part,
                unit: Unit::Gigabyte,
                unit_price: price,
                monthly: price.times(part),
            });
        }
    }

    fn add(&mut self, id: &ResourceId, item: ItemKind, quantity: Quantity, micros: u32) {
        let unit_price = Usd::from_micros(micros);
        self.items.push(Item {
            resource: id.clone(),
            item,
            quantity,
            unit: unit(item),
            unit_price,
            monthly: unit_price.times(quantity),
        });
    }

    fn carry(
        &mut self,
        first: usize,
        region: String,
        vpc: Option<VpcId>,
        zones: BTreeSet<String>,
        kind: CarrierKind,
    ) {
        let monthly = self.items.iter().skip(first).map(|it| it.monthly).sum();
        self.carriers.push(Carrier {
            region,
            vpc,
            zones,
            kind,
            monthly,
        });
    }

    fn free(&mut self, id: &ResourceId, state: &str) {
        self.notes.push(Note::NotBilled {
            resource: id.clone(),
            state: state.to_owned(),
        });
    }

    /// The Region of a resource: its VPC's, else that of its service, else one assumed.
    fn region(
        &mut self,
        network: &Network,
        id: &ResourceId,
        vpc: Option<&VpcId>,
        of_service: Option<&str>,
    ) -> String {
        let known = vpc
            .and_then(|vpc| network.region_of(vpc))
            .or_else(|| of_service.map(str::to_owned));
        let region = known.unwrap_or_else(|| {
            let region = service::ASSUMED_REGION.to_owned();
            self.notes.push(Note::RegionAssumed {
                resource: id.clone(),
                region: region.clone(),
            });
            region
        });
        self.regions.insert(region.clone());
        region
    }

    /// Notes the subnets of other zones that go out through a NAT gateway (R6.3).
    fn cross_zone(
        &mut self,
        network: &Network,
        id: &ResourceId,
        zone: Option<&str>,
        prices: &Prices,
    ) {
        let target = RouteTarget::NatGateway(id.clone());
        let subnets: Vec<ResourceId> = network
            .subnets()
            .iter()
            .filter(|(_, place)| {
                let differs = matches!((place.zone.as_deref(), zone), (Some(a), Some(b)) if a != b);
                let table = network.table(&place.route_table);
                differs
                    && table.is_some_and(|it| it.routes.iter().any(|route| route.target == target))
            })
            .map(|(subnet, _)| subnet.clone().into())
            .collect();
        if !subnets.is_empty() {
            self.notes.push(Note::CrossZone {
                resource: id.clone(),
                subnets,
                unit_price: Usd::from_micros(prices.cross_zone_gb),
            });
        }
    }
}

const fn unit(item: ItemKind) -> Unit {
    match item {
        ItemKind::NatGatewayHour
        | ItemKind::PublicIpv4Hour
        | ItemKind::GatewayEndpointHour
        | ItemKind::ResourceEndpointHour => Unit::Hour,
        ItemKind::InterfaceEndpointHour | ItemKind::GatewayLoadBalancerEndpointHour => {
            Unit::ZoneHour
        }
        ItemKind::NatGatewayGb
        | ItemKind::InterfaceEndpointGb
        | ItemKind::GatewayLoadBalancerEndpointGb
        | ItemKind::ResourceEndpointGb => Unit::Gigabyte,
    }
}

/// The zones an endpoint stands in. AWS allows one subnet a zone, so a subnet whose zone nobody
/// says counts as a zone of its own.
fn zones(network: &Network, id: &ResourceId, endpoint: &VpcEndpoint) -> BTreeSet<String> {
    let of_interfaces = network.interfaces_of(id).map(|interface| &interface.subnet);
    endpoint
        .subnet_ids
        .iter()
        .chain(of_interfaces)
        .map(|subnet| {
            network
                .subnet(subnet)
                .and_then(|place| place.zone.clone())
                .unwrap_or_else(|| subnet.to_string())
        })
        .collect()
}
