//! Nested blocks. Terraform writes a block that may stand once as a list of one; both forms are read.

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

/// Reads a block, or a list of at most one.
pub(super) fn once<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: de::DeserializeOwned,
{
    let block = match Value::deserialize(deserializer)? {
        Value::Array(mut blocks) => {
            if blocks.len() > 1 {
                return Err(de::Error::custom("invalid length: one block is expected"));
            }
            blocks.pop().unwrap_or(Value::Null)
        }
        block => block,
    };
    serde_json::from_value(block).map_err(de::Error::custom)
}
