//! The most specific route of a transit gateway wins.

use super::{AtTransit, TransitLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::evidence::{Fared, RouteRow};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::{
    TransitGatewayRoute, TransitGatewayRouteTable, is_partly_unknown, is_unknown,
};
use ipnet::IpNet;

pub(super) static LAW: TransitLaw = Law {
    doc: LawDoc {
        id: "transit_route",
        rules: &["R1.21"],
        says: Says {
            en: "Of a transit gateway's routes the most specific wins, a static one before a propagated one; a blackhole route drops.",
            ja: "Transit Gateway では最も具体的なルートが選ばれ、同じ範囲では静的ルートが優先されます。blackhole は破棄します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview",
    },
    judge,
};

struct Candidate {
    range: IpNet,
    attachment: Option<ResourceId>,
    blackhole: bool,
    propagated: bool,
    /// Whether it is the range of a VPC that propagates, and no route of the document.
    implied: bool,
}

impl Candidate {
    /// Another VPC that propagates into the table with a range that overlaps this one's, so that
    /// only one of the two is there.
    fn rival<'c>(&self, all: &'c [Self]) -> Option<&'c ResourceId> {
        let overlaps =
            |it: &&Self| it.range.contains(&self.range) || self.range.contains(&it.range);
        let mut others = all
            .iter()
            .filter(|it| self.implied && it.implied && it.attachment != self.attachment)
            .filter(overlaps);
        others.find_map(|it| it.attachment.as_ref())
    }
}

impl<'a> AtTransit<'a> {
    /// The table the attachment is associated with.
    pub(super) fn table(&self) -> Option<(&'a ResourceId, &'a TransitGatewayRouteTable)> {
        self.network
            .topology()
            .transit_gateway_route_table
            .iter()
            .find(|(_, table)| {
                // A peering attachment is associated on both of its sides.
                let own = |its: &ResourceId| its == self.id;
                table.associations.contains(self.attachment_id)
                    && table.transit_gateway_id.as_ref().is_none_or(own)
            })
    }
}

impl AtTransit<'_> {
    /// Whether the gateway belongs to somebody else, who keeps its tables: the document holds
    /// neither it nor any of them.
    pub(super) fn is_of_others(&self) -> bool {
        let topology = self.network.topology();
        let mut tables = topology.transit_gateway_route_table.values();
        !topology.transit_gateway.contains_key(self.id)
            && !tables.any(|table| table.transit_gateway_id.as_ref() == Some(self.id))
    }

    /// What of a table is not known: a part of a route, or the ranges of what propagates into it.
    fn unsaid(&self, id: &ResourceId, table: &TransitGatewayRouteTable) -> Option<Fact> {
        let topology = self.network.topology();
        let partly = table.route.iter().any(|it| is_partly_unknown(&it.more));
        if partly || is_unknown(&table.more, &["route", "routes", "propagations"]) {
            return Some(Fact::Missing {
                resource: id.clone(),
                what: "route",
            });
        }
        let known = |attachment: &ResourceId| {
            let of_vpc = topology.transit_gateway_vpc_attachment.get(attachment);
            let mut sites = topology.site.values();
            let site = sites.find(|site| site.attachments.contains(attachment));
            let of_vpc = of_vpc
                .and_then(|it| it.vpc_id.as_ref())
                .map(|vpc| self.network.knows_ranges_of(vpc));
            let of_site = site.map(|site| !is_unknown(&site.more, &["cidr_blocks"]));
            of_vpc.or(of_site) == Some(true)
        };
        let unknown = table.propagations.iter().find(|it| !known(it))?;
        Some(Fact::Missing {
            resource: unknown.clone(),
            what: "cidr_block",
        })
    }
}

