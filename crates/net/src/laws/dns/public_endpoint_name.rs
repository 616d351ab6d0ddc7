//! An endpoint's own names.

use super::own_names::{endpoint_name, has_unknown_addresses};
use super::{AnswerLaw, Asked, Reply, Source};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_endpoint_name",
        rules: &["R3.16", "R4.11", "R4.12"],
        says: Says {
            en: "An endpoint's own regional and zonal names resolve publicly, from anywhere, to its private addresses.",
            ja: "エンドポイント固有の DNS 名は、どこからでもパブリックに引けて、プライベート IP が返ります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-dns-hostnames",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    match endpoint_name(asked.network, asked.name, asked.record_type) {
        None => Judgement::Silent,
        Some((id, _)) if has_unknown_addresses(asked.network, &id) => Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.into(),
                what: "private_ip",
            },
        ),
        Some((id, reply)) => {
            let fact = reply.fact(id.as_str());
            Judgement::Settles(reply, fact)
        }
    }
}
