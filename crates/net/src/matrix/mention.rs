//! Every address range the document mentions.
//!
//! Two addresses that lie in exactly the same mentioned ranges cannot be told apart by any rule,
//! entry, route or policy of the document. Reading them off the document as it is written, rather
//! than kind by kind, keeps that true when kinds are added.

use crate::network::{Network, prefix_list_ranges};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use prefix_trie::PrefixMap;
use serde::Serialize;
use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;

/// Kinds whose addresses are those of hosts, which are told apart otherwise.
const HOSTS: &[&str] = &[
    "account",
    "expectation",
    "instance",
    "network_interface",
    "view",
];

/// The mentioned ranges, ready to be asked.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    v4: PrefixMap<Ipv4Net, ()>,
    v6: PrefixMap<Ipv6Net, ()>,
}

impl Mentioned {
    /// The ranges of a document or a part of one.
    pub(super) fn of(part: &impl Serialize) -> Self {
        let mut mentioned = Self::default();
        for range in ranges_in(part) {
            mentioned.add(range);
        }
        mentioned
    }

    /// The ranges of a network: those of its document and those that AWS adds to it.
    pub(super) fn of_network(network: &Network) -> Self {
        let mut mentioned = Self::of(network.topology());
        for place in network.subnets().values() {
            let routes = network.table(&place.route_table).into_iter();
            for range in routes.flat_map(|it| &it.routes).flat_map(|it| &it.ranges) {
                mentioned.add(*range);
            }
        }
        // A rule may name one of AWS's own lists, whose ranges are nowhere in the document.
        let topology = network.topology();
        for group in topology.security_group.values() {
            let rules = group.ingress.iter().chain(&group.egress);
            for list in rules.flat_map(|rule| &rule.prefix_list_ids) {
                for range in prefix_list_ranges(topology, list) {
                    mentioned.add(range);
                }
            }
        }
        mentioned
    }

    /// Adds a range that holds without being written down.
    pub(super) fn add(&mut self, range: IpNet) {
        match range {
            IpNet::V4(net) => {
                self.v4.insert(net, ());
            }
            IpNet::V6(net) => {
                self.v6.insert(net, ());
            }
        }
    }

    /// The narrowest mentioned range around an address, which stands for all ranges around it.
    pub(super) fn around(&self, address: IpAddr) -> IpNet {
        match address {
            IpAddr::V4(v4) => {
                let found = self.v4.get_lpm(&Ipv4Net::from(v4)).map(|(net, ())| net);
                IpNet::V4(found.unwrap_or_default())
            }
            IpAddr::V6(v6) => {
                let found = self.v6.get_lpm(&Ipv6Net::from(v6)).map(|(net, ())| net);
                IpNet::V6(found.unwrap_or_default())
            }
        }
    }
}

/// The ranges a document, or a part of one, mentions.
pub(super) fn ranges_in(part: &impl Serialize) -> BTreeSet<IpNet> {
    let mut found = Ranges(BTreeSet::new());
    // Nothing that is collected can fail; a part that cannot be written mentions nothing.
    let _ = part.serialize(Reading {
        found: &mut found,
        top: true,
    });
    found.0
}

/// Ranges with the narrowest first, each once.
pub(super) fn narrow_first(mut ranges: Vec<IpNet>) -> Vec<IpNet> {
    ranges.sort_by_key(|range| (Reverse(range.prefix_len()), *range));
    ranges.dedup();
    ranges
}

/// The place of the first, so the narrowest, of such ranges that holds an address.
pub(super) fn narrowest<'r>(
    mut ranges: impl Iterator<Item = &'r IpNet>,
    address: IpAddr,
) -> Option<usize> {
    ranges.position(|range| range.contains(&address))
}

#[derive(Debug)]
struct Ranges(BTreeSet<IpNet>);

impl Ranges {
    /// Notes every address and range in a text, such as a policy.
    fn read(&mut self, text: &str) {
        if !text.contains(['.', ':']) {
            return;
        }
        let part_of_one = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '/');
        for word in text.split(|c| !part_of_one(c)) {
            if word.len() < 2 || !word.contains(['.', ':']) {
                continue;
            }
            if let Ok(range) = word.parse::<IpNet>() {
                self.0.insert(range.trunc());
            } else if let Ok(address) = word.parse::<IpAddr>() {
                self.0.insert(IpNet::from(address));
            }
        }
    }
}

/// A serializer that writes nothing and reads all texts.
struct Reading<'a> {
    found: &'a mut Ranges,
    top: bool,
}

impl Reading<'_> {
    fn inside(&mut self) -> Reading<'_> {
        Reading {
            found: self.found,
            top: false,
        }
    }
}

#[derive(Debug)]
struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unwritable")
    }
}

impl std::error::Error for Unwritable {}

impl serde::ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! silent {
    ($($name:ident: $type:ty),* $(,)?) => {
        $(fn $name(self, _: $type) -> Result<(), Unwritable> { Ok(()) })*
    };
}

impl Serializer for Reading<'_> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    silent! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
        serialize_bytes: &[u8], serialize_unit_struct: &'static str,
    }

    fn serialize_str(self, text: &str) -> Result<(), Unwritable> {
        self.found.read(text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<(), Unwritable> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable::custom("the document has none"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable::custom("the document has none"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable::custom("the document has none"))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        self.found.read(&value.to_string());
        Ok(())
    }
}

impl SerializeSeq for Reading<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self.inside())
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

impl SerializeTuple for Reading<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self.inside())
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

/// Attributes nobody knows make a document a map; its kinds come as keys and values.
impl SerializeMap for Reading<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        key.serialize(self.inside())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self.inside())
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), Unwritable> {
        if self.top && HOSTS.contains(&name(key).as_str()) {
            return Ok(());
        }
        key.serialize(self.inside())?;
        value.serialize(self.inside())
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

impl SerializeStruct for Reading<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        if self.top && HOSTS.contains(&key) {
            return Ok(());
        }
        value.serialize(self.inside())
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

/// A key as text.
fn name<K: Serialize + ?Sized>(key: &K) -> String {
    serde_json::to_value(key)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Mentioned;
    use crate::topology::Topology;

    #[test]
    fn ranges_are_found_wherever_they_stand_and_hosts_are_no_ranges() {
        let topology = Topology::from_json(
            r#"{
                "format": "sightline.topology/1",
                "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16" } },
                "network_interface": { "eni-1": { "private_ip": "10.0.0.77" } },
                "security_group": { "sg-1": { "ingress": [{ "cidr_blocks": ["10.0.0.64/26"] }] } },
                "vpc_endpoint": { "vpce-1": { "policy": "{\"aws:SourceIp\":[\"10.0.1.0/24\"]}" } },
                "a_kind_to_come": { "x": { "deep": [{ "peer": "10.0.2.9" }] } }
            }"#,
        )
        .unwrap();
        let mentioned = Mentioned::of(&topology);
        let check = |address: &str, range: &str| {
            let around = mentioned.around(address.parse().unwrap());
            assert_eq!(around.to_string(), range, "{address}");
        };
        check("10.0.0.77", "10.0.0.64/26");
        check("10.0.0.1", "10.0.0.0/16");
        check("10.0.1.1", "10.0.1.0/24");
        check("10.0.2.9", "10.0.2.9/32");
        check("8.8.8.8", "0.0.0.0/0");
        check("2001:db8::1", "::/0");
    }
}
