//! The line above everything: the document, the question, and what can be done with them.

use crate::panel::glyph::{self, brand, glyph};
use crate::panel::question::QuestionBar;
use crate::panel::tool::Tool;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::rc::Rc;
use studio::action::{Action, Edit};
use studio::command::Command;
use studio::document::Document;
use studio::link::{Embed, Theme};
use studio::outline::Outline;
use studio::scenario;
use studio::view::Header;
use studio::words::{self, Lang};
use yew::prelude::*;

/// What the header shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct HeaderProps {
    /// Its words.
    pub(crate) header: Header,
    /// Where suggestions come from.
    pub(crate) outline: Shared<Outline>,
    /// The language.
    pub(crate) lang: Lang,
    /// The colours.
    pub(crate) theme: Theme,
    /// How much of the page is shown.
    pub(crate) embed: Embed,
}

/// The header.
#[component]
pub(crate) fn HeaderBar(props: &HeaderProps) -> Html {
    let lang = props.lang;
    html! {
        <header class="top">
            <div class="brand">{ brand() }<span class="brand-name">{ words::TITLE.in_lang(lang) }</span></div>
            <ScenarioMenu title={props.header.title.clone()} current={props.header.scenario} has_report={props.header.has_report} {lang} />
            <QuestionBar question={props.header.question.clone()}
                outline={props.outline.clone()} {lang} />
            { tools(props) }
        </header>
    }
}

fn tools(props: &HeaderProps) -> Html {
    let lang = props.lang;
    let (theme_label, theme_glyph) = match props.theme {
        Theme::Auto => (words::THEME_AUTO, glyph::AUTO),
        Theme::Light => (words::THEME_LIGHT, glyph::SUN),
        Theme::Dark => (words::THEME_DARK, glyph::MOON),
    };
    html! {
        <div class="tools">
            <Tool command={Command::Undo} class="tool icon undo" {lang} is_enabled={props.header.can_undo}>{ glyph(glyph::UNDO) }</Tool>
            <Tool command={Command::Redo} class="tool icon redo" {lang} is_enabled={props.header.can_redo}>{ glyph(glyph::REDO) }</Tool>
            <Tool command={Command::Import} {lang} label={words::IMPORT.in_lang(lang)}>{ worded(glyph::IMPORT, words::IMPORT, lang) }</Tool>
            <Tool command={Command::Share} {lang} label={words::SHARE.in_lang(lang)}>{ worded(glyph::SHARE, words::SHARE, lang) }</Tool>
            <details class="menu end">
                <summary class="tool" aria-label={words::EXPORT.in_lang(lang)}>{ worded(glyph::EXPORT, words::EXPORT, lang) }</summary>
                <div class="menu-list">
                    <Tool command={Command::ExportJson} class="menu-item" {lang}>{ words::EXPORT_JSON.in_lang(lang) }</Tool>
                    <Tool command={Command::ExportSvg} class="menu-item" {lang}>{ words::EXPORT_SVG.in_lang(lang) }</Tool>
                    <Tool command={Command::ExportAnimated} class="menu-item" {lang}>{ words::EXPORT_ANIMATED.in_lang(lang) }</Tool>
                    <Tool command={Command::ExportPng} class="menu-item" {lang}>{ words::EXPORT_PNG.in_lang(lang) }</Tool>
                    <Tool command={Command::ExportMermaid} class="menu-item" {lang}>{ words::EXPORT_MERMAID.in_lang(lang) }</Tool>
                    <Tool command={Command::ExportDrawio} class="menu-item" {lang}>{ words::EXPORT_DRAWIO.in_lang(lang) }</Tool>
                    <Tool command={Command::ExportRedacted} class="menu-item" {lang}>{ words::EXPORT_REDACTED.in_lang(lang) }</Tool>
                    <Tool command={Command::Print} class="menu-item" {lang}>{ words::PRINT.in_lang(lang) }</Tool>
                </div>
            </details>
            <Tool command={Command::Theme} class="tool icon" {lang} label={theme_label.in_lang(lang)}>{ glyph(theme_glyph) }</Tool>
            <Tool command={Command::Lang} {lang} label={words::LANGUAGE_OTHER.in_lang(lang)}>
                <span lang={match lang { Lang::En => "ja", Lang::Ja => "en" }}>{ words::LANGUAGE_OTHER.in_lang(lang) }</span>
            </Tool>
            <Tool command={Command::Help} class="tool icon help" {lang}>{ glyph(glyph::KEYS) }</Tool>
        </div>
    }
}

/// A drawing and a word; on a phone the drawing alone.
fn worded(drawing: &'static str, word: words::Says, lang: Lang) -> Html {
    html! { <>{ glyph(drawing) }<span key="word" class="tool-word">{ word.in_lang(lang) }</span></> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct MenuProps {
    title: String,
    current: Option<&'static str>,
    has_report: bool,
    lang: Lang,
}

/// The document's name, and other documents to open.
#[component]
fn ScenarioMenu(props: &MenuProps) -> Html {
    let lang = props.lang;
    let label = format!("{}: {}", words::OPEN_MENU.in_lang(lang), props.title);
    html! {
        <details class="menu document">
            <summary aria-label={label}><span class="document-title">{ props.title.clone() }</span>{ glyph(glyph::DOWN) }</summary>
            <div class="menu-list scenarios">
                { for scenario::ALL.iter().map(|it| html! {
                    <ScenarioItem key={it.id} id={it.id} is_current={props.current == Some(it.id)} {lang} />
                }) }
                <div key="import" class="menu-more">
                    <Tool command={Command::ImportFolder} class="menu-item" {lang}>{ words::IMPORT_FOLDER.in_lang(lang) }</Tool>
                    if props.has_report {
                        <Tool command={Command::Report} class="menu-item" {lang}>{ words::SHOW_REPORT.in_lang(lang) }</Tool>
                    }
                </div>
            </div>
        </details>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ItemProps {
    id: &'static str,
    is_current: bool,
    lang: Lang,
}

#[component]
fn ScenarioItem(props: &ItemProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback((dispatch, props.id), |event: MouseEvent, (dispatch, id)| {
        crate::browser::page::close_menu(&event);
        if let (Some(dispatch), Some(scenario)) = (dispatch, scenario::find(id)) {
            let document = Rc::new(Document::of_scenario(scenario));
            dispatch.0.dispatch(Action::Edit(Edit::Load {
                document,
                report: None,
            }));
        }
    });
    let Some(scenario) = scenario::find(props.id) else {
        return Html::default();
    };
    html! {
        <button type="button" class="menu-item scenario" data-scenario={props.id}
            aria-current={props.is_current.then_some("true")} {onclick}>
            <b>{ scenario.title.in_lang(props.lang) }</b>
            <span>{ scenario.lesson.in_lang(props.lang) }</span>
        </button>
    }
}
