//! The public names of AWS services.

use super::{AnswerLaw, Asked, MADE_UP_TTL_SECS, Reply, Source};
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::service;

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_service_name",
        rules: &["R1.17", "R4.18", "R5.1"],
        says: Says {
            en: "The public name of an AWS service resolves to public addresses of the service, unless a private zone answers first.",
            ja: "AWS サービスのパブリックな名前は、プライベートゾーンが先に回答しない限り、サービスのパブリック IP を返します。",
        },
        source: "https://docs.aws.amazon.com/general/latest/gr/rande.html",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    let Some(found) = service::of_public_name(asked.name) else {
        return Judgement::Silent;
    };
    let service_name = found.service_name();
    let (addresses, _) = service::public_addresses(asked.network.topology(), &service_name);
    let reply = Reply::addresses(asked.name, asked.record_type, addresses, MADE_UP_TTL_SECS);
    let fact = reply.fact(&service_name);
    Judgement::Settles(reply, fact)
}
