//! A real DNS server, BIND's `named`, given the zones that each vantage of a drawn network sees.

mod compare;
mod named;
mod topology;
mod views;

use crate::dice::Dice;
use crate::process::on_path;
use compare::{Said, of_engine};
use named::{Named, Question};
use net::laws::dns::RecordType;
use net::resolve::resolve;
use net::trace::Resolution;
use net::{Network, Topology};
use std::collections::BTreeMap;
use std::sync::Arc;
use views::View;

pub(crate) use topology::draw;

/// Networks a run.
const NETWORKS: u64 = 12;
/// Names asked from each vantage of a network, each for both types of address.
const NAMES: usize = 24;

#[test]
fn names_resolve_as_bind_resolves_them() {
    let (Some(named), Some(dig)) = (on_path("named"), on_path("dig")) else {
        crate::say(
            "SKIPPED: the DNS oracle needs `named` and `dig` (Debian: bind9 bind9-dnsutils); the resolver was compared with nothing",
        );
        return;
    };
    if !cfg!(target_os = "linux") {
        crate::say(
            "SKIPPED: the DNS oracle tells vantages apart by 127.x.y.z, which only Linux answers to unasked",
        );
        return;
    }

    let mut drawn = Vec::new();
    let (mut views, mut asides): (Vec<View>, Vec<View>) = (Vec::new(), Vec::new());
    let seeds: Vec<u64> = crate::seeds(NETWORKS);
    for (which, seed) in seeds.iter().enumerate() {
        let mut dice = Dice::new(*seed);
        let document = draw(&mut dice);
        let topology = Topology::from_json(&document.to_string()).unwrap();
        let network = Network::new(Arc::new(topology));
        let number = u8::try_from(which).unwrap() + 1;
        let (these, aside) = views::of(&network, number);
        let names: Vec<String> = (0..NAMES)
            .map(|_| topology::name(&mut dice, &network))
            .collect();
        views.extend(these);
        asides.extend(aside);
        drawn.push((document, network, number, names));
    }

    let set_aside = asides.len();
    let everything = views.iter().filter(|it| it.forwards.contains("")).count();
    assert!(
        set_aside > 5 && everything > 2,
        "{set_aside} views with a SYSTEM rule, {everything} that forward everything"
    );
    let aside = Named::start(&named, &asides, None);
    let server = Named::start(&named, &views, Some(&aside));
    let (mut asked, mut differences) = (0, Vec::new());
    let mut ends = BTreeMap::new();
    for (document, network, number, names) in &drawn {
        let mine = || views.iter().filter(|view| view.network == *number);
        for view in mine() {
            let Some(vantage) = view.vantage.as_deref() else {
                continue;
            };
            let questions: Vec<Question> = names
                .iter()
                .flat_map(|name| {
                    [RecordType::A, RecordType::Aaaa].map(|record_type| Question {
                        name: name.clone(),
                        record_type,
                    })
                })
                .collect();
            let replies = server.ask(&dig, &view.client, &questions);
            for (question, reply) in questions.iter().zip(replies) {
                let resolved = resolve(network, vantage, &question.name, question.record_type);
                let answers = &resolved.resolution.answers;
                if answers.iter().any(|answer| !view.can_say(&answer.name)) {
                    continue;
                }
                if forwarded_by_a_site(network, &resolved.resolution) {
                    continue;
                }
                let engine = of_engine(&resolved, view);
                let bind = Said::of_bind(&reply, question, view);
                asked += 1;
                *ends.entry(engine.end()).or_insert(0) += 1;
                if !engine.agrees_with(&bind) {
                    let seed = seeds[usize::from(*number) - 1];
                    differences.push(format!(
                        "network of seed {seed} from {vantage}: {} {}\n  engine: {engine:?}\n  BIND:   {bind:?}",
                        question.name,
                        question.record_type.as_str(),
                    ));
                    if std::env::var_os("SIGHTLINE_ORACLE_SHOW").is_some() {
                        crate::say(&format!("{}\n{document:#}", differences.last().unwrap()));
                    }
                }
            }
        }
    }
    crate::say(&format!(
        "the DNS oracle answered {asked} questions: {ends:?}"
    ));
    assert!(
        differences.is_empty(),
        "{} of {asked} answers differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
    for end in ["Addresses", "NoData", "NoName", "Unknown", "Loop"] {
        let times = ends.get(end).copied().unwrap_or(0);
        assert!(times > 0, "only {times} answers ended with {end}");
    }
}

/// Whether a site's servers were asked by others and forwarded in turn: the views say of a site what
/// the public DNS says.
fn forwarded_by_a_site(network: &Network, resolution: &Resolution) -> bool {
    let mut resolvers = resolution.steps.iter().map(|it| &it.resolver).peekable();
    while let Some(resolver) = resolvers.next() {
        let is_site = network.topology().site.contains_key(resolver);
        if is_site
            && resolvers
                .peek()
                .is_none_or(|it| it.as_str() != "internet.resolver")
        {
            return true;
        }
    }
    false
}
