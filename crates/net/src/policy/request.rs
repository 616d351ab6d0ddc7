//! What is asked of a service: who does what to which thing, and from where.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>

use super::answer::Answer;
use std::collections::BTreeMap;

/// A request as policies see it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `s3:GetObject`, where it was said.
    pub(super) action: Option<String>,
    /// The first part of the service's actions, where it is known.
    pub(super) service_prefix: Option<String>,
    pub(super) resource: Resource,
    pub(super) principal: Option<Principal>,
    pub(super) account_is_its_root_user: bool,
    /// By lower-case name.
    keys: BTreeMap<String, Key>,
}

/// What a request is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Resource {
    /// Nobody said.
    #[default]
    Unsaid,
    /// This ARN.
    Is(String),
    /// This ARN, or something in it: a bucket or one of its objects.
    Within(String),
}

/// A condition key of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// It has these values.
    Is(Vec<String>),
    /// The request has no such key.
    Absent,
    /// Nobody said.
    Unsaid,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Principal {
    /// A user, role or session of an account.
    Aws(Identity),
    /// An AWS service by its name, such as `lambda.amazonaws.com`.
    Service(String),
    /// Somebody who signs nothing.
    Anonymous,
}

/// A user, role, session or the root user of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// As it was said: an ARN, or an account's number for somebody of that account.
    said: String,
    account: Option<String>,
    /// The ARN policies compare, which of a session is that of its role. The role's path is not in
    /// a session's ARN, and is taken as `/`.
    arn: Option<String>,
}

impl Request {
    /// A request of which nothing is known but the service, by its name in endpoints: `s3`.
    #[must_use]
    pub fn of_service(short_name: &str) -> Self {
        let mut request = Self {
            service_prefix: prefix(short_name),
            ..Self::default()
        };
        // A host that asks is no AWS service, and none asks in its name.
        request.set(
            "aws:PrincipalIsAWSService",
            Key::Is(vec!["false".to_owned()]),
        );
        request.set("aws:ViaAWSService", Key::Is(vec!["false".to_owned()]));
        request.set("aws:CalledVia", Key::Absent);
        request
    }

    /// What is done: `s3:GetObject`.
    pub fn does(&mut self, action: &str) {
        self.action = Some(action.to_owned());
    }

    /// What it is done to.
    pub fn is_about(&mut self, resource: Resource) {
        if let Resource::Is(arn) = &resource
            && let Some(account) = account_of(arn)
        {
            self.set("aws:ResourceAccount", Key::Is(vec![account]));
        }
        self.resource = resource;
    }

    /// Who asks: an ARN, an account's number, a service's name, or `anonymous`.
    pub fn comes_from(&mut self, principal: &str) {
        let who = if principal == "anonymous" || principal == "*" {
            Principal::Anonymous
        } else if principal.ends_with(".amazonaws.com") {
            self.set(
                "aws:PrincipalIsAWSService",
                Key::Is(vec!["true".to_owned()]),
            );
            Principal::Service(principal.to_owned())
        } else {
            Principal::Aws(Identity::new(principal))
        };
        let (account, arn) = match &who {
            Principal::Aws(identity) => (
                identity
                    .account
                    .clone()
                    .map_or(Key::Unsaid, |it| Key::Is(vec![it])),
                identity
                    .arn
                    .clone()
                    .map_or(Key::Unsaid, |it| Key::Is(vec![it])),
            ),
            Principal::Service(_) => (Key::Unsaid, Key::Unsaid),
            Principal::Anonymous => {
                self.set("aws:PrincipalOrgID", Key::Absent);
                self.set("aws:PrincipalOrgPaths", Key::Absent);
                (Key::Absent, Key::Absent)
            }
        };
        self.set("aws:PrincipalAccount", account);
        self.set("aws:PrincipalArn", arn);
        self.principal = Some(who);
    }

    /// Where a principal is an account, only its root user is meant: gateway endpoints read
    /// principals so.
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    pub const fn takes_accounts_as_root_users(&mut self) {
        self.account_is_its_root_user = true;
    }

    /// Where a principal is an account, everybody in it is meant, as in policies of resources.
    pub const fn takes_accounts_as_accounts(&mut self) {
        self.account_is_its_root_user = false;
    }

