//! An endpoint does not send to itself.

use super::{AtDetour, DetourLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: DetourLaw = Law {
    doc: LawDoc {
        id: "gateway_load_balancer_endpoint_loop",
        rules: &["R2.19"],
        says: Says {
            en: "Hosts and their Gateway Load Balancer endpoint stand in different subnets: an inspected packet goes on by the table of the endpoint's subnet, which must not lead back to the endpoint.",
            ja: "検査後のパケットは Gateway Load Balancer エンドポイントのサブネットのルートテーブルで進むため、アプリケーションとエンドポイントは別のサブネットに置きます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-load-balancer-endpoints.html",
    },
    judge,
};

fn judge(at: &AtDetour<'_>) -> Judgement {
    if !at.again {
        return Judgement::Silent;
    }
    Judgement::Stops(
        Code::GwlbeSameSubnetLoop,
        Fact::Attribute {
            resource: at.id.clone().into(),
            attribute: "subnet_ids",
            value: at.subnet.to_string(),
        },
    )
}
