//! A host of the kernel's network: a process that serves ports and tries to connect.

use super::{ROLE, TEST};
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The ports that are asked for.
pub(crate) const SERVED: &[u16] = &[22, 443, 8080];
/// How long silence is listened to.
const PATIENCE: Duration = Duration::from_millis(2000);

/// Where a host is and what it serves.
pub(crate) struct Place {
    /// The resource it is asked about as.
    pub(crate) resource: String,
    /// Its namespace.
    pub(crate) namespace: String,
    /// The ports it serves.
    pub(crate) ports: Vec<u16>,
}

/// A host's process.
pub(crate) struct Agent {
    pub(crate) resource: String,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    expected: usize,
}

impl Agent {
    pub(crate) fn start(place: Place) -> Self {
        let ports: Vec<String> = place.ports.iter().map(u16::to_string).collect();
        let mut child = Command::new("nsenter")
            .arg(format!("--net=/run/netns/{}", place.namespace))
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", TEST, "--nocapture"])
            .env(ROLE, "host")
            .env("SIGHTLINE_ORACLE_PORTS", ports.join(" "))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            resource: place.resource,
            to: child.stdin.take().unwrap(),
            from: BufReader::new(child.stdout.take().unwrap()),
            child,
            expected: 0,
        }
    }

    /// Waits until it serves.
    pub(crate) fn wait(&mut self) {
        self.heard("ready");
    }

    pub(crate) fn ask(&mut self, targets: &[(IpAddr, u16)]) {
        let lines: Vec<String> = targets
            .iter()
            .map(|(address, port)| format!("{address} {port}\n"))
            .collect();
        self.to.write_all(lines.concat().as_bytes()).unwrap();
        self.to.write_all(b"\n").unwrap();
        self.to.flush().unwrap();
        self.expected = targets.len();
    }

    /// What became of each target.
    pub(crate) fn answers(&mut self) -> Vec<(IpAddr, u16, String)> {
        (0..std::mem::take(&mut self.expected))
            .map(|_| {
                let line = self.heard("answer");
                let words: Vec<&str> = line.split_whitespace().collect();
                let [_, address, port, outcome] = words.as_slice() else {
                    panic!("{line}");
                };
                let (address, port) = (address.parse().unwrap(), port.parse().unwrap());
                (address, port, (*outcome).to_owned())
            })
            .collect()
    }

    /// The next line that begins so; the test program it runs in says other things as well.
    fn heard(&mut self, beginning: &str) -> String {
        loop {
            let mut line = String::new();
            let read = self.from.read_line(&mut line).unwrap();
            assert!(read > 0, "the host {} is gone", self.resource);
            if let Some(at) = line.find(beginning) {
                return line.split_off(at);
            }
        }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        // One that has ended already cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The host's side: serves, then connects to every target at once and says what became of each.
pub(crate) fn play() {
    let ports = std::env::var("SIGHTLINE_ORACLE_PORTS").unwrap();
    for port in ports.split_whitespace() {
        let listener = TcpListener::bind(("0.0.0.0", port.parse().unwrap())).unwrap();
        std::thread::spawn(move || listener.incoming().for_each(drop));
    }
    tell("ready");
    let mut lines = std::io::stdin().lines().map(Result::unwrap);
    // Serves until nobody is left who could ask.
    while let Some(first) = lines.next() {
        let rest = lines.by_ref().take_while(|line| !line.is_empty());
        let tries: Vec<_> = std::iter::once(first)
            .chain(rest)
            .map(|line| line.replace(' ', ":").parse().unwrap())
            .map(|target| std::thread::spawn(move || (target, connect(target))))
            .collect();
        for one in tries {
            let (target, outcome) = one.join().unwrap();
            tell(&format!(
                "answer {} {} {outcome}",
                target.ip(),
                target.port()
            ));
        }
    }
}

#[allow(clippy::print_stdout, reason = "the test reads what its hosts print")]
fn tell(line: &str) {
    println!("{line}");
}

fn connect(target: SocketAddr) -> String {
    match TcpStream::connect_timeout(&target, PATIENCE) {
        Ok(_) => "connected".to_owned(),
        Err(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => "reset".to_owned(),
            // A host with no way at all is not told of in AWS: its router is silent.
            std::io::ErrorKind::TimedOut | std::io::ErrorKind::NetworkUnreachable => {
                "timeout".to_owned()
            }
            other => format!("{other:?}"),
        },
    }
}
