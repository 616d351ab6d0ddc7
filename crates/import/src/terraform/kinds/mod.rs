//! What resource types mean for the network: plain tables, a file for each family.

mod balancer;
mod dns;
mod endpoint;
mod eni;
mod firewall;
mod lattice;
mod link;
mod route;
mod security;
mod site;
mod vpc;

use super::block::Mode;
use super::field::{Field, Shape};
use super::read::Reader;
use serde_json::{Map, Value as Json};

/// A resource type of the AWS provider.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// Its name, such as `aws_subnet`; a data source starts with `data.`.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) is: What,
    /// What is more than copying.
    pub(super) then: Option<Then>,
}

/// What a resource type is for the network.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A resource of the topology of this kind, with these attributes.
    Makes(&'static str, &'static [Field]),
    /// A change of another resource, which may come from another source: its kind, the attribute
    /// that names it, and what changes.
    Adds(&'static str, &'static str, Adds),
    /// No resource of the topology itself. What is more than copying makes what it stands for;
    /// without that, only its values are referred to.
    Known(&'static [&'static str]),
}

/// What is more than copying: what was read so far, and what Terraform says.
pub(super) type Then = fn(&mut Map<String, Json>, &Reader<'_>);

/// What changes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Adds {
    /// Attributes are set.
    Sets(&'static [Field]),
    /// Attributes are set to what is not said by the resource, but by its being there.
    States(&'static [(&'static str, &'static str)]),
    /// Values are added to lists, unless they are there.
    Items(&'static [Field]),
    /// A map is added to a list, unless the list says as much already.
    Part(Lists, &'static [Field], Covers),
}

/// Which list a map is added to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lists {
    /// This one.
    Named(&'static str),
    /// `ingress` or `egress`, as the attribute `type` says.
    ByType,
    /// `egress` where the attribute of that name is true, else `ingress`.
    ByEgress,
}

/// Whether an entry of a list says all that a new one does.
pub(super) type Covers = fn(&Map<String, Json>, &Map<String, Json>) -> bool;

/// Where every attribute that is given is the same.
pub(super) fn same(there: &Map<String, Json>, new: &Map<String, Json>) -> bool {
    new.iter()
        .all(|(name, value)| there.get(name) == Some(value))
}

impl Kind {
    const fn makes(name: &'static str, kind: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            is: What::Makes(kind, fields),
            then: None,
        }
    }

    const fn adds(name: &'static str, kind: &'static str, by: &'static str, adds: Adds) -> Self {
        Self {
            name,
            is: What::Adds(kind, by, adds),
            then: None,
        }
    }

    const fn known(name: &'static str, attributes: &'static [&'static str]) -> Self {
        Self {
            name,
            is: What::Known(attributes),
            then: None,
        }
    }

    const fn then(self, then: Then) -> Self {
        Self {
            then: Some(then),
            ..self
        }
    }

    /// The names of the attributes that are read.
    pub(super) fn attributes(&self) -> Vec<&'static str> {
        let names = |fields: &[Field]| fields.iter().map(|it| it.from).collect();
        match self.is {
            What::Makes(_, fields) => names(fields),
            What::Adds(_, by, adds) => {
                let mut all: Vec<&str> = match adds {
                    Adds::Sets(fields) | Adds::Items(fields) | Adds::Part(_, fields, _) => {
                        names(fields)
                    }
                    Adds::States(_) => Vec::new(),
                };
                all.push(by);
                all
            }
            What::Known(attributes) => attributes.to_vec(),
        }
    }

    /// The kind of the topology's resource that it is.
    pub(super) const fn kind(&self) -> Option<&'static str> {
        match self.is {
            What::Makes(kind, _) => Some(kind),
            What::Adds(..) | What::Known(_) => None,
        }
    }
}

const FAMILIES: &[&[Kind]] = &[
    vpc::KINDS,
    route::KINDS,
    security::KINDS,
    eni::KINDS,
    link::KINDS,
    endpoint::KINDS,
    balancer::KINDS,
    lattice::KINDS,
    dns::KINDS,
    site::KINDS,
    firewall::KINDS,
];

/// What a resource type means, where it is known.
pub(super) fn of(mode: Mode, kind: &str) -> Option<&'static Kind> {
    let mut kinds = FAMILIES.iter().copied().flatten();
    match mode {
        Mode::Managed => kinds.find(|it| it.name == kind),
        Mode::Data => kinds.find(|it| it.name.strip_prefix("data.") == Some(kind)),
    }
}

// The kinds of the topology that references lead to.
const VPC: &[&str] = &["vpc"];
const SUBNET: &[&str] = &["subnet"];
const TABLE: &[&str] = &["route_table"];
const GROUP: &[&str] = &["security_group"];
const ACL: &[&str] = &["network_acl"];
const INTERFACE: &[&str] = &["network_interface"];
const INSTANCE: &[&str] = &["instance"];
const ENDPOINT: &[&str] = &["vpc_endpoint"];
const SERVICE: &[&str] = &["vpc_endpoint_service"];
const LIST: &[&str] = &["prefix_list"];
const BALANCER: &[&str] = &["lb"];
const TRANSIT: &[&str] = &["transit_gateway"];

const SUBNETS: Shape = Shape::Id(SUBNET);
const TABLES: Shape = Shape::Id(TABLE);
const GROUPS: Shape = Shape::Id(GROUP);
const LISTS: Shape = Shape::Id(LIST);
const BALANCERS: Shape = Shape::Id(BALANCER);

#[cfg(test)]
mod tests {
    use super::{Adds, FAMILIES, Field, Kind, Lists, Shape, What};
    use serde_json::{Map, Value as Json, json};

    /// Attributes that the topology keeps although it does not know them.
    const KEPT: &[&str] = &[
        "ami",
        "associate_public_ip_address",
        "default_route_table_association",
        "default_route_table_propagation",
        "domain_name",
        "host_vpc_id",
        "iam_instance_profile",
        "instance_type",
        "ip_address",
        "name",
        "set_identifier",
        "subnet_configuration",
        "supported_regions",
    ];

    /// Attributes that are read to be written otherwise.
    const REWRITTEN: &[&str] = &[
        "carrier_gateway_id",
        "core_network_arn",
        "instance_id",
        "local_gateway_id",
    ];

    fn properties<'s>(schema: &'s Json, of: &'s Json) -> &'s Json {
        let name = of.get("$ref").and_then(Json::as_str);
        match name.and_then(|it| it.strip_prefix("#/$defs/")) {
            Some(name) => schema.get("$defs").and_then(|it| it.get(name)).expect(name),
            None => of,
        }
    }

    /// The same for a list, or for what may also be `null`.
    fn inner<'s>(schema: &'s Json, of: &'s Json) -> &'s Json {
        let of = of.get("items").unwrap_or(of);
        let any = of.get("anyOf").and_then(Json::as_array);
        properties(schema, any.and_then(|it| it.first()).unwrap_or(of))
    }

    fn check(schema: &Json, place: &str, of: &Json, fields: &[Field]) -> Map<String, Json> {
        let mut found = Map::new();
        for field in fields {
            let place = format!("{place}.{}", field.to);
            let known = of.get("properties").and_then(|it| it.get(field.to));
            let allowed = KEPT.contains(&field.to) || REWRITTEN.contains(&field.to);
            assert!(known.is_some() || allowed, "{place}: not in the schema");
            let null = Json::Null;
            found.insert(
                field.to.to_owned(),
                sample(schema, &place, known.unwrap_or(&null), field.shape),
            );
        }
        found
    }

    /// A value of a shape.
    fn sample(schema: &Json, place: &str, of: &Json, shape: Shape) -> Json {
        match shape {
            Shape::Truth | Shape::Setting => json!(true),
            Shape::Number(_, most) => json!(most),
            Shape::Range => json!("10.0.0.0/8"),
            Shape::Address | Shape::AddressV4 => json!("10.0.0.1"),
            Shape::Tags => json!({ "Name": "x" }),
            Shape::Text | Shape::Label | Shape::Id(_) | Shape::Held(_) | Shape::Json => json!("x"),
            Shape::List(of_items) => json!([sample(schema, place, of, *of_items)]),
            Shape::Part(fields) => check_part(schema, place, of, fields),
            Shape::Parts(fields) => json!([check_part(schema, place, of, fields)]),
        }
    }

    fn check_part(schema: &Json, place: &str, of: &Json, fields: &[Field]) -> Json {
        match of {
            Json::Null => json!({}),
            of => check(schema, place, inner(schema, of), fields).into(),
        }
    }

    #[test]
    fn every_row_fits_the_topology() {
        let text = include_str!("../../../../../schema/topology.schema.json");
        let schema: Json = serde_json::from_str(text).expect("the schema is JSON");
        for Kind { name, is, .. } in FAMILIES.iter().copied().flatten() {
            let (kind, fields) = match is {
                What::Known(_) => continue,
                What::Makes(kind, fields) => (*kind, *fields),
                What::Adds(kind, _, adds) => match adds {
                    Adds::Sets(fields) | Adds::Items(fields) => (*kind, *fields),
                    Adds::States(states) => {
                        for (attribute, _) in *states {
                            let fields = &[super::super::field::text(attribute)];
                            check_kind(&schema, name, kind, fields, None, false);
                        }
                        continue;
                    }
                    Adds::Part(lists, fields, _) => {
                        let names: &[&str] = match lists {
                            Lists::Named(name) => &[name],
                            Lists::ByType | Lists::ByEgress => &["ingress", "egress"],
                        };
                        for list in names {
                            check_kind(&schema, name, kind, fields, Some(list), false);
                        }
                        continue;
                    }
                },
            };
            let items = matches!(is, What::Adds(_, _, Adds::Items(_)));
            check_kind(&schema, name, kind, fields, None, items);
        }
    }

    fn check_kind(
        schema: &Json,
        name: &str,
        kind: &str,
        fields: &[Field],
        list: Option<&str>,
        are_items: bool,
    ) {
        let resources = schema.get("properties").and_then(|it| it.get(kind));
        let resources = resources.unwrap_or_else(|| panic!("{name}: no kind {kind}"));
        let of = properties(
            schema,
            resources.get("additionalProperties").expect("a map"),
        );
        let of = match list {
            Some(list) => inner(
                schema,
                of.get("properties")
                    .and_then(|it| it.get(list))
                    .expect(list),
            ),
            None => of,
        };
        let mut sample = Json::Object(check(schema, name, of, fields));
        if let (true, Json::Object(map)) = (are_items, &mut sample) {
            map.values_mut().for_each(|it| *it = json!([it.clone()]));
        }
        if let Some(list) = list {
            sample = json!({ list: [sample] });
        }
        let document = json!({ "format": "sightline.topology/1", kind: { "x": sample } });
        let read = net::Topology::from_value(&document);
        assert!(read.is_ok(), "{name}: {read:?}");
    }
}
