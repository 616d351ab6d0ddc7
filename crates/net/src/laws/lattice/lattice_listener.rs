//! What a service listens to.

use super::{AtService, ListenLaw, Way};
use crate::code::Code;
use crate::evidence::{Fact, Fared, LawDoc, ListenerRow};
use crate::lang::Says;
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

fn judge(at: &AtService<'_>) -> Judgement<Vec<Way>> {
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
    let rules = topology.vpclattice_listener_rule.values();
    let rules = rules
        .filter(|it| same(it.listener_identifier.as_ref(), id.as_str()))
        .filter_map(|it| it.action.as_ref());
    let mut ways = Vec::new();
    for way in listener
        .default_action
        .iter()
        .chain(rules)
        .flat_map(of_action)
    {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    if ways.is_empty() {
        return Judgement::Unknown(Code::FactMissing, fact);
    }
    Judgement::Settles(ways, fact)
}

fn of_action(action: &LatticeAction) -> Vec<Way> {
    let groups = action.forward.iter().flat_map(|it| &it.target_groups);
    let groups = groups
        .filter(|it| it.weight != Some(0))
        .filter_map(|it| it.target_group_identifier.clone())
        .map(Way::Group);
    let response = action.fixed_response.as_ref().and_then(|it| it.status_code);
    groups.chain(response.map(Way::Response)).collect()
}
