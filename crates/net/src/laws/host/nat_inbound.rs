//! A NAT gateway takes no connections.

use super::{Host, HostLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Owner;

pub(super) static LAW: HostLaw = Law {
    doc: LawDoc {
        id: "nat_inbound",
        rules: &["R1.18"],
        says: Says {
            en: "A NAT gateway takes in replies to what went out through it, and no connection of anybody else's.",
            ja: "NAT ゲートウェイが受け付けるのは、自身を通って出た通信への応答だけです。外からの接続は受け付けません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
    },
    judge,
};

// AWS: "…but external services cannot initiate a connection with those instances."
fn judge(host: &Host<'_>) -> Judgement {
    match &host.interface.owner {
        Owner::NatGateway(id) => Judgement::Stops(
            Code::NatInbound,
            Fact::Reached {
                resource: id.clone(),
            },
        ),
        Owner::Instance(_)
        | Owner::Endpoint(_)
        | Owner::LoadBalancer(_)
        | Owner::Resolver(_)
        | Owner::ResourceGateway(_)
        | Owner::Nothing => Judgement::Silent,
    }
}
