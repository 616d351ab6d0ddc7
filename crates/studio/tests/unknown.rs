//! What is not known, and why, as a person reads it in the inspector and at the event that hangs on it.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

use net::lang::Lang;
use std::rc::Rc;
use studio::action::{Action, Move};
use studio::document::{Document, Origin};
use studio::link::Link;
use studio::question::Question;
use studio::state::{State, reduce};
use studio::view::view;

/// A dump without route tables and without DHCP options.
const DUMP: &str = r#"{
    "format": "sightline.topology/1",
    "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "dhcp_options_id": "dopt-1", "enable_dns_support": null,
        "unknown": { "main_route_table_id": "describe-route-tables is not among the inputs" } } },
    "subnet": { "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24" } }
}"#;

fn opened(lang: Lang) -> Rc<State> {
    let topology = net::Topology::from_json(DUMP).unwrap();
    let origin = Origin::Given {
        name: "dump".to_owned(),
    };
    let document = Rc::new(Document::of_topology(topology, origin));
    let link = Link::from_hash(match lang {
        Lang::En => "lang=en",
        Lang::Ja => "lang=ja",
    });
    Rc::new(State::opened(&link, document))
}

/// Why what the events of an answer hang on is not known.
fn reasons(lang: Lang, to: &str) -> Vec<String> {
    let question = Question {
        from: "subnet-1".to_owned(),
        to: to.to_owned(),
        ..Question::default()
    };
    let mut state = reduce(&opened(lang), Action::AskThis(question));
    let mut told = Vec::new();
    for number in 1..=state.count() {
        state = reduce(&state, Action::Play(Move::To(number)));
        told.extend(view(&state).why.event.and_then(|it| it.unknown));
    }
    told
}

#[test]
fn the_inspector_lists_what_is_not_known_in_the_readers_language() {
    let facts = |lang| {
        let state = reduce(&opened(lang), Action::Select(Some("vpc-1".into())));
        view(&state).why.thing.unwrap().facts
    };
    let row = |why: &str| ("main_route_table_id".to_owned(), why.to_owned());
    let english = "not known: describe-route-tables is not among the inputs";
    assert!(facts(Lang::En).contains(&row(english)));
    let japanese = "不明: describe-route-tables が入力にありません";
    assert!(facts(Lang::Ja).contains(&row(japanese)));
}

#[test]
fn an_event_tells_why_what_it_hangs_on_is_not_known() {
    let name = "s3.eu-west-1.amazonaws.com";
    let dhcp = "aws ec2 describe-dhcp-options prints it".to_owned();
    assert!(
        reasons(Lang::En, name).contains(&dhcp),
        "{:?}",
        reasons(Lang::En, name)
    );
    let route = "describe-route-tables が入力にありません".to_owned();
    let told = reasons(Lang::Ja, "198.51.100.1");
    assert!(told.contains(&route), "{told:?}");
}
