//! IPv6 through an endpoint that has it.

use super::{AtDetour, DetourLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: DetourLaw = Law {
    doc: LawDoc {
        id: "gateway_load_balancer_endpoint_family",
        rules: &["R2.4"],
        says: Says {
            en: "A Gateway Load Balancer endpoint takes IPv6 packets where its address type is dualstack or ipv6.",
            ja: "Gateway Load Balancer エンドポイントが IPv6 パケットを運ぶのは、IP アドレスタイプが dualstack または ipv6 の場合です。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html",
    },
    judge,
};

// AWS does not say what becomes of IPv6 at an endpoint that is IPv4 only.
fn judge(at: &AtDetour<'_>) -> Judgement {
    if at.packet.destination.is_ipv4() {
        return Judgement::Silent;
    }
    let kind = at.endpoint.ip_address_type.as_deref().unwrap_or("ipv4");
    let fact = Fact::Attribute {
        resource: at.id.clone().into(),
        attribute: "ip_address_type",
        value: kind.to_owned(),
    };
    if matches!(kind, "dualstack" | "ipv6") {
        Judgement::Passes(fact)
    } else {
        Judgement::Unknown(Code::NotModelled, fact)
    }
}
