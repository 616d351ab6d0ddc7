//! The resources of one kind, by id.

use super::datum::{Attribute, Datum};
use super::reader::{Read, Reader};
use super::writer::Writer;
use std::borrow::Borrow;
use std::collections::{BTreeMap, btree_map};
use std::sync::Arc;

/// Resources by id, as a [`BTreeMap`] has them. Versions of a document share the resources that are the same in both,
/// so a copy costs no more than its ids; and maps of all kinds are alike to a computer, which spares the page much code.
#[derive(Clone, Debug, PartialEq)]
pub struct Resources<K, V>(BTreeMap<K, Arc<V>>);

/// Ids and resources, by id.
type Iter<'m, K, V> =
    std::iter::Map<btree_map::Iter<'m, K, Arc<V>>, fn((&'m K, &'m Arc<V>)) -> (&'m K, &'m V)>;

/// Resources, by id.
type Values<'m, K, V> = std::iter::Map<btree_map::Values<'m, K, Arc<V>>, fn(&'m Arc<V>) -> &'m V>;

/// Ids and resources, to change the resources.
type IterMut<'m, K, V> = std::iter::Map<
    btree_map::IterMut<'m, K, Arc<V>>,
    fn((&'m K, &'m mut Arc<V>)) -> (&'m K, &'m mut V),
>;

impl<K, V> Resources<K, V> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All ids.
    pub fn keys(&self) -> btree_map::Keys<'_, K, Arc<V>> {
        self.0.keys()
    }

    /// All resources, by id.
    pub fn values(&self) -> Values<'_, K, V> {
        self.0.values().map(|value| value)
    }

    /// All of them with their ids.
    pub fn iter(&self) -> Iter<'_, K, V> {
        self.0.iter().map(|(id, value)| (id, value))
    }
}

impl<K: Ord, V> Resources<K, V> {
    /// The resource with an id.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, id: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(id).map(|value| &**value)
    }

    /// The same with its id as it is kept here.
    #[must_use]
    pub fn get_key_value<Q: Ord + ?Sized>(&self, id: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (id, value) = self.0.get_key_value(id)?;
        Some((id, value))
    }

    /// Whether there is a resource with an id.
    #[must_use]
    pub fn contains_key<Q: Ord + ?Sized>(&self, id: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(id)
    }

    /// Puts a resource in, in place of the one with the same id.
    pub fn insert(&mut self, id: K, value: impl Into<Arc<V>>) {
        self.0.insert(id, value.into());
    }

    /// Takes a resource out, if it is there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, id: &Q) -> Option<Arc<V>>
    where
        K: Borrow<Q>,
    {
        self.0.remove(id)
    }
}

impl<K: Ord, V: Clone> Resources<K, V> {
    /// The resource with an id, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, id: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.get_mut(id).map(Arc::make_mut)
    }

    /// All resources, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.values_mut().map(Arc::make_mut)
    }

    /// All of them with their ids, to change them.
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        self.0
            .iter_mut()
            .map(|(id, value)| (id, Arc::make_mut(value)))
    }

    /// The place of a resource, whether it is there or not.
    pub fn entry(&mut self, id: K) -> Entry<'_, K, V> {
        Entry(self.0.entry(id))
    }

    /// Keeps those that are to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|id, value| keep(id, value));
    }
}

/// The place of a resource.
pub struct Entry<'m, K, V>(btree_map::Entry<'m, K, Arc<V>>);

impl<'m, K: Ord, V: Clone> Entry<'m, K, V> {
    /// The resource, to change it; where there is none, this one.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// The resource, to change it; where there is none, a new one.
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'m mut V {
        Arc::make_mut(self.0.or_insert_with(|| Arc::new(make())))
    }

    /// The resource, to change it; where there is none, one that says nothing.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

impl<K, V> Default for Resources<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<'m, K, V> IntoIterator for &'m Resources<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'m, K: Ord, V: Clone> IntoIterator for &'m mut Resources<K, V> {
    type Item = (&'m K, &'m mut V);
    type IntoIter = IterMut<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<K, V> IntoIterator for Resources<K, V> {
    type Item = (K, Arc<V>);
    type IntoIter = btree_map::IntoIter<K, Arc<V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Ord, V, R: Into<Arc<V>>> Extend<(K, R)> for Resources<K, V> {
    fn extend<I: IntoIterator<Item = (K, R)>>(&mut self, others: I) {
        for (id, value) in others {
            self.insert(id, value);
        }
    }
}

impl<K, V> Datum for Resources<K, V>
where
    K: Ord + for<'k> From<&'k str> + Borrow<str>,
    V: Datum,
{
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        Datum::read(from).map(Self)
    }

    fn write(&self, to: &mut dyn Writer) {
        self.0.write(to);
    }
}

impl<K, V> Attribute for Resources<K, V>
where
    K: Ord + for<'k> From<&'k str> + Borrow<str>,
    V: Datum,
{
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool> {
        *self = Self::read(from)?;
        Ok(true)
    }

    fn is_said(&self) -> bool {
        !self.is_empty()
    }

    fn give(&self, to: &mut dyn Writer) {
        self.write(to);
    }
}

#[cfg(feature = "schema")]
impl<K: schemars::JsonSchema, V: schemars::JsonSchema> schemars::JsonSchema for Resources<K, V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        BTreeMap::<K, V>::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<K, V>::json_schema(generator)
    }
}
