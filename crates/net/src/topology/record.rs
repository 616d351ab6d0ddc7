//! What resources and their blocks have in common: attributes with names, read and written by one
//! reader and one writer for all types. Code derived for each of ninety types alike would be a
//! tenth of the page.

use super::Attributes;
use super::datum::{Attribute, Datum};
use super::reader::{About, Read, Reader};
use super::writer::Writer;
use serde_json::{Value, json};

/// The names of a record's attributes, in the order in which they are written.
pub(crate) struct Shape {
    /// The type, for messages.
    pub(crate) name: &'static str,
    pub(crate) attributes: &'static [&'static str],
    /// Other spellings, each with the attribute it stands for.
    pub(crate) aliases: &'static [(&'static str, &'static str)],
}

/// Declares the type of a resource, or of a block in one: each attribute is left out where nothing
/// is said, and what nobody knows is kept in `more`. A name that is a word of Rust ends in `_`;
/// `a | b` is also read as `b`.
macro_rules! record {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* pub $attribute:ident $(| $alias:ident)?: $type:ty,)*
        }
    ) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$about])*
        pub struct $name {
            $(
                $(#[$doc])*
                #[cfg_attr(feature = "schema", schemars(
                    default,
                    skip_serializing_if = "crate::topology::record::is_unsaid",
                ))]
                pub $attribute: $type,
            )*
            /// Attributes this version does not know.
            #[cfg_attr(feature = "schema", schemars(flatten))]
            pub more: $crate::topology::Attributes,
        }

        impl $name {
            const SHAPE: $crate::topology::record::Shape = $crate::topology::record::Shape {
                name: concat!("struct ", stringify!($name)),
                attributes: &[$($crate::topology::record::spelled(stringify!($attribute)),)*],
                aliases: &[$($((stringify!($alias), stringify!($attribute)),)?)*],
            };
        }

        impl $crate::topology::Datum for $name {
            fn read(
                from: &mut $crate::topology::Reader<'_>,
            ) -> $crate::topology::reader::Read<Self> {
                let mut record = Self::default();
                $crate::topology::record::read(
                    from,
                    &Self::SHAPE,
                    &mut [$(&mut record.$attribute,)*],
                    &mut record.more,
                )?;
                Ok(record)
            }

            fn write(&self, to: &mut dyn $crate::topology::Writer) {
                $crate::topology::record::write(
                    &Self::SHAPE,
                    &[$(&self.$attribute,)*],
                    &self.more,
                    to,
                );
            }

            fn said(
                from: &mut $crate::topology::Reader<'_>,
            ) -> $crate::topology::reader::Read<Option<Self>> {
                $crate::topology::record::once(from)
            }
        }
    };
}
pub(crate) use record;

/// An attribute's name in the document.
pub(crate) const fn spelled(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [rest @ .., b'_'] => name.split_at(rest.len()).0,
        _ => name,
    }
}

pub(crate) fn read(
    from: &mut Reader<'_>,
    shape: &Shape,
    attributes: &mut [&mut dyn Attribute],
    more: &mut Attributes,
) -> Read<()> {
    let start = from.place();
    let mut seen = 0_u128;
    // Most documents say attributes in the order in which we write them.
    let mut next = 0;
    let mut unknown = Vec::new();
    from.object(shape.name, &mut |from, key| {
        let alias = shape.aliases.iter().find(|(alias, _)| *alias == key);
        let name = alias.map_or(&*key, |(_, name)| name);
        let (before, after) = shape.attributes.split_at(next);
        let place = (after
            .iter()
            .position(|known| *known == name)
            .map(|it| it + next))
        .or_else(|| before.iter().position(|known| *known == name));
        let Some((place, attribute)) =
            place.and_then(|place| Some((place, attributes.get_mut(place)?)))
        else {
            let at = from.place();
            from.remark(&key, at, About::Stranger);
            more.insert(key.into_owned(), from.value()?);
            return Ok(());
        };
        if seen & (1 << place) != 0 {
            return Reader::wrong(from.place(), format!("duplicate field `{name}`"));
        }
        seen |= 1 << place;
        next = place + 1;
        let at = from.place();
        if !attribute.take(from)? {
            from.remark(name, at, About::Unknown);
            unknown.push(name.to_owned());
        }
        Ok(())
    })?;
    for (place, attribute) in attributes.iter().enumerate() {
        if seen & (1 << place) == 0 && !attribute.may_be_missing() {
            let name = shape.attributes.get(place).unwrap_or(&"");
            return Reader::wrong(start, format!("missing field `{name}`"));
        }
    }
    note_unknown(more, unknown);
    Ok(())
}

