//! The network as a tree: one stop of the Tab key, walked with arrows and letters, in step with the diagram.

use crate::browser::page;
use crate::panel::growing::use_growing;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::collections::BTreeSet;
use std::rc::Rc;
use studio::action::{Action, Tab};
use studio::outline::{Outline, Shown, Step, step, typed};
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::prelude::*;

/// Letters typed within so long make one word, in milliseconds.
const WORD_MILLIS: f64 = 700.0;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TreeProps {
    pub(crate) outline: Shared<Outline>,
    pub(crate) lang: Lang,
    /// The selected resource, or the one where the event happens.
    pub(crate) current: Option<String>,
    /// The selected resource.
    pub(crate) selected: Option<String>,
}

/// The tree.
#[component]
pub(crate) fn TreePanel(props: &TreeProps) -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let turned = use_state_eq(BTreeSet::<net::ResourceId>::new);
    let active = use_state_eq(|| None::<net::ResourceId>);
    let word = use_mut_ref(|| (String::new(), 0.0_f64));
    let wants_focus = use_mut_ref(|| false);
    let shown = {
        let dispatch = dispatch.clone();
        use_memo(
            (props.outline.clone(), (*turned).clone()),
            move |(outline, turned)| {
                let state = dispatch.0.state();
                let network = &state.document().network;
                outline.tree.shown(turned, &state.scene, network)
            },
        )
    };
    {
        // What is selected elsewhere is shown here, and is where the keyboard goes on.
        let (turned, active) = (turned.clone(), active.clone());
        use_effect_with(
            (props.selected.clone(), props.outline.clone()),
            move |(selected, outline)| {
                let Some(selected) = selected else {
                    return;
                };
                let way = outline.tree.way_to(selected, &turned);
                if !way.is_empty() {
                    turned.set(changed(&turned, way));
                }
                active.set(None);
            },
        );
    }
    let count = use_growing(shown.len());
    let at = tab_stop(&shown, active.as_ref(), props.current.as_deref());
    let id_of = {
        let dispatch = dispatch.clone();
        move |at: usize| dispatch.0.own_id(&format!("branch-{at}"))
    };
    {
        let (wants_focus, id) = (wants_focus.clone(), id_of(at));
        use_effect_with((at, shown.len()), move |_| {
            if wants_focus.replace(false) {
                page::focus(&id);
            }
        });
    }
    let onkeydown = {
        let (shown, turned, active) = (Rc::clone(&shown), turned.clone(), active.clone());
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let key = event.key();
            let is_letter = key.chars().count() == 1 && key != " ";
            if matches!(key.as_str(), "Enter" | " ") {
                if let Some(it) = shown.get(at) {
                    select(&dispatch, it);
                }
            } else if let Some(step) = step(&shown, at, &key) {
                match step {
                    Step::Go(to) => go(&shown, to, &active),
                    Step::Turn(rows) => turned.set(changed(&turned, rows)),
                }
                *wants_focus.borrow_mut() = true;
            } else if is_letter && key.chars().all(char::is_alphanumeric) || key == "-" {
                let mut word = word.borrow_mut();
                let is_more = event.time_stamp() - word.1 < WORD_MILLIS;
                let text = if is_more {
                    format!("{}{key}", word.0)
                } else {
                    key
                };
                if let Some(to) = typed(&shown, at, &text) {
                    go(&shown, to, &active);
                    *wants_focus.borrow_mut() = true;
                }
                *word = (text, event.time_stamp());
            } else {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onfocusin = {
        let active = active.clone();
        Callback::from(move |event: FocusEvent| {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if let Some(place) = target.and_then(|it| it.get_attribute("data-place")) {
                active.set(Some(place.into()));
            }
        })
    };
    let rows = Rows {
        shown: &shown,
        count,
        at,
        current: props.current.as_deref(),
        id_of: &id_of,
        select: &{
            let (dispatch, active) = (dispatch.clone(), active);
            Callback::from(move |it: Shown| {
                active.set(Some(it.branch.place.clone()));
                select(&dispatch, &it);
            })
        },
        turn: &Callback::from(move |id| turned.set(changed(&turned, vec![id]))),
    };
    html! {
        <section class="rows network">
            <h2 id={dispatch.0.own_id("tree")}>{ words::NETWORK.in_lang(props.lang) }</h2>
            <ul role="tree" aria-labelledby={dispatch.0.own_id("tree")} {onkeydown} {onfocusin}>{ rows.of(None) }</ul>
        </section>
    }
}

/// The row that the Tab key reaches: where the keyboard was, else what is selected, else the first.
fn tab_stop(shown: &[Shown], active: Option<&net::ResourceId>, current: Option<&str>) -> usize {
    let by_place = |it: &Shown| active == Some(&it.branch.place);
    let by_id = |it: &Shown| current == Some(it.branch.row.id.as_str());
    let found = shown.iter().position(by_place);
    found
        .or_else(|| shown.iter().position(by_id))
        .unwrap_or_default()
}

fn go(shown: &[Shown], to: usize, active: &UseStateHandle<Option<net::ResourceId>>) {
    active.set(shown.get(to).map(|it| it.branch.place.clone()));
}

fn select(dispatch: &Dispatch, it: &Shown) {
    let id = it.branch.row.id.as_str().into();
    dispatch.0.dispatch(Action::Select(Some(id)));
    dispatch.0.dispatch(Action::Tab(Tab::Why));
}

/// The rows that are turned, after these were turned once more.
fn changed(
    turned: &BTreeSet<net::ResourceId>,
    rows: Vec<net::ResourceId>,
) -> BTreeSet<net::ResourceId> {
    let mut next = turned.clone();
    for id in rows {
        if !next.remove(&id) {
            next.insert(id);
        }
    }
    next
}

struct Rows<'a> {
    shown: &'a [Shown],
    /// How many are in the page yet.
    count: usize,
    at: usize,
    current: Option<&'a str>,
    id_of: &'a dyn Fn(usize) -> String,
    select: &'a Callback<Shown>,
    turn: &'a Callback<net::ResourceId>,
}

