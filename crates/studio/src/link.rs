//! The hash of the page's address: which document, which question, which moment, and how it is shown.
//!
//! Nothing in a hash is ever sent to a server. Options of `mount` are the same keys and values.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use net::lang::Lang;
use std::fmt::Write as _;

/// The longest link that is offered, in bytes; past it people are offered a file.
pub const LONGEST_LINK_BYTES: usize = 8_000;

/// The largest document a link may unfold to, in bytes.
const LARGEST_DOCUMENT_BYTES: usize = 4 << 20;

/// The version of the packing, which begins every packed document.
const PACKING: &str = "1.";

/// What a link says. Whatever it leaves out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Which document.
    pub source: Option<Source>,
    /// The vantage of the question.
    pub from: Option<String>,
    /// The target of the question, with its port.
    pub to: Option<String>,
    /// The protocol of the question.
    pub protocol: Option<String>,
    /// What is asked of an AWS service.
    pub action: Option<String>,
    /// The ARN of what it is asked for.
    pub arn: Option<String>,
    /// Who asks.
    pub principal: Option<String>,
    /// The event to stand at, counted from 1.
    pub step: Option<usize>,
    /// The perspective on the diagram.
    pub view: Option<String>,
    /// The colours.
    pub theme: Option<Theme>,
    /// The language.
    pub lang: Option<Lang>,
    /// How much of the page is shown.
    pub embed: Option<Embed>,
}

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The link carries it, packed.
    Packed(String),
    /// It lies at an address.
    Address(String),
    /// It is one of Sightline's own scenarios.
    Scenario(String),
}

/// Which colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    #[default]
    Auto,
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// How much of the page is shown inside another page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Embed {
    /// Everything: it is a page of its own.
    #[default]
    Page,
    /// The diagram and the stepper.
    View,
    /// The same with the event list and the reasons.
    Step,
    /// Everything, the question included.
    Edit,
}

/// Why a packed document could not be unfolded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPacking {
    /// It was packed by a later version.
    Version,
    /// It is cut off or was altered.
    Damaged,
    /// It unfolds to more than a document may be.
    TooLarge,
}

impl Link {
    /// Reads the part of an address after `#`, with or without it. Unknown keys and senseless
    /// values are passed over.
    #[must_use]
    pub fn from_hash(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let hash = hash.strip_prefix('?').unwrap_or(hash);
        let pairs = hash.split('&').filter_map(|pair| pair.split_once('='));
        Self::from_pairs(pairs.map(|(key, value)| (key, decoded(value))))
    }

    /// Reads keys and plain values, as the options of `mount` give them.
    pub fn from_pairs<'a>(pairs: impl Iterator<Item = (&'a str, String)>) -> Self {
        let mut link = Self::default();
        for (key, value) in pairs {
            match key {
                "t" => link.source = Some(Source::Packed(value)),
                "src" => link.source = Some(Source::Address(value)),
                "scenario" => link.source = Some(Source::Scenario(value)),
                "from" => link.from = Some(value),
                "to" => link.to = Some(value),
                "protocol" => link.protocol = Some(value),
                "action" => link.action = Some(value),
                "arn" => link.arn = Some(value),
                "principal" => link.principal = Some(value),
                "step" => link.step = value.parse().ok().or(link.step),
                "view" => link.view = Some(value),
                "theme" => link.theme = Theme::parse(&value).or(link.theme),
                "lang" => link.lang = parse_lang(&value).or(link.lang),
                "embed" => link.embed = Embed::parse(&value).or(link.embed),
                _ => {}
            }
        }
        link
    }

    /// The part of an address after `#`, without it.
    #[must_use]
    pub fn to_hash(&self) -> String {
        let mut hash = String::new();
        let mut put = |key: &str, value: &str| {
            if !hash.is_empty() {
                hash.push('&');
            }
            hash.push_str(key);
            hash.push('=');
            encode_into(&mut hash, value);
        };
        match &self.source {
            None => {}
            Some(Source::Packed(packed)) => put("t", packed),
            Some(Source::Address(address)) => put("src", address),
            Some(Source::Scenario(id)) => put("scenario", id),
        }
        for (key, value) in [
            ("from", &self.from),
            ("to", &self.to),
            ("protocol", &self.protocol),
            ("action", &self.action),
            ("arn", &self.arn),
            ("principal", &self.principal),
            ("view", &self.view),
        ] {
            if let Some(value) = value {
                put(key, value);
            }
        }
        if let Some(step) = self.step {
            put("step", &step.to_string());
        }
        if let Some(theme) = self.theme {
            put("theme", theme.as_str());
        }
        if let Some(lang) = self.lang {
            put("lang", lang_code(lang));
        }
        if let Some(embed) = self.embed.and_then(Embed::as_str) {
            put("embed", embed);
        }
        hash
    }
}

impl Theme {
    /// The name in a link and in the style sheet.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.as_str() == text)
    }

    /// The one a press of the button leads to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

