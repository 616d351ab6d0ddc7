//! Imports every file of a folder and prints how much of each was understood; `cargo xtask corpus`
//! runs it. Outputs of the AWS CLI that lie in one folder are one input, as are `.tf` files; every
//! other file is read alone.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use import::source::is_read;
use import::{BadInput, Class, Counts, Report, Said, Settings, Source, import};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().filter(|it| !it.starts_with('-')) else {
        println!("usage: cargo xtask corpus FOLDER [--notes]");
        return ExitCode::from(2);
    };
    let with_notes = arguments.any(|it| it == "--notes");
    let folder = PathBuf::from(folder);
    let mut corpus = Corpus::default();
    corpus.read(&folder, &folder);
    corpus.print(with_notes);
    ExitCode::SUCCESS
}

/// What became of all inputs.
#[derive(Default)]
struct Corpus {
    rows: Vec<(String, Result<Tally, BadInput>)>,
    gaps: BTreeMap<String, usize>,
    ignored: BTreeMap<String, usize>,
    notes: Vec<String>,
}

/// Resources of one input, or of all.
#[derive(Clone, Copy, Default)]
struct Tally {
    counts: Counts,
    /// Those with a part in the network that is not simulated; ignored as well.
    gaps: usize,
}

impl Corpus {
    fn read(&mut self, top: &Path, folder: &Path) {
        let mut together = BTreeMap::new();
        let mut folders = Vec::new();
        for path in entries(folder) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path
                .strip_prefix(top)
                .unwrap_or(&path)
                .display()
                .to_string();
            if !is_read(&name, false) {
                continue;
            }
            let ending = path.extension().unwrap_or_default();
            let source = match std::fs::read(&path) {
                Ok(bytes) => Source::from_bytes(name.clone(), bytes),
                Err(error) => Err(BadInput::whole(&name, Said::plain(error.to_string()))),
            };
            match source {
                Ok(source) if ending == "tf" => {
                    together.entry("*.tf").or_insert_with(Vec::new).push(source);
                }
                Ok(source) if import::describe::looks_like_one(&source.text) => {
                    together
                        .entry("*.json")
                        .or_insert_with(Vec::new)
                        .push(source);
                }
                Ok(source) => self.import(name, &[source]),
                Err(bad) => self.rows.push((name, Err(bad))),
            }
        }
        for (pattern, sources) in together {
            let folder = folder.strip_prefix(top).unwrap_or(folder);
            let name = match sources.as_slice() {
                [only] => only.name.clone(),
                _ => folder.join(pattern).display().to_string(),
            };
            self.import(name, &sources);
        }
        for folder in folders {
            self.read(top, &folder);
        }
    }

    fn import(&mut self, name: String, sources: &[Source]) {
        let outcome = import(sources, &Settings::default());
        let row = outcome.map(|imported| self.tally(&imported.report));
        self.rows.push((name, row));
    }

    fn tally(&mut self, report: &Report) -> Tally {
        let mut gaps = 0;
        for resource in &report.resources {
            if resource.is_gap() {
                gaps += 1;
                *self.gaps.entry(resource.kind.clone()).or_default() += 1;
            } else if resource.class == Class::Ignored {
                *self.ignored.entry(resource.kind.clone()).or_default() += 1;
            } else if resource.class == Class::Unresolved {
                let (id, kind) = (&resource.id, &resource.kind);
                let notes = resource.notes.iter();
                let lines = notes.map(|note| format!("{kind} {id}: {}", note.en()));
                self.notes.extend(lines);
            }
        }
        Tally {
            counts: report.counts,
            gaps,
        }
    }

    fn print(&self, with_notes: bool) {
        println!("network understood assumed unresolved not-simulated coverage  ignored  input");
        let mut all = Tally::default();
        for (name, row) in &self.rows {
            match row {
                Ok(tally) => {
                    println!("{}  {name}", tally.line());
                    all.add(tally);
                }
                Err(bad) => println!("not read: {bad}"),
            }
        }
        println!("{}  all of {}", all.line(), self.rows.len());
        let list = |title: &str, kinds: &BTreeMap<String, usize>| {
            println!("\n{title}");
            let mut kinds: Vec<_> = kinds.iter().collect();
            kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            for (kind, count) in kinds {
                println!("{count:7} {kind}");
            }
        };
        list(
            "Types with a part in the network that is not simulated:",
            &self.gaps,
        );
        list("Types without one, and what is not made:", &self.ignored);
        println!("\n{} notes on what is unresolved", self.notes.len());
        if with_notes {
            for note in &self.notes {
                println!("  {note}");
            }
        }
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.counts.understood += other.counts.understood;
        self.counts.assumed += other.counts.assumed;
        self.counts.ignored += other.counts.ignored;
        self.counts.unresolved += other.counts.unresolved;
        self.gaps += other.gaps;
    }

    /// The numbers of a line. What is understood with an assumption counts as covered.
    fn line(&self) -> String {
        let Counts {
            understood,
            assumed,
            unresolved,
            ignored,
        } = self.counts;
        let network = understood + assumed + unresolved + self.gaps;
        let coverage = match network {
            0 => "-".to_owned(),
            _ => format!("{}%", 100 * (understood + assumed) / network),
        };
        let (gaps, without) = (self.gaps, ignored - self.gaps);
        format!(
            "{network:7} {understood:10} {assumed:7} {unresolved:10} {gaps:13} {coverage:>8} {without:8}"
        )
    }
}

/// The entries of a folder by name, without hidden ones.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = found
        .filter(|it| !it.file_name().to_string_lossy().starts_with('.'))
        .map(|it| it.path())
        .collect();
    paths.sort();
    paths
}
