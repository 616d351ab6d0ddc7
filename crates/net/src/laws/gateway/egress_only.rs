//! An egress-only internet gateway is a door that opens outward.

use super::{AtGateway, InternetLaw};
use crate::code::Code;
use crate::evidence::{Direction, Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: InternetLaw = Law {
    doc: LawDoc {
        id: "egress_only",
        rules: &["R1.19"],
        says: Says {
            en: "An egress-only internet gateway lets IPv6 connections out and their replies in, and lets nobody on the internet start one; what passed a Gateway Load Balancer endpoint it drops.",
            ja: "Egress-Only インターネットゲートウェイは、内側から始めた IPv6 接続とその応答だけを通します。インターネット側から接続を開始することはできず、Gateway Load Balancer エンドポイントを通ったパケットは破棄されます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
    },
    judge,
};

fn judge(at: &AtGateway<'_>) -> Judgement<Packet> {
    if !at.is_egress_only() {
        return Judgement::Silent;
    }
    let fact = Fact::Reached {
        resource: at.gateway.clone(),
    };
    match at.direction {
        Direction::Egress if at.inspected => Judgement::Stops(Code::EigwInspected, fact),
        Direction::Egress => Judgement::Passes(fact),
        Direction::Ingress => Judgement::Stops(Code::EigwInbound, fact),
    }
}
