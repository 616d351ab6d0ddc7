//! Pseudonyms of ids, accounts, names and ARNs.

use net::service::{REGIONS, is_service_label};
use std::collections::BTreeMap;

/// Words of ARNs, policies and names that are AWS's or everybody's.
const COMMON: &[&str] = &[
    "*",
    "AWS",
    "Null",
    "allow",
    "alias",
    "app",
    "arn",
    "assumed-role",
    "aws",
    "aws-cn",
    "aws-us-gov",
    "com",
    "deny",
    "disable",
    "disabled",
    "elasticloadbalancing",
    "enable",
    "enabled",
    "example",
    "false",
    "federated-user",
    "group",
    "gwy",
    "instance",
    "internal",
    "internet",
    "listener",
    "loadbalancer",
    "local",
    "net",
    "null",
    "org",
    "policy",
    "role",
    "root",
    "route",
    "s3",
    "targetgroup",
    "test",
    "true",
    "user",
    "vpc",
    "vpc-endpoint",
    "vpc-endpoint-service",
    "vpc-lattice",
    "vpc-lattice-rsc",
    "vpc-lattice-svcs",
    "AmazonProvidedDNS",
    "default",
    "amazonaws",
    "api",
    "vpce",
    "elb",
    "cn",
    "on",
    "compute",
    "accesspoint",
    "control",
    "bucket",
    "dualstack",
    "in-addr",
    "ip6",
    "ip",
];

/// How the last part of the id of something implied begins.
const IMPLIED: [&str; 3] = ["default-", "eni", "main-"];

/// What ids in AWS's shape begin with. A name such as `shop-0a1b2c3d` is no id, and all of it is hidden.
const IDS: &[&str] = &[
    "acl",
    "aclassoc",
    "ami",
    "cagw",
    "cgw",
    "dopt",
    "dxcon",
    "dxgw",
    "dxvif",
    "eice",
    "eigw",
    "eipalloc",
    "eipassoc",
    "eni",
    "eni-attach",
    "i",
    "igw",
    "ipam",
    "ipam-pool",
    "lgw",
    "listener",
    "lt",
    "nat",
    "pcx",
    "pl",
    "r",
    "rcfg",
    "rgw",
    "rslvr-autodefined-rr",
    "rslvr-fdl",
    "rslvr-frg",
    "rslvr-frgassoc",
    "rslvr-in",
    "rslvr-out",
    "rslvr-rr",
    "rslvr-rrassoc",
    "rtb",
    "rtbassoc",
    "rule",
    "sg",
    "sgr",
    "sn",
    "snra",
    "snsa",
    "snva",
    "subnet",
    "svc",
    "tg",
    "tgw",
    "tgw-attach",
    "tgw-rtb",
    "vgw",
    "vpc",
    "vpc-cidr-assoc",
    "vpcbpa-exclude",
    "vpce",
    "vpce-svc",
    "vpn",
];

/// How the label of an endpoint service begins.
const SERVICE: &str = "vpce-svc-";

/// Suffixes of names that AWS gives.
const OF_AWS: &[&str] = &[
    "amazonaws.com",
    "amazonaws.com.cn",
    "api.aws",
    "on.aws",
    "vpce.aws",
    "compute.internal",
    "ec2.internal",
    "arpa",
];

/// What stands for what.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pseudonyms: BTreeMap<String, String>,
    counts: BTreeMap<String, usize>,
}

impl Words {
    /// Learns the id of a resource, so that pseudonyms are in the order of ids.
    pub(super) fn learn_id(&mut self, kind: &str, id: &str) {
        if self.knows(id) || COMMON.contains(&id) || id.starts_with("com.amazonaws.") {
            return;
        }
        if is_account(id) || is_aws_id(id) || id.starts_with("arn:") {
            self.text(id);
            return;
        }
        let sort = kind.replace('_', "-");
        self.keep(id, &sort, |number| format!("{sort}-{number:04}"));
    }

    /// Whether a text has a pseudonym already.
    pub(super) fn knows(&self, text: &str) -> bool {
        self.pseudonyms.contains_key(text)
    }

    /// The pseudonym of an id or a name.
    pub(super) fn id(&mut self, text: &str) -> String {
        self.text(text)
    }

