//! The left panel: search, vantages, the network as a list, names, findings.

use crate::panel::glyph::{self, glyph};
use crate::panel::growing::use_growing;
use crate::panel::tree::TreePanel;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::rc::Rc;
use studio::action::{Action, Tab};
use studio::outline::{Outline, Row, search};
use studio::question::Field;
use studio::view::OutlineView;
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// What the outline shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct OutlineProps {
    /// The document as a list.
    pub(crate) outline: Shared<Outline>,
    /// What of it stands out.
    pub(crate) view: OutlineView,
    /// The language.
    pub(crate) lang: Lang,
}

/// What a row does when it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    AskFrom,
    AskTo,
    Select,
}

/// The outline.
#[component]
pub(crate) fn OutlinePanel(props: &OutlineProps) -> Html {
    let (lang, view, outline) = (props.lang, &props.view, &props.outline);
    let say = |says: words::Says| says.in_lang(lang);
    let current = view.current.as_deref();
    // The lists of another document begin anew.
    let key = |list: List| format!("{list:?}.{:p}", Rc::as_ptr(&outline.0));
    html! {
        <nav class="outline" aria-label={say(words::OUTLINE)}>
            <SearchField text={view.search.clone()} {lang} />
            if let Some(found) = &view.found {
                if found.is_empty() {
                    <p class="hint" role="status">{ say(words::FIND_EMPTY) }</p>
                }
                { section("found", None, found, Press::Select, current) }
            } else {
                <ListSection key={key(List::Vantages)} list={List::Vantages} outline={outline.clone()} {lang} current={asked_from(outline, &view.from)} />
                <TreePanel outline={outline.clone()} {lang} current={view.current.clone()} selected={view.selected.clone()} />
                <ListSection key={key(List::Names)} list={List::Names} outline={outline.clone()} {lang} current={view.to.clone()} />
                <ListSection key={key(List::Findings)} list={List::Findings} outline={outline.clone()} {lang} current={None::<String>} />
                if outline.findings.is_empty() {
                    <p class="hint">{ say(words::NO_FINDINGS) }</p>
                }
            }
        </nav>
    }
}

fn asked_from(outline: &Outline, from: &str) -> Option<String> {
    let row = outline
        .vantages
        .iter()
        .find(|row| row.id == from || row.asked == from)?;
    Some(row.id.clone())
}

/// A list of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Vantages,
    Names,
    Findings,
}

impl List {
    const fn about(self) -> (&'static str, words::Says, Press) {
        match self {
            Self::Vantages => ("vantages", words::VANTAGES, Press::AskFrom),
            Self::Names => ("names", words::NAMES, Press::AskTo),
            Self::Findings => ("findings", words::FINDINGS, Press::Select),
        }
    }

