//! AWS services as a network sees them: names, private names, public addresses.

mod address;

pub use address::{prefix_list_id, prefix_list_ranges, public_addresses, ranges_of_prefix_list_id};

/// The Region assumed where nothing says one.
pub const ASSUMED_REGION: &str = "us-east-1";

/// AWS Regions. The place in this list numbers the built-in addresses, so it only grows.
pub const REGIONS: &[&str] = &[
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ap-south-1",
    "ap-south-2",
    "ap-east-1",
    "ap-east-2",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "af-south-1",
    "us-gov-east-1",
    "us-gov-west-1",
    "cn-north-1",
    "cn-northwest-1",
];

/// How the private DNS names of services that do not follow the rule `<service>.<region>` are
/// made; `*.` is a wildcard (R4.18).
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
const PRIVATE_NAMES: &[(&str, &[&str])] = &[
    (
        "monitoring",
        &[
            "monitoring.{r}.amazonaws.com",
            "monitoring.{r}.api.aws",
            "monitoring-fips.{r}.amazonaws.com",
            "monitoring-fips.{r}.api.aws",
        ],
    ),
    ("ecr.api", &["api.ecr.{r}.amazonaws.com"]),
    ("ecr.dkr", &["*.dkr.ecr.{r}.amazonaws.com"]),
    ("execute-api", &["*.execute-api.{r}.amazonaws.com"]),
    (
        "s3",
        &[
            "s3.{r}.amazonaws.com",
            "*.s3.{r}.amazonaws.com",
            "s3-control.{r}.amazonaws.com",
            "*.s3-control.{r}.amazonaws.com",
            "s3-accesspoint.{r}.amazonaws.com",
            "*.s3-accesspoint.{r}.amazonaws.com",
        ],
    ),
    ("dynamodb", &[]),
];

/// Services whose public names are `<service>.<region>.amazonaws.com`.
const PLAIN_SERVICES: &[&str] = &[
    "acm-pca",
    "airflow.api",
    "athena",
    "autoscaling",
    "backup",
    "batch",
    "bedrock",
    "bedrock-agent",
    "bedrock-agent-runtime",
    "bedrock-runtime",
    "cloudformation",
    "cloudtrail",
    "codeartifact.api",
    "codebuild",
    "codecommit",
    "codedeploy",
    "codepipeline",
    "config",
    "datasync",
    "dms",
    "dynamodb",
    "ebs",
    "ec2",
    "ec2messages",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "eks",
    "elasticfilesystem",
    "elasticloadbalancing",
    "email-smtp",
    "events",
    "evidently",
    "firehose",
    "glue",
    "guardduty-data",
    "inspector2",
    "kinesis-firehose",
    "kinesis-streams",
    "kms",
    "lambda",
    "license-manager",
    "logs",
    "monitoring",
    "organizations",
    "rds",
    "rds-data",
    "redshift",
    "redshift-data",
    "rekognition",
    "s3",
    "sagemaker.api",
    "sagemaker.runtime",
    "secretsmanager",
    "securityhub",
    "servicecatalog",
    "servicediscovery",
    "sns",
    "sqs",
    "ssm",
    "ssm-contacts",
    "ssm-incidents",
    "ssmmessages",
    "states",
    "storagegateway",
    "sts",
    "synthetics",
    "textract",
    "transcribe",
    "transfer",
    "translate",
    "workspaces",
    "xray",
];

/// Whether a label of a name under `amazonaws.com` is one of AWS's services.
#[must_use]
pub fn is_service_label(label: &str) -> bool {
    let private = PRIVATE_NAMES.iter().flat_map(|(_, names)| *names);
    let mut names = PLAIN_SERVICES.iter().chain(private);
    names.any(|name| name.split('.').any(|its| its == label))
}

/// A public name of an AWS service, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicName {
    /// The service, as in its endpoint's name: `s3`, `ecr.dkr`.
    pub service: String,
    /// Its Region.
    pub region: String,
}

impl PublicName {
    /// The full service name, `com.amazonaws.<region>.<service>`.
    #[must_use]
    pub fn service_name(&self) -> String {
        format!("com.amazonaws.{}.{}", self.region, self.service)
    }
}

/// The part of a service's name that says which service: `com.amazonaws.ap-northeast-1.ecr.dkr`
/// gives `ecr.dkr`, an endpoint service gives `vpce-svc-…`.
#[must_use]
pub fn short_name(service_name: &str) -> &str {
    if let Some(at) = service_name.find("vpce-svc-") {
        return service_name.get(at..).unwrap_or(service_name);
    }
    let rest = ["com.amazonaws.", "aws.api.", "aws."]
        .iter()
        .find_map(|prefix| service_name.strip_prefix(prefix))
        .unwrap_or(service_name);
    match rest.split_once('.') {
        Some((region, service)) if is_region(region) => service,
        _ => rest,
    }
}

/// The bucket in a name of S3: `photos.s3.ap-northeast-1.amazonaws.com`, or that of an endpoint,
/// `photos.bucket.vpce-….s3.ap-northeast-1.vpce.amazonaws.com`.
#[must_use]
pub fn bucket_of_name(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".amazonaws.com")?;
    let (bucket, _) = name
        .rsplit_once(".bucket.vpce-")
        .or_else(|| name.rsplit_once(".s3."))
        .or_else(|| Some((name.strip_suffix(".s3")?, "")))?;
    (!bucket.is_empty() && !bucket.starts_with("bucket.vpce-") && !bucket.contains("vpce-"))
        .then_some(bucket)
}