    /// The pseudonym of a tag's key; `Name` is what AWS shows.
    pub(super) fn tag(&mut self, key: &str) -> String {
        match key {
            "Name" => key.to_owned(),
            _ => self.word(key),
        }
    }

    /// The pseudonym of any text: an id, an account, an ARN, a word.
    pub(super) fn text(&mut self, text: &str) -> String {
        if let Some(known) = self.pseudonyms.get(text) {
            return known.clone();
        }
        if COMMON.contains(&text) || is_region(text) || is_number(text) && !is_account(text) {
            return text.to_owned();
        }
        if text.starts_with("arn:") {
            return self.arn(text);
        }
        if text.starts_with("com.amazonaws.") {
            return self.domain(text);
        }
        // What AWS makes beside a resource, such as `i-1.eni` and `vpc-1.default-sg`.
        match text.rsplit_once('.') {
            Some((of, made)) if self.knows(of) && IMPLIED.iter().any(|it| made.starts_with(it)) => {
                format!("{}.{made}", self.text(of))
            }
            _ => self.word(text),
        }
    }

    /// A name in DNS, label by label; in names that AWS gives, only what is not AWS's.
    pub(super) fn domain(&mut self, name: &str) -> String {
        if let Some(known) = self.pseudonyms.get(name) {
            return known.clone();
        }
        let lower = name.trim_end_matches('.').to_ascii_lowercase();
        let ends = |suffix: &&str| {
            lower
                .strip_suffix(*suffix)
                .is_some_and(|it| it.is_empty() || it.ends_with('.'))
        };
        let is_service = name.starts_with("com.amazonaws.") || name.starts_with("aws.");
        let is_of_aws = is_service || OF_AWS.iter().any(ends);
        let labels: Vec<String> = name
            .split('.')
            .map(|label| match is_of_aws && is_kept(label, is_service) {
                true => label.to_owned(),
                false => self.label(label),
            })
            .collect();
        labels.join(".")
    }

    fn label(&mut self, label: &str) -> String {
        let plain = label.to_ascii_lowercase();
        if label.is_empty() || label.starts_with('_') || COMMON.contains(&plain.as_str()) {
            return label.to_owned();
        }
        // A zonal name ends in its zone, and `vpce-0a1b-x2y3` is the endpoint's id and more.
        let (plain, zone) = split_zone(&plain);
        match split_id(plain) {
            Some((id, rest)) => match rest.strip_prefix('-').filter(|it| split_id(it).is_some()) {
                // VPC Lattice joins the ids of an endpoint and of an association.
                Some(other) => format!("{}-{}{zone}", self.word(id), self.label(other)),
                None => format!("{}{}{zone}", self.word(id), self.drawn(rest)),
            },
            // The id of a service that somebody shortened.
            None => match plain.strip_prefix(SERVICE) {
                Some(own) => format!("{SERVICE}{}{zone}", self.word(own)),
                None => format!("{}{zone}", self.word(plain)),
            },
        }
    }

    /// What AWS draws behind an endpoint's id, such as `-1a2b3c4d`, in the same shape.
    fn drawn(&mut self, rest: &str) -> String {
        let drawn = rest.strip_prefix('-').filter(|it| it.len() == 8);
        let Some(drawn) = drawn.filter(|it| it.bytes().all(|it| it.is_ascii_alphanumeric())) else {
            return rest.to_owned();
        };
        if let Some(known) = self.pseudonyms.get(drawn) {
            return format!("-{known}");
        }
        format!(
            "-{}",
            self.keep(drawn, "drawn", |number| format!("{number:08x}"))
        )
    }

    fn arn(&mut self, arn: &str) -> String {
        let parts = arn.splitn(6, ':').enumerate();
        let parts: Vec<String> = parts
            .map(|(at, part)| match at {
                // Partition, service and Region are AWS's.
                0..=3 => part.to_owned(),
                4 => self.text(part),
                _ => self.path(part),
            })
            .collect();
        parts.join(":")
    }

    /// The resource of an ARN, piece by piece; what is a wildcard stays one.
    fn path(&mut self, path: &str) -> String {
        let mut out = String::new();
        let mut piece = String::new();
        for letter in path.chars() {
            if matches!(letter, '/' | ':' | '*' | '?') {
                out.push_str(&self.text(&piece));
                piece.clear();
                out.push(letter);
            } else {
                piece.push(letter);
            }
        }
        out.push_str(&self.text(&piece));
        out
    }

