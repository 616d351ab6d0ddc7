//! Modules of the public registry whose text is seldom among the inputs.
//!
//! Each is written here anew, in HCL, as far as its inputs decide about the network: the same names
//! of variables, resources and outputs, so that addresses are those of the module.

use super::config::Config;
use super::parse;
use std::rc::Rc;

struct Module {
    /// As it is called in a `source`.
    name: &'static str,
    /// The first major version that is made so; where there are several, the later one comes first.
    since: u32,
    texts: &'static [&'static str],
    /// A text that is there once for each of these names, which stand for `EACH` in it.
    repeated: (&'static str, &'static [&'static str]),
}

const GROUP_OF_ITS_OWN: &str = include_str!("security-group-of-its-own.tf");

const SERVICE: &str = include_str!("security-group-service.tf");

/// A group with rules for one service, around a module that makes groups.
const fn service_group(name: &'static str, texts: &'static [&'static str]) -> Module {
    Module {
        name,
        since: 0,
        texts,
        repeated: ("", &[]),
    }
}

const MODULES: &[Module] = &[
    Module {
        name: "cloudposse/label/null",
        since: 0,
        texts: &[include_str!("label.tf")],
        repeated: ("", &[]),
    },
    Module {
        name: "cloudposse/vpc/aws",
        since: 1,
        texts: &[include_str!("cloudposse-vpc.tf")],
        repeated: ("", &[]),
    },
    Module {
        name: "hashicorp/subnets/cidr",
        since: 0,
        texts: &[include_str!("subnets-cidr.tf")],
        repeated: ("", &[]),
    },
    Module {
        name: "terraform-aws-modules/alb/aws",
        since: 9,
        texts: &[
            include_str!("alb.tf"),
            include_str!("alb-maps.tf"),
            GROUP_OF_ITS_OWN,
        ],
        repeated: ("", &[]),
    },
    Module {
        name: "terraform-aws-modules/alb/aws",
        since: 0,
        texts: &[include_str!("alb.tf"), include_str!("alb-lists.tf")],
        repeated: ("", &[]),
    },
    Module {
        name: "terraform-aws-modules/ec2-instance/aws",
        since: 6,
        texts: &[
            include_str!("ec2-instance.tf"),
            include_str!("ec2-instance-own-group.tf"),
            GROUP_OF_ITS_OWN,
        ],
        repeated: ("", &[]),
    },
    Module {
        name: "terraform-aws-modules/ec2-instance/aws",
        since: 3,
        texts: &[
            include_str!("ec2-instance.tf"),
            include_str!("ec2-instance-groups.tf"),
        ],
        repeated: ("", &[]),
    },
    Module {
        name: "terraform-aws-modules/security-group/aws",
        since: 0,
        texts: &[include_str!("security-group.tf")],
        repeated: (
            include_str!("security-group-rules.tf"),
            &[
                "ingress_with_cidr_blocks",
                "ingress_with_ipv6_cidr_blocks",
                "ingress_with_source_security_group_id",
                "ingress_with_self",
                "computed_ingress_with_cidr_blocks",
                "computed_ingress_with_ipv6_cidr_blocks",
                "computed_ingress_with_source_security_group_id",
                "computed_ingress_with_self",
                "egress_with_cidr_blocks",
                "egress_with_ipv6_cidr_blocks",
                "egress_with_source_security_group_id",
                "egress_with_self",
                "computed_egress_with_cidr_blocks",
                "computed_egress_with_ipv6_cidr_blocks",
                "computed_egress_with_source_security_group_id",
                "computed_egress_with_self",
            ],
        ),
    },
    service_group(
        "terraform-aws-modules/security-group/aws//modules/http-80",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["http-80-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/http-8080",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["http-8080-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/https-443",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["https-443-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/https-8443",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["https-8443-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/ssh",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["ssh-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/mysql",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["mysql-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/postgresql",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["postgresql-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/redis",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["redis-tcp"] }"#,
        ],
    ),
    service_group(
        "terraform-aws-modules/security-group/aws//modules/nfs",
        &[
            SERVICE,
            r#"variable "auto_ingress_rules" { default = ["nfs-tcp"] }"#,
        ],
    ),
    Module {
        name: "terraform-aws-modules/transit-gateway/aws",
        since: 0,
        texts: &[include_str!("transit-gateway.tf")],
        repeated: ("", &[]),
    },
    Module {
        name: "terraform-aws-modules/vpc/aws",
        since: 0,
        texts: &[include_str!("vpc.tf")],
        repeated: (
            include_str!("vpc-subnets.tf"),
            &[
                "public",
                "private",
                "intra",
                "database",
                "redshift",
                "elasticache",
            ],
        ),
    },
    Module {
        name: "terraform-aws-modules/vpc/aws//modules/vpc-endpoints",
        since: 0,
        texts: &[include_str!("vpc-endpoints.tf")],
        repeated: ("", &[]),
    },
];

/// The module of a source in the version that is asked for: `~> 5.0`, `v5.1.0`; else the newest.
pub(super) fn of(source: &str, version: Option<&str>) -> Option<Rc<Config>> {
    let name = name_of(source);
    let version = version.or_else(|| source.split_once("ref=").map(|(_, version)| version));
    let major = version.map_or(u32::MAX, major);
    let mut of_name = MODULES.iter().filter(|it| it.name == name);
    let module = of_name.find(|it| it.since <= major)?;
    let (repeated, names) = module.repeated;
    let mut files = Vec::new();
    for text in module.texts {
        files.push(parse::file("registry", text).ok()?);
    }
    for name in names {
        files.push(parse::file("registry", &repeated.replace("EACH", name)).ok()?);
    }
    let files = files.into_iter().map(|body| ("registry".into(), body));
    Config::of(files.collect()).ok().map(Rc::new)
}

/// The greatest major version that a constraint has room for; without one, all there are.
///
/// <https://developer.hashicorp.com/terraform/language/expressions/version-constraints>
fn major(constraint: &str) -> u32 {
    let bound = |part: &str| -> Option<u32> {
        let digits = part.trim_start_matches(|it: char| !it.is_ascii_digit());
        let sign = part.get(..part.len() - digits.len())?.trim();
        let number: u32 = digits.split(['.', '-', '&']).next()?.trim().parse().ok()?;
        match sign.trim_end_matches('v').trim() {
            ">" | ">=" | "!=" => None,
            // Without a minor version the major one may rise.
            "~>" if !digits.contains('.') => None,
            "<" if digits.split('.').skip(1).all(|it| it.trim() == "0") => number.checked_sub(1),
            _ => Some(number),
        }
    };
    let bounds = constraint.split(',').filter_map(|it| bound(it.trim()));
    bounds.min().unwrap_or(u32::MAX)
}

/// The registry's name of a source: `github.com/owner/terraform-aws-vpc` is `owner/vpc/aws`.
fn name_of(source: &str) -> String {
    let source = source.split('?').next().unwrap_or_default();
    let source = source.strip_prefix("git::").unwrap_or(source);
    let source = ["https://", "ssh://git@", "git@"]
        .iter()
        .find_map(|it| source.strip_prefix(it))
        .unwrap_or(source);
    let source = ["registry.terraform.io/", "registry.opentofu.org/"]
        .iter()
        .find_map(|it| source.strip_prefix(it))
        .unwrap_or(source);
    let Some(path) = source
        .strip_prefix("github.com")
        .map(|it| it.trim_start_matches(['/', ':']))
    else {
        return source.to_owned();
    };
    let (repository, inside) = match path.split_once("//") {
        Some((repository, inside)) => (repository, format!("//{inside}")),
        None => (path, String::new()),
    };
    let repository = repository.strip_suffix(".git").unwrap_or(repository);
    let parts = repository.split_once("/terraform-");
    let parts = parts.and_then(|(owner, rest)| Some((owner, rest.split_once('-')?)));
    let (owner, (provider, name)) = parts.unwrap_or((repository, ("aws", "")));
    format!("{owner}/{name}/{provider}{inside}")
}

#[cfg(test)]
mod tests {
    use super::{MODULES, major, name_of, of};

    #[test]
    fn every_text_is_a_module() {
        for module in MODULES {
            let version = format!("{}.0.0", module.since);
            let text = of(module.name, Some(&version));
            assert!(text.is_some(), "{} {version}", module.name);
        }
    }

    #[test]
    fn a_constraint_has_room_for_a_major_version() {
        let check =
            |constraint: &str, most: u32| assert_eq!(major(constraint), most, "{constraint}");
        check("5.1.0", 5);
        check("~> 5.0", 5);
        check("~> 5.1.2", 5);
        check("= 8", 8);
        check("v6.0.1", 6);
        check(">= 5.0, < 6.0", 5);
        check("< 6.1", 6);
        check(">= 5.0", u32::MAX);
        check("~> 5", u32::MAX);
        check("master", u32::MAX);
        check("", u32::MAX);
    }

    #[test]
    fn a_source_is_known_by_its_repository_too() {
        let check = |source: &str, name: &str| assert_eq!(name_of(source), name, "{source}");
        let vpc = "terraform-aws-modules/vpc/aws";
        check(vpc, vpc);
        check("registry.terraform.io/terraform-aws-modules/vpc/aws", vpc);
        check("github.com/terraform-aws-modules/terraform-aws-vpc", vpc);
        check(
            "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git//modules/vpc-endpoints?ref=v5",
            "terraform-aws-modules/vpc/aws//modules/vpc-endpoints",
        );
        check(
            "git::https://github.com/cloudposse/terraform-null-label.git?ref=tags/0.16.0",
            "cloudposse/label/null",
        );
        check("github.com", "//aws");
        check("./here", "./here");
    }
}