// AWS: a VPC that is attached while its range overlaps that of a VPC attached before does not
// propagate it to the default propagation route table; of other tables AWS says nothing. The
// document does not say which came first, so of ranges that overlap in one table only the routes
// that are listed are certain. Ranges that are not known are taken to be apart from those that are.
fn judge(at: &AtTransit<'_>) -> Judgement<ResourceId> {
    let Some((id, table)) = at.table() else {
        return Judgement::Silent;
    };
    let destination = at.packet.destination;
    let all = candidates(at, table);
    let holds = |it: &&Candidate| it.range.contains(&destination);
    let mut candidates: Vec<&Candidate> = all.iter().filter(holds).collect();
    candidates.sort_by_key(|it| (std::cmp::Reverse(it.range.prefix_len()), it.propagated));
    let rows = candidates
        .iter()
        .enumerate()
        .map(|(index, it)| RouteRow {
            destination: it.range.to_string(),
            matched: None,
            target: it
                .attachment
                .as_ref()
                .map_or("blackhole", |it| it.as_str())
                .to_owned(),
            state: if it.blackhole { "blackhole" } else { "active" },
            fared: if index == 0 { Fared::Won } else { Fared::Lost },
            because: (index > 0).then_some("less_specific"),
        })
        .collect();
    let fact = Fact::Routes {
        route_table: id.clone().into(),
        destination,
        rows,
    };
    if let Some(rival) = candidates.first().and_then(|it| it.rival(&all)) {
        let missing = Fact::Missing {
            resource: rival.clone(),
            what: "creation_time",
        };
        return Judgement::Unknown(Code::FactMissing, missing);
    }
    let propagated = candidates.first().is_some_and(|it| it.propagated);
    if let Some(missing) = at.unsaid(id, table).filter(|_| !propagated) {
        return Judgement::Unknown(Code::FactMissing, missing);
    }
    match candidates.into_iter().next() {
        None => Judgement::Stops(Code::TgwNoRoute, fact),
        Some(it) if it.blackhole => Judgement::Stops(Code::TgwBlackhole, fact),
        Some(it) => match it.attachment.clone() {
            Some(attachment) => Judgement::Settles(attachment, fact),
            None => Judgement::Unknown(Code::FactMissing, fact),
        },
    }
}

/// Listed routes, then the ranges of attachments that propagate and are not listed.
fn candidates(at: &AtTransit<'_>, table: &TransitGatewayRouteTable) -> Vec<Candidate> {
    let of_route = |route: &TransitGatewayRoute| {
        Some(Candidate {
            range: route.destination_cidr_block?.trunc(),
            attachment: route.transit_gateway_attachment_id.clone(),
            blackhole: route.blackhole == Some(true),
            propagated: route.type_.as_deref() == Some("propagated"),
            implied: false,
        })
    };
    let mut found: Vec<Candidate> = table.route.iter().filter_map(of_route).collect();
    let topology = at.network.topology();
    // A list that says what was propagated says all that was.
    let listed = found.iter().any(|it| it.propagated);
    for id in table.propagations.iter().filter(|_| !listed) {
        let attachment = topology.transit_gateway_vpc_attachment.get(id);
        // AWS: without IPv6 support an attachment propagates no IPv6 range; a static route still
        // leads there. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
        let six = attachment.is_some_and(|it| it.ipv6_support.as_deref() == Some("enable"));
        let of_vpc = attachment
            .and_then(|attachment| attachment.vpc_id.as_ref())
            .into_iter()
            .flat_map(|vpc| at.network.vpc_ranges(vpc))
            .filter(|range| six || range.addr().is_ipv4());
        let of_sites = topology
            .site
            .values()
            .filter(|site| site.attachments.contains(id))
            .flat_map(|site| site.cidr_blocks.iter().map(IpNet::trunc));
        let ranges = of_vpc
            .map(|it| (it, true))
            .chain(of_sites.map(|it| (it, false)));
        for (range, implied) in ranges {
            found.push(Candidate {
                range,
                attachment: Some(id.clone()),
                blackhole: false,
                propagated: true,
                implied,
            });
        }
    }
    found
}
