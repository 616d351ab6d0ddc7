//! The whole page: which panels there are, and what keys and dropped files do.

use crate::browser::{page, storage};
use crate::diagram::stage::Stage;
use crate::panel::alert::Alerts;
use crate::panel::compare::ComparePanel;
use crate::panel::dialogs::Dialogs;
use crate::panel::door;
use crate::panel::events::EventList;
use crate::panel::header::HeaderBar;
use crate::panel::matrix::MatrixPanel;
use crate::panel::outline::OutlinePanel;
use crate::panel::report::ReportPanel;
use crate::panel::tabs::Tabs;
use crate::panel::timeline::TimePanel;
use crate::panel::why::WhyPanel;
use crate::panel::zoom::ZoomButtons;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::rc::Rc;
use studio::action::Tab;
use studio::link::{Embed, Theme, lang_code};
use studio::state::State;
use studio::view::view;
use studio::words::Lang;
use web_sys::{DragEvent, Element};
use yew::prelude::*;

/// What the page is made of.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AppProps {
    /// The page's state.
    pub(crate) store: Dispatch,
}

/// The page.
#[component]
pub(crate) fn App(props: &AppProps) -> Html {
    let store = props.store.clone();
    let state = use_state_eq(|| Shared(store.0.state()));
    {
        let state = state.clone();
        use_effect_with(store.clone(), move |store| {
            let store = store.clone();
            state.set(Shared(store.0.state()));
            let show = Callback::from(move |next: Rc<State>| state.set(Shared(next)));
            store.0.listen(Some(show));
            move || store.0.listen(None)
        });
    }
    crate::panel::keys::use_keys(&store);
    crate::embed::use_messages(&store);
    let is_dropping = use_state_eq(|| false);
    use_effect_with((state.embed, state.theme, state.lang), |chosen| {
        remember(*chosen);
    });

    let view = use_memo((*state).clone(), |state| view(state));
    let lang = state.lang;
    let root = use_node_ref();
    let onpointerdown = {
        let root = root.clone();
        use_callback((), move |event: PointerEvent, ()| {
            if let Some(root) = root.cast::<Element>() {
                page::close_other_menus(&root, &event);
            }
        })
    };
    let (ondragover, ondragleave, ondrop) = use_drop(&store, &is_dropping);
    let tab = match state.tab {
        Tab::Why => "why",
        Tab::Events => "events",
        Tab::Outline => "outline",
    };
    let embed = state.embed;
    let comparison = state.comparison.as_ref().map(Shared::from);
    let (scene, answer) = match &state.comparison {
        Some(comparison) => (&comparison.scene, comparison.lead()),
        None => (&state.scene, state.answer.as_ref()),
    };
    let (has_header, has_outline) = match embed {
        Embed::Page | Embed::Edit => (true, embed == Embed::Page),
        Embed::View | Embed::Step => (false, false),
    };
    html! {
        <ContextProvider<Dispatch> context={store.clone()}>
        <div class="sightline" ref={root} {onpointerdown} data-theme={state.theme.as_str()} lang={lang_code(lang)}
            data-embed={embed.as_str().unwrap_or("page")} aria-busy={state.busy.is_some().then_some("true")} {ondragover} {ondragleave} {ondrop}>
            <div class="shell" data-embed={embed.as_str().unwrap_or("page")} data-tab={tab} data-sheet={if state.is_sheet_open { "open" } else { "closed" }} data-shows={state.screen.as_str()}>
                if has_header {
                    <HeaderBar header={view.header.clone()} outline={Shared::from(&state.outline)} {lang} theme={state.theme} {embed} />
                }
                if has_outline {
                    <OutlinePanel outline={Shared::from(&state.outline)} view={view.outline.clone()} {lang} />
                }
                if let Some(survey) = &state.survey {
                    <MatrixPanel survey={Shared::from(survey)} {lang} />
                } else {
                    <Stage scene={Shared::from(scene)} answer={answer.map(Shared::from)} {comparison} is_suggested={state.is_suggested && state.comparison.is_none()}
                        playhead={state.playhead} selection={state.selection.clone()} source={view.source.clone()} {lang} {embed}
                        theme={state.theme.as_str()} report={state.report.as_ref().map(Shared::from)} perspective={state.perspective} title={view.header.title.clone()} vantages={view.header.vantages.clone()} />
                    <ZoomButtons {lang} />
                    <TimePanel time={view.time.clone()} {lang} {embed} />
                }
                if embed == Embed::Page && state.survey.is_none() {
                    <Tabs tab={state.tab} is_sheet_open={state.is_sheet_open} {lang} />
                }
                if embed != Embed::View && state.survey.is_none() {
                    <aside class="side" aria-label={studio::words::WHY.in_lang(lang)}>
                        if let Some(report) = state.report.as_ref().filter(|_| state.is_report_open) {
                            <ReportPanel report={Shared::from(report)} document={Shared::from(state.document())} scene={Shared::from(&state.scene)}
                                selection={state.selection.clone()} {lang} />
                        } else if let Some(compare) = view.compare.as_ref().filter(|_| state.selection.is_none()) {
                            <ComparePanel compare={compare.clone()} {lang} />
                        } else {
                            <WhyPanel why={view.why.clone()} nothing={view.time.nothing} {lang} />
                            <EventList ticks={view.time.ticks.clone()} event={view.time.event} {lang} />
                        }
                    </aside>
                }
            </div>
            <Alerts problems={Shared::from(&state.problems)} notice={state.notice} busy={state.busy} is_dropping={*is_dropping} {lang} />
            <Dialogs dialog={state.dialog} {lang} />
            <door::ImportInput />
        </div>
        </ContextProvider<Dispatch>>
    }
}

/// Keeps what was chosen for the next visit.
fn remember((embed, theme, lang): (Embed, Theme, Lang)) {
    if embed == Embed::Page {
        storage::write("sightline:theme", theme.as_str());
        storage::write("sightline:lang", lang_code(lang));
    }
}

type OnDrag = Callback<DragEvent>;

#[hook]
fn use_drop(store: &Dispatch, is_dropping: &UseStateHandle<bool>) -> (OnDrag, OnDrag, OnDrag) {
    let ondragover = {
        let is_dropping = is_dropping.clone();
        use_callback((), move |event: DragEvent, ()| {
            event.prevent_default();
            is_dropping.set(true);
        })
    };
    let ondragleave = {
        let is_dropping = is_dropping.clone();
        use_callback((), move |event: DragEvent, ()| {
            // Leaving one child for another is no leaving.
            if event.related_target().is_none() {
                is_dropping.set(false);
            }
        })
    };
    let ondrop = {
        let is_dropping = is_dropping.clone();
        use_callback(store.clone(), move |event: DragEvent, store| {
            event.prevent_default();
            is_dropping.set(false);
            if let Some(data) = event.data_transfer() {
                door::read_dropped(&store.0, &data);
            }
        })
    };
    (ondragover, ondragleave, ondrop)
}
