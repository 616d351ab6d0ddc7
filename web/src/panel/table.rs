//! A table with the row that decided.

use net::evidence::Fared;
use studio::table::{Row, Table};
use studio::words::{self, Lang};
use yew::prelude::*;

/// With more rows than this, those far from the decision are counted instead.
const MOST_ROWS: usize = 12;

/// A cell of so few letters is never broken within a word.
const WHOLE_CHARS: usize = 10;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TableProps {
    /// The table.
    pub(crate) table: Table,
    /// The language.
    pub(crate) lang: Lang,
}

/// The table.
#[component]
pub(crate) fn DecidingTable(props: &TableProps) -> Html {
    let (table, lang) = (&props.table, props.lang);
    let shown = shown(table);
    let hidden = table.rows.len() - shown.len();
    html! {
        <section class="deciding">
            <h3>{ table.caption.clone() }</h3>
            if !table.rows.is_empty() {
                <div class="table-room" tabindex="0" role="group" aria-label={table.caption.clone()}>
                <table>
                    <thead><tr>
                        { for table.columns.iter().enumerate().map(|(at, head)| html! { <th key={at} scope="col">{ *head }</th> }) }
                        <th key="fared" scope="col"><span class="unseen">{ words::WHY.in_lang(lang) }</span></th>
                    </tr></thead>
                    <tbody>{ for shown.into_iter().map(|at| row(at, table.rows.get(at), lang)) }</tbody>
                </table>
                </div>
            }
            if hidden > 0 {
                <p class="hint">{ words::and_more(lang, hidden) }</p>
            }
        </section>
    }
}

fn shown(table: &Table) -> Vec<usize> {
    let rank = |row: &Row| match row.fared {
        Fared::Won => 0,
        Fared::Nearest | Fared::Open => 1,
        Fared::Lost => 2,
        Fared::Missed => 3,
    };
    let mut rows: Vec<usize> = (0..table.rows.len()).collect();
    rows.sort_by_key(|at| table.rows.get(*at).map(rank));
    rows.truncate(MOST_ROWS);
    rows.sort_unstable();
    rows
}

fn row(at: usize, row: Option<&Row>, lang: Lang) -> Html {
    let Some(row) = row else {
        return Html::default();
    };
    let (class, word) = match row.fared {
        Fared::Won => ("won", Some(words::DECIDED)),
        Fared::Nearest => ("nearest", Some(words::NEAREST)),
        Fared::Open => ("nearest", Some(words::OPEN)),
        Fared::Lost => ("lost", None),
        Fared::Missed => ("missed", None),
    };
    html! {
        <tr key={at} {class}>
            { for row.cells.iter().enumerate().map(|(at, cell)| html! {
                <td key={at} class={(cell.chars().count() <= WHOLE_CHARS).then_some("whole")}>{ cell.clone() }</td>
            }) }
            <td key="fared" class="fared">
                if let Some(word) = word {
                    <b>{ if row.fared == Fared::Won { "✓ " } else { "≈ " } }{ word.in_lang(lang) }</b>
                }
                if !row.note.is_empty() {
                    <span>{ row.note.clone() }</span>
                }
            </td>
        </tr>
    }
}
