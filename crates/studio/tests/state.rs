//! The application without a screen, as a person uses it: open, ask, step, edit, undo, share.

use net::evidence::Fared;
use net::lang::Lang;
use std::rc::Rc;
use studio::action::{Action, Busy, Edit, Move, Tab};
use studio::cargo::{Cargo, CargoKind};
use studio::document::{Document, Origin};
use studio::link::{Embed, Link, Source, Theme, pack, unpack};
use studio::perspective::{Perspective, lit, notes};
use studio::question::{Field, Question};
use studio::report::Problem;
use studio::scenario;
use studio::state::{Motion, State, reduce};
use studio::survey::{Look, SurveyLine};
use studio::timeline::BeatMark;
use studio::view::view;

fn opened(hash: &str) -> Rc<State> {
    let link = Link::from_hash(hash);
    let scenario = State::scenario_of(&link).unwrap_or(&scenario::ALL[0]);
    let document = Rc::new(Document::of_scenario(scenario));
    Rc::new(State::opened(&link, document))
}

fn after(state: &Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let start = Rc::clone(state);
    actions
        .into_iter()
        .fold(start, |state, action| reduce(&state, action))
}

fn load(name: &str, json: &str) -> Action {
    let topology = net::Topology::from_json(json).unwrap_or_default();
    let origin = Origin::Given {
        name: name.to_owned(),
    };
    let document = Rc::new(Document::of_topology(topology, origin));
    Action::Edit(Edit::Load {
        document,
        report: None,
    })
}

fn motion(state: &State) -> (usize, Motion) {
    (state.playhead.event, state.playhead.motion)
}

fn verdict(state: &State) -> Option<(&'static str, &'static str)> {
    view(state).time.verdict.map(|it| (it.outcome, it.code))
}

#[test]
fn the_page_opens_on_the_hands_on_with_its_question_answered() {
    let state = opened("");
    assert_eq!(view(&state).header.scenario, Some("hands-on"));
    assert_eq!(verdict(&state), Some(("reachable", "OK")));
    assert_eq!(motion(&state), (1, Motion::Resting));
    assert!(state.count() > 10);
}

