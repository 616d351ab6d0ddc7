//! What a plan among the inputs would change, resource by resource.

use crate::panel::report::{MOST, ReportProps, ResourceButton, is_there, more};
use studio::plan::Deed;
use studio::words;
use yew::prelude::*;

/// Counts first, then every resource with the attributes that would be others.
#[component]
pub(crate) fn PlanList(props: &ReportProps) -> Html {
    let (lang, changes) = (props.lang, &props.report.changes);
    let shown = use_state_eq(|| MOST);
    let count = |deed: Deed| changes.iter().filter(|it| it.deed == deed).count();
    let deeds = Deed::ALL.into_iter().filter(|deed| count(*deed) > 0);
    html! {
        <details class="plan-list" open={true}>
            <summary>{ words::PLAN_WOULD.in_lang(lang) }<span class="count">{ changes.len() }</span></summary>
            <p class="deeds">{ for deeds.map(|deed| html! {
                <span key={deed.as_str()} class={deed.as_str()}>
                    <span aria-hidden="true">{ deed.sign() }</span>{ format!(" {} {}", deed.says().in_lang(lang), count(deed)) }
                </span>
            }) }</p>
            <ul>{ for changes.iter().take(*shown).enumerate().map(|(at, change)| html! {
                <li key={at} data-deed={change.deed.as_str()}>
                    <ResourceButton id={change.id.clone()} is_there={is_there(props, &change.id)}
                        is_selected={props.selection.as_ref().is_some_and(|it| it.as_str() == change.id)}
                        sign={change.deed.sign()} class={change.deed.as_str()} word={change.deed.says().in_lang(lang)} />
                    { for change.attributes.iter().enumerate().map(|(at, it)| html! { <p key={at} class="note code">{ it.in_lang(lang).to_owned() }</p> }) }
                </li>
            }) }</ul>
            { more("changes", changes.len(), &shown, MOST, lang) }
        </details>
    }
}
