//! What can be done, in one list that feeds the palette, the menus, the shortcuts, the help and the messages of a
//! page around an embed.

use crate::words::{self, Says};

/// Something a person can ask the page to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Ask the question in the query bar.
    Trace,
    /// Start or stop the animation.
    PlayPause,
    /// One event on.
    Step,
    /// One event back.
    Back,
    /// To the first event.
    Start,
    /// To the last event.
    End,
    /// Go on from the last event to the first.
    Loop,
    /// Show one path.
    ShowPath,
    /// Compare vantages.
    ShowCompare,
    /// Show every verdict.
    ShowMatrix,
    /// Show the whole diagram.
    Fit,
    /// Closer.
    ZoomIn,
    /// Further away.
    ZoomOut,
    /// Fold the selected container away, or unfold it.
    Fold,
    /// Put the cursor into the search field.
    Search,
    /// Select nothing.
    Deselect,
    /// Choose files to import.
    Import,
    /// Choose a folder to import.
    ImportFolder,
    /// Show what was imported.
    Report,
    /// Save the document.
    ExportJson,
    /// Save the picture.
    ExportSvg,
    /// Save the picture as it plays, in one file without script.
    ExportAnimated,
    /// Save the picture as pixels.
    ExportPng,
    /// Save the diagram for Mermaid.
    ExportMermaid,
    /// Save the diagram for draw.io.
    ExportDrawio,
    /// Save a copy with pseudonyms, and what they stand for.
    ExportRedacted,
    /// Print the picture and its events.
    Print,
    /// Copy a link.
    Share,
    /// Take the last edit back.
    Undo,
    /// Do it again.
    Redo,
    /// The next colours.
    Theme,
    /// The other language.
    Lang,
    /// The list of shortcuts.
    Help,
    /// The list of commands.
    Palette,
}

/// A key that gives a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// What `KeyboardEvent.key` says, in lower case.
    pub key: &'static str,
    /// Whether Ctrl, or Cmd on a Mac, is held.
    pub control: bool,
    /// Whether Shift is held; `None` where the key itself may need it.
    pub shift: Option<bool>,
    /// How it is written for people.
    pub label: &'static str,
}

const fn plain(key: &'static str, label: &'static str) -> Key {
    Key {
        key,
        control: false,
        shift: None,
        label,
    }
}

const fn control(key: &'static str, shift: bool, label: &'static str) -> Key {
    Key {
        key,
        control: true,
        shift: Some(shift),
        label,
    }
}

impl Command {
    /// All commands, in the order of the palette.
    pub const ALL: &[Self] = &[
        Self::Trace,
        Self::PlayPause,
        Self::Step,
        Self::Back,
        Self::Start,
        Self::End,
        Self::Loop,
        Self::ShowPath,
        Self::ShowCompare,
        Self::ShowMatrix,
        Self::Fit,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::Fold,
        Self::Search,
        Self::Deselect,
        Self::Import,
        Self::ImportFolder,
        Self::Report,
        Self::ExportJson,
        Self::ExportSvg,
        Self::ExportAnimated,
        Self::ExportPng,
        Self::ExportMermaid,
        Self::ExportDrawio,
        Self::ExportRedacted,
        Self::Print,
        Self::Share,
        Self::Undo,
        Self::Redo,
        Self::Theme,
        Self::Lang,
        Self::Palette,
        Self::Help,
    ];