    /// Whether it is known to be signed by nobody.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.principal == Some(Principal::Anonymous)
    }

    /// Sets a condition key, whose name has no letter case.
    pub fn set(&mut self, name: &str, key: Key) {
        self.keys.insert(name.to_ascii_lowercase(), key);
    }

    /// A condition key.
    #[must_use]
    pub fn key(&self, name: &str) -> Key {
        self.keys
            .get(&name.to_ascii_lowercase())
            .cloned()
            .unwrap_or(Key::Unsaid)
    }
}

impl Identity {
    fn new(said: &str) -> Self {
        let is_account = said.len() == 12 && said.chars().all(|it| it.is_ascii_digit());
        if is_account {
            return Self {
                said: said.to_owned(),
                account: Some(said.to_owned()),
                arn: None,
            };
        }
        let session = said
            .strip_prefix("arn:")
            .and_then(|rest| rest.split_once(":sts::"))
            .and_then(|(partition, rest)| {
                let (account, name) = rest.split_once(":assumed-role/")?;
                let (role, _) = name.split_once('/')?;
                Some(format!("arn:{partition}:iam::{account}:role/{role}"))
            });
        Self {
            said: said.to_owned(),
            account: account_of(said),
            arn: Some(session.unwrap_or_else(|| said.to_owned())),
        }
    }

    /// Whether a principal of a policy means it. An account means everybody in it, or its root
    /// user only.
    pub(super) fn is_named(&self, name: &str, account_is_its_root_user: bool) -> Answer {
        let number = name.len() == 12 && name.chars().all(|it| it.is_ascii_digit());
        if number || name.ends_with(":root") {
            let account = if number {
                Some(name.to_owned())
            } else {
                account_of(name)
            };
            let same = account.is_some() && account == self.account;
            return match &self.arn {
                _ if !same => Answer::No,
                Some(arn) if account_is_its_root_user => Answer::certain(arn.ends_with(":root")),
                None if account_is_its_root_user => Answer::hangs_on("principal"),
                _ => Answer::Yes,
            };
        }
        if self.said == name || self.arn.as_deref() == Some(name) {
            // A gateway endpoint keeps an id in place of an ARN, and is to be told by
            // `aws:PrincipalArn` instead.
            return if account_is_its_root_user {
                Answer::hangs_on("Principal")
            } else {
                Answer::Yes
            };
        }
        match &self.arn {
            Some(_) => Answer::No,
            None => {
                let possible = account_of(name) == self.account;
                if possible {
                    Answer::hangs_on("principal")
                } else {
                    Answer::No
                }
            }
        }
    }
}

/// The account in an ARN; a bucket's has none.
pub(super) fn account_of(arn: &str) -> Option<String> {
    let account = arn.strip_prefix("arn:")?.split(':').nth(3)?;
    (!account.is_empty()).then(|| account.to_owned())
}

/// The first part of the actions of a service, where its endpoints are called otherwise.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
const PREFIXES: &[(&str, &str)] = &[
    ("monitoring", "cloudwatch"),
    ("ecr.api", "ecr"),
    ("ecr.dkr", "ecr"),
    ("email-smtp", "ses"),
    ("events", "events"),
    ("kinesis-firehose", "firehose"),
    ("kinesis-streams", "kinesis"),
    ("sagemaker.api", "sagemaker"),
    ("sagemaker.runtime", "sagemaker"),
    ("s3express", "s3express"),
];

/// Services whose actions begin as their endpoints are called.
const SAME: &[&str] = &[
    "athena",
    "autoscaling",
    "cloudformation",
    "cloudtrail",
    "dynamodb",
    "ec2",
    "ec2messages",
    "ecs",
    "eks",
    "execute-api",
    "glue",
    "kms",
    "lambda",
    "logs",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
];

fn prefix(short_name: &str) -> Option<String> {
    let renamed = PREFIXES.iter().find(|(name, _)| *name == short_name);
    renamed
        .map(|(_, prefix)| *prefix)
        .or_else(|| SAME.contains(&short_name).then_some(short_name))
        .map(str::to_owned)
}
