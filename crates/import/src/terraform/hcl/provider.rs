//! Providers: the Region, the account and the tags that they give the resources of a module.

use super::config::Provider;
use super::evaluate::Scope;
use super::syntax::{Body, Expression, Kind};
use super::value::{Entries, Value};
use super::world::{Module, World};
use std::rc::Rc;

/// What is known of a provider.
#[derive(Clone, Debug, Default)]
pub(super) struct Provided {
    pub(super) region: Option<String>,
    /// The account whose role it assumes, or the only one it may work in.
    pub(super) account: Option<String>,
    /// `default_tags`
    pub(super) tags: Entries,
}

impl World<'_> {
    /// The Region a resource is in, as its own argument or its provider says.
    pub(super) fn region_of(&self, scope: Scope<'_>, kind: &str, body: &Body) -> Option<String> {
        let own = body.attribute("region");
        let own = own.and_then(|it| self.value(scope, &it.value).ok());
        if let Some(Value::Text(region)) = own {
            return Some((*region).to_owned());
        }
        self.provider_of(scope.module, kind, body).region
    }

    /// The provider of a resource.
    pub(super) fn provider_of(&self, module: &Rc<Module>, kind: &str, body: &Body) -> Provided {
        let named = match body.attribute("provider") {
            Some(attribute) => provider_name(&attribute.value),
            None => kind.split('_').next().map(str::to_owned),
        };
        named.map_or_else(Provided::default, |name| self.provided(module, &name))
    }

    /// A provider as a module sees it: its own, one that it is given, or its caller's default one.
    pub(super) fn provided(&self, module: &Rc<Module>, name: &str) -> Provided {
        let found = self.remembered(&module.providers, name.to_owned(), || {
            let own = module.config.providers.iter().find(|it| it.is_called(name));
            match own {
                Some(own) => self.said_by(module, own),
                None => self.given_provider(module, name).unwrap_or_default(),
            }
        });
        // While it is worked out it is not known: it may refer to a data source of its own.
        found.unwrap_or_default()
    }

    fn given_provider(&self, module: &Module, name: &str) -> Option<Provided> {
        let caller = module.caller.as_ref()?;
        let parent = self.module(caller.module)?;
        let given = caller.call.body.attribute("providers");
        if let Some(Kind::Object(pairs)) = given.map(|it| &it.value.is) {
            let is_it = |key: &Expression| provider_name(key).is_some_and(|it| it == name);
            if let Some((_, theirs)) = pairs.iter().find(|(key, _)| is_it(key)) {
                return Some(self.provided(&parent, &provider_name(theirs)?));
            }
        }
        // Only those without an alias are there without being given.
        (!name.contains('.')).then(|| self.provided(&parent, name))
    }

    fn said_by(&self, module: &Rc<Module>, provider: &Provider) -> Provided {
        let scope = Scope::of(module, &provider.file);
        let value = |body: &Body, name: &str| {
            let attribute = body.attribute(name)?;
            self.value(scope, &attribute.value).ok()
        };
        let text = |body: &Body, name: &str| match value(body, name)? {
            Value::Text(text) => Some((*text).to_owned()),
            _ => None,
        };
        let roles = provider.body.blocks_of("assume_role");
        let role = roles.filter_map(|it| text(&it.body, "role_arn")).last();
        let account = role.and_then(|it| it.split(':').nth(4).map(str::to_owned));
        let only = || match value(&provider.body, "allowed_account_ids")? {
            Value::Seq(seq) => match seq.items.as_slice() {
                [Value::Text(one)] => Some((**one).to_owned()),
                _ => None,
            },
            _ => None,
        };
        let mut tags = Entries::new();
        for block in provider.body.blocks_of("default_tags") {
            if let Some(Value::Map(map)) = value(&block.body, "tags") {
                tags.extend(map.entries.clone());
            }
        }
        Provided {
            region: text(&provider.body, "region"),
            account: account.filter(|it| !it.is_empty()).or_else(only),
            tags,
        }
    }
}

impl Provider {
    /// Whether it is the one of a name: `aws`, or `aws.east` by its alias.
    fn is_called(&self, name: &str) -> bool {
        match (&self.alias, name.split_once('.')) {
            (Some(alias), Some((of, its))) => *self.name == *of && **alias == *its,
            (None, None) => *self.name == *name,
            _ => false,
        }
    }
}

/// `aws` or `aws.east`.
fn provider_name(expression: &Expression) -> Option<String> {
    match &expression.is {
        Kind::Name(name) => Some((**name).to_owned()),
        Kind::Attribute(of, alias) => Some(format!("{}.{alias}", provider_name(of)?)),
        Kind::Literal(Value::Text(name)) => Some((**name).to_owned()),
        _ => None,
    }
}
