//! What to know about a bill: what is assumed in it and what is not in it.

use crate::id::ResourceId;
use crate::lang::Lang;
use serde::Serialize;

/// Something a reader of the bill must know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// Nothing says the Region of a resource.
    RegionAssumed {
        /// Whose.
        resource: ResourceId,
        /// The Region assumed.
        region: String,
    },
    /// A Region's prices are not known; another's stand in.
    PricesAssumed {
        /// The Region.
        region: String,
        /// The Region whose prices are used.
        from: &'static str,
    },
    /// One price of a Region is not confirmed; another Region's stands in.
    PriceUnconfirmed {
        /// The Region.
        region: String,
        /// The item.
        item: &'static str,
    },
    /// A resource costs nothing in its state.
    NotBilled {
        /// The resource.
        resource: ResourceId,
        /// Its state.
        state: String,
    },
    /// A resource has a price that is not known here; it is left out.
    NotPriced {
        /// The resource.
        resource: ResourceId,
    },
    /// Subnets of other zones go out through a NAT gateway: each GB costs extra each way (R6.3).
    CrossZone {
        /// The gateway.
        resource: ResourceId,
        /// The subnets.
        subnets: Vec<ResourceId>,
        /// The price of a GB, each way.
        unit_price: super::Usd,
    },
    /// The alternatives take all traffic for traffic to the services the endpoints name.
    TrafficAssumed,
    /// No endpoint names a service, so nothing is known that an endpoint could carry.
    ServicesUnknown,
}

impl Note {
    /// The note as a sentence.
    #[must_use]
    pub fn says(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.in_english(),
            Lang::Ja => self.in_japanese(),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::RegionAssumed { resource, region } => {
                format!("Nothing says the Region of {resource}; {region} is assumed.")
            }
            Self::PricesAssumed { region, from } => {
                format!("The prices of {region} are not known here; those of {from} are assumed.")
            }
            Self::PriceUnconfirmed { region, item } => {
                format!("The price {item} is not confirmed for {region}.")
            }
            Self::NotBilled { resource, state } => {
                format!("{resource} is {state} and costs nothing.")
            }
            Self::NotPriced { resource } => {
                format!("The price of {resource} is not known here; it is left out.")
            }
            Self::CrossZone {
                resource,
                subnets,
                unit_price,
            } => format!(
                "Subnets of other zones go out through {resource} ({}); each GB of theirs costs {unit_price} USD more each way.",
                list(subnets)
            ),
            Self::TrafficAssumed => {
                "The alternatives take all traffic for traffic to the AWS services that the endpoints name.".to_owned()
            }
            Self::ServicesUnknown => {
                "No endpoint names an AWS service, so it is not known what endpoints could carry.".to_owned()
            }
        }
    }

    fn in_japanese(&self) -> String {
        match self {
            Self::RegionAssumed { resource, region } => {
                format!("{resource} のリージョンが不明なため、{region} と仮定しています。")
            }
            Self::PricesAssumed { region, from } => {
                format!("{region} の料金は登録されていないため、{from} の料金で計算しています。")
            }
            Self::PriceUnconfirmed { region, item } => {
                format!("{region} の料金 {item} は未確認です。")
            }
            Self::NotBilled { resource, state } => {
                format!("{resource} は {state} のため、料金はかかりません。")
            }
            Self::NotPriced { resource } => {
                format!("{resource} の料金は登録されていないため、含めていません。")
            }
            Self::CrossZone {
                resource,
                subnets,
                unit_price,
            } => format!(
                "別のゾーンのサブネットが {resource} を経由します ({})。その通信には 1 GB につき片道 {unit_price} USD が加わります。",
                list(subnets)
            ),
            Self::TrafficAssumed => {
                "代替構成では、すべての通信がエンドポイントの AWS サービス宛てだと仮定しています。"
                    .to_owned()
            }
            Self::ServicesUnknown => {
                "AWS サービスを指すエンドポイントがないため、エンドポイントで運べる通信は不明です。"
                    .to_owned()
            }
        }
    }
}

fn list(ids: &[ResourceId]) -> String {
    let ids: Vec<&str> = ids.iter().map(ResourceId::as_str).collect();
    ids.join(", ")
}