/// Lists attributes of which no more is said than that nobody knows them.
fn note_unknown(more: &mut Attributes, names: Vec<String>) {
    for name in names {
        let noted = more.entry("unknown".to_owned()).or_insert(json!({}));
        if let Value::Object(noted) = noted {
            noted.entry(name).or_insert_with(|| "null".into());
        }
    }
}

pub(crate) fn write(
    shape: &Shape,
    attributes: &[&dyn Attribute],
    more: &Attributes,
    to: &mut dyn Writer,
) {
    to.open('{');
    for (name, attribute) in shape.attributes.iter().zip(attributes) {
        if attribute.is_said() && to.key(name) {
            attribute.give(to);
        }
    }
    for (key, value) in more {
        if to.key(key) {
            value.write(to);
        }
    }
    to.close('}');
}

/// The one block of a place that holds at most one. Terraform writes it as a list of one; both
/// forms are read.
pub(crate) fn once<T: Datum>(from: &mut Reader<'_>) -> Read<Option<T>> {
    if from.null() {
        return Ok(None);
    }
    if !from.is_list() {
        return T::read(from).map(Some);
    }
    let mut block = None;
    let mut count = 0;
    from.list(&mut |from| {
        count += 1;
        if count > 1 {
            return Reader::wrong(from.place(), "invalid length: one block is expected");
        }
        if !from.null() {
            block = Some(T::read(from)?);
        }
        Ok(())
    })?;
    Ok(block)
}

/// Whether an attribute is left out of the document.
#[cfg(feature = "schema")]
pub(crate) fn is_unsaid(attribute: &impl Attribute) -> bool {
    !attribute.is_said()
}

#[cfg(test)]
mod tests {
    use crate::topology::{Datum, SecurityGroup, Site, VpcPeeringConnection, is_unknown};

    #[test]
    fn what_is_written_is_what_was_read() {
        fn check<T: Datum>(text: &str, written: &str) {
            match T::from_json(text) {
                Ok(read) => assert_eq!(read.to_line(), written),
                Err(bad) => panic!("{text}: {bad}"),
            }
        }
        check::<Site>(
            r#"{ "color": "red", "state": null, "dns": [{ "mode": "public" }] }"#,
            r#"{"dns":{"mode":"public"},"color":"red","unknown":{"state":"null"}}"#,
        );
        check::<Site>(r#"{ "dns": [null], "tags": {} }"#, "{}");
        check::<VpcPeeringConnection>(r#"{"status":"a\"b"}"#, r#"{"accept_status":"a\"b"}"#);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let check = |text: &str, expected: &str| {
            let told = SecurityGroup::from_json(text)
                .map_err(|bad| format!("{}:{} {} {}", bad.line, bad.column, bad.path, bad.message));
            assert_eq!(told.err().as_deref(), Some(expected), "{text}");
        };
        check(
            "{\"ingress\": [{}, {\n \"to_port\": 5000000000}]}",
            "2:13 ingress.1.to_port invalid value: integer `5000000000`, expected i32",
        );
        check(
            r#"{"name": "a", "name": "b"}"#,
            "1:23 name duplicate field `name`",
        );
        check(
            r#"{"egress": [{"cidr_blocks": ["10.0.0.0/33"]}]}"#,
            "1:30 egress.0.cidr_blocks.0 invalid IP address syntax",
        );
    }

    #[test]
    fn a_list_that_is_null_is_not_known() {
        let group = SecurityGroup::from_json(r#"{ "ingress": null, "egress": [] }"#);
        let more = group.map(|it| it.more).unwrap_or_default();
        assert!(is_unknown(&more, &["ingress"]) && !is_unknown(&more, &["egress"]));
    }
}
