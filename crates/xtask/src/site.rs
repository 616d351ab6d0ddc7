//! `cargo xtask build`: the release site in dist/. Trunk lays it out as it does for `serve`; this module then
//! optimises the module, stamps the addresses and weighs the result.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::npm;
use crate::process::{Done, Failure, path_with, program, read, run, say};
use crate::{project, tool};

/// Where the finished site is, in the project's folder.
pub(crate) const SITE: &str = "dist";

/// The page's module, and the importer's, which is loaded with the first file.
const MODULES: [&str; 2] = ["web_bg.wasm", "importer_bg.wasm"];

/// Budgets in brotli bytes: what it is, the files by how their names begin and end, how much.
const BUDGET: [(&str, &str, &str, u64); 4] = [
    ("wasm, page", "web", "wasm", 145_000),
    ("wasm, importer", "importer", "wasm", 155_000),
    ("wasm, all", "", "wasm", 300_000),
    ("js, all", "", "js", 20_000),
];

/// Builds the site, replaces dist/ with it, and prints its size.
pub(crate) fn run_task(_arguments: &[String]) -> Done {
    build()?;
    print_sizes()
}

/// Builds the site and replaces dist/ with it.
pub(crate) fn build() -> Done {
    let part = project::root().join("dist.part");
    trunk_build(&["--release", "--dist", "dist.part"])?;
    for module in MODULES {
        optimise(&part.join(module))?;
    }
    stamp(&part)?;
    let site = project::root().join(SITE);
    if site.exists() {
        fs::remove_dir_all(&site).map_err(|error| Failure::file(&site, &error))?;
    }
    fs::rename(&part, &site).map_err(|error| Failure::file(&site, &error))
}

/// `trunk build` with the pinned programs.
pub(crate) fn trunk_build(arguments: &[&str]) -> Done {
    tool::wasm_target()?;
    let trunk = tool::trunk()?.folder()?;
    let path = path_with(&[tool::wasm_bindgen()?.folder()?]);
    run(program(trunk.join("trunk"))
        .arg("build")
        .args(arguments)
        .env("PATH", path)
        .env_remove("NO_COLOR"))
}

/// Makes the module smaller where node is there to run the optimiser.
fn optimise(module: &Path) -> Done {
    if !npm::node_is_there() {
        say("No node here, so the module stays as it is, a little larger: node runs wasm-opt.");
        return Ok(());
    }
    npm::packages()?;
    say("Optimising the module with wasm-opt: about half a minute.");
    // Not `-Oz`: from `-O2` on a module is shorter, but what it says alike is no longer written alike, and brotli
    // makes a tenth more of it.
    run(program("node")
        .arg("node_modules/binaryen/bin/wasm-opt")
        .arg("-O1")
        .arg(module)
        .arg("-o")
        .arg(module))
}

/// Adds a version to the addresses in the pages, so that no browser puts an old script beside a new module.
/// boot.js hands its own version on to what it loads.
fn stamp(site: &Path) -> Done {
    let files = files_in(site)?;
    let version = version_of(&files)?;
    for page in files.iter().filter(|file| extension(file) == "html") {
        let mut text = fs::read_to_string(page).map_err(|error| Failure::file(page, &error))?;
        for file in &files {
            let Ok(address) = file.strip_prefix(site) else {
                continue;
            };
            let address = address.to_string_lossy().replace('\\', "/");
            text = text.replace(
                &format!("\"./{address}\""),
                &format!("\"./{address}?v={version}\""),
            );
        }
        // Trunk leaves its own instruction in the page where it injects no scripts.
        let text: String = text
            .split_inclusive('\n')
            .filter(|line| !line.contains("data-trunk-id"))
            .collect();
        fs::write(page, text).map_err(|error| Failure::file(page, &error))?;
    }
    Ok(())
}

fn version_of(files: &[PathBuf]) -> Done<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(&fs::read(file).map_err(|error| Failure::file(file, &error))?);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn print_sizes() -> Done {
    let files = files_in(&project::root().join(SITE))?;
    say(&format!(
        "\n{SITE}/ is ready: copy it to any folder of any web server.\n"
    ));
    let squeezed = npm::node_is_there();
    if !squeezed {
        say("No node here, so sizes are shown without brotli.");
    }
    for (what, start, end, budget) in BUDGET {
        let mut sum = 0;
        let counts = |file: &&PathBuf| extension(file) == end && name(file).starts_with(start);
        for file in files.iter().filter(counts) {
            sum += if squeezed {
                brotli_size(file)?
            } else {
                plain_size(file)?
            };
        }
        let verdict = if squeezed && sum > budget {
            ", OVER BUDGET"
        } else {
            ""
        };
        say(&format!(
            "  {what:<14} {:>7.1} kB {}  budget {} kB{verdict}",
            thousands(sum),
            if squeezed { "brotli" } else { "plain" },
            budget / 1000
        ));
    }
    Ok(())
}

fn brotli_size(file: &Path) -> Done<u64> {
    const PROGRAM: &str = "const { brotliCompressSync } = require('node:zlib'); \
        console.log(brotliCompressSync(require('node:fs').readFileSync(process.argv[1])).length)";
    let printed = read(program("node").args(["-e", PROGRAM]).arg(file))?;
    printed
        .trim()
        .parse()
        .map_err(|_| Failure::new(format!("node did not weigh {}: {printed}", file.display())))
}

fn plain_size(file: &Path) -> Done<u64> {
    let about = fs::metadata(file).map_err(|error| Failure::file(file, &error))?;
    Ok(about.len())
}

#[expect(clippy::cast_precision_loss, reason = "file sizes are far below 2^52")]
fn thousands(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn extension(file: &Path) -> &str {
    file.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

fn name(file: &Path) -> &str {
    file.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

/// Every file below `folder`, sorted.
fn files_in(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))? {
            let path = entry
                .map_err(|error| Failure::file(&folder, &error))?
                .path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
