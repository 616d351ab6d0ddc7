//! The zones of a regional NAT gateway.

use super::{NatLaw, Translating};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: NatLaw = Law {
    doc: LawDoc {
        id: "nat_zone",
        rules: &["R1.18"],
        says: Says {
            en: "A regional NAT gateway whose zones are chosen by hand serves those; else AWS extends it to every zone in use.",
            ja: "リージョナル NAT ゲートウェイは、手動モードでは指定したゾーンだけ、自動モードでは使用中のすべてのゾーンに対応します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
    },
    judge,
};

fn judge(translating: &Translating<'_>) -> Judgement<Packet> {
    let topology = translating.network.topology();
    let gateway = topology.nat_gateway.get(translating.gateway);
    let Some(gateway) = gateway.filter(|it| it.is_regional()) else {
        return Judgement::Silent;
    };
    let zones = &gateway.availability_zone_address;
    let name = |zone: &crate::topology::NatZone| {
        let name = zone.availability_zone.clone();
        name.or_else(|| zone.availability_zone_id.clone())
    };
    let fact = Fact::Attribute {
        resource: translating.gateway.clone().into(),
        attribute: "availability_zones",
        value: zones.iter().filter_map(name).collect::<Vec<_>>().join(", "),
    };
    let subnet = topology.subnet.get(translating.subnet);
    if zones.is_empty() || subnet.is_some_and(|it| zones.iter().any(|zone| zone.holds(it))) {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::NatNotAvailable, fact)
    }
}
