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
    text: &'static str,
    /// A text that is there once for each of these names, which stand for `EACH` in it.
    repeated: (&'static str, &'static [&'static str]),
}

const MODULES: &[Module] = &[
    Module {
        name: "terraform-aws-modules/security-group/aws",
        text: include_str!("security-group.tf"),
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
    Module {
        name: "terraform-aws-modules/vpc/aws",
        text: include_str!("vpc.tf"),
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
        text: include_str!("vpc-endpoints.tf"),
        repeated: ("", &[]),
    },
];

/// The module of a source.
pub(super) fn of(source: &str) -> Option<Rc<Config>> {
    let name = name_of(source);
    let module = MODULES.iter().find(|it| it.name == name)?;
    let (repeated, names) = module.repeated;
    let mut files = vec![parse::file("registry", module.text).ok()?];
    for name in names {
        files.push(parse::file("registry", &repeated.replace("EACH", name)).ok()?);
    }
    let files = files.into_iter().map(|body| ("registry".into(), body));
    Config::of(files.collect()).ok().map(Rc::new)
}

/// The registry's name of a source: `github.com/owner/terraform-aws-vpc` is `owner/vpc/aws`.
fn name_of(source: &str) -> String {
    let source = source.split('?').next().unwrap_or_default();
    let source = source.strip_prefix("git::").unwrap_or(source);
    let source = ["https://", "ssh://git@", "git@"]
        .iter()
        .find_map(|it| source.strip_prefix(it))
        .unwrap_or(source);
    let source = source
        .strip_prefix("registry.terraform.io/")
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
    let parts = repository.split_once("/terraform-aws-");
    let (owner, name) = parts.unwrap_or((repository, ""));
    format!("{owner}/{name}/aws{inside}")
}

#[cfg(test)]
mod tests {
    use super::{MODULES, name_of, of};

    #[test]
    fn every_text_is_a_module() {
        for module in MODULES {
            assert!(of(module.name).is_some(), "{}", module.name);
        }
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
        check("github.com", "//aws");
        check("./here", "./here");
    }
}
