//! What AWS asks, by Region, as it stood on one day.
//!
//! On-Demand prices in US dollars, from AWS's Price List as quoted on <https://aws.amazon.com/vpc/pricing/>,
//! <https://aws.amazon.com/privatelink/pricing/> and <https://aws.amazon.com/transit-gateway/pricing/>.
//! To bring them up to date: change the numbers and the day.

use super::money::{Quantity, Usd};

/// The day these prices stand for; they were quoted in August and September 2026.
pub const PRICED_ON: &str = "2026-09-01";

/// A month is that many hours (R6.1).
pub const HOURS_PER_MONTH: u32 = 730;

/// The prices of a Region, in millionths of a dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The Region.
    pub region: &'static str,
    /// A NAT gateway, an hour.
    pub nat_gateway_hour: u32,
    /// A NAT gateway, a GB it processes.
    pub nat_gateway_gb: u32,
    /// A public IPv4 address, an hour.
    pub public_ipv4_hour: u32,
    /// An interface endpoint, an hour in one zone.
    pub interface_endpoint_hour: u32,
    /// An interface endpoint, a GB: up to so many GB a month in the Region, then the next price.
    pub interface_endpoint_gb: [Tier; 3],
    /// A Gateway Load Balancer endpoint, an hour in one zone.
    pub gateway_load_balancer_endpoint_hour: u32,
    /// A Gateway Load Balancer endpoint, a GB.
    pub gateway_load_balancer_endpoint_gb: u32,
    /// A resource endpoint, an hour.
    pub resource_endpoint_hour: u32,
    /// A resource endpoint, a GB.
    pub resource_endpoint_gb: u32,
    /// A transit gateway's attachment, an hour.
    pub transit_gateway_attachment_hour: u32,
    /// A transit gateway, a GB sent to it.
    pub transit_gateway_gb: u32,
    /// EC2 traffic to another zone, a GB, each direction.
    pub cross_zone_gb: u32,
    /// Names of items above that are another Region's, because this one's are not confirmed.
    pub unconfirmed: &'static [&'static str],
}

/// A price that holds up to an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Up to so many GB a month, all interface endpoints of the Region together.
    pub up_to_gb: u32,
    /// The price of a GB.
    pub gb: u32,
}

/// The first PB, the next four, and what is beyond.
const INTERFACE_ENDPOINT_GB: [Tier; 3] = [
    Tier {
        up_to_gb: 1_048_576,
        gb: 10_000,
    },
    Tier {
        up_to_gb: 5_242_880,
        gb: 6_000,
    },
    Tier {
        up_to_gb: u32::MAX,
        gb: 4_000,
    },
];

/// The Regions with known prices; the first is assumed for all others, and said so.
pub const PRICES: &[Prices] = &[
    ASSUMED,
    Prices {
        region: "ap-northeast-1",
        nat_gateway_hour: 62_000,
        nat_gateway_gb: 62_000,
        public_ipv4_hour: 5_000,
        interface_endpoint_hour: 14_000,
        interface_endpoint_gb: INTERFACE_ENDPOINT_GB,
        gateway_load_balancer_endpoint_hour: 14_000,
        gateway_load_balancer_endpoint_gb: 3_500,
        resource_endpoint_hour: 20_000,
        resource_endpoint_gb: 10_000,
        transit_gateway_attachment_hour: 70_000,
        transit_gateway_gb: 20_000,
        cross_zone_gb: 10_000,
        unconfirmed: &[
            "gateway_load_balancer_endpoint_hour",
            "gateway_load_balancer_endpoint_gb",
            "resource_endpoint_hour",
            "resource_endpoint_gb",
        ],
    },
];

