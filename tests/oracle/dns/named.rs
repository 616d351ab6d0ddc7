//! BIND's server on the loopback, and its `dig`.

use super::views::View;
use crate::process::{Daemon, Folder};
use net::laws::dns::RecordType;
use std::fmt::Write as _;
use std::net::{TcpListener, UdpSocket};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A running server.
pub(crate) struct Named {
    // In this order: the server stops before its folder goes.
    _daemon: Daemon,
    folder: Folder,
    port: u16,
}

/// A name and a type of address.
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) record_type: RecordType,
}

/// What `dig` printed of a reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reply {
    pub(crate) name: String,
    pub(crate) status: String,
    /// Owner, time to live, type, data.
    pub(crate) answers: Vec<(String, u32, String, String)>,
    /// The zone that says no.
    pub(crate) authority: Option<String>,
}

impl Named {
    /// Starts it and waits until it answers. What views set aside they ask another one.
    pub(crate) fn start(program: &Path, views: &[View], aside: Option<&Self>) -> Self {
        let folder = Folder::new(if aside.is_some() {
            "named"
        } else {
            "named-aside"
        });
        let port = free_port();
        folder.write(
            "named.conf",
            &configuration(&folder, port, views, aside.map(|it| it.port)),
        );
        let log = folder.path().join("log");
        let config = folder.path().join("named.conf");
        let arguments = ["-g", "-n", "1", "-c", config.to_str().unwrap()];
        let mut daemon = Daemon::start(program, &arguments, &log);
        let text = || std::fs::read_to_string(&log).unwrap_or_default();
        for _ in 0..300 {
            let said = text();
            assert!(!daemon.has_ended(), "named did not start:\n{said}");
            if said.contains(" running") && said.contains("all zones loaded") {
                let refused = said.lines().filter(|line| line.contains("not loaded"));
                assert_eq!(refused.collect::<Vec<_>>(), Vec::<&str>::new(), "{said}");
                return Self {
                    _daemon: daemon,
                    folder,
                    port,
                };
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("named was not ready in time:\n{}", text());
    }

    /// Asks from an address of the loopback; the replies come in the order of the questions.
    pub(crate) fn ask(&self, dig: &Path, client: &str, questions: &[Question]) -> Vec<Reply> {
        let lines: Vec<String> = questions
            .iter()
            .map(|it| format!("{} {}", it.name, it.record_type.as_str()))
            .collect();
        let batch = format!("questions-{client}");
        self.folder.write(&batch, &(lines.join("\n") + "\n"));
        let output = Command::new(dig)
            .args(["-r", "-b", client, "@127.0.0.1", "-p"])
            .arg(self.port.to_string())
            .args(["+noall", "+comments", "+question", "+answer", "+authority"])
            .args(["+time=5", "+tries=1", "-f"])
            .arg(self.folder.path().join(batch))
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let replies = read(&text);
        assert_eq!(replies.len(), questions.len(), "{text}");
        for (reply, question) in replies.iter().zip(questions) {
            assert_eq!(reply.name, question.name, "{text}");
        }
        replies
    }
}

fn free_port() -> u16 {
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        if UdpSocket::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn configuration(folder: &Folder, port: u16, views: &[View], aside: Option<u16>) -> String {
    let place = folder.path().display();
    let mut text = format!(
        "options {{ directory \"{place}\"; managed-keys-directory \"{place}\"; pid-file none; session-keyfile none;
  listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};
  recursion yes; allow-query {{ any; }}; allow-recursion {{ any; }}; dnssec-validation no; empty-zones-enable no;
  qname-minimization off; max-cache-size 4m; max-cache-ttl 1; max-ncache-ttl 1; servfail-ttl 0; lame-ttl 0; minimal-responses no; notify no;
  check-names primary ignore; check-integrity no; }};
controls {{ }};\n"
    );
    for (number, view) in views.iter().enumerate() {
        writeln!(
            text,
            "view \"v{number}\" {{ match-clients {{ {}; }};",
            view.client
        )
        .unwrap();
        if let Some(client) = &view.asks_as {
            writeln!(text, "  query-source address {client};").unwrap();
        }
        if let (Some(domain), Some(port)) = (&view.aside, aside) {
            writeln!(text, "  zone \"{domain}\" {{ type forward; forward only; forwarders port {port} {{ 127.0.0.1; }}; }};").unwrap();
        }
        for (count, (domain, zone)) in view.zones.iter().enumerate() {
            let file = format!("v{number}-{count}.zone");
            folder.write(&file, &zone.text(domain));
            let name = if domain.is_empty() { "." } else { domain };
            writeln!(
                text,
                "  zone \"{name}\" {{ type primary; file \"{file}\"; }};"
            )
            .unwrap();
        }
        for domain in &view.forwards {
            let domain = if domain.is_empty() { "." } else { domain };
            writeln!(text, "  zone \"{domain}\" {{ type forward; forward only; forwarders port {port} {{ 127.0.0.1; }}; }};").unwrap();
        }
        text.push_str("};\n");
    }
    text
}

fn read(text: &str) -> Vec<Reply> {
    let mut replies: Vec<Reply> = Vec::new();
    for line in text.lines() {
        if let Some(header) = line.strip_prefix(";; ->>HEADER<<-") {
            let (_, status) = header.split_once("status: ").unwrap();
            replies.push(Reply {
                status: status.split(',').next().unwrap().to_owned(),
                ..Reply::default()
            });
            continue;
        }
        let Some(reply) = replies.last_mut() else {
            continue;
        };
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [question, "IN", _] = words.as_slice() {
            question
                .trim_matches([';', '.'])
                .clone_into(&mut reply.name);
        } else if let [owner, ttl, "IN", kind, data, ..] = words.as_slice() {
            let name = |text: &str| text.trim_end_matches('.').to_owned();
            match *kind {
                "SOA" => reply.authority = Some(name(owner)),
                "A" | "AAAA" | "CNAME" => reply.answers.push((
                    name(owner),
                    ttl.parse().unwrap(),
                    (*kind).to_owned(),
                    name(data),
                )),
                _ => {}
            }
        }
    }
    replies
}
