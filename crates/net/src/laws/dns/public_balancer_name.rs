//! A load balancer's own name.

use super::own_names::balancer_name;
use super::{AnswerLaw, Asked, Reply, Source};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::LbId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_balancer_name",
        rules: &["R4.12"],
        says: Says {
            en: "A load balancer's name resolves publicly to the addresses of its nodes, private ones where it is internal.",
            ja: "ロードバランサーの DNS 名はパブリックに引けます。内部ロードバランサーならプライベート IP が返ります。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#dns-name",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    match balancer_name(asked.network, asked.name, asked.record_type) {
        None => Judgement::Silent,
        Some((id, _))
            if asked
                .network
                .interfaces_of(id.as_resource())
                .next()
                .is_none() =>
        {
            Judgement::Unknown(
                Code::FactMissing,
                Fact::Missing {
                    resource: id.into(),
                    what: "subnet_mapping",
                },
            )
        }
        Some((id, _)) if is_scheme_unknown(asked, &id) => Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.into(),
                what: "internal",
            },
        ),
        Some((_, reply)) => {
            let fact = reply.fact("elb.amazonaws.com");
            Judgement::Settles(reply, fact)
        }
    }
}

/// Whether nobody says if a load balancer faces the internet.
fn is_scheme_unknown(asked: &Asked<'_>, id: &LbId) -> bool {
    let balancer = asked.network.topology().lb.get(id);
    balancer.is_some_and(|it| it.internal.is_none() && is_unknown(&it.more, &["internal"]))
}
