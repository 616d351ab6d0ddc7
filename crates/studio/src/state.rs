//! The whole state of the application, and the one function that changes it.

use crate::action::{Action, Busy, Dialog, Edit, Move, Notice, Tab};
use crate::answer::Answer;
use crate::compare::{self, Comparison};
use crate::document::{Document, Origin};
use crate::history::History;
use crate::link::{Embed, Link, Theme};
use crate::outline::Outline;
use crate::perspective::Perspective;
use crate::question::{Field, Question};
use crate::report::{Problem, Report};
use crate::scenario;
use crate::scene::Scene;
use crate::screen::Screen;
use crate::survey::{Look, Survey};
use crate::switch;
use crate::timeline::BeatMark;
use crate::unsaid;
use net::ResourceId;
use net::lang::Lang;
use std::rc::Rc;

/// Everything the page shows, before it is put into words and boxes.
#[derive(Clone, Debug)]
pub struct State {
    /// The document, its past and its future.
    pub documents: History<Document>,
    /// The document as drawn in the language, with what the answer leads to.
    pub scene: Rc<Scene>,
    /// The document as a list.
    pub outline: Rc<Outline>,
    /// What the query bar says.
    pub question: Question,
    /// The last question that was asked, answered.
    pub answer: Option<Rc<Answer>>,
    /// Whether fixes of the answer were looked for.
    pub fixes_sought: bool,
    /// Where the animation stands.
    pub playhead: Playhead,
    /// The selected resource.
    pub selection: Option<ResourceId>,
    /// The source that was pressed in the diagram and waits for its target.
    pub source: Option<ResourceId>,
    /// The text in the search field.
    pub search: String,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// What the middle of the page shows.
    pub screen: Screen,
    /// The vantages that are compared.
    pub vantages: Vec<String>,
    /// Their answers, while they are shown.
    pub comparison: Option<Rc<Comparison>>,
    /// Which piece of the matrix is looked at.
    pub look: Look,
    /// The piece, while it is shown.
    pub survey: Option<Rc<Survey>>,
    /// The tab of a narrow page.
    pub tab: Tab,
    /// Whether the sheet of that tab is up; a wide page always shows it.
    pub is_sheet_open: bool,
    /// The colours.
    pub theme: Theme,
    /// The language.
    pub lang: Lang,
    /// What is noted beside the boxes.
    pub perspective: Perspective,
    /// How much of the page is shown.
    pub embed: Embed,
    /// What could not be read.
    pub problems: Rc<Vec<Problem>>,
    /// How far files have been read, while they are.
    pub busy: Option<Busy>,
    /// A short word.
    pub notice: Option<Notice>,
    /// What the importer said of the document.
    pub report: Option<Rc<Report>>,
    /// Whether that is shown.
    pub is_report_open: bool,
}

/// Where the animation stands. Time within an event belongs to whoever draws it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playhead {
    /// The current event, from 1; 0 while there is none.
    pub event: usize,
    /// What it does there.
    pub motion: Motion,
    /// How fast, 1 being as designed.
    pub speed: f64,
    /// Whether it goes on from the last event to the first.
    pub is_loop: bool,
}

/// What the animation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// It stands at the end of the event.
    Resting,
    /// It plays this event, then stands.
    Stepping,
    /// It runs on to the last event.
    Running,
}

impl State {
    /// The page as it opens: the link's document or the first scenario, its question asked.
    #[must_use]
    pub fn opened(link: &Link, document: Rc<Document>) -> Self {
        let lang = link.lang.unwrap_or_default();
        let mut question = document.opening.clone();
        if let Some(from) = &link.from {
            question.from.clone_from(from);
        }
        if let Some(protocol) = &link.protocol {
            question.protocol.clone_from(protocol);
        }
        if let Some(to) = &link.to {
            question = Question::of_target(&question.from, to, &question.protocol);
        }
        for (field, said) in [
            (Field::Action, &link.action),
            (Field::Arn, &link.arn),
            (Field::Principal, &link.principal),
        ] {
            if let Some(said) = said {
                question = question.with(field, said);
            }
        }
        let scene = Rc::new(Scene::of(&document.network, None, lang));
        let outline = Rc::new(Outline::of(&document, &scene, lang));
        let state = Self {
            documents: History::new(document),
            scene,
            outline,
            question,
            answer: None,
            fixes_sought: false,
            playhead: Playhead {
                event: 0,
                motion: Motion::Resting,
                speed: 1.0,
                is_loop: false,
            },
            selection: None,
            source: None,
            search: String::new(),
            dialog: None,
            screen: Screen::default(),
            vantages: Vec::new(),
            comparison: None,
            look: Look {
                port: net::matrix::PORT,
                ..Look::default()
            },
            survey: None,
            tab: Tab::default(),
            is_sheet_open: false,
            theme: link.theme.unwrap_or_default(),
            lang,
            perspective: link
                .view
                .as_deref()
                .and_then(Perspective::parse)
                .unwrap_or_default(),
            embed: link.embed.unwrap_or_default(),
            problems: Rc::default(),
            busy: None,
            notice: None,
            report: None,
            is_report_open: false,
        };
        let mut state = asked(&state);
        if let Some((screen, vantages)) = link.view.as_deref().and_then(Screen::parse) {
            state.screen = screen;
            state.vantages = vantages;
        }
        let mut state = shown(state);
        state.is_sheet_open = state.comparison.is_some();
        if let Some(step) = link.step {
            state.playhead.event = step.clamp(state.playhead.event.min(1), state.count());
        }
        state
    }