impl Embed {
    /// The name in a link; a page of its own has none.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::View => Some("view"),
            Self::Step => Some("step"),
            Self::Edit => Some("edit"),
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::View, Self::Step, Self::Edit]
            .into_iter()
            .find(|embed| embed.as_str() == Some(text))
    }
}

/// The code of a language in a link and in `html[lang]`.
#[must_use]
pub const fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ja => "ja",
    }
}

/// Reads a language; a region after it does not matter.
#[must_use]
pub fn parse_lang(text: &str) -> Option<Lang> {
    match text.split(['-', '_']).next() {
        Some("en") => Some(Lang::En),
        Some("ja") => Some(Lang::Ja),
        Some(_) | None => None,
    }
}

/// Packs a document's JSON for a link.
#[must_use]
pub fn pack(json: &str) -> String {
    let deflated = miniz_oxide::deflate::compress_to_vec(json.as_bytes(), 9);
    format!("{PACKING}{}", URL_SAFE_NO_PAD.encode(deflated))
}

/// The same, as long as the link is no longer than so many bytes; it stops as soon as it would be.
#[must_use]
pub fn pack_within(json: &str, bytes: usize) -> Option<String> {
    use miniz_oxide::deflate::core::create_comp_flags_from_zip_params;
    use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress};
    // Deflated as `pack` does it: the best of zlib's levels, without its header.
    let mut packer = CompressorOxide::new(create_comp_flags_from_zip_params(9, 0, 0));
    let mut room = vec![0; bytes * 3 / 4];
    let (mut read, mut written) = (0, 0);
    loop {
        let (rest, free) = (json.as_bytes().get(read..)?, room.get_mut(written..)?);
        let (status, took, gave) = compress(&mut packer, rest, free, TDEFLFlush::Finish);
        read += took;
        written += gave;
        match status {
            TDEFLStatus::Done => break,
            TDEFLStatus::Okay if took + gave > 0 => {}
            TDEFLStatus::Okay | TDEFLStatus::BadParam | TDEFLStatus::PutBufFailed => return None,
        }
    }
    let deflated = room.get(..written)?;
    Some(format!("{PACKING}{}", URL_SAFE_NO_PAD.encode(deflated)))
}

/// Unfolds what [`pack`] made.
///
/// # Errors
///
/// When the text is of a later version, damaged, or would unfold to more than a document may be.
pub fn unpack(packed: &str) -> Result<String, BadPacking> {
    let text = packed.strip_prefix(PACKING).ok_or(BadPacking::Version)?;
    let deflated = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| BadPacking::Damaged)?;
    let json =
        miniz_oxide::inflate::decompress_to_vec_with_limit(&deflated, LARGEST_DOCUMENT_BYTES)
            .map_err(|error| match error.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => BadPacking::TooLarge,
                _ => BadPacking::Damaged,
            })?;
    String::from_utf8(json).map_err(|_| BadPacking::Damaged)
}

fn encode_into(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:/@,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        let hex = (first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = hex {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_the_same_after_a_round_trip() {
        let link = Link {
            source: Some(Source::Scenario("hands-on".to_owned())),
            from: Some("提供 & <b>".to_owned()),
            to: Some("[2001:db8::1]:443".to_owned()),
            protocol: Some("tcp".to_owned()),
            action: Some("s3:GetObject".to_owned()),
            arn: Some("arn:aws:s3:::bucket/*".to_owned()),
            principal: Some("arn:aws:iam::111122223333:role/app".to_owned()),
            step: Some(7),
            view: Some("network".to_owned()),
            theme: Some(Theme::Dark),
            lang: Some(Lang::Ja),
            embed: Some(Embed::View),
        };
        let hash = link.to_hash();
        assert!(hash.is_ascii() && !hash.contains(['<', ' ', '"']), "{hash}");
        assert_eq!(Link::from_hash(&format!("#{hash}")), link);
    }

    #[test]
    fn senseless_values_are_passed_over() {
        let link =
            Link::from_hash("#theme=pink&lang=fr&step=-1&embed=all&what&%=%&from=%zz%e3%81%82");
        assert_eq!(
            link,
            Link {
                from: Some("%zzあ".to_owned()),
                ..Link::default()
            }
        );
    }

    #[test]
    fn a_document_unfolds_to_what_was_packed() {
        let json = r#"{"format":"sightline.topology/1","vpc":{"東京":{}}}"#;
        let packed = pack(json);
        assert!(packed.starts_with("1."));
        assert_eq!(unpack(&packed), Ok(json.to_owned()));
    }

    #[test]
    fn what_was_not_packed_here_is_refused() {
        let check = |packed: &str, expected| assert_eq!(unpack(packed), Err(expected), "{packed}");
        check("2.abc", BadPacking::Version);
        check("1.***", BadPacking::Damaged);
        check("1.AAAA", BadPacking::Damaged);
        check(
            &pack(&" ".repeat(LARGEST_DOCUMENT_BYTES + 1)),
            BadPacking::TooLarge,
        );
    }
}
