//! An attribute that may be unsaid, unknown, or given.

/// An attribute whose absence and whose ignorance differ.
///
/// In JSON a missing key is [`Unsaid`](Self::Unsaid): AWS's default holds. `null` is
/// [`Unknown`](Self::Unknown): the input had a value that is not known here, and an answer that
/// rests on it is `undetermined`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// Nothing was said; AWS's default holds.
    #[default]
    Unsaid,
    /// There is a value, and it is not known here.
    Unknown,
    /// The value.
    Is(T),
}

impl<T> Setting<T> {
    /// True when nothing was said; such an attribute is not written out.
    pub const fn is_unsaid(&self) -> bool {
        matches!(self, Self::Unsaid)
    }

    /// The value, with AWS's default where nothing was said; `None` where it is unknown.
    pub fn known_or(self, default: T) -> Option<T> {
        match self {
            Self::Unsaid => Some(default),
            Self::Unknown => None,
            Self::Is(value) => Some(value),
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Setting<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Setting_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}