    /// Its name for scripts: `data-action` of its buttons, and in messages to an embed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::PlayPause => "play-pause",
            Self::Step => "step",
            Self::Back => "back",
            Self::Start => "start",
            Self::End => "end",
            Self::Loop => "loop",
            Self::ShowPath => "path",
            Self::ShowCompare => "compare",
            Self::ShowMatrix => "matrix",
            Self::Fit => "fit",
            Self::ZoomIn => "zoom-in",
            Self::ZoomOut => "zoom-out",
            Self::Fold => "fold",
            Self::Search => "search",
            Self::Deselect => "deselect",
            Self::Import => "import",
            Self::ImportFolder => "import-folder",
            Self::Report => "report",
            Self::ExportJson => "export-json",
            Self::ExportSvg => "export-svg",
            Self::ExportAnimated => "export-animated",
            Self::ExportPng => "export-png",
            Self::ExportMermaid => "export-mermaid",
            Self::ExportDrawio => "export-drawio",
            Self::ExportRedacted => "export-redacted",
            Self::Print => "print",
            Self::Share => "share",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Theme => "theme",
            Self::Lang => "lang",
            Self::Palette => "palette",
            Self::Help => "help",
        }
    }

    /// The command of a name that the page around an embed may give: one that changes what is shown. What opens files,
    /// saves them or takes the focus is left to the person.
    #[must_use]
    pub fn of_message(name: &str) -> Option<Self> {
        let may_come = [
            Self::Trace,
            Self::PlayPause,
            Self::Step,
            Self::Back,
            Self::Start,
            Self::End,
            Self::Loop,
            Self::ShowPath,
            Self::ShowCompare,
            Self::ShowMatrix,
            Self::Fit,
            Self::ZoomIn,
            Self::ZoomOut,
            Self::Deselect,
            Self::Undo,
            Self::Redo,
            Self::Theme,
            Self::Lang,
        ];
        may_come.into_iter().find(|it| it.name() == name)
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Trace => words::TRACE,
            Self::PlayPause => PLAY_PAUSE,
            Self::Step => words::STEP,
            Self::Back => words::BACK,
            Self::Start => words::TO_START,
            Self::End => words::TO_END,
            Self::Loop => words::LOOP,
            Self::ShowPath => words::SHOW_PATH,
            Self::ShowCompare => words::SHOW_COMPARE,
            Self::ShowMatrix => words::SHOW_MATRIX,
            Self::Fit => words::FIT,
            Self::ZoomIn => words::ZOOM_IN,
            Self::ZoomOut => words::ZOOM_OUT,
            Self::Fold => words::FOLD,
            Self::Search => words::SEARCH,
            Self::Deselect => words::CLEAR_SELECTION,
            Self::Import => words::IMPORT_FILES,
            Self::ImportFolder => words::IMPORT_FOLDER,
            Self::Report => words::SHOW_REPORT,
            Self::ExportJson => words::EXPORT_JSON,
            Self::ExportSvg => words::EXPORT_SVG,
            Self::ExportAnimated => words::EXPORT_ANIMATED,
            Self::ExportPng => words::EXPORT_PNG,
            Self::ExportMermaid => words::EXPORT_MERMAID,
            Self::ExportDrawio => words::EXPORT_DRAWIO,
            Self::ExportRedacted => words::EXPORT_REDACTED,
            Self::Print => words::PRINT,
            Self::Share => words::SHARE_LINK,
            Self::Undo => words::UNDO,
            Self::Redo => words::REDO,
            Self::Theme => words::THEME,
            Self::Lang => words::SWITCH_LANGUAGE,
            Self::Palette => words::PALETTE,
            Self::Help => words::HELP,
        }
    }

    /// The keys that give it.
    #[must_use]
    pub const fn keys(self) -> &'static [Key] {
        match self {
            Self::PlayPause => const { &[plain(" ", "Space")] },
            Self::Step => const { &[plain(".", ".")] },
            Self::Back => const { &[plain(",", ",")] },
            Self::Start => const { &[plain("home", "Home")] },
            Self::End => const { &[plain("end", "End")] },
            Self::Loop => const { &[plain("l", "L")] },
            Self::ShowPath => const { &[plain("1", "1")] },
            Self::ShowCompare => const { &[plain("2", "2")] },
            Self::ShowMatrix => const { &[plain("3", "3")] },
            Self::Fit => const { &[plain("0", "0")] },
            Self::ZoomIn => const { &[plain("+", "+"), plain("=", "=")] },
            Self::ZoomOut => const { &[plain("-", "-")] },
            Self::Fold => const { &[plain("f", "F")] },
            Self::Search => const { &[plain("/", "/")] },
            Self::Deselect => const { &[plain("escape", "Esc")] },
            Self::Undo => const { &[control("z", false, "Ctrl+Z")] },
            Self::Redo => {
                const {
                    &[
                        control("z", true, "Ctrl+Shift+Z"),
                        control("y", false, "Ctrl+Y"),
                    ]
                }
            }
            Self::Help => const { &[plain("?", "?")] },
            Self::Palette => {
                const {
                    &[
                        control("k", false, "Ctrl+K"),
                        control("p", true, "Ctrl+Shift+P"),
                    ]
                }
            }
            Self::Trace
            | Self::Import
            | Self::ImportFolder
            | Self::Report
            | Self::ExportJson
            | Self::ExportSvg
            | Self::ExportAnimated
            | Self::ExportPng
            | Self::ExportMermaid
            | Self::ExportDrawio
            | Self::ExportRedacted
            | Self::Print
            | Self::Share
            | Self::Theme
            | Self::Lang => &[],
        }
    }

    /// The command a key press gives, if any.
    #[must_use]
    pub fn of_key(key: &str, control: bool, shift: bool) -> Option<Self> {
        let key = key.to_lowercase();
        Self::ALL.iter().copied().find(|command| {
            command.keys().iter().any(|known| {
                known.key == key
                    && known.control == control
                    && known.shift.is_none_or(|wanted| wanted == shift)
            })
        })
    }
}

const PLAY_PAUSE: Says = Says {
    en: "Play or pause",
    ja: "再生・一時停止",
};

#[cfg(test)]
mod tests {
    use super::Command;

    #[test]
    fn a_key_gives_its_command() {
        let check = |key, control, shift, expected| {
            assert_eq!(Command::of_key(key, control, shift), expected, "{key}");
        };
        check(" ", false, false, Some(Command::PlayPause));
        check("?", false, true, Some(Command::Help));
        check("Z", true, true, Some(Command::Redo));
        check("z", true, false, Some(Command::Undo));
        check("k", true, false, Some(Command::Palette));
        check("z", false, false, None);
        check("0", true, false, None);
    }

    #[test]
    fn a_message_gives_what_changes_the_view_and_nothing_else() {
        assert_eq!(Command::of_message("step"), Some(Command::Step));
        assert_eq!(Command::of_message("zoom-in"), Some(Command::ZoomIn));
        assert_eq!(Command::of_message("export-json"), None);
        assert_eq!(Command::of_message("import"), None);
        assert_eq!(Command::of_message(""), None);
    }

    #[test]
    fn no_name_is_of_two_commands() {
        let mut names: Vec<_> = Command::ALL.iter().map(|it| it.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Command::ALL.len());
    }

    #[test]
    fn no_key_gives_two_commands() {
        let mut keys: Vec<_> = Command::ALL
            .iter()
            .flat_map(|command| command.keys())
            .map(|key| (key.key, key.control, key.shift))
            .collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
