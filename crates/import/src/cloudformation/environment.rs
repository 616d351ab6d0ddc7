//! The account and Region in which the stack of a template is made, where an input says it: the
//! manifest of a CDK app, or the zones that the template itself names.
//! <https://docs.aws.amazon.com/cdk/v2/guide/environments.html>

use super::template::Template;
use crate::assume::region;
use crate::source::Settings;
use crate::tree::Node;
use net::service::is_region;
use std::collections::BTreeMap;

/// Where a stack is made, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Environment {
    pub(crate) account: Option<String>,
    pub(crate) region: Option<String>,
}

/// The environments of templates, by the file of each.
pub(crate) type Environments = BTreeMap<String, Environment>;

/// What the manifest of a CDK app says of the templates beside it. `None` where the text is none.
pub(crate) fn of_manifest(file: &str, root: &Node) -> Option<Environments> {
    root.get("version")?;
    let folder = file.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let folder = file.get(..folder).unwrap_or_default();
    let artifacts = root.get("artifacts")?.entries()?.iter();
    let stacks = artifacts.filter_map(|artifact| {
        let said = |key| artifact.value.get(key)?.text();
        let place = said("environment")?.strip_prefix("aws://")?;
        let (account, region) = place.split_once('/')?;
        let template = artifact.value.get("properties")?.get("templateFile")?;
        let is_account = account.len() == 12 && account.bytes().all(|it| it.is_ascii_digit());
        let environment = Environment {
            account: is_account.then(|| account.to_owned()),
            region: is_region(region).then(|| region.to_owned()),
        };
        Some((format!("{folder}{}", template.text()?), environment))
    });
    Some(stacks.collect())
}

/// Tells templates where their stacks are made. A Region that is given holds for all.
pub(crate) fn place(templates: &mut [Template<'_>], known: &Environments, settings: &Settings) {
    for template in templates {
        let mut environment = known.get(template.file).cloned().unwrap_or_default();
        environment.region = match settings.region {
            Some(_) => None,
            None => environment
                .region
                .or_else(|| region::of_zones(template.root)),
        };
        template.environment = environment;
    }
}
