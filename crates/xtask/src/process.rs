//! Running other programs, and what it means for one to fail.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::project;

/// Why a task stopped: one line for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(String);

/// What a task or a part of it comes to.
pub(crate) type Done<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(says: impl Into<String>) -> Self {
        Self(says.into())
    }

    /// A failure whose reason is on the terminal already.
    pub(crate) fn already_said() -> Self {
        Self(String::new())
    }

    /// Whether there is still something to say about it.
    pub(crate) fn is_news(&self) -> bool {
        !self.0.is_empty()
    }

    /// A failure to read or write `path`.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self(format!("{error}: {}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A program that will run in the project's folder, without anything on its standard input.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(project::root()).stdin(Stdio::null());
    command
}

/// Cargo, of the toolchain this task was built with.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = program("cargo");
    command.args(arguments);
    command
}

/// Runs to the end with its output on the terminal; fails where the program does.
pub(crate) fn run(command: &mut Command) -> Done {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{} failed: {status}",
            spoken(command)
        )))
    }
}

/// Runs to the end in silence and returns what it printed; fails where the program does.
pub(crate) fn read(command: &mut Command) -> Done<String> {
    let output = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::new(format!(
            "{} failed: {}\n{}",
            spoken(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        )))
    }
}

/// Runs to the end, shows its standard output as it comes and returns it, with whether the program succeeded.
pub(crate) fn watch(command: &mut Command) -> Done<(bool, String)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut seen = String::new();
    if let Some(output) = child.stdout.take() {
        let mut reader = BufReader::new(output);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            seen.push_str(&text);
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status.success(), seen))
}

/// Shows what has been said so far, before another program starts to write.
pub(crate) fn say(line: &str) {
    println!("{line}");
    // A closed terminal is no reason to stop.
    let _ = std::io::stdout().flush();
}

/// Where a program of this name is on PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// PATH with these folders before all others.
pub(crate) fn path_with(folders: &[PathBuf]) -> OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = folders
        .iter()
        .cloned()
        .chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited)
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("could not run {}: {error}", spoken(command)))
}

fn spoken(command: &Command) -> String {
    let mut words = vec![file_name(command.get_program())];
    words.extend(
        command
            .get_args()
            .take(3)
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn file_name(program: &OsStr) -> String {
    let path = Path::new(program);
    path.file_name()
        .unwrap_or(program)
        .to_string_lossy()
        .into_owned()
}