    /// A word as it is written: an account, an id in AWS's shape, or a name. Names change part by
    /// part (`app-web`, `app-*`), so that one that begins another still does.
    fn word(&mut self, word: &str) -> String {
        if let Some(known) = self.pseudonyms.get(word) {
            return known.clone();
        }
        if is_account(word) {
            return self.keep(word, "account", |number| format!("{number:012}"));
        }
        if let Some((id, "")) = split_id(word) {
            let prefix = id.rsplit_once('-').map_or(id, |(prefix, _)| prefix);
            return self.keep(word, "id", |number| format!("{prefix}-{number:017x}"));
        }
        let mut out = String::new();
        let mut part = String::new();
        for letter in word.chars() {
            if letter.is_alphanumeric() {
                part.push(letter);
            } else {
                out.push_str(&self.part(&part));
                part.clear();
                out.push(letter);
            }
        }
        out.push_str(&self.part(&part));
        out
    }

    fn part(&mut self, part: &str) -> String {
        let is_short_number = is_number(part) && part.len() < 5;
        if part.is_empty() || is_short_number || COMMON.contains(&part) {
            return part.to_owned();
        }
        match self.pseudonyms.get(part) {
            Some(known) => known.clone(),
            None if is_account(part) => self.word(part),
            None => self.keep(part, "word", |number| format!("n{number:04}")),
        }
    }

    /// Gives a text the next free pseudonym of a sort.
    fn keep(&mut self, text: &str, sort: &str, name: impl Fn(usize) -> String) -> String {
        let pseudonym = self.next(sort, name);
        self.pseudonyms.insert(text.to_owned(), pseudonym.clone());
        pseudonym
    }

    /// The next free pseudonym of a sort.
    fn next(&mut self, sort: &str, name: impl Fn(usize) -> String) -> String {
        let count = self.counts.entry(sort.to_owned()).or_default();
        *count += 1;
        name(*count)
    }

    /// Each pseudonym and what it stands for.
    pub(super) fn pairs(&self) -> BTreeMap<String, String> {
        let pairs = self.pseudonyms.iter();
        pairs
            .map(|(text, pseudonym)| (pseudonym.clone(), text.clone()))
            .collect()
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && is_number(text)
}

fn is_aws_id(text: &str) -> bool {
    split_id(text).is_some_and(|(_, rest)| rest.is_empty())
}

/// An id in AWS's shape at the start of a text, such as `vpce-0a1b2c3d4e5f60001`, and the rest.
fn split_id(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    for part in text.split('-') {
        let is_hex = part.len() >= 8 && part.bytes().all(|it| it.is_ascii_hexdigit());
        end += part.len();
        if is_hex && end > part.len() {
            let prefix = text.get(..end - part.len() - 1)?;
            return IDS.contains(&prefix).then(|| text.split_at(end));
        }
        if !part.bytes().all(|it| it.is_ascii_lowercase()) || part.is_empty() {
            return None;
        }
        end += 1;
    }
    None
}

/// A label without the zone it ends in, such as `-ap-northeast-1a`, and the zone.
fn split_zone(label: &str) -> (&str, &str) {
    let mut dashes = label.rmatch_indices('-').map(|(at, _)| at);
    let Some(at) = dashes.nth(2) else {
        return (label, "");
    };
    let region = label.get(at + 1..label.len() - 1).unwrap_or_default();
    match is_region(region) {
        true => label.split_at(at),
        false => (label, ""),
    }
}

/// Whether a label of a name that AWS gives is AWS's.
fn is_kept(label: &str, is_service: bool) -> bool {
    let of_zone = label
        .get(..label.len().saturating_sub(1))
        .unwrap_or_default();
    let is_place = is_region(label) || is_region(of_zone);
    let is_plain = split_id(label).is_none() && is_service && !label.starts_with(SERVICE);
    is_place || is_plain || is_service_label(label) || is_number(label)
}

/// Whether a text is a Region. Its shape alone (`web-nlb-1`) says too little.
fn is_region(text: &str) -> bool {
    REGIONS.contains(&text)
}
