//! Writing JSON, and whoever else wants to hear what would be written.

use ipnet::IpNet;
use std::net::IpAddr;

/// Told a value in the order in which it is written.
pub trait Writer {
    /// A list or an object begins.
    fn open(&mut self, bracket: char);

    /// It ends.
    fn close(&mut self, bracket: char);

    /// A key of an object, whose value follows. `false` where the value is not wanted, and then it is not told.
    fn key(&mut self, key: &str) -> bool;

    /// An item of a list follows.
    fn item(&mut self);

    /// A text.
    fn text(&mut self, text: &str);

    /// A text that says addresses.
    fn range(&mut self, range: IpNet) {
        self.text(&range.to_string());
    }

    /// A text that says one address.
    fn address(&mut self, address: IpAddr) {
        self.text(&address.to_string());
    }

    /// A number, `true`, `false` or `null`.
    fn bare(&mut self, word: &str);
}

/// JSON in one line.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Whether something stands before the next item.
    follows: bool,
}

impl Line {
    fn comma(&mut self) {
        if self.follows {
            self.text.push(',');
        }
        self.follows = true;
    }

    fn quoted(&mut self, text: &str) {
        let plain = |byte: u8| byte >= 0x20 && !matches!(byte, b'"' | b'\\');
        if text.bytes().all(plain) {
            self.text.push('"');
            self.text.push_str(text);
            self.text.push('"');
        } else {
            self.text
                .push_str(&serde_json::Value::from(text).to_string());
        }
    }
}

impl Writer for Line {
    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.follows = false;
    }

    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.follows = true;
    }

    fn key(&mut self, key: &str) -> bool {
        self.comma();
        self.quoted(key);
        self.text.push(':');
        true
    }

    fn item(&mut self) {
        self.comma();
    }

    fn text(&mut self, text: &str) {
        self.quoted(text);
    }

    fn bare(&mut self, word: &str) {
        self.text.push_str(word);
    }
}