    /// The document the link names, if it is a scenario or names none.
    #[must_use]
    pub fn scenario_of(link: &Link) -> Option<&'static scenario::Scenario> {
        match &link.source {
            None => scenario::ALL.first(),
            Some(crate::link::Source::Scenario(id)) => scenario::find(id),
            Some(crate::link::Source::Packed(_) | crate::link::Source::Address(_)) => None,
        }
    }

    /// The open document.
    #[must_use]
    pub const fn document(&self) -> &Rc<Document> {
        self.documents.present()
    }

    /// How many events there are to play.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.comparison {
            Some(comparison) => comparison.count(),
            None => self.answer.as_ref().map_or(0, |answer| answer.count()),
        }
    }

    /// What a link says of the middle of the page; nothing of a path.
    fn view(&self) -> Option<String> {
        match self.screen {
            Screen::Path => None,
            Screen::Compare => Some(format!(
                "{}:{}",
                self.screen.as_str(),
                self.vantages.join(",")
            )),
            Screen::Matrix => Some(self.screen.as_str().to_owned()),
        }
    }

    /// The link to this very moment. A document from elsewhere is packed into it by `packed`.
    #[must_use]
    pub fn link(&self, packed: Option<String>) -> Link {
        let document = self.document();
        let asked = self.answer.as_ref().map(|answer| &answer.question);
        let source = match (&document.origin, packed) {
            (_, Some(packed)) => Some(crate::link::Source::Packed(packed)),
            (Origin::Scenario(id), None) => Some(crate::link::Source::Scenario((*id).to_owned())),
            (Origin::Address(address), None) => Some(crate::link::Source::Address(address.clone())),
            (Origin::Given { .. }, None) => None,
        };
        let said =
            |field: fn(&Question) -> &String| asked.map(field).filter(|it| !it.is_empty()).cloned();
        Link {
            source,
            from: asked.map(|it| it.from.clone()),
            to: asked.map(Question::target),
            protocol: asked.map(|it| it.protocol.clone()),
            action: said(|it| &it.action),
            arn: said(|it| &it.arn),
            principal: said(|it| &it.principal),
            step: Some(self.playhead.event).filter(|event| *event > 1),
            view: self.view().or_else(|| {
                let perspective = Some(self.perspective);
                let chosen = perspective.filter(|it| *it != Perspective::default());
                chosen.map(|it| it.as_str().to_owned())
            }),
            theme: Some(self.theme).filter(|theme| *theme != Theme::Auto),
            lang: Some(self.lang),
            embed: Some(self.embed),
        }
    }
}

