//! The views of the page, each put together from its components in a real browser.

#![cfg(target_arch = "wasm32")]

mod page;

use page::{attribute, count, element, options, press, settled, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_outline_is_a_tree_with_one_stop_that_folds() {
    let place = element();
    let handle = web::mount(place.clone(), &options(&[("lang", "en")]));
    settled().await;
    settled().await;
    assert_eq!(count(&place, "[role=tree]"), 1);
    assert_eq!(count(&place, "[role=tree] [tabindex='0']"), 1);
    let all = count(&place, "[role=treeitem]");
    assert!(all > 10, "{all}");
    assert_eq!(
        count(
            &place,
            "[role=tree] > li > [role=treeitem]:not([aria-level='1'])"
        ),
        0
    );
    let root = "[role=tree] > li:first-child > [role=treeitem]";
    assert_eq!(attribute(&place, root, "aria-expanded"), "true");
    press(&place, &format!("{root} .twist")).await;
    assert_eq!(attribute(&place, root, "aria-expanded"), "false");
    assert!(count(&place, "[role=treeitem]") < all);
    press(&place, root).await;
    assert_eq!(attribute(&place, root, "aria-selected"), "true");
    press(&place, &format!("{root} .twist")).await;
    assert_eq!(count(&place, "[role=treeitem]"), all);
    handle.destroy();
}

#[wasm_bindgen_test]
async fn a_switch_is_flipped_and_the_question_asked_again() {
    let place = element();
    let handle = web::mount(
        place.clone(),
        &options(&[("lang", "en"), ("scenario", "inspection")]),
    );
    settled().await;
    assert_eq!(count(&place, "[data-outcome=reachable]"), 1);
    press(&place, "[data-branch='i-04a0f1e0f13e']").await;
    let chosen = "[data-switch=appliance] [aria-pressed=true]";
    assert_eq!(attribute(&place, chosen, "data-value"), "pass");
    press(&place, "[data-switch=appliance] [data-value=drop]").await;
    assert_eq!(
        count(
            &place,
            "[data-outcome=blocked][data-verdict=GWLB_APPLIANCE_DROP]"
        ),
        1
    );
    assert_eq!(attribute(&place, chosen, "data-value"), "drop");
    press(&place, "[data-action=undo]").await;
    assert_eq!(count(&place, "[data-outcome=reachable]"), 1);
    handle.destroy();
}

#[wasm_bindgen_test]
async fn a_comparison_has_a_line_for_each_vantage() {
    let place = element();
    let asked = [
        ("lang", "en"),
        ("scenario", "interface-or-gateway"),
        ("view", "compare"),
    ];
    let handle = web::mount(place.clone(), &options(&asked));
    settled().await;
    assert_eq!(count(&place, ".compare tbody tr"), 2);
    assert_eq!(count(&place, ".diagram .lines > g"), 2);
    assert!(text(&place, ".compare tbody tr:nth-child(2)").contains("10.1.1.53"));
    press(&place, "[data-screen=matrix]").await;
    assert!(count(&place, ".matrix [role=gridcell]") > 0);
    assert_eq!(count(&place, ".compare"), 0);
    handle.destroy();
}

#[wasm_bindgen_test]
async fn a_perspective_notes_costs_at_endpoints() {
    let place = element();
    let asked = [
        ("lang", "ja"),
        ("scenario", "interface-or-gateway"),
        ("view", "cost"),
    ];
    let handle = web::mount(place.clone(), &options(&asked));
    settled().await;
    assert!(count(&place, ".note") >= 2);
    assert!(text(&place, ".notes").contains('$'));
    handle.destroy();
}
