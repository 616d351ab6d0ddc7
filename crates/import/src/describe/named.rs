//! What a file's name says: account, Region, and the id its output does not hold.

use net::service::REGIONS;

/// The service an output may be prefixed with, as in `elbv2-describe-target-health-...`.
const SERVICES: &[&str] = &[
    "route53resolver",
    "route53",
    "elbv2",
    "elb",
    "ec2",
    "vpc-lattice",
];

/// How the commands that print outputs begin.
const VERBS: &[&str] = &["describe-", "get-", "list-", "search-"];

/// How names of outputs end.
const ENDINGS: &[&str] = &["json", "yaml", "yml"];

/// A file's name, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The account: `<account>__<region>__...`, or a folder called so.
    pub(super) account: Option<String>,
    /// The Region, said in the same way.
    pub(super) region: Option<String>,
    /// The folder it lies in.
    pub(super) folder: String,
    /// The rest of the name, without service and ending.
    pub(super) stem: String,
}

impl Named {
    /// Takes a name or path apart.
    pub(super) fn of(path: &str) -> Self {
        let mut named = Self::default();
        let mut parts: Vec<&str> = path.split(['/', '\\']).collect();
        let file = parts.pop().unwrap_or_default();
        named.folder = parts.join("/");
        let stem = match file.rsplit_once('.') {
            Some((stem, ending)) if ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it)) => {
                stem
            }
            Some(_) | None => file,
        };
        let stem = decoded(stem);
        parts.extend(stem.split("__"));
        let mut rest = Vec::new();
        for part in parts {
            if part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_digit()) {
                named.account = Some(part.to_owned());
            } else if REGIONS.contains(&part) {
                named.region = Some(part.to_owned());
            } else {
                rest.push(part);
            }
        }
        named.stem = without_service(rest.pop().unwrap_or_default()).to_owned();
        named
    }

    /// Takes from what is around it what it does not say itself.
    pub(super) fn inherit(&mut self, around: &Self) {
        self.account = self.account.take().or_else(|| around.account.clone());
        self.region = self.region.take().or_else(|| around.region.clone());
    }

    /// What follows the command in the name; the whole name where it says no command.
    pub(super) fn after(&self, command: &str) -> Option<&str> {
        let rest = match self.stem.strip_prefix(command) {
            Some(rest) => rest.trim_start_matches(['-', '_', '.', ' ']),
            None => &self.stem,
        };
        (!rest.is_empty()).then_some(rest)
    }

    /// The AWS id in the name that starts so, such as `tgw-rtb-`.
    pub(super) fn id(&self, start: &str) -> Option<&str> {
        let from = self.stem.rfind(start)?;
        let text = self.stem.get(from..)?;
        let rest = text.get(start.len()..)?;
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        text.get(..start.len() + length).filter(|_| length > 0)
    }
}

/// Whether a folder's name is that of a command that prints an output, such as
/// `elbv2-describe-target-health`.
pub(crate) fn is_command(name: &str) -> bool {
    let command = without_service(name);
    VERBS.iter().any(|verb| command.starts_with(verb))
}

fn without_service(name: &str) -> &str {
    let mut services = SERVICES.iter();
    services
        .find_map(|service| name.strip_prefix(service)?.strip_prefix(['-', '.', '_']))
        .unwrap_or(name)
}

/// A name without the `%3A` in place of what a file's name may not hold; as it is where that would
/// be no text.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let code = after
            .get(..2)
            .and_then(|it| u8::from_str_radix(it, 16).ok());
        rest = match code {
            Some(code) => {
                bytes.push(code);
                after.get(2..).unwrap_or_default()
            }
            None => {
                bytes.push(b'%');
                after
            }
        };
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

/// A name with everything but letters and digits as one sign, as file names must have it.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '.' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Named, is_command};

    #[test]
    fn a_name_says_account_region_and_id() {
        let check = |path: &str, account: &str, region: &str, stem: &str| {
            let named = Named::of(path);
            assert_eq!(named.account.as_deref().unwrap_or_default(), account);
            assert_eq!(named.region.as_deref().unwrap_or_default(), region);
            assert_eq!(named.stem, stem);
        };
        check("a/describe-vpcs.json", "", "", "describe-vpcs");
        check(
            "aws/111100000222/us-east-1/elbv2-describe-target-health/tg-4.0a.json",
            "111100000222",
            "us-east-1",
            "tg-4.0a",
        );
        check(
            "111100000222__us-east-1__tgw-rtb-0ab.json",
            "111100000222",
            "us-east-1",
            "tgw-rtb-0ab",
        );
        check("ec2.DescribeVpcs_1.json", "", "", "DescribeVpcs_1");
        check(
            "demo/elbv2-describe-target-health/arn%3Aaws%3Ax%2Fy",
            "",
            "",
            "arn:aws:x/y",
        );
        check("100%.json", "", "", "100%");
    }

    #[test]
    fn a_folder_of_a_command_is_known() {
        for name in [
            "describe-vpcs",
            "elbv2-describe-rules",
            "vpc-lattice_get-rule",
        ] {
            assert!(is_command(name), "{name}");
        }
        for name in ["iam-get-role", "descriptions", "ec2"] {
            assert!(!is_command(name), "{name}");
        }
    }

    #[test]
    fn an_id_follows_the_command() {
        let check = |path: &str, command: &str, id: Option<&str>| {
            assert_eq!(Named::of(path).after(command), id, "{path}");
        };
        check(
            "elbv2-describe-target-health-provider-tg.json",
            "describe-target-health",
            Some("provider-tg"),
        );
        check(
            "describe-target-health.json",
            "describe-target-health",
            None,
        );
        check("tg-4.0a.json", "describe-target-health", Some("tg-4.0a"));
        let pieces = Named::of("get-managed-prefix-list-entries-pl-0ab1-2.json");
        assert_eq!(pieces.id("pl-"), Some("pl-0ab1"));
        assert_eq!(pieces.id("tgw-rtb-"), None);
        let zones = Named::of("route53-list-hosted-zones-by-vpc-vpc-0ab.json");
        assert_eq!(zones.id("vpc-"), Some("vpc-0ab"));
    }
}