impl Rows<'_> {
    /// The rows below a row, or the roots.
    fn of(&self, parent: Option<usize>) -> Html {
        let first = parent.map_or(0, |it| it + 1);
        let depth = parent.and_then(|it| self.shown.get(it)).map(depth_of);
        let inside = self
            .shown
            .iter()
            .enumerate()
            .take(self.count)
            .skip(first)
            .take_while(|(_, it)| depth.is_none_or(|depth| depth_of(it) > depth));
        inside
            .filter(|(_, it)| it.parent == parent)
            .map(|(at, it)| self.row(at, it))
            .collect()
    }

    fn row(&self, at: usize, it: &Shown) -> Html {
        let row = &it.branch.row;
        let is_current = self.current == Some(row.id.as_str());
        let onclick = {
            let (select, it) = (self.select.clone(), it.clone());
            Callback::from(move |_: MouseEvent| select.emit(it.clone()))
        };
        let ontwist = {
            let (turn, id) = (self.turn.clone(), it.branch.place.clone());
            Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                turn.emit(id.clone());
            })
        };
        let label = format!("{} {}", row.text, row.detail);
        let depth = format!("depth-{}", row.depth.min(5));
        // A group is beside its row, not in it: what a row is called is what it says, and not all that it holds.
        html! {
            <li key={it.branch.place.to_string()} role="none">
                <div id={(self.id_of)(at)} role="treeitem" class={classes!("row", depth)} aria-level={(row.depth + 1).to_string()}
                    aria-selected={if is_current { "true" } else { "false" }} aria-expanded={it.is_open.map(|it| if it { "true" } else { "false" })}
                    aria-current={is_current.then_some("true")} tabindex={if at == self.at { "0" } else { "-1" }}
                    data-branch={row.id.clone()} data-place={it.branch.place.to_string()} title={label} {onclick}>
                    <span class="twist" aria-hidden="true" onclick={it.is_open.map(|_| ontwist)}>{ match it.is_open {
                        Some(true) => "▾",
                        Some(false) => "▸",
                        None => "",
                    } }</span>
                    <span class="row-text">{ row.text.clone() }</span>{ " " }
                    <span class="row-detail">{ row.detail.clone() }</span>
                </div>
                if it.is_open == Some(true) {
                    <ul role="group">{ self.of(Some(at)) }</ul>
                }
            </li>
        }
    }
}

const fn depth_of(it: &Shown) -> usize {
    it.branch.row.depth
}