/// The prices of the Region that is assumed where nothing is known.
const ASSUMED: Prices = Prices {
    region: "us-east-1",
    nat_gateway_hour: 45_000,
    nat_gateway_gb: 45_000,
    public_ipv4_hour: 5_000,
    interface_endpoint_hour: 10_000,
    interface_endpoint_gb: INTERFACE_ENDPOINT_GB,
    gateway_load_balancer_endpoint_hour: 10_000,
    gateway_load_balancer_endpoint_gb: 3_500,
    resource_endpoint_hour: 20_000,
    resource_endpoint_gb: 10_000,
    transit_gateway_attachment_hour: 50_000,
    transit_gateway_gb: 20_000,
    cross_zone_gb: 10_000,
    unconfirmed: &[],
};

impl Prices {
    /// The prices of a Region; those of another where none are known, as `region` then tells.
    #[must_use]
    pub fn of(region: &str) -> &'static Self {
        PRICES
            .iter()
            .find(|prices| prices.region == region)
            .unwrap_or(&ASSUMED)
    }

    /// NAT gateways: their hours, and all GB through them (R6.2). Their public addresses are apart.
    #[must_use]
    pub fn nat_gateways(&self, gateways: usize, gb: Quantity) -> Usd {
        Usd::from_micros(self.nat_gateway_hour).times(month(gateways))
            + Usd::from_micros(self.nat_gateway_gb).times(gb)
    }

    /// Public IPv4 addresses.
    #[must_use]
    pub fn public_addresses(&self, addresses: usize) -> Usd {
        Usd::from_micros(self.public_ipv4_hour).times(month(addresses))
    }

    /// Interface endpoints: the hours of each in each of its zones, and all GB through them, from
    /// the first tier on (R6.2).
    #[must_use]
    pub fn interface_endpoints(&self, endpoint_zones: usize, gb: Quantity) -> Usd {
        let data = self.interface_endpoint_tiers(Quantity::ZERO, gb);
        Usd::from_micros(self.interface_endpoint_hour).times(month(endpoint_zones))
            + data.map(|(gb, price)| price.times(gb)).sum()
    }

    /// A transit gateway: the hours of each attachment, and the GB sent to it.
    #[must_use]
    pub fn transit_gateway(&self, attachments: usize, gb: Quantity) -> Usd {
        Usd::from_micros(self.transit_gateway_attachment_hour).times(month(attachments))
            + Usd::from_micros(self.transit_gateway_gb).times(gb)
    }

    /// GB through an interface endpoint after others have carried some in the same Region, by the
    /// price each part has.
    pub fn interface_endpoint_tiers(
        &self,
        before: Quantity,
        gb: Quantity,
    ) -> impl Iterator<Item = (Quantity, Usd)> + use<> {
        let (mut done, mut left) = (before, gb);
        self.interface_endpoint_gb
            .into_iter()
            .filter_map(move |tier| {
                let room = match tier.up_to_gb {
                    u32::MAX => left,
                    up_to => Quantity::whole(up_to).less(done),
                };
                let part = left.at_most(room);
                done = done + part;
                left = left.less(part);
                (part > Quantity::ZERO).then_some((part, Usd::from_micros(tier.gb)))
            })
    }

    /// How many interface endpoint hours, in one zone, an hour of a NAT gateway costs (R6.5).
    #[must_use]
    pub fn nat_hour_in_endpoint_hours(&self) -> Option<Quantity> {
        Usd::from_micros(self.nat_gateway_hour).buys(Usd::from_micros(self.interface_endpoint_hour))
    }

    /// The GB a month above which so many endpoints (counted by zone) pay for themselves although
    /// the NAT gateway must stay: every GB they carry saves the difference of the two GB prices
    /// (R6.5).
    #[must_use]
    pub fn break_even_gb(&self, endpoint_zones: usize) -> Option<Quantity> {
        let hours = Usd::from_micros(self.interface_endpoint_hour).times(month(endpoint_zones));
        let [first, ..] = self.interface_endpoint_gb;
        hours.buys(Usd::from_micros(self.nat_gateway_gb) - Usd::from_micros(first.gb))
    }
}

/// The hours of so many things in a month.
#[must_use]
pub const fn month(things: usize) -> Quantity {
    Quantity::whole(HOURS_PER_MONTH).times(things)
}