/// The state after something happened.
#[must_use]
pub fn reduce(state: &Rc<State>, action: Action) -> Rc<State> {
    let mut next = State::clone(state);
    match action {
        Action::Edit(edit) => next = edited(&next, edit),
        Action::Undo => match next.documents.undone() {
            Some(documents) => next = stepped(&next, documents),
            None => return Rc::clone(state),
        },
        Action::Redo => match next.documents.redone() {
            Some(documents) => next = stepped(&next, documents),
            None => return Rc::clone(state),
        },
        Action::Draft(field, text) => next.question = next.question.with(field, &text),
        Action::Ask => next = asked(&next),
        Action::AskThis(question) => {
            next.question = question;
            next = asked(&next);
        }
        Action::FindFixes => {
            let playhead = next.playhead;
            next = asked_for(&next, true);
            next.playhead = playhead;
        }
        Action::Play(how) => next.playhead = moved(next.playhead, how, next.count()),
        Action::Select(selection) => {
            next.selection = selection;
            next.source = None;
        }
        Action::Pick(id) => next = picked(&next, id),
        Action::PutAway => {
            next = drawn(&next);
            next.answer = None;
            next.playhead = moved(next.playhead, Move::Start, 0);
        }
        Action::Search(text) => next.search = text,
        Action::Show(dialog) => next.dialog = dialog,
        Action::Tab(tab) => {
            next.is_sheet_open = !next.is_sheet_open || next.tab != tab;
            next.tab = tab;
        }
        Action::Screen(screen) => {
            next.screen = screen;
            next.playhead = moved(next.playhead, Move::Start, next.count());
        }
        Action::Vantage(from) => next.vantages = with_or_without(&next.vantages, from),
        Action::Look(look) => next.look = look,
        Action::Report(is_open) => next.is_report_open = is_open && next.report.is_some(),
        Action::Theme(theme) => next.theme = theme,
        Action::Lang(lang) => next = spoken(&next, lang),
        Action::Perspective(perspective) => next.perspective = perspective,
        Action::Fail(problems) => {
            next.problems = Rc::new(problems);
            next.busy = None;
        }
        Action::Busy(busy) => next.busy = busy,
        Action::Tell(notice) => next.notice = Some(notice),
        Action::Dismiss => {
            next.notice = None;
            next.problems = Rc::default();
        }
    }
    if !is_shown_alike(state, &next) {
        next = shown(next);
    }
    if wants_reading(state, &next) {
        next.tab = Tab::Why;
        next.is_sheet_open = true;
    }
    if next.playhead != state.playhead && next.selection == state.selection {
        // Whoever moves the animation wants to read its reason.
        next.selection = None;
        next.source = None;
    }
    Rc::new(next)
}

/// Whether there is something to read that was not there: facts of a thing, a comparison, a report.
fn wants_reading(before: &State, after: &State) -> bool {
    let is_other_thing = after.selection.is_some() && after.selection != before.selection;
    let is_first_of = |shows: fn(&State) -> bool| shows(after) && !shows(before);
    is_other_thing
        || is_first_of(|state| state.comparison.is_some())
        || is_first_of(|state| state.is_report_open)
}

/// The page with a box pressed: selected, or asked for from the source that was pressed before it.
fn picked(state: &State, id: ResourceId) -> State {
    let mut next = state.clone();
    let network = &state.document().network;
    let is_target = state
        .scene
        .find(id.as_str())
        .is_some_and(|it| !it.is_container() && it.kind != crate::scene::BoxKind::Resolver);
    if let Some(source) = state.source.as_ref().filter(|it| **it != id && is_target) {
        let from = crate::outline::askable(network, source);
        let question = state.question.with(Field::From, &from);
        next.question = question.with(Field::To, id.as_str());
        next = asked(&next);
        next.source = None;
        return next;
    }
    let topology = network.topology();
    let is_source = topology.instance.contains_key(id.as_str())
        || topology.site.contains_key(id.as_str())
        || id.as_str() == crate::scene::INTERNET;
    next.source = is_source.then(|| id.clone());
    next.selection = Some(id);
    next
}

/// Whether the middle of the page rests on the same.
fn is_shown_alike(before: &State, after: &State) -> bool {
    let asked = |state: &State| state.answer.as_ref().map(|it| it.question.clone());
    before.screen == after.screen
        && before.lang == after.lang
        && before.vantages == after.vantages
        && before.look == after.look
        && Rc::ptr_eq(before.document(), after.document())
        && asked(before) == asked(after)
}

/// The page with what its middle shows worked out.
fn shown(mut next: State) -> State {
    next.comparison = None;
    next.survey = None;
    let document = Rc::clone(next.document());
    match next.screen {
        Screen::Path => {}
        Screen::Compare => {
            let network = &document.network;
            let is_known = |from: &String| {
                from == crate::scene::INTERNET
                    || matches!(network.find(from), net::network::Lookup::Found(_))
            };
            next.vantages.retain(is_known);
            if next.vantages.is_empty() {
                next.vantages = compare::usual(&document, &next.question.from);
            }
            next.vantages.truncate(compare::MOST);
            if next.question.query().is_some() {
                let comparison = Comparison::of(
                    network,
                    &next.scene,
                    &next.question,
                    &next.vantages,
                    next.lang,
                );
                next.comparison = Some(Rc::new(comparison));
            }
            let count = next.count();
            next.playhead.event = next.playhead.event.clamp(count.min(1), count);
        }
        Screen::Matrix => {
            let survey = Survey::of(&document.network, next.look.clone(), next.lang);
            next.survey = Some(Rc::new(survey));
        }
    }
    next
}

