//! What a resource configuration lets in.

use super::{AtResource, ResourceLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::query::Protocol;
use crate::topology::is_unknown;

pub(super) static LAW: ResourceLaw = Law {
    doc: LawDoc {
        id: "resource_ports",
        rules: &["R2.22"],
        says: Says {
            en: "A resource configuration takes TCP, on its port ranges only.",
            ja: "リソース設定は TCP の、指定されたポート範囲の接続だけを受け付けます。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html",
    },
    judge,
};

fn judge(at: &AtResource<'_>) -> Judgement<Vec<NetworkInterfaceId>> {
    let unsaid = is_unknown(&at.resource.more, &["port_ranges"]);
    if unsaid && at.resource.port_ranges.is_empty() {
        let missing = Fact::Missing {
            resource: at.id.clone(),
            what: "port_ranges",
        };
        return Judgement::Unknown(Code::FactMissing, missing);
    }
    let fact = Fact::Attribute {
        resource: at.id.clone(),
        attribute: "port_ranges",
        value: at.resource.port_ranges.join(", "),
    };
    let holds = |range: &String| {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        let ends = (from.trim().parse::<u16>(), to.trim().parse::<u16>());
        let port = at.packet.destination_port;
        matches!((ends, port), ((Ok(from), Ok(to)), Some(port)) if (from..=to).contains(&port))
    };
    let ranges = &at.resource.port_ranges;
    if at.packet.protocol == Protocol::TCP && (ranges.is_empty() || ranges.iter().any(holds)) {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::ResourcePortNotShared, fact)
    }
}
