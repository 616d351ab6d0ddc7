//! The one door of the page, in a real browser.

#![cfg(target_arch = "wasm32")]

mod page;

use page::{count, element, options, settled, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn mount_opens_on_the_hands_on_with_its_question_answered() {
    let place = element();
    let handle = web::mount(place.clone(), &options(&[("lang", "en")]));
    settled().await;
    assert_eq!(
        count(&place, "[data-outcome=reachable][data-verdict=OK]"),
        1
    );
    assert!(count(&place, "[data-resource]") > 10);
    assert!(count(&place, "[data-event]") > 10);
    assert_eq!(count(&place, "[aria-current=step][data-event='1']"), 1);
    handle.destroy();
    settled().await;
    assert_eq!(count(&place, "*"), 0);
}

#[wasm_bindgen_test]
async fn two_pages_in_one_document_know_nothing_of_each_other() {
    let (one, other) = (element(), element());
    let first = web::mount(
        one.clone(),
        &options(&[("scenario", "hands-on"), ("lang", "en")]),
    );
    let second = web::mount(
        other.clone(),
        &options(&[
            ("scenario", "split-horizon"),
            ("lang", "ja"),
            ("embed", "view"),
        ]),
    );
    settled().await;
    assert_eq!(count(&one, "form.ask"), 1);
    assert_eq!(count(&other, "form.ask"), 0);
    assert_eq!(count(&one, ".sightline[lang=en]"), 1);
    assert_eq!(count(&other, ".sightline[lang=ja]"), 1);
    assert!(text(&one, ".diagram").contains("prefix-nlb"));
    assert!(!text(&other, ".diagram").contains("prefix-nlb"));

    first.update(&options(&[("theme", "dark"), ("step", "5")]));
    settled().await;
    assert_eq!(
        count(
            &one,
            ".sightline[data-theme=dark] [aria-current=step][data-event='5']"
        ),
        1
    );
    assert_eq!(count(&other, ".sightline[data-theme=dark]"), 0);

    first.destroy();
    settled().await;
    assert_eq!(count(&other, ".sightline"), 1);
    second.destroy();
}

#[wasm_bindgen_test]
async fn a_name_from_a_file_is_text_and_never_markup() {
    let place = element();
    let topology = r#"{ "format": "sightline.topology/1",
        "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "tags": { "Name": "<img src=x onerror=alert(1)>" } } },
        "subnet": { "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "tags": { "Name": "<b>s</b>" } } },
        "instance": { "i-1": { "subnet_id": "subnet-1", "private_ip": "10.0.0.10", "tags": { "Name": "<i>i</i>" } } } }"#;
    let handle = web::mount(
        place.clone(),
        &options(&[("topology", topology), ("lang", "en")]),
    );
    settled().await;
    assert_eq!(
        count(&place, "img, .stage b, .stage i, .outline b, .outline i"),
        0
    );
    assert!(
        text(&place, ".diagram title").contains('<')
            || text(&place, ".diagram").contains("<i>i</i>")
    );
    handle.destroy();
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_said_and_the_page_stays() {
    let place = element();
    let handle = web::mount(place.clone(), &options(&[("t", "1.!!!"), ("lang", "en")]));
    settled().await;
    assert_eq!(count(&place, "[role=alert]"), 1);
    assert!(count(&place, "[data-resource]") > 10);
    handle.destroy();
}
