//! The Rust programs the tasks use, at pinned versions, kept per user outside the project.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::process::{Done, Failure, cargo, on_path, path_with, program, read, run, say};
use crate::project;

/// The compiler's name for the browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A program from the crate registry, at one version.
pub(crate) struct Tool {
    package: &'static str,
    binary: &'static str,
    version: String,
    /// How long an installation takes, in words.
    takes: &'static str,
    arguments: &'static [&'static str],
    /// How much the compiler optimises it: as little as its use allows, so that it is there soon.
    opt_level: &'static str,
}

/// The bundler and development server.
pub(crate) fn trunk() -> Done<Tool> {
    Ok(Tool {
        package: "trunk",
        binary: "trunk",
        version: project::pinned_version("trunk")?,
        takes: "3 to 6 minutes on two cores",
        arguments: &["--no-default-features", "--features", "rustls"],
        opt_level: "0",
    })
}

/// The program that writes the JavaScript side of a module, of the very version of the library in Cargo.lock.
pub(crate) fn wasm_bindgen() -> Done<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        binary: "wasm-bindgen",
        version: project::locked_version("wasm-bindgen")?,
        takes: "2 to 4 minutes on two cores",
        arguments: &[],
        opt_level: "1",
    })
}

/// Makes sure the compiler can compile for the browser.
pub(crate) fn wasm_target() -> Done {
    let sysroot = read(program("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    say(&format!(
        "Adding the {WASM} target to the Rust toolchain: about half a minute."
    ));
    run(program("rustup").args(["target", "add", WASM])).map_err(|failure| {
        Failure::new(format!(
            "{failure}; it needs rustup and the network, or the {WASM} standard library from elsewhere"
        ))
    })
}

/// The folder that holds what is installed here: `sightline` in the user's cache.
pub(crate) fn cache_folder() -> PathBuf {
    let variable = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let home = std::env::home_dir().unwrap_or_default();
    variable("XDG_CACHE_HOME")
        .unwrap_or_else(|| match std::env::consts::OS {
            "macos" => home.join("Library/Caches"),
            "windows" => variable("LOCALAPPDATA").unwrap_or_else(|| home.join("AppData/Local")),
            _ => home.join(".cache"),
        })
        .join("sightline")
}

impl Tool {
    /// The folder with the program in it, which is installed first where it is missing.
    pub(crate) fn folder(&self) -> Done<PathBuf> {
        if let Some(folder) = self.found() {
            return Ok(folder);
        }
        let cache = cache_folder();
        fs::create_dir_all(&cache).map_err(|error| Failure::file(&cache, &error))?;
        let _alone = self.lock(&cache)?;
        if let Some(folder) = self.found() {
            return Ok(folder);
        }
        self.install(&cache)?;
        self.found().ok_or_else(|| {
            Failure::new(format!(
                "{} was installed, but does not say that it is {}",
                self.binary, self.version
            ))
        })
    }

    /// Where the program already is, at the right version: in the cache or on PATH.
    fn found(&self) -> Option<PathBuf> {
        let file = format!("{}{}", self.binary, std::env::consts::EXE_SUFFIX);
        let cached = cache_folder().join(self.name()).join("bin").join(file);
        [Some(cached), on_path(self.binary)]
            .into_iter()
            .flatten()
            .find(|path| path.is_file() && self.is_right_version(path))
            .and_then(|path| path.parent().map(Path::to_path_buf))
    }

    fn is_right_version(&self, path: &Path) -> bool {
        read(program(path).arg("--version"))
            .is_ok_and(|says| says.split_whitespace().nth(1) == Some(self.version.as_str()))
    }

    /// Holds others off until the value is dropped, so that two tasks never install into one folder.
    fn lock(&self, cache: &Path) -> Done<File> {
        let path = cache.join(format!("{}.lock", self.name()));
        let lock = File::create(&path).map_err(|error| Failure::file(&path, &error))?;
        if lock.try_lock().is_err() {
            say(&format!(
                "Another task is installing {}: waiting for it.",
                self.name()
            ));
            lock.lock().map_err(|error| Failure::file(&path, &error))?;
        }
        Ok(lock)
    }

    /// Compiles into a folder of another name and renames it at the end, so that half an installation is none.
    fn install(&self, cache: &Path) -> Done {
        let finished = cache.join(self.name());
        let part = cache.join(format!("{}.part", self.name()));
        let build = cache.join(format!("{}.build", self.name()));
        say(&format!(
            "Installing {} {} into {}: once, {}.",
            self.package,
            self.version,
            cache.display(),
            self.takes
        ));
        remove(&part)?;
        let mut install = cargo(&[
            "install",
            self.package,
            "--version",
            &self.version,
            "--locked",
        ]);
        install
            .args(self.arguments)
            .arg("--root")
            .arg(&part)
            .env("PATH", path_with(&[part.join("bin")])) // or cargo advises the user to add it
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env_remove("CARGO_BUILD_TARGET");
        run(&mut install).map_err(|_| {
            Failure::new(format!(
                "could not install {} {} (the reason is above). It is compiled from the crate registry, so this \
                 machine must reach that; the same command goes on where this one stopped",
                self.package, self.version
            ))
        })?;
        remove(&finished)?;
        fs::rename(&part, &finished).map_err(|error| Failure::file(&finished, &error))?;
        remove(&build)
    }

    fn name(&self) -> String {
        format!("{}-{}", self.binary, self.version)
    }
}

fn remove(folder: &Path) -> Done {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    Ok(())
}
