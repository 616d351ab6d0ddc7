//! The default route table of a transit gateway.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html>

use net::Topology;
use net::id::ResourceId;
use serde_json::Value;

/// The attribute of a transit gateway that says whether new attachments are associated with its
/// default table, as Terraform spells it: `enable` or `disable`.
pub(crate) const DEFAULT_ASSOCIATION: &str = "default_route_table_association";

/// The same for propagation.
pub(crate) const DEFAULT_PROPAGATION: &str = "default_route_table_propagation";

/// What the id of a default table ends with, after that of its gateway.
pub(crate) const DEFAULT_TABLE: &str = ".default-rtb";

/// What an attachment says of the default table of its gateway.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joins {
    /// Whether it is associated with it, where no table has it.
    pub(crate) associates: bool,
    /// Whether it propagates to it.
    pub(crate) propagates: bool,
}

impl Joins {
    /// As new attachments do.
    pub(crate) const BOTH: Self = Self {
        associates: true,
        propagates: true,
    };
}

/// Associates an attachment that no table has with the default table of its gateway, and lets it
/// propagate there, where the gateway says so. The default table, where it was joined.
pub(crate) fn join_default_table(
    topology: &mut Topology,
    attachment: ResourceId,
    gateway: &ResourceId,
    joins: Joins,
) -> Option<ResourceId> {
    let listed = topology.transit_gateway.get(gateway)?;
    let enables = |attribute: &str| {
        let choice = listed.more.get(attribute).and_then(Value::as_str);
        choice.is_some_and(|it| it.eq_ignore_ascii_case("enable"))
    };
    let associates = joins.associates && enables(DEFAULT_ASSOCIATION);
    let propagates = joins.propagates && enables(DEFAULT_PROPAGATION);
    let tables = &mut topology.transit_gateway_route_table;
    let mut of_gateway = tables.values();
    let has_one = of_gateway.any(|table| table.associations.contains(&attachment));
    let associates = associates && !has_one;
    if !associates && !propagates {
        return None;
    }
    let id = ResourceId::from(format!("{gateway}{DEFAULT_TABLE}"));
    let table = tables.entry(id.clone()).or_default();
    table.transit_gateway_id = Some(gateway.clone());
    if associates {
        table.associations.push(attachment.clone());
    }
    if propagates && !table.propagations.contains(&attachment) {
        table.propagations.push(attachment);
    }
    Some(id)
}
