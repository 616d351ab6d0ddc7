//! The policy of an S3 bucket may ask which way a request came.

use super::{AtAwsService, ServeLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::policy::{Access, Effect, Policy};
use crate::service;

pub(super) static LAW: ServeLaw = Law {
    doc: LawDoc {
        id: "bucket_policy",
        rules: &["R2.26"],
        says: Says {
            en: "A bucket policy may refuse requests that do not come by a certain endpoint or from a certain VPC; an explicit denial wins over everything.",
            ja: "バケットポリシーは、特定のエンドポイントや VPC を経由しないリクエストを拒否できます。明示的な拒否はすべてに優先します。",
        },
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
    },
    judge,
};

// A bucket policy that does not allow a request does not refuse it either: the identity's own
// policies, which are not known here, may allow it. Only who signs nothing has none.
fn judge(at: &AtAwsService<'_>) -> Judgement {
    let said = at.query.arn.as_deref().and_then(service::bucket_of_arn);
    let Some(bucket) = said.or_else(|| service::bucket_of_name(at.name)) else {
        return Judgement::Silent;
    };
    if service::short_name(at.service_name) != "s3" {
        return Judgement::Silent;
    }
    let policies = &at.network.topology().s3_bucket_policy;
    let Some((id, attached)) = policies
        .iter()
        .find(|(_, it)| it.bucket.as_deref() == Some(bucket))
    else {
        return Judgement::Silent;
    };
    let Some(Ok(policy)) = attached.policy.as_deref().map(Policy::read) else {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.clone(),
                what: "policy",
            },
        );
    };
    let mut request = at.request();
    request.takes_accounts_as_accounts();
    let otherwise = if request.is_anonymous() {
        Effect::Deny
    } else {
        Effect::Allow
    };
    let ruling = policy.judge(&request, otherwise);
    let fact = Fact::Policy {
        resource: id.clone(),
        rows: ruling.rows,
        needs: ruling.needs,
    };
    match ruling.access {
        Access::Denied | Access::NotAllowed => Judgement::Stops(Code::ResourcePolicyDenied, fact),
        Access::Undecided => Judgement::Warns(Code::PolicyUndecided, fact),
        Access::Allowed => Judgement::Passes(fact),
    }
}