/// The bucket in the ARN of a bucket or an object.
#[must_use]
pub fn bucket_of_arn(arn: &str) -> Option<&str> {
    let (_, rest) = arn.strip_prefix("arn:")?.split_once(":s3:::")?;
    rest.split('/').next().filter(|bucket| !bucket.is_empty())
}

/// The Region in a service's name.
#[must_use]
pub fn region_of_service(service_name: &str) -> Option<&str> {
    service_name.split('.').find(|label| is_region(label))
}

/// The Region of an Availability Zone's name: `ap-northeast-1a` gives `ap-northeast-1`.
#[must_use]
pub fn region_of_zone(zone: &str) -> Option<String> {
    let region = zone.trim_end_matches(|c: char| c.is_ascii_lowercase());
    is_region(region).then(|| region.to_owned())
}

/// Whether a label is shaped like a Region: words, a number (`ap-northeast-1`).
#[must_use]
pub fn is_region(label: &str) -> bool {
    let mut parts = label.rsplit('-');
    let number = parts.next().is_some_and(|it| it.parse::<u8>().is_ok());
    let mut words = 0;
    let all_words = parts.all(|part| {
        words += 1;
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase())
    });
    number && all_words && words >= 2
}

/// The private DNS names an endpoint of a service answers with; empty where the service has none.
#[must_use]
pub fn private_names(service_name: &str) -> Vec<String> {
    let Some(region) = region_of_service(service_name) else {
        return Vec::new();
    };
    let service = short_name(service_name);
    if service.starts_with("vpce-svc-") {
        return Vec::new();
    }
    match PRIVATE_NAMES.iter().find(|(name, _)| *name == service) {
        Some((_, names)) => names
            .iter()
            .map(|name| name.replace("{r}", region))
            .collect(),
        None => vec![format!("{service}.{region}.amazonaws.com")],
    }
}

/// The AWS service a public name belongs to; `None` where it is not known to be one.
#[must_use]
pub fn of_public_name(name: &str) -> Option<PublicName> {
    let found = |service: &str, region: &str| {
        Some(PublicName {
            service: service.to_owned(),
            region: region.to_owned(),
        })
    };
    let labels: Vec<&str> = name.split('.').collect();
    let at = labels.iter().rposition(|label| is_region(label));
    let Some((before, region, after)) = at.and_then(|at| {
        let (before, rest) = labels.split_at_checked(at)?;
        let (region, after) = rest.split_first()?;
        Some((before.join("."), *region, after.join(".")))
    }) else {
        // Names without a Region: the global S3 and STS names, which live in us-east-1.
        let service = name.strip_suffix(".amazonaws.com")?;
        let service = service.rsplit('.').next()?;
        return match service {
            "s3" | "sts" => found(service, "us-east-1"),
            _ => None,
        };
    };
    if after != "amazonaws.com" && after != "api.aws" {
        return None;
    }
    for (service, patterns) in PRIVATE_NAMES {
        let known = patterns
            .iter()
            .any(|pattern| matches_name(&pattern.replace("{r}", region), name));
        if known {
            return found(service, region);
        }
    }
    PLAIN_SERVICES
        .contains(&before.as_str())
        .then(|| found(&before, region))?
}

/// Whether a name equals a pattern, whose first label may be `*` for one or more labels.
#[must_use]
pub fn matches_name(pattern: &str, name: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(suffix) => name.len() > suffix.len() && name.ends_with(suffix),
        None => pattern == name,
    }
}

/// The DNS names of an interface endpoint: the regional one, then one for each zone (R4.11).
///
/// The part AWS draws at random is drawn from the endpoint's id here, so that the same endpoint
/// always has the same names.
#[must_use]
pub fn endpoint_names(
    endpoint_id: &str,
    service_name: &str,
    region: &str,
    zones: &[&str],
) -> Vec<String> {
    let hash = fnv1a(endpoint_id.as_bytes());
    let id = if is_label(endpoint_id) && endpoint_id.starts_with("vpce-") {
        endpoint_id.to_owned()
    } else {
        format!("vpce-0{hash:08x}{:08x}", fnv1a(&hash.to_be_bytes()))
    };
    let drawn = format!("{:08x}", hash.rotate_left(13) ^ 0x5119_711e);
    let service = short_name(service_name);
    let region = region_of_service(service_name).unwrap_or(region);
    let name = |zone: &str| format!("{id}-{drawn}{zone}.{service}.{region}.vpce.amazonaws.com");
    std::iter::once(name(""))
        .chain(zones.iter().map(|zone| name(&format!("-{zone}"))))
        .collect()
}

fn is_label(text: &str) -> bool {
    text.len() < 40
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// FNV-1a, 32 bits: small, stable, and good enough to spread names.
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_name_tells_its_service_and_region() {
        let check = |name: &str, expected: Option<&str>| {
            let found = of_public_name(name).map(|it| it.service_name());
            assert_eq!(found.as_deref(), expected, "{name}");
        };
        check(
            "monitoring.ap-northeast-1.amazonaws.com",
            Some("com.amazonaws.ap-northeast-1.monitoring"),
        );
        check(
            "s3.us-west-2.amazonaws.com",
            Some("com.amazonaws.us-west-2.s3"),
        );
        check(
            "bucket.s3.us-west-2.amazonaws.com",
            Some("com.amazonaws.us-west-2.s3"),
        );
        check("s3.amazonaws.com", Some("com.amazonaws.us-east-1.s3"));
        check(
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
            Some("com.amazonaws.eu-west-1.ecr.dkr"),
        );
        check(
            "api.ecr.eu-west-1.amazonaws.com",
            Some("com.amazonaws.eu-west-1.ecr.api"),
        );
        check("nosuch.eu-west-1.amazonaws.com", None);
        check("example.com", None);
    }
}
