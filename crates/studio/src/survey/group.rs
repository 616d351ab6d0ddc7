//! Vantages put together: by account, VPC or subnet, each group a line that unfolds.

use crate::thing;
use crate::words::outcome::outcome_says;
use crate::words::{self, Lang, Says};
use net::Network;
use net::id::SubnetId;
use net::matrix::Cell;
use net::trace::Outcome;

/// By what vantages are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Each is a line of its own.
    #[default]
    Apart,
    /// By the account of their VPC.
    Account,
    /// By their VPC.
    Vpc,
    /// By their subnet.
    Subnet,
}

/// A group of vantages and how many of its verdicts are which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyGroup {
    /// The id of what they have in common; empty outside of any VPC.
    pub key: String,
    /// What that is called.
    pub name: String,
    /// How many vantages it has.
    pub count: usize,
    /// Whether its vantages follow.
    pub is_open: bool,
    /// One for each target.
    pub tallies: Vec<Tally>,
}

/// How many verdicts are which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [usize; 4],
}

const OUTCOMES: [Outcome; 4] = [
    Outcome::Reachable,
    Outcome::Blocked,
    Outcome::Ambiguous,
    Outcome::Undetermined,
];

impl Grouping {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Apart, Self::Account, Self::Vpc, Self::Subnet];

    /// Its word in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Apart => "apart",
            Self::Account => "account",
            Self::Vpc => "vpc",
            Self::Subnet => "subnet",
        }
    }

    /// Reads a word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Apart => words::GROUP_APART,
            Self::Account => words::GROUP_ACCOUNT,
            Self::Vpc => words::GROUP_VPC,
            Self::Subnet => words::GROUP_SUBNET,
        }
    }

    /// The group of a vantage: its id and its name. What lies in no VPC is together.
    pub(super) fn of(self, network: &Network, vantage: &str, lang: Lang) -> (String, String) {
        let found = self.id_of(network, vantage);
        let Some(id) = found else {
            return (String::new(), words::GROUP_OUTSIDE.in_lang(lang).to_owned());
        };
        let account = network.topology().account.get(id.as_str());
        let name = account.and_then(|it| it.name.clone());
        let name = name.unwrap_or_else(|| thing::name_of(network, &id));
        (id, name)
    }

    fn id_of(self, network: &Network, vantage: &str) -> Option<String> {
        let interface = network.interfaces_of(&vantage.into()).next();
        let subnet = interface.map_or_else(|| SubnetId::from(vantage), |it| it.subnet.clone());
        let vpc = &network.subnet(&subnet)?.vpc;
        match self {
            Self::Apart => None,
            Self::Account => {
                let owner = network.topology().vpc.get(vpc.as_str())?.owner_id.as_ref();
                Some(owner?.to_string())
            }
            Self::Vpc => Some(vpc.to_string()),
            Self::Subnet => Some(subnet.to_string()),
        }
    }
}

impl Tally {
    /// Counts verdicts.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        let mut tally = Self::default();
        for cell in cells {
            for (count, outcome) in tally.counts.iter_mut().zip(OUTCOMES) {
                *count += usize::from(cell.outcome == outcome);
            }
        }
        tally
    }

    /// The outcomes there are, the first ones first, with how many verdicts are such.
    pub fn each(&self) -> impl Iterator<Item = (Outcome, usize)> {
        let all = OUTCOMES.into_iter().zip(self.counts);
        all.filter(|(_, count)| *count > 0)
    }

    /// The outcome of all of them, if they agree.
    #[must_use]
    pub fn agreed(&self) -> Option<Outcome> {
        let mut each = self.each();
        let (outcome, _) = each.next()?;
        each.next().is_none().then_some(outcome)
    }

    /// All of it in words: from, to, and how many are which.
    #[must_use]
    pub fn spoken(&self, from: &str, to: &str, lang: Lang) -> String {
        let said = self
            .each()
            .map(|(outcome, count)| format!("{} {count}", outcome_says(outcome).in_lang(lang)));
        format!("{from} → {to}: {}", said.collect::<Vec<_>>().join(", "))
    }
}