    fn rows(self, outline: &Outline) -> &[Row] {
        match self {
            Self::Vantages => &outline.vantages,
            Self::Names => &outline.names,
            Self::Findings => &outline.findings,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ListProps {
    list: List,
    outline: Shared<Outline>,
    lang: Lang,
    current: Option<String>,
}

/// A list of the outline; a long one comes little by little.
#[component]
fn ListSection(props: &ListProps) -> Html {
    let rows = props.list.rows(&props.outline);
    let shown = use_growing(rows.len());
    let (name, head, press) = props.list.about();
    let mut head = head.in_lang(props.lang).to_owned();
    if props.list == List::Findings && !rows.is_empty() {
        head = format!("{head} · {}", rows.len());
    }
    let rows = rows.get(..shown).unwrap_or(rows);
    section(name, Some(head), rows, press, props.current.as_deref())
}

fn section(
    name: &'static str,
    head: Option<String>,
    rows: &[Row],
    press: Press,
    current: Option<&str>,
) -> Html {
    html! {
        <section class={classes!("rows", name)}>
            if let Some(head) = head {
                <h2>{ head }</h2>
            }
            <ul>{ for rows.iter().enumerate().map(|(at, row)| {
                let is_current = current == Some(row.id.as_str());
                html! { <OutlineRow key={format!("{at}.{}", row.id)} row={row.clone()} {press} {is_current} name={name} /> }
            }) }</ul>
        </section>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct RowProps {
    row: Row,
    press: Press,
    is_current: bool,
    name: &'static str,
}

#[component]
fn OutlineRow(props: &RowProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(
        (
            dispatch,
            props.row.id.clone(),
            props.row.asked.clone(),
            props.press,
        ),
        |_: MouseEvent, (dispatch, id, asked, press)| {
            let Some(dispatch) = dispatch else {
                return;
            };
            let store = &dispatch.0;
            let question = store.state().question.clone();
            match press {
                Press::AskFrom => {
                    store.dispatch(Action::AskThis(question.with(Field::From, asked)));
                }
                Press::AskTo => {
                    let mut asked = question.with(Field::To, asked);
                    if asked.to.contains("amazonaws.com") && !asked.to.contains("vpce-svc") {
                        "443".clone_into(&mut asked.port);
                    }
                    store.dispatch(Action::AskThis(asked));
                }
                Press::Select => {
                    store.dispatch(Action::Select(Some(id.as_str().into())));
                    store.dispatch(Action::Tab(Tab::Why));
                }
            }
        },
    );
    let row = &props.row;
    let depth = format!("depth-{}", row.depth.min(5));
    let mark = match (props.name, props.is_current) {
        ("vantages", true) => Some("●"),
        ("vantages", false) => Some("○"),
        _ => None,
    };
    html! {
        <li>
            <button type="button" class={classes!("row", depth, row.is_container.then_some("holds"))}
                aria-current={props.is_current.then_some("true")} title={format!("{} {}", row.text, row.detail)} {onclick}>
                if let Some(mark) = mark {
                    <span class="row-mark" aria-hidden="true">{ mark }</span>
                }
                if props.name == "findings" {
                    { glyph(glyph::WARN) }
                }
                <span class="row-text">{ row.text.clone() }</span>
                <span class="row-detail">{ row.detail.clone() }</span>
            </button>
        </li>
    }
}

/// Goes from the search field to what was found.
fn focus_found(event: &KeyboardEvent) {
    let field = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let outline = field.and_then(|it| it.closest(".outline").ok().flatten());
    let first = outline.and_then(|it| it.query_selector(".found button").ok().flatten());
    if let Some(first) = first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // A row that is gone takes no focus.
        let _ = first.focus();
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct SearchProps {
    text: String,
    lang: Lang,
}

#[component]
fn SearchField(props: &SearchProps) -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let id = dispatch.0.own_id("find");
    let oninput = use_callback(dispatch.clone(), |event: InputEvent, dispatch| {
        if let Some(input) = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
        {
            dispatch.0.dispatch(Action::Search(input.value()));
        }
    });
    let onkeydown = use_callback(dispatch.clone(), |event: KeyboardEvent, dispatch| {
        match event.key().as_str() {
            "Escape" => dispatch.0.dispatch(Action::Search(String::new())),
            // The first of what is found is what was meant.
            "Enter" => {
                let state = dispatch.0.state();
                let found = search(&state.document().network, &state.scene, &state.search);
                if let Some(first) = found.first() {
                    let id = first.id.as_str().into();
                    dispatch.0.dispatch(Action::Select(Some(id)));
                    dispatch.0.dispatch(Action::Tab(Tab::Why));
                }
            }
            "ArrowDown" => {
                event.prevent_default();
                focus_found(&event);
            }
            _ => {}
        }
    });
    let hint = words::FIND_HINT.in_lang(props.lang);
    html! {
        <div class="find">
            <input {id} type="search" name="find" value={props.text.clone()} placeholder={hint} aria-label={hint}
                spellcheck="false" autocomplete="off" {oninput} {onkeydown} />
            <kbd aria-hidden="true">{ "/" }</kbd>
        </div>
    }
}