fn with_or_without(vantages: &[String], from: String) -> Vec<String> {
    let mut next = vantages.to_vec();
    match next.iter().position(|it| *it == from) {
        // One is left, or there is nothing to see.
        Some(at) if next.len() > 1 => {
            next.remove(at);
        }
        Some(_) => {}
        None => {
            // A fifth takes the place of the fourth.
            next.truncate(compare::MOST - 1);
            next.push(from);
        }
    }
    next
}

fn edited(state: &State, edit: Edit) -> State {
    match edit {
        Edit::Move {
            id,
            by: [right, down],
        } => {
            let document = state.document().arranged(|view| {
                let placement = view.entry(id).or_default();
                let [x, y] = placement.nudge.unwrap_or_default();
                placement.nudge = Some([x.saturating_add(right), y.saturating_add(down)]);
            });
            rearranged(state, state.documents.edited(Rc::new(document)))
        }
        Edit::Fold(id) => {
            let document = state.document().arranged(|view| {
                let placement = view.entry(id).or_default();
                let is_folded = placement.collapsed == Some(true);
                placement.collapsed = (!is_folded).then_some(true);
            });
            rearranged(state, state.documents.edited(Rc::new(document)))
        }
        Edit::Load { document, report } => {
            let mut next = reopened(state, state.documents.edited(document));
            next.is_report_open = report.is_some();
            next.report = report;
            next
        }
        Edit::Fix(at) => match fixed(state, at) {
            Some(document) => reopened(state, state.documents.edited(Rc::new(document))),
            None => state.clone(),
        },
        Edit::Answer {
            id,
            attribute,
            choice,
        } => answered(state, &id, attribute, choice),
        Edit::Set {
            kind,
            id,
            attribute,
            value,
        } => {
            let document = state.document();
            let topology = document.network.topology();
            let question = state.question.clone();
            match switch::flipped(topology, kind, &id, attribute, value) {
                Some(topology) => {
                    let document = document.edited(topology, question, state.lang);
                    let mut next = reopened(state, state.documents.edited(Rc::new(document)));
                    // Whoever flips a switch looks at what it is on.
                    next.selection.clone_from(&state.selection);
                    next
                }
                None => state.clone(),
            }
        }
    }
}

/// The document with something answered that no input says; what could not be told goes on from there.
fn answered(state: &State, id: &ResourceId, attribute: &str, choice: usize) -> State {
    let (document, question) = (state.document(), state.question.clone());
    let topology = document.network.topology();
    let Some(topology) = unsaid::answered(topology, id, attribute, choice) else {
        return state.clone();
    };
    let stood_at = state.answer.as_ref().and_then(|answer| {
        let mut events = answer.events.iter();
        events.find(|it| it.mark == BeatMark::Unknown)
    });
    let stood_at = stood_at.map_or(1, |it| it.number);
    let document = document.edited(topology, question, state.lang);
    let mut next = reopened(state, state.documents.edited(Rc::new(document)));
    next.playhead.event = stood_at.min(next.count());
    if next.count() > stood_at {
        next.playhead.motion = Motion::Running;
    }
    next
}

fn fixed(state: &State, at: usize) -> Option<Document> {
    let answer = state.answer.as_ref()?;
    let fix = answer.trace.fixes.get(at)?;
    let document = state.document();
    let topology = net::fix::applied(document.network.topology(), &fix.edits)?;
    Some(document.edited(topology, answer.question.clone(), state.lang))
}

/// In a network larger than this, fixes are looked for when somebody asks: each is a network tried.
const MOST_TO_FIX: usize = 2_000;

/// The page one edit back or forth: another arrangement of what is open leaves the question alone.
fn stepped(state: &State, documents: History<Document>) -> State {
    if documents.present().is_same_network(state.document()) {
        rearranged(state, documents)
    } else {
        reopened(state, documents)
    }
}

/// The page with its boxes elsewhere, at the same moment.
fn rearranged(state: &State, documents: History<Document>) -> State {
    let next = State {
        documents,
        ..state.clone()
    };
    spoken(&next, state.lang)
}

