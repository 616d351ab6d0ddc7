//! A resolver that is switched off.

use super::{Asking, ResolverLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: ResolverLaw = Law {
    doc: LawDoc {
        id: "dns_support",
        rules: &["R1.3", "R4.2"],
        says: Says {
            en: "The VPC's resolver answers only while enableDnsSupport is true.",
            ja: "VPC のリゾルバーは、enableDnsSupport が true のときだけ応答します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-support",
    },
    judge,
};

fn judge(asking: &Asking<'_>) -> Judgement {
    let Some(vpc) = asking.network.topology().vpc.get(asking.vpc) else {
        return Judgement::Silent;
    };
    let fact = |value: &str| Fact::Attribute {
        resource: asking.vpc.clone().into(),
        attribute: "enable_dns_support",
        value: value.to_owned(),
    };
    match vpc.enable_dns_support.known_or(true) {
        Some(true) => Judgement::Passes(fact("true")),
        Some(false) => Judgement::Stops(Code::DnsSupportDisabled, fact("false")),
        None => Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: asking.vpc.clone().into(),
                what: "enable_dns_support",
            },
        ),
    }
}
