//! Who a host asks.

use super::{Asking, ResolverLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: ResolverLaw = Law {
    doc: LawDoc {
        id: "dhcp_servers",
        rules: &["R4.1"],
        says: Says {
            en: "A host asks the DNS servers its VPC's DHCP option set names; endpoint names are private only to those who ask the VPC's own resolver.",
            ja: "ホストは DHCP オプションセットの DNS サーバーに問い合わせます。プライベート DNS は VPC のリゾルバーに問い合わせたときだけ有効です。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html",
    },
    judge,
};

fn judge(asking: &Asking<'_>) -> Judgement {
    let topology = asking.network.topology();
    let vpc = topology.vpc.get(asking.vpc);
    // AWS: "default" associates no option set.
    let set = vpc.and_then(|vpc| vpc.dhcp_options_id.as_deref());
    let Some(set) = set.filter(|it| *it != "default" && !asking.inbound) else {
        return Judgement::Silent;
    };
    let missing = Fact::Missing {
        resource: set.into(),
        what: "domain_name_servers",
    };
    match topology.vpc_dhcp_options.get_key_value(set) {
        None => Judgement::Unknown(Code::FactMissing, missing),
        Some((_, it)) if is_unknown(&it.more, &["domain_name_servers"]) => {
            Judgement::Unknown(Code::FactMissing, missing)
        }
        Some((id, options)) => Judgement::Passes(Fact::Attribute {
            resource: id.clone(),
            attribute: "domain_name_servers",
            value: options.domain_name_servers.join(", "),
        }),
    }
}
