//! The browser the tests drive: found where it is, installed where apt may.

use std::path::PathBuf;

use crate::apt;
use crate::process::{Done, Failure, on_path, program, read, say};

/// Chromium and the program through which `wasm-bindgen-test` drives it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

const ADVICE: &str = "Chromium, its chromedriver and a Japanese font are needed for the browser tests: install them \
    (Debian and Ubuntu: chromium chromium-driver fonts-noto-cjk) or name them in CHROMIUM and CHROMEDRIVER";

/// The browser, which is installed first where that is possible and needed.
pub(crate) fn find() -> Done<Browser> {
    if let (Some(browser), true) = (look(), draws_japanese()) {
        return Ok(browser);
    }
    if apt::may() {
        say(
            "Installing Chromium, chromedriver and a Japanese font with apt-get: one to two minutes.",
        );
        apt::install(&["chromium", "chromium-driver", "fonts-noto-cjk"])?;
    }
    look().ok_or_else(|| Failure::new(ADVICE))
}

fn look() -> Option<Browser> {
    Some(Browser {
        chromium: named("CHROMIUM").or_else(|| {
            [
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
                "chrome",
            ]
            .into_iter()
            .find_map(on_path)
            .or_else(in_its_usual_place)
        })?,
        driver: named("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?,
    })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

fn in_its_usual_place() -> Option<PathBuf> {
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    ]
    .into_iter()
    .map(PathBuf::from)
    .find(|path| path.is_file())
}

/// Whether text in Japanese has a font; taken for granted where fontconfig is not there to ask.
fn draws_japanese() -> bool {
    read(program("fc-list").arg(":lang=ja")).map_or(true, |fonts| !fonts.trim().is_empty())
}
