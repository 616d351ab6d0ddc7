//! Zip archives: many texts in one file, unpacked within stated limits.
//! <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>
//!
//! Files that a folder would not give are passed over. Archives in an archive are opened where it
//! holds nothing else that is read, as a bundle of one archive for each account does. All or
//! nothing: one bad file and nothing of the archive is read.

use crate::bad_input::BadInput;
use crate::limits::{MAX_BYTES, MAX_FILES, MAX_RATIO, MAX_UNPACKED};
use crate::said::{Said, quoted, say};
use crate::source::{Source, check_size, configures, is_read};
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};
use std::collections::BTreeMap;

/// Whether bytes begin as a zip archive does; one without files as well.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The texts of an archive in the order of their names: `archive.zip/folder/file.json`.
///
/// # Errors
///
/// When the archive is broken, encrypted, packed in a way that is not read, leads out of itself, or
/// is over a limit.
pub fn unpack(name: &str, bytes: &[u8]) -> Result<Vec<Source>, BadInput> {
    check_size(name, bytes.len() as u64)?;
    let mut room = Room {
        files: MAX_FILES,
        bytes: MAX_UNPACKED.min(bytes.len().saturating_mul(MAX_RATIO)),
    };
    let mut texts = open(name, bytes, Holds::Texts, &mut room)?;
    if texts.is_empty() {
        for (file, archive) in open(name, bytes, Holds::Archives, &mut room)? {
            texts.extend(open(&file, &archive, Holds::Texts, &mut room)?);
        }
    }
    if texts.is_empty() {
        let message = say!(
            "no file in the archive that is read",
            "アーカイブに読み込めるファイルがありません"
        );
        return Err(BadInput::whole(name, message));
    }
    let texts = texts.into_iter();
    texts
        .map(|(file, bytes)| Source::from_bytes(file, bytes))
        .collect()
}

/// What may still be unpacked, of an archive and those in it together.
struct Room {
    files: usize,
    bytes: usize,
}

/// What is looked for in an archive.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Texts,
    Archives,
}

/// The files of an archive of one kind, in the order of their names.
fn open(
    name: &str,
    bytes: &[u8],
    holds: Holds,
    room: &mut Room,
) -> Result<Vec<(String, Vec<u8>)>, BadInput> {
    let bad = |message: Said| BadInput::whole(name, message);
    let broken = |error: rawzip::Error| {
        bad(say!(
            "not a sound zip archive: {}",
            "正しい zip アーカイブではありません: {}",
            error
        ))
    };
    let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
    let mut entries = archive.entries();
    let mut found = Vec::new();
    // Everything is looked at before anything is unpacked.
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        room.files = room.files.checked_sub(1).ok_or_else(|| {
            bad(say!(
                "more than {} files are in the archive",
                "アーカイブのファイル数が {} を超えています",
                MAX_FILES
            ))
        })?;
        let path = path_of(&entry).map_err(&bad)?;
        let is_wanted = match holds {
            Holds::Texts => is_read(&path, true),
            Holds::Archives => path.to_ascii_lowercase().ends_with(".zip"),
        };
        if !entry.is_dir() && is_wanted {
            found.push((path, entry));
        }
    }
    let has_configuration = found.iter().any(|(path, _)| configures(path));
    found.retain(|(path, _)| holds == Holds::Archives || is_read(path, has_configuration));
    let mut wanted = BTreeMap::new();
    for (path, entry) in found {
        let file = format!("{name}/{path}");
        let size = size_of(&entry).map_err(|message| BadInput::whole(&file, message))?;
        room.bytes = room.bytes.checked_sub(size).ok_or_else(|| {
            let most = MAX_UNPACKED / 1024 / 1024;
            let message = say!(
                "the archive unpacks to more than {} MB, or {} times its size",
                "アーカイブを展開すると {} MB、または圧縮サイズの {} 倍を超えます",
                most,
                MAX_RATIO
            );
            bad(message)
        })?;
        if wanted.insert(file.clone(), (entry, size)).is_some() {
            let message = say!(
                "the archive has two files of that name",
                "アーカイブに同じ名前のファイルが 2 つあります"
            );
            return Err(BadInput::whole(&file, message));
        }
    }
    let mut files = Vec::with_capacity(wanted.len());
    for (file, (entry, size)) in wanted {
        let bytes = contents(&archive, &entry, size);
        let bytes = bytes.map_err(|message| BadInput::whole(&file, message))?;
        files.push((file, bytes));
    }
    Ok(files)
}

/// Where a file would go. One that would go out of its folder is refused.
fn path_of(entry: &ZipFileHeaderRecord<'_>) -> Result<String, Said> {
    let raw = entry.file_path();
    let shown = String::from_utf8_lossy(raw.as_bytes());
    let path = shown.replace('\\', "/");
    let is_drive = path.get(1..2) == Some(":");
    if path.starts_with('/') || is_drive || path.split('/').any(|part| part == "..") {
        return Err(say!(
            "a file of the archive leads out of it: {}",
            "アーカイブの外を指すファイルがあります: {}",
            shown
        ));
    }
    Ok(path)
}

/// How long a file is once it is unpacked, where it can be.
fn size_of(entry: &ZipFileHeaderRecord<'_>) -> Result<usize, Said> {
    if entry.flags().is_encrypted() {
        return Err(say!(
            "the file is encrypted; pack it without a password",
            "ファイルが暗号化されています。パスワードなしで圧縮してください"
        ));
    }
    match entry.compression_method() {
        CompressionMethod::STORE | CompressionMethod::DEFLATE => {}
        other => {
            return Err(say!(
                "packed by {}, which is not read; use deflate",
                "{} で圧縮されていて読み込めません。deflate を使ってください",
                quoted(other)
            ));
        }
    }
    let size = usize::try_from(entry.uncompressed_size_hint()).unwrap_or(usize::MAX);
    if size > MAX_BYTES {
        let (has, most) = (size / 1024 / 1024, MAX_BYTES / 1024 / 1024);
        return Err(say!(
            "the file has {} MB; at most {} MB are read",
            "ファイルは {} MB です。読み込めるのは {} MB までです",
            has,
            most
        ));
    }
    Ok(size)
}

/// The bytes of a file, unpacked. What the archive says of its size bounds what is unpacked,
/// whatever the data would give.
fn contents(
    archive: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    size: usize,
) -> Result<Vec<u8>, Said> {
    let found = archive
        .get_entry(entry.wayfinder())
        .map_err(|error| Said::plain(error.to_string()))?;
    let bytes = match entry.compression_method() {
        CompressionMethod::STORE => found.data().to_vec(),
        _ => miniz_oxide::inflate::decompress_to_vec_with_limit(found.data(), size).map_err(
            |_| {
                say!(
                    "the file is damaged, or longer than the archive says",
                    "ファイルが壊れているか、アーカイブの記載より長いです"
                )
            },
        )?,
    };
    if bytes.len() != size || rawzip::crc32(&bytes) != found.claim_verifier().crc {
        return Err(say!(
            "the file is damaged: its sum is not what the archive says",
            "ファイルが壊れています (チェックサムがアーカイブの記載と異なります)"
        ));
    }
    Ok(bytes)
}
