//! Commands put into action: those that change the state, and those with an effect.

use crate::browser::{clipboard, file, hash};
use crate::store::Store;
use std::rc::Rc;
use studio::action::{Action, Dialog, Edit, Move, Notice};
use studio::answer::Answer;
use studio::command::Command;
use studio::link::LONGEST_LINK_BYTES;
use studio::redact::Redactor;
use studio::screen::Screen;
use studio::svg::{Motion, Told};
use studio::words::Lang;

/// Does what a command says.
pub(crate) fn perform(store: &Rc<Store>, command: Command) {
    let dispatch = |action| store.dispatch(action);
    match command {
        Command::Trace => dispatch(Action::Ask),
        Command::PlayPause => dispatch(Action::Play(Move::Toggle)),
        Command::Step => dispatch(Action::Play(Move::Step)),
        Command::Back => dispatch(Action::Play(Move::Back)),
        Command::Start => dispatch(Action::Play(Move::Start)),
        Command::End => dispatch(Action::Play(Move::End)),
        Command::Loop => dispatch(Action::Play(Move::Loop)),
        Command::ShowPath => dispatch(Action::Screen(Screen::Path)),
        Command::ShowCompare => dispatch(Action::Screen(Screen::Compare)),
        Command::ShowMatrix => dispatch(Action::Screen(Screen::Matrix)),
        Command::Fit | Command::ZoomIn | Command::ZoomOut => store.move_view(command),
        Command::Fold => {
            let state = store.state();
            let folded = state
                .selection
                .as_ref()
                .and_then(|id| state.scene.foldable(id.as_str()));
            if let Some(id) = folded {
                dispatch(Action::Edit(Edit::Fold(id)));
            }
        }
        Command::Search => crate::browser::page::focus(&store.own_id("find")),
        Command::Deselect => {
            let state = store.state();
            crate::browser::page::close_all_menus();
            if state.dialog.is_some() {
                dispatch(Action::Show(None));
            } else if state.busy.is_some() {
                crate::panel::door::cancel(store);
            } else if state.notice.is_some() || !state.problems.is_empty() {
                dispatch(Action::Dismiss);
            } else if state.selection.is_some() {
                dispatch(Action::Select(None));
            } else if state.is_report_open {
                dispatch(Action::Report(false));
            } else if state.screen != Screen::Path {
                dispatch(Action::Screen(Screen::Path));
            } else {
                dispatch(Action::PutAway);
            }
        }
        Command::Import => crate::browser::page::click(&store.own_id("import")),
        Command::ImportFolder => crate::browser::page::click(&store.own_id("import-folder")),
        Command::Report => dispatch(Action::Report(true)),
        Command::ExportJson => export_json(store),
        Command::ExportSvg => file::save(
            "sightline.svg",
            "image/svg+xml",
            &picture(store, Motion::Still),
        ),
        Command::ExportAnimated => {
            let svg = picture(store, Motion::Playing);
            file::save("sightline-animated.svg", "image/svg+xml", &svg);
        }
        Command::ExportPng => export_png(store),
        Command::ExportMermaid => {
            let text = studio::export::mermaid(&store.state().scene);
            file::save("sightline.mmd", "text/plain", &text);
        }
        Command::ExportDrawio => {
            let text = studio::export::drawio(&store.state().scene);
            file::save("sightline.drawio", "application/xml", &text);
        }
        Command::ExportRedacted => export_redacted(store),
        Command::Print => crate::browser::page::print(),
        Command::Share => share(store),
        Command::Undo => dispatch(Action::Undo),
        Command::Redo => dispatch(Action::Redo),
        Command::Theme => dispatch(Action::Theme(store.state().theme.next())),
        Command::Lang => dispatch(Action::Lang(match store.state().lang {
            Lang::En => Lang::Ja,
            Lang::Ja => Lang::En,
        })),
        Command::Help => dispatch(Action::Show(Some(Dialog::Help))),
        Command::Palette => dispatch(Action::Show(Some(Dialog::Palette))),
    }
}

fn export_json(store: &Store) {
    let json = store.state().document().network.topology().to_json();
    file::save("topology.json", "application/json", &json);
}

/// A copy that tells nobody's name, and in a file of its own what the pseudonyms stand for.
fn export_redacted(store: &Store) {
    let state = store.state();
    let topology = state.document().network.topology();
    let mut redactor = Redactor::of(topology);
    let copy = redactor.topology(topology).to_json();
    file::save("topology-redacted.json", "application/json", &copy);
    let mapping = redactor.mapping();
    file::save("pseudonyms-keep-private.json", "application/json", &mapping);
}

/// An answer as the writer of pictures takes it.
fn told_of(answer: &Answer) -> Told<'_> {
    Told {
        trace: &answer.trace,
        timeline: &answer.timeline,
    }
}

/// The picture that is shown, as the command line draws it: with the document in it.
/// The picture: still, or playing the answer. Several answers side by side stand still.
fn picture(store: &Store, motion: Motion) -> String {
    use studio::svg::{Style, Theme, render, render_compared, with_document};
    let state = store.state();
    let style = Style {
        theme: if crate::browser::media::is_dark(state.theme) {
            Theme::Dark
        } else {
            Theme::Light
        },
        lang: state.lang,
        motion,
    };
    let svg = match &state.comparison {
        Some(comparison) => {
            let told: Vec<Told<'_>> = comparison
                .answers
                .iter()
                .map(|it| told_of(it.as_ref()))
                .collect();
            render_compared(&comparison.scene, &told, style)
        }
        None => render(&state.scene, state.answer.as_deref().map(told_of), style),
    };
    with_document(&svg, &state.document().network.topology().to_json())
}

fn export_png(store: &Rc<Store>) {
    let store = Rc::clone(store);
    wasm_bindgen_futures::spawn_local(async move {
        match crate::browser::picture::png(&picture(&store, Motion::Still)).await {
            Some(blob) => file::save_blob("sightline.png", &blob),
            None => store.dispatch(Action::Tell(Notice::PictureFailed)),
        }
    });
}

/// Copies a link; where that is not allowed, or the link too long, a dialog says so.
fn share(store: &Rc<Store>) {
    let fits = |address: &String| address.len() <= LONGEST_LINK_BYTES;
    let Some(address) = hash::link_to(&store.state()).filter(fits) else {
        store.dispatch(Action::Show(Some(Dialog::Share)));
        return;
    };
    let store = Rc::clone(store);
    wasm_bindgen_futures::spawn_local(async move {
        if clipboard::write(&address).await {
            store.dispatch(Action::Tell(Notice::LinkCopied));
        } else {
            store.dispatch(Action::Show(Some(Dialog::Share)));
        }
    });
}
