//! What a service listens to.

use super::{AtService, ListenLaw};
use crate::code::Code;
use crate::evidence::{Fact, Fared, LawDoc, ListenerRow};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::way::{Way, add};
use crate::laws::{Judgement, Law};
use crate::query::Protocol;
use crate::topology::lattice::same;
use crate::topology::{LatticeAction, LatticeListener};

pub(super) static LAW: ListenLaw = Law {
    doc: LawDoc {
        id: "lattice_listener",
        rules: &["R2.23"],
        says: Says {
            en: "A service of VPC Lattice takes requests on its listeners' ports; a rule, or else the default action, forwards them to target groups or answers.",
            ja: "VPC Lattice のサービスは、リスナーのポートでリクエストを受け、ルールまたはデフォルトアクションに従ってターゲットグループへ転送するか、固定レスポンスを返します。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/listeners.html",
    },
    judge,
};

fn judge(at: &AtService<'_>) -> Judgement<Vec<Way<ResourceId>>> {
    let topology = at.network.topology();
    let listeners = topology.vpclattice_listener.iter();
    let own: Vec<_> = listeners
        .filter(|(_, it)| same(it.service_identifier.as_ref(), at.id.as_str()))
        .collect();
    let port = at.packet.destination_port;
    let takes = |it: &LatticeListener| {
        at.packet.protocol == Protocol::TCP && port.is_some() && it.listens_on() == port
    };
    let found = own.iter().find(|(_, it)| takes(it));
    let rows = own.iter().map(|(id, it)| ListenerRow {
        listener: (*id).clone(),
        protocol: it.protocol.clone().unwrap_or_default(),
        port: it.listens_on(),
        fared: if found.is_some_and(|(its, _)| its == id) {
            Fared::Won
        } else {
            Fared::Missed
        },
    });
    let fact = Fact::Listeners {
        load_balancer: at.id.clone(),
        rows: rows.collect(),
    };
    let Some((id, listener)) = found else {
        return match own.iter().find(|(_, it)| it.listens_on().is_none()) {
            Some((id, _)) => Judgement::Unknown(
                Code::FactMissing,
                Fact::Missing {
                    resource: (*id).clone(),
                    what: "port",
                },
            ),
            None => Judgement::Stops(Code::LatticeNoListener, fact),
        };
    };
    let rules = topology.vpclattice_listener_rule.iter();
    let rules = rules
        .filter(|(_, it)| same(it.listener_identifier.as_ref(), id.as_str()))
        .map(|(id, it)| (id, it.action.as_ref()));
    let mut ways = ways_of(id, listener.default_action.as_ref());
    for (id, action) in rules {
        add(&mut ways, ways_of(id, action));
    }
    if let [Way::Unsaid(_)] = ways.as_slice() {
        return Judgement::Unknown(Code::FactMissing, fact);
    }
    Judgement::Settles(ways, fact)
}

fn ways_of(who: &ResourceId, action: Option<&LatticeAction>) -> Vec<Way<ResourceId>> {
    let forward = action.and_then(|it| it.forward.as_ref());
    let groups = forward.into_iter().flat_map(|it| &it.target_groups);
    let groups = groups
        .filter(|it| it.weight != Some(0))
        .filter_map(|it| it.target_group_identifier.clone())
        .map(Way::Group);
    let response = action.and_then(|it| it.fixed_response.as_ref()?.status_code);
    let response = response.map(|status| Way::Answer {
        how: "fixed_response",
        status: status.to_string(),
    });
    let mut ways: Vec<_> = groups.chain(response).collect();
    if ways.is_empty() {
        ways.push(Way::Unsaid(who.clone()));
    }
    ways
}