#[test]
fn every_scenario_opens_from_each_of_its_vantages_in_both_languages() {
    for scenario in scenario::ALL {
        for from in scenario.vantages {
            for lang in ["en", "ja"] {
                let hash = format!("scenario={}&from={from}&lang={lang}", scenario.id);
                let time = view(&opened(&hash)).time;
                assert_eq!(
                    time.verdict.map(|it| it.outcome),
                    Some("reachable"),
                    "{hash}"
                );
                for tick in &time.ticks {
                    assert!(
                        !tick.title.is_empty() && !tick.label.is_empty(),
                        "{hash}: {tick:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_link_leads_to_the_very_moment_it_was_taken() {
    let state = opened("scenario=split-horizon&lang=ja&theme=dark");
    let from_outside = state.question.with(Field::From, "internet");
    let state = after(
        &state,
        [Action::AskThis(from_outside), Action::Play(Move::To(3))],
    );
    let again = opened(&state.link(None).to_hash());
    assert_eq!(again.playhead.event, 3);
    assert_eq!((again.lang, again.theme), (Lang::Ja, Theme::Dark));
    assert_eq!(again.question, state.question);
    assert_eq!(view(&again).time, view(&state).time);
}

#[test]
fn a_document_of_ones_own_travels_in_the_link() {
    let json = r#"{"format":"sightline.topology/1","vpc":{"vpc-1":{"cidr_block":"10.0.0.0/16","tags":{"Name":"東京"}}}}"#;
    let state = after(&opened(""), [load("mine", json)]);
    let topology = state.document().network.topology();
    let packed = pack(&topology.to_line());
    let Some(Source::Packed(packed)) = state.link(Some(packed)).source else {
        panic!("the link carries the document");
    };
    let again = unpack(&packed)
        .ok()
        .and_then(|json| net::Topology::from_json(&json).ok());
    assert_eq!(again.as_ref(), Some(topology));
}

#[test]
fn nothing_fades_for_a_question_that_nobody_asked_and_no_link_tells_it() {
    let json = r#"{"format":"sightline.topology/1","vpc":{"vpc-1":{"cidr_block":"10.0.0.0/16"}},
        "subnet":{"subnet-1":{"vpc_id":"vpc-1","cidr_block":"10.0.0.0/24"}}}"#;
    let state = after(&opened(""), [load("mine", json)]);
    assert!(state.is_suggested && state.answer.is_some());
    assert_eq!(state.link(None).from, None);
    for action in [Action::Ask, Action::Play(Move::Step)] {
        let asked = after(&state, [action]);
        assert!(!asked.is_suggested);
        assert_eq!(asked.link(None).from.as_deref(), Some("subnet-1"));
    }
    assert!(!opened("").is_suggested, "a scenario tells its story");
}

#[test]
fn only_an_edit_can_be_undone() {
    let start = opened("");
    let other = after(
        &start,
        [
            Action::Play(Move::Step),
            Action::Lang(Lang::Ja),
            Action::Theme(Theme::Dark),
            Action::Search("nlb".to_owned()),
        ],
    );
    assert!(!other.documents.can_undo());
    let loaded = after(&other, [load("mine", "{}")]);
    assert!(loaded.documents.can_undo());
    let undone = after(&loaded, [Action::Undo]);
    assert!(Rc::ptr_eq(undone.document(), start.document()));
    assert_eq!(undone.lang, Lang::Ja, "the language is no edit");
    assert_eq!(verdict(&undone), Some(("reachable", "OK")));
    let redone = after(&undone, [Action::Redo]);
    assert!(Rc::ptr_eq(redone.document(), loaded.document()));
}

#[test]
fn a_problem_leaves_the_document_alone() {
    let start = opened("");
    let problem = Problem {
        file: "a.yml".to_owned(),
        line: 3,
        column: 7,
        message: "no".to_owned(),
    };
    let failed = after(
        &start,
        [
            Action::Busy(Some(Busy::Drawing)),
            Action::Fail(vec![problem]),
        ],
    );
    assert!(Rc::ptr_eq(failed.document(), start.document()));
    assert_eq!((failed.problems.len(), failed.busy), (1, None));
    assert_eq!(failed.answer, start.answer);
}

#[test]
fn playing_runs_steps_and_rests() {
    let start = opened("");
    let count = start.count();
    let play = |state: &Rc<State>, how| after(state, [Action::Play(how)]);
    let running = play(&start, Move::Toggle);
    assert_eq!(motion(&running), (1, Motion::Running));
    let arrived = play(&running, Move::Arrived(2));
    assert_eq!(motion(&arrived), (2, Motion::Running));
    let paused = play(&arrived, Move::Toggle);
    assert_eq!(motion(&paused), (2, Motion::Resting));
    let late = play(&paused, Move::Arrived(9));
    assert_eq!(
        motion(&late),
        (2, Motion::Resting),
        "a late frame moves nothing"
    );
    let stepped = play(&paused, Move::Step);
    assert_eq!(motion(&stepped), (3, Motion::Stepping));
    let end = play(&stepped, Move::End);
    assert_eq!(motion(&end), (count, Motion::Resting));
    assert_eq!(motion(&play(&end, Move::Step)), (count, Motion::Resting));
    assert_eq!(
        motion(&play(&end, Move::Run)),
        (1, Motion::Running),
        "the end runs from the start"
    );
    assert_eq!(motion(&play(&start, Move::Back)), (1, Motion::Resting));
}

#[test]
fn a_blocked_question_says_where_why_and_what_came_closest() {
    let state = opened("to=vpce-0a1b2c3d4e5f60001:81");
    assert_eq!(verdict(&state), Some(("blocked", "DST_SG_INGRESS_DENIED")));
    let ticks = view(&state).time.ticks;
    let stop = ticks.iter().find(|tick| tick.mark == BeatMark::Stopped);
    let stop = stop.map_or(0, |tick| tick.number);
    let why = view(&after(&state, [Action::Play(Move::To(stop))])).why;
    let event = why.event.unwrap_or_else(|| panic!("there is an event"));
    assert!(event.stopped.is_some());
    let table = event
        .table
        .unwrap_or_else(|| panic!("a security group has a table"));
    assert!(table.rows.iter().any(|row| row.fared == Fared::Nearest));
    assert!(
        ticks.iter().any(|tick| tick.hypothetical),
        "the path goes on beyond"
    );
}

#[test]
fn an_unfinished_question_asks_nothing_and_a_foolish_one_is_answered() {
    let state = opened("");
    let emptied = after(
        &state,
        [Action::Draft(Field::To, String::new()), Action::Ask],
    );
    assert!(emptied.answer.is_none());
    let foolish = Question::of_target("nobody", "nowhere:1", "tcp");
    let asked = after(&emptied, [Action::AskThis(foolish)]);
    assert_eq!(verdict(&asked).map(|it| it.0), Some("undetermined"));
}

#[test]
fn a_selection_shows_facts_until_the_animation_moves() {
    let state = opened("");
    let selected = after(
        &state,
        [Action::Select(Some("vpce-0a1b2c3d4e5f60001".into()))],
    );
    let thing = view(&selected)
        .why
        .thing
        .unwrap_or_else(|| panic!("the endpoint is found"));
    assert_eq!(
        (thing.kind.as_str(), thing.name.as_str()),
        ("VPC endpoint", "PrivateLink")
    );
    assert!(thing.json.contains("vpc_endpoint_type"));
    assert_eq!(after(&selected, [Action::Play(Move::Step)]).selection, None);
}

#[test]
fn searching_finds_by_name_and_address() {
    for (text, expected) in [
        ("httpd", "i-09a0ec2000001"),
        ("10.0.0.57", "eni-0c0b1a0e001"),
    ] {
        let state = after(&opened(""), [Action::Search(text.to_owned())]);
        let found = view(&state).outline.found.unwrap_or_default();
        assert!(
            found.iter().any(|row| row.id == expected),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn an_embed_keeps_its_kind_in_the_link() {
    let state = opened("embed=view");
    assert_eq!(state.embed, Embed::View);
    assert!(state.link(None).to_hash().contains("embed=view"));
}

#[test]
fn a_drag_is_one_undo_and_leaves_the_moment_alone() {
    let state = after(&opened(""), [Action::Play(Move::To(5))]);
    let id = "eni-0c055e00001";
    let rect = |state: &State| state.scene.find(id).map(|it| it.rect);
    let drag = Edit::Move {
        id: id.into(),
        by: [-3, 5],
    };
    let moved = after(&state, [Action::Edit(drag)]);
    assert_ne!(rect(&moved), rect(&state));
    assert_eq!(motion(&moved), motion(&state));
    assert!(moved.link(Some(pack("{}"))).to_hash().starts_with("t=1."));
    let back = after(&moved, [Action::Undo]);
    assert_eq!(rect(&back), rect(&state));
    assert_eq!(motion(&back), motion(&state));
    assert_eq!(rect(&after(&back, [Action::Redo])), rect(&moved));
}

#[test]
fn a_folded_container_stands_for_what_it_hides() {
    let state = opened("");
    let subnet = state.scene.foldable("eni-0c055e00001");
    let Some(subnet) = subnet else {
        panic!("a leaf's subnet folds");
    };
    let folded = after(&state, [Action::Edit(Edit::Fold(subnet.clone()))]);
    let sign = folded.scene.find("eni-0c055e00001").map(|it| it.id.clone());
    assert_eq!(sign, Some(format!("{subnet}.folded").as_str().into()));
    assert_eq!(verdict(&folded), Some(("reachable", "OK")));
    let unfolded = after(&folded, [Action::Edit(Edit::Fold(subnet))]);
    assert_eq!(unfolded.scene.boxes, state.scene.boxes);
}

#[test]
fn each_perspective_notes_something_of_the_hands_on_in_both_languages() {
    for lang in [Lang::En, Lang::Ja] {
        let state = after(&opened(""), [Action::Lang(lang)]);
        let network = &state.document().network;
        for perspective in Perspective::ALL {
            let leaf = "eni-0c055e00001".into();
            let notes = notes(perspective, network, &state.scene, Some(&leaf), lang);
            assert!(
                !notes.is_empty() || perspective == Perspective::Ownership,
                "{perspective:?}"
            );
            for note in notes {
                let at = state.scene.find(note.at.as_str());
                let fits = at.is_some_and(|it| {
                    it.rect.x <= note.rect.x && note.rect.right() <= it.rect.right()
                });
                assert!(fits, "{:?} is no wider than its box", note.text.content);
            }
        }
    }
    let looked = after(&opened(""), [Action::Perspective(Perspective::Cost)]);
    assert!(looked.link(None).to_hash().contains("view=cost"));
    assert_eq!(opened("#view=dns").perspective, Perspective::Dns);
}

#[test]
fn the_sheet_of_a_narrow_page_comes_up_for_what_is_there_to_read() {
    let state = opened("");
    assert!(!state.is_sheet_open);
    let state = after(&state, [Action::Tab(Tab::Events)]);
    assert_eq!((state.is_sheet_open, state.tab), (true, Tab::Events));
    let state = after(&state, [Action::Tab(Tab::Events)]);
    assert!(!state.is_sheet_open);
    let state = after(&state, [Action::Select(Some("i-0c0ec20000001".into()))]);
    assert_eq!((state.is_sheet_open, state.tab), (true, Tab::Why));
}

#[test]
fn the_dot_carries_the_answer_to_the_packet_and_shows_what_is_written_anew() {
    let state = opened("");
    let answer = state.answer.as_ref().unwrap();
    let carried: Vec<(CargoKind, Vec<String>)> = (1..=answer.count())
        .filter_map(|event| Cargo::of(answer, event, Lang::En))
        .map(|it| (it.kind, it.lines))
        .collect();
    let has = |kind: CargoKind, line: &str| {
        let mut all = carried.iter();
        all.any(|(of, lines)| *of == kind && lines.iter().any(|it| it == line))
    };
    assert!(has(CargoKind::Name, "A?"), "{carried:?}");
    assert!(has(CargoKind::Name, "10.0.0.57"), "{carried:?}");
    assert!(has(CargoKind::Packet, "→ 10.0.0.57"), "{carried:?}");
    assert!(
        has(CargoKind::Rewritten, "from 10.0.0.10 → 10.1.0.30"),
        "{carried:?}"
    );
}

#[test]
fn a_perspective_keeps_lit_what_it_speaks_of_and_owners_are_numbered() {
    let state = opened("");
    let network = &state.document().network;
    let noted = |perspective| notes(perspective, network, &state.scene, None, Lang::En);
    let cost = noted(Perspective::Cost);
    let lit = lit(Perspective::Cost, &state.scene, &cost).unwrap();
    assert!(lit.contains("eni-0c055e00001"), "an endpoint costs");
    assert!(
        !lit.contains("i-0c0ec20000001"),
        "an instance is not of this bill"
    );
    let owners = noted(Perspective::Ownership);
    let numbers: Vec<_> = owners.iter().filter_map(|it| it.owner).collect();
    assert_eq!(numbers, [0, 1], "{owners:?}");
}

#[test]
fn a_switch_is_one_step_of_undo_and_asks_again() {
    let state = opened("scenario=inspection");
    assert_eq!(verdict(&state), Some(("reachable", "OK")));
    let state = reduce(&state, Action::Select(Some("i-04a0f1e0f13e".into())));
    let thing = view(&state)
        .why
        .thing
        .unwrap_or_else(|| panic!("it is selected"));
    let said: Vec<_> = thing
        .switches
        .iter()
        .map(|it| (it.attribute, it.chosen))
        .collect();
    assert_eq!(
        said,
        [("appliance", Some("pass")), ("state", Some("healthy"))]
    );
    let Some(appliance) = thing.switches.first() else {
        panic!("an appliance has a switch");
    };
    let drop = Action::Edit(Edit::Set {
        kind: appliance.kind,
        id: appliance.id.clone(),
        attribute: appliance.attribute,
        value: "drop",
    });
    let dropped = reduce(&state, drop);
    assert_eq!(verdict(&dropped).map(|it| it.0), Some("blocked"));
    let at = dropped
        .answer
        .as_ref()
        .and_then(|it| it.trace.verdict.at.clone());
    assert_eq!(
        at.as_ref().map(net::ResourceId::as_str),
        Some("i-04a0f1e0f13e")
    );
    assert_eq!(
        dropped.selection, state.selection,
        "its switch stays in view"
    );
    let undone = reduce(&dropped, Action::Undo);
    assert_eq!(verdict(&undone), Some(("reachable", "OK")));
}

#[test]
fn a_reply_reaches_the_internet_from_the_address_that_was_asked() {
    let state = opened("#scenario=inspection&lang=en");
    let answer = state.answer.as_ref().expect("it is asked at once");
    let home = answer
        .events
        .iter()
        .find(|it| it.title.ends_with("someone on the internet"))
        .expect("the reply comes back");
    assert_eq!(home.label, "← client");
    let headers = answer.headers(home.number).expect("it is a packet");
    assert_eq!(headers.now.source.to_string(), "203.0.113.10");
}

#[test]
fn the_last_event_sums_up_and_shows_the_rule_that_decided() {
    let sum = |state: &State| -> Vec<(&'static str, Vec<String>)> {
        let event = view(state).why.event.expect("there is an answer");
        let texts = |line: studio::view::Sum| line.parts.into_iter().map(|it| it.text).collect();
        let lines = event.sum.into_iter();
        lines.map(|line| (line.name, texts(line))).collect()
    };
    let nat = opened("#scenario=nat-or-gateway&from=task-c&lang=en");
    assert_eq!(sum(&nat), Vec::new(), "only the end sums up");
    let nat = after(&nat, [Action::Play(Move::End)]);
    let lines = sum(&nat);
    let line = |name: &str| {
        let found = lines.iter().find(|(it, _)| *it == name);
        found.map(|(_, parts)| parts.join(" | "))
    };
    assert_eq!(
        line("Way").as_deref(),
        Some("task-c | nat | igw-02a1b2c3001 | s3")
    );
    assert_eq!(
        line("Seen from").as_deref(),
        Some("203.0.113.5, no longer 10.0.2.10")
    );
    assert_eq!(
        line("Cost").as_deref(),
        Some("nat: $48.91 a month + $0.062 per GB")
    );
    assert_eq!(line("Code"), None, "OK says nothing more than Reachable");

    let blocked = opened("#from=consumer-ec2&to=vpce-0a1b2c3d4e5f60001:81&lang=en");
    let blocked = after(&blocked, [Action::Play(Move::End)]);
    let event = view(&blocked).why.event.expect("there is an answer");
    let table = event.table.expect("the rules that decided");
    assert!(table.rows.iter().any(|row| row.fared == Fared::Nearest));
    assert!(event.law.is_some() && event.source.is_some());
    let decided = sum(&blocked)
        .into_iter()
        .find(|(it, _)| *it == "Decided by");
    assert_eq!(
        decided.map(|(_, parts)| parts.join(" ")).as_deref(),
        Some("The security group of PrivateLink does not let it in")
    );
    let verdict = view(&blocked).time.verdict.expect("it is answered");
    assert_eq!((verdict.text, verdict.seen), ("Blocked", Some("times out")));
}

#[test]
fn a_file_without_a_network_is_asked_nothing_and_says_so() {
    let opened = opened("#lang=en");
    let empty = r#"{ "format": "sightline.topology/1" }"#;
    let state = after(&opened, [load("empty", empty)]);
    assert_eq!(verdict(&state), None, "nothing is green where nothing is");
    let nothing = view(&state).time.nothing.unwrap_or_default();
    assert!(nothing.starts_with("There is no network"), "{nothing}");
    let vpc = r#"{ "format": "sightline.topology/1", "vpc": { "vpc-1": {} } }"#;
    let state = after(&opened, [load("vpc", vpc)]);
    assert_eq!(view(&state).time.nothing, None);
}

#[test]
fn very_long_names_are_cut_in_sentences_and_those_from_the_right_stand_for_themselves() {
    let long = "a".repeat(120) + &"b".repeat(80);
    let document = format!(
        r#"{{ "format": "sightline.topology/1",
            "vpc": {{ "vpc-1": {{ "cidr_block": "10.0.0.0/16" }} }},
            "subnet": {{ "subnet-1": {{ "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24" }} }},
            "instance": {{
                "i-1": {{ "subnet_id": "subnet-1", "private_ip": "10.0.0.9", "tags": {{ "Name": "{long}" }} }},
                "i-2": {{ "subnet_id": "subnet-1", "private_ip": "10.0.0.8", "tags": {{ "Name": "خادم" }} }} }} }}"#
    );
    let state = after(&opened("#lang=en"), [load("names", &document)]);
    let ask = Question::of_target("i-1", "i-2:443", "tcp");
    let state = after(&state, [Action::AskThis(ask)]);
    let answer = state.answer.as_ref().expect("it is asked");
    let titles: Vec<&str> = answer.events.iter().map(|it| it.title.as_str()).collect();
    assert!(
        titles.iter().all(|it| it.chars().count() < 120),
        "{titles:?}"
    );
    assert!(titles.iter().any(|it| it.contains("aaa…bbb")), "{titles:?}");
    assert!(
        titles.iter().any(|it| it.contains("\u{2068}خادم\u{2069}")),
        "{titles:?}"
    );
}

#[test]
fn the_matrix_asks_each_target_by_the_port_it_listens_on() {
    let state = opened("#scenario=hands-on&view=matrix&lang=en");
    let survey = state.survey.as_ref().expect("the matrix is shown");
    let ports: Vec<(&str, u16)> = survey
        .targets
        .iter()
        .map(|it| (it.name.as_str(), it.port))
        .collect();
    assert_eq!(ports[..2], [("PrivateLink", 80), ("ssm", 443)]);
    let outcome = |state: &State, from: &str| {
        let survey = state.survey.as_ref()?;
        survey.lines.iter().find_map(|line| match line {
            SurveyLine::Vantage(row) if row.name == from => {
                row.cells.first().map(|it| it.outcome.as_str())
            }
            SurveyLine::Vantage(_) | SurveyLine::Group(_) => None,
        })
    };
    assert_eq!(outcome(&state, "consumer-ec2"), Some("reachable"));
    let look = Look {
        port: Some(443),
        ..survey.look.clone()
    };
    let asked = after(&state, [Action::Look(look)]);
    assert_eq!(outcome(&asked, "consumer-ec2"), Some("blocked"));
}

#[test]
fn a_name_that_leads_nowhere_stops_where_that_was_decided() {
    let document = r#"{ "format": "sightline.topology/1",
        "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "enable_dns_support": true, "enable_dns_hostnames": true } },
        "subnet": { "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24" } },
        "route53_zone": { "z-1": { "name": "corp.example", "vpc": [{ "vpc_id": "vpc-1" }] } },
        "route53_record": { "r-1": { "zone_id": "z-1", "name": "db.corp.example", "type": "A", "ttl": 60, "records": ["10.0.0.9"] } },
        "instance": { "i-1": { "subnet_id": "subnet-1", "private_ip": "10.0.0.9" } } }"#;
    let state = after(&opened("#lang=en"), [load("names", document)]);
    let ask = Question::of_target("i-1", "nobody.corp.example:443", "tcp");
    let state = after(&state, [Action::AskThis(ask)]);
    assert_eq!(verdict(&state), Some(("blocked", "DNS_NXDOMAIN")));
    let answer = state.answer.as_ref().expect("it is asked");
    let stop = answer.stop().expect("it stops");
    assert!(
        stop.number < answer.count() - 1,
        "before the answer comes back"
    );
    assert_eq!(
        stop.at.as_ref().map(|it| it.as_str()),
        Some("vpc-1.resolver")
    );
}

#[test]
fn japanese_sentences_have_room_around_latin_words_only() {
    let state = opened("#scenario=inspection&lang=ja");
    let answer = state.answer.as_ref().expect("it is asked at once");
    assert_eq!(
        answer.events[0].title,
        "インターネット側のクライアントが 203.0.113.10 へ送信します"
    );
    let state = opened("#scenario=hands-on&lang=ja");
    let answer = state.answer.as_ref().expect("it is asked at once");
    assert!(
        answer.events[0]
            .title
            .starts_with("consumer-ec2 が consumer のリゾルバーに vpce-")
    );
    assert!(
        answer.events[4]
            .title
            .starts_with("consumer-ec2 がパブリック DNS に vpce-")
    );
}
