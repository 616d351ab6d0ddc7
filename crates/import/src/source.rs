//! What comes in: texts with names, and what the user says about them.

use crate::archive;
use crate::bad_input::BadInput;
use crate::describe;
use crate::limits::MAX_BYTES;
use crate::picture;
use crate::said::say;
use crate::tree::Place;
use std::collections::BTreeMap;

/// Endings of the files of a folder or archive that are read; a file given by name may have any.
pub const ENDINGS: &[&str] = &[
    "json", "yaml", "yml", "template", "tf", "tfvars", "tofu", "hcl",
];

/// Endings of Terraform's language, the second as `OpenTofu` calls it.
pub const CONFIGURATIONS: &[&str] = &["tf", "tofu"];

/// Endings of other files that a configuration of Terraform may read.
const COMPANIONS: &[&str] = &["csv", "tftpl", "tmpl", "tpl", "txt"];

/// Whether a file of a folder or archive is read, by its path in it: by its ending, and no hidden
/// one. Where something in there `configures`, companions are read too. What lies in a folder named
/// after a command of the AWS CLI is called after what was asked for, and needs no ending.
#[must_use]
pub fn is_read(path: &str, configures: bool) -> bool {
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    let is_known = ends_with(name, ENDINGS)
        || configures && ends_with(name, COMPANIONS)
        || folder.split(['/', '\\']).any(describe::is_command);
    is_known && !name.starts_with('.') && is_entered(folder)
}

/// Whether a file is one of Terraform's language, so that others of its folder may be its companions.
#[must_use]
pub fn configures(path: &str) -> bool {
    ends_with(path, CONFIGURATIONS)
}

fn ends_with(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|it| it.eq_ignore_ascii_case(ending))
}

/// Whether a folder is looked into, by its path in what was given: no hidden one and none of macOS's
/// own, but the one where Terraform keeps the modules that it downloaded.
#[must_use]
pub fn is_entered(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']).peekable();
    while let Some(part) = parts.next() {
        let is_terraform = part == ".terraform";
        let is_next = parts.peek().is_none_or(|next| *next == "modules");
        let is_hidden = part.starts_with('.') && !matches!(part, "." | "..");
        if is_hidden && !(is_terraform && is_next) || part == "__MACOSX" {
            return false;
        }
    }
    true
}

/// A text and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file's name or path, as the user gave it.
    pub name: String,
    /// The name of the stack, where it is not the file's stem.
    pub stack: Option<String>,
    /// The text.
    pub text: String,
}

/// What the user says beside the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The Region of the templates.
    pub region: Option<String>,
    /// Values of template parameters and Terraform variables by `Key`, or by `stack.Key` for one
    /// stack or folder only.
    pub parameters: BTreeMap<String, String>,
}

impl Source {
    /// A text by its name.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            stack: None,
            text: text.into(),
        }
    }

    /// Reads the bytes of a file: a text, or a zip archive of texts.
    ///
    /// # Errors
    ///
    /// When they are too many, no text, or a broken or unsafe archive.
    pub fn all_from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Vec<Self>, BadInput> {
        match archive::is_one(&bytes) {
            true => archive::unpack(&name.into(), &bytes),
            false => Ok(vec![Self::from_bytes(name, bytes)?]),
        }
    }

    /// Reads bytes as UTF-8, or as UTF-16 where they begin as such a text does: what Windows
    /// `PowerShell` writes with `>` is that.
    ///
    /// # Errors
    ///
    /// When they are too many, or neither.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, BadInput> {
        let name = name.into();
        check_size(&name, bytes.len() as u64)?;
        let text = match utf16(&bytes) {
            Some(units) => of_utf16(&name, units)?,
            None => String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                let before = error.as_bytes().get(..at).unwrap_or_default();
                let place = Place::after(&String::from_utf8_lossy(before));
                let message = say!("the text is not UTF-8 here", "ここが UTF-8 ではありません");
                BadInput::at(&name, place, message)
            })?,
        };
        Ok(match picture::document_in(&text) {
            Some(document) => Self::new(name, document),
            None => Self::new(name, text),
        })
    }

    /// The same text as a stack of that name.
    #[must_use]
    pub fn as_stack(mut self, name: impl Into<String>) -> Self {
        self.stack = Some(name.into());
        self
    }

    /// The stack's name: the one given, else the file's stem (`a/Consumer.yml` is `Consumer`).
    #[must_use]
    pub fn stack_name(&self) -> &str {
        if let Some(stack) = &self.stack {
            return stack;
        }
        let file = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        match file.split_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => file,
        }
    }

    /// The text without a byte order mark.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }
}

/// The units of a text in UTF-16, without the mark that it begins with.
fn utf16(bytes: &[u8]) -> Option<Vec<u16>> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    // Half a unit at the end is no text, as one half of a pair is none.
    let units = bytes.chunks(2).skip(1);
    let units = units.map(|it| <[u8; 2]>::try_from(it).map_or(0xd800, unit));
    Some(units.collect())
}

fn of_utf16(name: &str, units: Vec<u16>) -> Result<String, BadInput> {
    let mut text = String::with_capacity(units.len());
    for decoded in char::decode_utf16(units) {
        let Ok(decoded) = decoded else {
            let message = say!(
                "the text is not UTF-16 here",
                "ここが UTF-16 ではありません"
            );
            return Err(BadInput::at(name, Place::after(&text), message));
        };
        text.push(decoded);
    }
    Ok(text)
}

/// Refuses what is too big, before it is read.
///
/// # Errors
///
/// When `bytes` is over [`MAX_BYTES`].
pub fn check_size(name: &str, bytes: u64) -> Result<(), BadInput> {
    if bytes <= MAX_BYTES as u64 {
        return Ok(());
    }
    Err(BadInput::whole(
        name,
        say!(
            "the file has {} MB; at most {} MB are read",
            "ファイルは {} MB です。読み込めるのは {} MB までです",
            bytes / (1024 * 1024),
            MAX_BYTES / (1024 * 1024)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Source, is_entered, is_read};

    #[test]
    fn hidden_files_are_not_read_but_for_modules_that_terraform_downloaded() {
        let check = |path: &str, read: bool| assert_eq!(is_read(path, false), read, "{path}");
        check("main.tf", true);
        check("net/vpc.YAML", true);
        check("../net/main.tf", true);
        check("net/.hidden.json", false);
        check("net/.git/config.json", false);
        check("__MACOSX/net/main.tf", false);
        check("net/.terraform/modules/modules.json", true);
        check("net/.terraform/modules/vpc/main.tf", true);
        check("net/.terraform/modules/vpc/.github/a.yml", false);
        check("net/.terraform/providers/x/a.json", false);
        check("net/user_data.tpl", false);
        assert!(is_read("net/user_data.tpl", true));
        assert!(is_entered("net/.terraform") && !is_entered("net/.terragrunt-cache"));
    }

    #[test]
    fn a_stack_is_called_after_its_file() {
        let check = |name: &str, stack: &str| {
            assert_eq!(Source::new(name, "").stack_name(), stack, "{name}");
        };
        check("Consumer.yml", "Consumer");
        check("../a/Provider.template.yaml", "Provider");
        check("C:\\here\\net.json", "net");
        check("-", "-");
        check(".hidden", ".hidden");
    }

    #[test]
    fn bytes_that_are_no_text_say_where() {
        let bad = Source::from_bytes("a.yml", b"a: b\nc: \xff\n".to_vec());
        assert_eq!(
            bad.map_err(|bad| bad.to_string()),
            Err("a.yml:2:4: the text is not UTF-8 here".to_owned())
        );
    }
}