/// The page with another document and its opening question asked; with an edit of the same
/// document, the question stays.
fn reopened(state: &State, documents: History<Document>) -> State {
    let mut next = state.clone();
    next.documents = documents;
    let is_kin = next.document().is_kin(state.document());
    if !is_kin {
        next.scene = Rc::default();
        next.question = next.document().opening.clone();
        next.report = None;
        next.vantages = Vec::new();
        next.look.row = 0;
        next.look.column = 0;
        next.look.filter.clear();
        next.look.open.clear();
    }
    next.selection = None;
    next.source = None;
    next.search = String::new();
    next.dialog = None;
    next.problems = Rc::default();
    next.notice = None;
    next.is_report_open = false;
    next.busy = None;
    next.answer = None;
    next = if next.question.query().is_some() {
        asked(&next)
    } else {
        drawn(&next)
    };
    next.outline = Rc::new(Outline::of(next.document(), &next.scene, next.lang));
    next
}

/// The page with its question asked and answered. A question with an empty field asks nothing.
fn asked(state: &State) -> State {
    asked_for(state, false)
}

/// The same; where it is thorough, fixes are looked for in a network of any size.
fn asked_for(state: &State, is_thorough: bool) -> State {
    let mut next = state.clone();
    next.selection = None;
    next.source = None;
    let document = Rc::clone(state.document());
    next.answer = None;
    let size = document.network.topology().network_interface.len();
    next.fixes_sought = is_thorough || size <= MOST_TO_FIX;
    next.playhead.event = 0;
    next.playhead.motion = Motion::Resting;
    if let Some(query) = next.question.query() {
        let network = &document.network;
        let trace = if next.fixes_sought {
            net::trace_with_fixes(network, &query)
        } else {
            net::trace(network, &query)
        };
        let scene = Rc::new(next.scene.next(&document.network, Some(&trace), next.lang));
        if *scene != *next.scene {
            next.scene = scene;
        }
        let question = next.question.clone();
        let answer = Answer::told(question, trace, &document.network, &next.scene, next.lang);
        next.playhead.event = answer.count().min(1);
        next.answer = Some(Rc::new(answer));
    }
    next
}

/// The page in another language, standing at the same event.
fn spoken(state: &State, lang: Lang) -> State {
    let mut next = state.clone();
    next.lang = lang;
    let trace = next.answer.as_ref().map(|answer| answer.trace.clone());
    let document = Rc::clone(state.document());
    next.scene = Rc::new(next.scene.next(&document.network, trace.as_ref(), lang));
    next.outline = Rc::new(Outline::of(&document, &next.scene, lang));
    if let (Some(answer), Some(trace)) = (&state.answer, trace) {
        let question = answer.question.clone();
        let told = Answer::told(question, trace, &document.network, &next.scene, lang);
        next.answer = Some(Rc::new(told));
    }
    next
}

fn drawn(state: &State) -> State {
    let mut next = state.clone();
    let network = &state.document().network;
    next.scene = Rc::new(state.scene.next(network, None, state.lang));
    next
}

fn moved(playhead: Playhead, how: Move, count: usize) -> Playhead {
    let rest = |event: usize| Playhead {
        event: event.clamp(count.min(1), count),
        motion: Motion::Resting,
        ..playhead
    };
    let is_running = playhead.motion == Motion::Running;
    match how {
        Move::Toggle if is_running => rest(playhead.event),
        Move::Run | Move::Toggle => {
            let event = if playhead.event >= count {
                1
            } else {
                playhead.event
            };
            Playhead {
                event: event.min(count),
                motion: if count > 0 {
                    Motion::Running
                } else {
                    Motion::Resting
                },
                ..playhead
            }
        }
        Move::Stop => rest(playhead.event),
        Move::Step if playhead.event >= count => rest(count),
        Move::Step => Playhead {
            motion: Motion::Stepping,
            ..rest(playhead.event + 1)
        },
        Move::Back => rest(playhead.event.saturating_sub(1)),
        Move::To(event) => rest(event),
        Move::Start => rest(1),
        Move::End => rest(count),
        Move::Arrived(event) if is_running => Playhead {
            event: event.clamp(count.min(1), count),
            ..playhead
        },
        Move::Arrived(_) => playhead,
        Move::Finished if playhead.is_loop && is_running => Playhead {
            event: count.min(1),
            ..playhead
        },
        Move::Finished => rest(playhead.event),
        Move::Loop => Playhead {
            is_loop: !playhead.is_loop,
            ..playhead
        },
        Move::Speed(speed) => Playhead {
            speed: speed.clamp(0.25, 4.0),
            ..playhead
        },
    }
}
