//! What the tables ask for beside copying.

use super::field;
use super::names::text;
use super::read::{Reader, Set, mark};
use crate::report::Class;
use crate::said::{Said, say};
use crate::value::{self, Is, Value};
use net::service::region_of_zone;
use serde_json::{Map, Value as Json};

impl<'r> Reader<'r> {
    /// Says that it has no part in the topology, and why.
    pub(super) fn leave_out(&self, why: Said) {
        self.note(Class::Ignored, why);
    }

    /// Says that something is assumed.
    pub(super) fn assume(&self, note: Said) {
        self.note(Class::Assumed, note);
    }

    /// Says that an attribute is not known, and why.
    pub(super) fn not_known(&self, map: &mut Map<String, Json>, attribute: &str, why: &Said) {
        mark(map, attribute, why);
        self.remark(attribute, why);
    }

    /// Says that something is not known or does not fit, which no attribute of its own holds.
    pub(super) fn remark(&self, what: &str, why: &Said) {
        self.note(Class::Unresolved, self.placed(self.value.place, what, why));
    }

    /// A list that a data source does not give, or only where it was read: one part of it stands
    /// for all that may be there.
    pub(super) fn rest_is_unknown(&self, map: &mut Map<String, Json>, list: &str) {
        if map.contains_key(list) {
            return;
        }
        let mut part = Map::new();
        self.not_known(
            &mut part,
            list,
            &say!(
                "the data source does not give it",
                "データソースからは得られません"
            ),
        );
        map.insert(list.to_owned(), vec![Json::Object(part)].into());
    }

    /// Nested blocks.
    pub(super) fn parts(&self, name: &str) -> Vec<Self> {
        let items: &[Value] = match self.get(name) {
            None => &[],
            Some(value) => match &value.is {
                Is::List(items) => items,
                _ => std::slice::from_ref(value),
            },
        };
        items.iter().map(|it| self.within(it)).collect()
    }

    /// A text that is written.
    pub(super) fn known(&self, name: &str) -> Option<&'r str> {
        match &self.get(name)?.is {
            Is::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether an attribute is written and true.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.known(name).and_then(value::truth) == Some(true)
    }

    /// A number that is written.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.known(name).and_then(value::number)
    }

    /// The id of a resource.
    pub(super) fn id(&self, name: &'static str, kinds: &'static [&'static str]) -> Option<String> {
        match self.field(&field::id(name, kinds))? {
            Json::String(id) => Some(id),
            _ => None,
        }
    }

    /// Ids of resources that are among the inputs.
    pub(super) fn held_ids(&self, name: &str, kinds: &'static [&'static str]) -> Vec<String> {
        let value = self.get(name);
        value.map_or_else(Vec::new, |value| self.held_of(kinds, value))
    }

    /// A range.
    pub(super) fn range(&self, name: &'static str) -> Option<Json> {
        self.field(&field::range(name))
    }

    /// Ranges.
    pub(super) fn ranges(&self, name: &'static str) -> Vec<Json> {
        match self.field(&field::ranges(name)) {
            Some(Json::Array(ranges)) => ranges,
            _ => Vec::new(),
        }
    }

    /// A public address.
    pub(super) fn public(&self, name: &'static str) -> Option<Json> {
        self.field(&field::public(name))
    }

    /// Whether the root says what there is, and not what there will be.
    pub(super) const fn is_applied(&self) -> bool {
        self.around.is_applied
    }

    /// The Region: said by the block, its provider, its ARN or its zone, else the import's.
    pub(super) fn region(&self) -> String {
        let arn = |text: &str| {
            let region = text.split(':').nth(3)?;
            (!region.is_empty()).then(|| region.to_owned())
        };
        let said = self
            .known("region")
            .map(str::to_owned)
            .or_else(|| self.known("arn").and_then(arn))
            .or_else(|| self.block.region.clone())
            .or_else(|| self.known("availability_zone").and_then(region_of_zone));
        said.unwrap_or_else(|| {
            let region = self.around.region;
            if self.around.region_is_assumed {
                self.assume(say!(
                    "region: {}, since no input says one",
                    "リージョン: {} (どの入力にも指定がないため)",
                    region
                ));
            }
            region.to_owned()
        })
    }

    /// The interface that a route to an instance leads to.
    pub(super) fn interface_of(&self, instance: &str) -> String {
        format!("{instance}.eni")
    }

    /// Gives a resource that came with a VPC that VPC.
    pub(super) fn belongs_to_vpc(&self, map: &mut Map<String, Json>) {
        match self.around.names.vpc_of_default(self.id) {
            Some(vpc) => {
                map.insert("vpc_id".to_owned(), vpc.into());
            }
            None if map.contains_key("vpc_id") => {}
            None => self.not_known(
                map,
                "vpc_id",
                &say!(
                    "which VPC it came with is not known",
                    "どの VPC に属するか分かりません"
                ),
            ),
        }
    }

    /// What the main route table of this VPC is called.
    pub(super) fn main_table(&self) -> String {
        let names = self.around.names;
        names.companion(self.id, "main_route_table_id", ".main")
    }

    /// The default VPC of the block's Region, as its root has it.
    pub(super) fn default_vpc(&self) -> Option<&'r str> {
        let blocks = self.around.names.by_address.get(self.around.root)?;
        let mut all = blocks.values().filter(|it| {
            let is_one = match it.block.kind.as_str() {
                "aws_default_vpc" => true,
                "aws_vpc" => text(it.block, "default").and_then(value::truth) == Some(true),
                _ => false,
            };
            is_one && it.block.region == self.block.region
        });
        all.next().map(|it| it.id.as_str())
    }

    /// What the block is called.
    pub(super) const fn own_id(&self) -> &'r str {
        self.id
    }

    /// Makes a resource that stands for a part of this one.
    pub(super) fn makes(&self, kind: &'static str, id: String, resource: Map<String, Json>) {
        self.said.made.borrow_mut().push((kind, id, resource));
    }

    /// Says that an interface is attached to this instance.
    pub(super) fn attaches(&self, interface: &str, device: i64) {
        let mut attachment = Map::new();
        attachment.insert("instance".to_owned(), self.id.into());
        attachment.insert("device_index".to_owned(), device.into());
        self.said.sets.borrow_mut().push(Set {
            kind: "network_interface",
            id: interface.to_owned(),
            attribute: "attachment",
            value: attachment.into(),
        });
    }
}
