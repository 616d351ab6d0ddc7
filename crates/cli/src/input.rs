//! Files to sources, and sources to a topology.

use crate::arguments::{File, Inputs};
use import::source::check_size;
use import::{Imported, Settings, Source};
use std::io::Read as _;
use std::path::Path;

/// Reads and imports all inputs.
pub(crate) fn read(inputs: &Inputs) -> Result<Imported, String> {
    let sources = inputs
        .files
        .iter()
        .map(source)
        .collect::<Result<Vec<_>, _>>()?;
    let settings = Settings {
        region: inputs.region.clone(),
        parameters: inputs.parameters.clone(),
    };
    import::import(&sources, &settings).map_err(|bad| bad.to_string())
}

fn source(file: &File) -> Result<Source, String> {
    let name = file.path.display().to_string();
    let bytes = if file.path == Path::new("-") {
        let mut bytes = Vec::new();
        // One byte over the limit is enough to refuse it.
        let limit = import::limits::MAX_BYTES as u64 + 1;
        std::io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("{name}: {error}"))?;
        bytes
    } else {
        let about = std::fs::metadata(&file.path).map_err(|error| format!("{name}: {error}"))?;
        if about.is_dir() {
            return Err(format!("{name}: a folder; give the files in it"));
        }
        check_size(&name, about.len()).map_err(|bad| bad.to_string())?;
        std::fs::read(&file.path).map_err(|error| format!("{name}: {error}"))?
    };
    let name = if name == "-" {
        "stdin".to_owned()
    } else {
        name
    };
    let source = Source::from_bytes(name, bytes).map_err(|bad| bad.to_string())?;
    Ok(match &file.stack {
        Some(stack) => source.as_stack(stack),
        None => source,
    })
}
