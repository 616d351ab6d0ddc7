//! Policies on the resources of AWS services.

use super::Attributes;
use serde::{Deserialize, Serialize};

/// The policy of an S3 bucket.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct S3BucketPolicy {
    /// The bucket's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket: Option<String>,
    /// The policy, a JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
