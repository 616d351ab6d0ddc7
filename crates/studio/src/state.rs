//! The whole state of the application, and the one function that changes it.

mod asking;
mod edit;
mod playhead;

use crate::action::{Action, Busy, Dialog, Move, Notice, Tab};
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
use crate::vantage;
use net::ResourceId;
use net::lang::Lang;
use std::rc::Rc;

pub use playhead::{Motion, Playhead};

use asking::{asked, asked_for, drawn, spoken};
use edit::{edited, stepped};
use playhead::moved;

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
    /// Whether the page chose the question itself and nobody has looked at its answer yet: then
    /// nothing fades, and who opens a network sees all of it.
    pub is_suggested: bool,
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
            is_suggested: false,
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
            look: Look::default(),
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
        let is_told = link.from.is_some() || link.to.is_some() || link.step.is_some();
        state.is_suggested = !is_told && state.document().scenario().is_none();
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
        let asked = self.answer.as_ref().filter(|_| !self.is_suggested);
        let asked = asked.map(|answer| &answer.question);
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
    if next.playhead.event > 1 || next.playhead.motion != Motion::Resting {
        next.is_suggested = false;
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
        let to = crate::outline::askable_target(network, &id);
        let question = state.question.with(Field::From, &from);
        next.question = question.with(Field::To, &to);
        next = asked(&next);
        next.source = None;
        return next;
    }
    next.source = vantage::is_client(network, &id).then(|| id.clone());
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
