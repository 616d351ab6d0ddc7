//! Zip archives as inputs: what they hold is read as a folder's would be, and what would harm is
//! refused. The archives are written here byte by byte, so that they can be wrong in any way.

use import::limits::{MAX_BYTES, MAX_FILES};
use import::{Settings, Source, import};
use miniz_oxide::deflate::compress_to_vec;
use std::fs;
use std::path::Path;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A file as an archive tells of it.
#[derive(Clone)]
struct Packed {
    name: String,
    data: Vec<u8>,
    method: u16,
    flags: u16,
    size: usize,
    sum: u32,
}

impl Packed {
    fn new(name: &str, text: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            data: compress_to_vec(text, 6),
            method: DEFLATED,
            flags: 0,
            size: text.len(),
            sum: crc32(text),
        }
    }

    /// What the local header and the central directory both say.
    fn said(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for part in [20, self.flags, self.method, 0, 0] {
            out.extend(part.to_le_bytes());
        }
        out.extend(self.sum.to_le_bytes());
        for size in [self.data.len(), self.size] {
            out.extend(u32::try_from(size).expect("a small file").to_le_bytes());
        }
        let name = u16::try_from(self.name.len()).expect("a short name");
        out.extend(name.to_le_bytes());
        out.extend([0, 0]);
        out
    }
}

/// The sum of ISO 3309 that archives keep.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| match sum & 1 {
            1 => (sum >> 1) ^ 0xedb8_8320,
            _ => sum >> 1,
        })
    })
}

fn zip(files: &[Packed]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let offset = u32::try_from(out.len()).expect("a small archive");
        out.extend(b"PK\x03\x04");
        out.extend(file.said());
        out.extend(file.name.as_bytes());
        out.extend(&file.data);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(file.said());
        // Comment, disk and attributes: none.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(file.name.as_bytes());
    }
    let start = u32::try_from(out.len()).expect("a small archive");
    let length = u32::try_from(directory.len()).expect("a small archive");
    let count = u16::try_from(files.len()).expect("few files");
    out.extend(directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

fn sources(archive: &[u8]) -> Result<Vec<Source>, String> {
    Source::all_from_bytes("a.zip", archive.to_vec()).map_err(|bad| bad.to_string())
}

const TEMPLATE: &[u8] =
    b"Resources: {Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}";

#[test]
fn an_archive_is_read_as_its_folder_is() {
    let mut cases = 0;
    for case in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("imports")).expect("cases")
    {
        let folder = case.expect("a case").path().join("in");
        if !folder.is_dir() || folder.join("settings.json").exists() {
            continue;
        }
        let (mut packed, mut plain) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(&folder).expect("files") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                continue;
            }
            let bytes = fs::read(&path).expect("bytes");
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            if !import::source::is_read(&name, false) {
                continue;
            }
            packed.push(Packed::new(&name, &bytes));
            plain.push(Source::new(
                format!("a.zip/{name}"),
                String::from_utf8(bytes).expect("a text"),
            ));
        }
        if packed.is_empty() {
            continue;
        }
        plain.sort_by(|a, b| a.name.cmp(&b.name));
        let found = sources(&zip(&packed)).expect("a sound archive");
        assert_eq!(found, plain, "{}", folder.display());
        cases += 1;
        import(&found, &Settings::default()).expect("what the folder gives");
    }
    assert!(cases > 10, "{cases} cases");
}

#[test]
fn what_no_folder_would_give_is_passed_over() {
    let mut stored = Packed::new("folder/net.yaml", TEMPLATE);
    stored.data = TEMPLATE.to_vec();
    stored.method = STORED;
    let files = [
        Packed::new("folder/", b""),
        stored,
        Packed::new("README.md", b"not read"),
        Packed::new(".git/config.json", b"{"),
        Packed::new("__MACOSX/folder/._net.yaml", b"\x00"),
        Packed::new("inner.zip", &zip(&[Packed::new("a.json", b"{}")])),
    ];
    let found = sources(&zip(&files)).expect("a sound archive");
    let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a.zip/folder/net.yaml"]);
    assert_eq!(found[0].stack_name(), "net");
}

#[test]
fn a_text_in_utf_16_is_read() {
    let text = r#"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Tags": [{"Key": "Name", "Value": "本番🗼"}]}]}"#;
    let plain = Source::from_bytes("a.json", text.as_bytes().to_vec());
    let units = || std::iter::once(0xfeff).chain(text.encode_utf16());
    for bytes in [
        units().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        units().flat_map(u16::to_be_bytes).collect(),
    ] {
        assert_eq!(Source::from_bytes("a.json", bytes), plain);
    }
}

#[test]
fn what_lies_in_the_folder_of_a_command_needs_no_ending() {
    let health = br#"{"TargetHealthDescriptions": []}"#;
    let archive = zip(&[
        Packed::new(
            "demo/elbv2-describe-target-health/arn%3Aaws%3Ax%2Fy",
            health,
        ),
        Packed::new("demo/iam-get-role/admin", b"{}"),
        Packed::new("demo/LICENSE", b"not read"),
    ]);
    let read = sources(&archive).expect("one output");
    let names: Vec<&str> = read.iter().map(|it| it.name.as_str()).collect();
    let name = "a.zip/demo/elbv2-describe-target-health/arn%3Aaws%3Ax%2Fy";
    assert_eq!(names, [name]);
}

