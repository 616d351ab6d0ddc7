//! What a network costs a month, and what the same traffic would cost another way.
//!
//! Counted are the ways out to services: NAT gateways with their public addresses, and VPC
//! endpoints. Not counted are what stands behind an endpoint service, transit gateways that exist,
//! EC2 traffic between zones, and traffic out to the internet.
//! <https://aws.amazon.com/vpc/pricing/> <https://aws.amazon.com/privatelink/pricing/>
//!
//! Invariant: no amount is ever a floating-point number before it is written as JSON.

mod alternative;
mod bill;
mod money;
mod note;
mod price;

use crate::id::ResourceId;
use crate::network::Network;
use serde::Serialize;

pub use alternative::{Alternative, AlternativeName};
pub use money::{NotAQuantity, Quantity, Usd};
pub use note::Note;
pub use price::{HOURS_PER_MONTH, PRICED_ON, PRICES, Prices, Tier, month};

/// The format of a cost written as JSON.
pub const FORMAT: &str = "sightline.cost/1";

/// What a network costs a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cost {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// The Region; several with commas between them.
    pub region: String,
    /// Always `USD`.
    pub currency: &'static str,
    /// Always [`HOURS_PER_MONTH`].
    pub hours_per_month: u32,
    /// The day the prices were looked up.
    pub priced_on: &'static str,
    /// Every position, NAT gateways first, then endpoints, in order of their ids.
    pub items: Vec<Item>,
    /// Their sum.
    pub total: Usd,
    /// What the same traffic would cost otherwise.
    pub alternatives: Vec<Alternative>,
    /// From which traffic on the endpoints pay although a NAT gateway stays.
    pub break_even: Vec<BreakEven>,
    /// What is assumed and what is left out.
    pub notes: Vec<Note>,
}

/// One position of the bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What costs.
    pub resource: ResourceId,
    /// What of it costs.
    pub item: ItemKind,
    /// How much of that, a month.
    pub quantity: Quantity,
    /// Of what.
    pub unit: Unit,
    /// The price of one.
    pub unit_price: Usd,
    /// What it comes to.
    pub monthly: Usd,
}

/// What can cost something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// The hours of a NAT gateway.
    NatGatewayHour,
    /// What a NAT gateway processes.
    NatGatewayGb,
    /// The hours of a NAT gateway's public address.
    PublicIpv4Hour,
    /// The hours of an interface endpoint in each of its zones.
    InterfaceEndpointHour,
    /// What an interface endpoint carries.
    InterfaceEndpointGb,
    /// The hours of a gateway endpoint, which cost nothing.
    GatewayEndpointHour,
    /// The hours of a Gateway Load Balancer endpoint in its zone.
    GatewayLoadBalancerEndpointHour,
    /// What a Gateway Load Balancer endpoint carries.
    GatewayLoadBalancerEndpointGb,
    /// The hours of a resource endpoint.
    ResourceEndpointHour,
    /// What a resource endpoint carries.
    ResourceEndpointGb,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Hours.
    #[serde(rename = "hour")]
    Hour,
    /// Hours, in each zone.
    #[serde(rename = "AZ-hour")]
    ZoneHour,
    /// Gigabytes, both directions.
    #[serde(rename = "GB")]
    Gigabyte,
}

/// When interface endpoints pay for themselves beside a NAT gateway that must stay (R6.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakEven {
    /// The Region.
    pub region: String,
    /// The endpoints, counted once in each of their zones.
    pub endpoint_zones: usize,
    /// The traffic above which they pay, a month.
    pub gb_per_month: Quantity,
    /// How many endpoint hours in one zone an hour of a NAT gateway costs.
    pub nat_hour_in_endpoint_hours: Quantity,
}

impl ItemKind {
    /// As it is written in the JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NatGatewayHour => "nat_gateway_hour",
            Self::NatGatewayGb => "nat_gateway_gb",
            Self::PublicIpv4Hour => "public_ipv4_hour",
            Self::InterfaceEndpointHour => "interface_endpoint_hour",
            Self::InterfaceEndpointGb => "interface_endpoint_gb",
            Self::GatewayEndpointHour => "gateway_endpoint_hour",
            Self::GatewayLoadBalancerEndpointHour => "gateway_load_balancer_endpoint_hour",
            Self::GatewayLoadBalancerEndpointGb => "gateway_load_balancer_endpoint_gb",
            Self::ResourceEndpointHour => "resource_endpoint_hour",
            Self::ResourceEndpointGb => "resource_endpoint_gb",
        }
    }
}

impl Unit {
    /// As it is written in the JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::ZoneHour => "AZ-hour",
            Self::Gigabyte => "GB",
        }
    }
}

impl Cost {
    /// The cost as pretty JSON with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .unwrap_or_else(|error| unreachable!("a cost is plain data: {error}"));
        text.push('\n');
        text
    }
}

/// What a network costs a month where each NAT gateway and each endpoint carries so many GB.
#[must_use]
pub fn cost(network: &Network, gb_per_month: Quantity) -> Cost {
    let bill = bill::Bill::of(network, gb_per_month);
    let (alternatives, assumed) = alternative::all(network, &bill, gb_per_month);
    let mut regions: Vec<&str> = bill.regions.iter().map(String::as_str).collect();
    if regions.is_empty() {
        regions.push(crate::service::ASSUMED_REGION);
    }
    let region = regions.join(", ");
    let break_even = bill.break_even();
    let mut notes = bill.notes;
    notes.extend(assumed);
    notes.sort();
    notes.dedup();
    Cost {
        format: FORMAT,
        region,
        currency: "USD",
        hours_per_month: HOURS_PER_MONTH,
        priced_on: PRICED_ON,
        total: bill.items.iter().map(|item| item.monthly).sum(),
        items: bill.items,
        alternatives,
        break_even,
        notes,
    }
}
