//! Policies on the resources of AWS services.

use super::PolicyText;
use super::record::record;

record! {
    /// The policy of an S3 bucket.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html>
    pub struct S3BucketPolicy {
        /// The bucket's name.
        pub bucket: Option<String>,
        /// The policy, a JSON text or the JSON itself.
        pub policy: Option<PolicyText>,
    }
}