#[test]
fn an_archive_of_archives_is_read_as_they_are() {
    let vpcs =
        |id: &str| format!(r#"{{"Vpcs": [{{"VpcId": "{id}", "CidrBlock": "10.0.0.0/16"}}]}}"#);
    let account = |id: &str| zip(&[Packed::new("describe-vpcs.json", vpcs(id).as_bytes())]);
    let bundle = [
        Packed::new("111122223333__eu-west-1.zip", &account("vpc-1")),
        Packed::new("readme.png", b"not read"),
        Packed::new("444455556666__eu-west-1.zip", &account("vpc-2")),
    ];
    let read = sources(&zip(&bundle)).expect("two archives");
    let names: Vec<&str> = read.iter().map(|it| it.name.as_str()).collect();
    let name = |account| format!("a.zip/{account}__eu-west-1.zip/describe-vpcs.json");
    assert_eq!(names, [name("111122223333"), name("444455556666")]);
    // Beside a text it is somebody's code, and what lies in an archive in an archive stays there.
    let beside = [
        Packed::new("a.json", vpcs("vpc-3").as_bytes()),
        bundle[0].clone(),
    ];
    assert_eq!(sources(&zip(&beside)).map(|it| it.len()), Ok(1));
    let deep = zip(&[Packed::new("bundle.zip", &zip(&bundle))]);
    let nothing = "a.zip: no file in the archive that is read";
    assert_eq!(sources(&deep).map(|it| it.len()), Err(nothing.to_owned()));
    // One that is broken refuses all, as any file does.
    let broken = [bundle[0].clone(), Packed::new("b.zip", b"PK no more")];
    assert!(sources(&zip(&broken)).is_err());
}

#[test]
fn what_a_configuration_reads_comes_along() {
    let policy = Packed::new("net/endpoint.tpl", b"{}");
    let main = Packed::new("net/main.tf", b"locals {}\n");
    let names = |files: &[Packed]| -> Vec<String> {
        let found = sources(&zip(files)).expect("a sound archive");
        found.into_iter().map(|it| it.name).collect()
    };
    let both = ["a.zip/net/endpoint.tpl", "a.zip/net/main.tf"];
    assert_eq!(names(&[policy, main]), both);
    let alone = [
        Packed::new("net.yaml", TEMPLATE),
        Packed::new("endpoint.tpl", b"{}"),
    ];
    assert_eq!(names(&alone), ["a.zip/net.yaml"]);
}

#[test]
fn archives_that_would_harm_are_refused() {
    let good = || Packed::new("a.json", b"{}");
    let refused = |archive: &[u8], message: &str| match sources(archive) {
        Ok(_) => panic!("it was read: {message}"),
        Err(bad) => assert!(bad.starts_with("a.zip") && bad.contains(message), "{bad}"),
    };
    for path in [
        "../a.json",
        "/etc/a.json",
        "b/../../a.json",
        "C:\\a.json",
        "..\\a.json",
    ] {
        let file = Packed {
            name: path.to_owned(),
            ..good()
        };
        refused(&zip(&[file]), "leads out of it");
    }
    refused(
        &zip(&[Packed { flags: 1, ..good() }]),
        "a.zip/a.json: the file is encrypted",
    );
    refused(
        &zip(&[Packed {
            method: 12,
            ..good()
        }]),
        "is not read; use deflate",
    );
    refused(&zip(&[Packed { sum: 7, ..good() }]), "the file is damaged");
    refused(
        &zip(&[Packed {
            data: b"nonsense".to_vec(),
            ..good()
        }]),
        "the file is damaged",
    );
    refused(&zip(&[good(), good()]), "two files of that name");
    refused(&zip(&[]), "no file in the archive");
    refused(b"PK\x03\x04 and no more", "not a sound zip archive");
    refused(
        &zip(&[Packed::new("a.json", b"\xff\xfe{\x00}")]),
        "a.json:1:2: the text is not UTF-16",
    );
    let sound = zip(&[Packed::new("a.yml", TEMPLATE), good()]);
    for end in 4..sound.len() {
        assert!(sources(&sound[..end]).is_err(), "cut off at {end}");
    }

    // A file that unpacks a thousandfold, with its size told, untold, and told wrong.
    let bomb = Packed::new("a.json", &vec![b' '; 2_000_000]);
    assert!(bomb.data.len() < 2_000_000 / 900);
    let claims = |size| Packed {
        size,
        ..bomb.clone()
    };
    refused(&zip(std::slice::from_ref(&bomb)), "or 200 times its size");
    refused(&zip(&[claims(2)]), "longer than the archive says");
    refused(&zip(&[claims(MAX_BYTES + 1)]), "at most 128 MB");
    // Enough of them for the whole, hidden behind what is not packed at all.
    let mut files = vec![Packed {
        name: "noise.bin".to_owned(),
        data: vec![0; 4_000_000],
        ..good()
    }];
    for n in 0..17 {
        files.push(Packed {
            name: format!("{n}.json"),
            ..claims(MAX_BYTES)
        });
    }
    refused(&zip(&files), "unpacks to more than 512 MB");
    let many: Vec<Packed> = (0..=MAX_FILES)
        .map(|n| Packed {
            name: format!("{n}.txt"),
            ..good()
        })
        .collect();
    refused(&zip(&many), "more than 20000 files");
}
