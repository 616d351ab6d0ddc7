//! What a dump refers to or AWS could have, and no output among the inputs lists.
//!
//! It is there and unknown: never absent, never AWS's default. What has an id is held with what
//! refers to it says of it; the rest is listed under `unknown` of what it belongs to.

mod referred;
mod unlisted;

use super::dump::Dump;
use crate::said::{Said, say};
use net::topology::{Attributes, Setting, Vpc};

/// Holds what others refer to.
pub(super) fn hold(dump: &mut Dump<'_>) {
    referred::subnets(dump);
    referred::vpcs(dump);
    referred::balancers(dump);
    referred::endpoints(dump);
}

/// Notes what is not known of what is held, once all of it is linked.
pub(super) fn note(dump: &mut Dump<'_>) {
    unlisted::defaults(dump);
    unlisted::parts(dump);
    unlisted::names(dump);
    unlisted::dhcp_options(dump);
    unlisted::attributes(dump);
    unlisted::public_access(dump);
    unlisted::listeners(dump);
    unlisted::rules(dump);
    unlisted::targets(dump);
    unlisted::records(dump);
    unlisted::associations(dump);
}

/// Why something is not known.
fn why(output: &str) -> Said {
    say!(
        "{} is not among the inputs",
        "{} が入力にありません",
        output
    )
}

fn not_known(attribute: &str, output: &str) -> Said {
    say!(
        "{}: not known, since {}",
        "{}: 不明です。{}",
        attribute,
        why(output)
    )
}

/// Says of attributes that they are not known.
fn unknown(more: &mut Attributes, attributes: &[&str], output: &str) {
    let unknown = more.entry("unknown".to_owned());
    let unknown = unknown.or_insert_with(|| serde_json::json!({}));
    for attribute in attributes {
        unknown[*attribute] = why(output).en().into();
    }
}

/// What an attachment of a transit gateway is without the output of its own.
pub(super) fn subnets_unknown() -> Attributes {
    let mut more = Attributes::new();
    let output = "describe-transit-gateway-vpc-attachments";
    unknown(&mut more, &["subnet_ids"], output);
    more
}

/// What of a VPC nobody says: its DNS attributes, which AWS prints with a command of their own.
pub(crate) fn unsaid(vpc: &Vpc) -> Option<Said> {
    let attributes = [
        ("enable_dns_support", vpc.enable_dns_support),
        ("enable_dns_hostnames", vpc.enable_dns_hostnames),
    ];
    let unknown = attributes.iter();
    let unknown = unknown.filter(|(_, setting)| *setting == Setting::Unknown);
    let unknown: Vec<&str> = unknown.map(|(name, _)| *name).collect();
    (!unknown.is_empty()).then(|| {
        say!(
            "{}: not known, since describe-vpc-attribute is not among the inputs",
            "{}: describe-vpc-attribute が入力にないため不明です",
            unknown.join(", ")
        )
    })
}

/// The id of the one setting of an account and Region.
pub(super) fn public_access_id(account: Option<&str>, region: Option<&str>) -> String {
    let parts = ["vpc-block-public-access"].into_iter();
    let parts: Vec<&str> = parts.chain(account).chain(region).collect();
    parts.join("-")
}
