//! A host of the kernel's network: a process that serves ports and tries to connect.

use super::{ROLE, TEST};
use net::query::Protocol;
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The ports that are asked for.
pub(crate) const SERVED: &[u16] = &[22, 443, 8080];
/// The one that is served, and asked for, by UDP as well.
pub(crate) const SERVED_BY_UDP: u16 = 443;
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
    /// Its addresses.
    pub(crate) addresses: Vec<IpAddr>,
}

/// Something to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Try {
    pub(crate) protocol: Protocol,
    pub(crate) to: SocketAddr,
}

impl Try {
    fn read(line: &str) -> Self {
        let (protocol, to) = line.split_once(' ').unwrap();
        Self {
            protocol: Protocol::parse(protocol).unwrap(),
            to: to.parse().unwrap(),
        }
    }

    fn run(self) -> &'static str {
        match self.protocol {
            Protocol::UDP => exchange(self.to),
            _ => connect(self.to),
        }
    }
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
        let addresses: Vec<String> = place.addresses.iter().map(IpAddr::to_string).collect();
        let mut child = Command::new("nsenter")
            .arg(format!("--net=/run/netns/{}", place.namespace))
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", TEST, "--nocapture"])
            .env(ROLE, "host")
            .env("SIGHTLINE_ORACLE_PORTS", ports.join(" "))
            .env("SIGHTLINE_ORACLE_ADDRESSES", addresses.join(" "))
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

    pub(crate) fn ask(&mut self, targets: &[Try]) {
        let lines: Vec<String> = targets
            .iter()
            .map(|it| format!("{} {}\n", it.protocol, it.to))
            .collect();
        self.to.write_all(lines.concat().as_bytes()).unwrap();
        self.to.write_all(b"\n").unwrap();
        self.to.flush().unwrap();
        self.expected = targets.len();
    }

    /// What became of each target.
    pub(crate) fn answers(&mut self) -> Vec<(Try, String)> {
        (0..std::mem::take(&mut self.expected))
            .map(|_| {
                let line = self.heard("answer ");
                let (tried, outcome) = line.trim().rsplit_once(' ').unwrap();
                let tried = tried.strip_prefix("answer ").unwrap();
                (Try::read(tried), outcome.to_owned())
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
    let words = |name: &str| -> Vec<String> {
        let said = std::env::var(name).unwrap();
        said.split_whitespace().map(str::to_owned).collect()
    };
    for port in words("SIGHTLINE_ORACLE_PORTS") {
        // Where both families are there, this is for both.
        let listener = TcpListener::bind((Ipv6Addr::UNSPECIFIED, port.parse().unwrap())).unwrap();
        std::thread::spawn(move || listener.incoming().for_each(drop));
    }
    // An answer comes from the address that was asked, so each has a socket of its own.
    for address in words("SIGHTLINE_ORACLE_ADDRESSES") {
        let address: IpAddr = address.parse().unwrap();
        let socket = UdpSocket::bind((address, SERVED_BY_UDP)).unwrap();
        std::thread::spawn(move || {
            let mut word = [0; 8];
            while let Ok((_, from)) = socket.recv_from(&mut word) {
                // Who is not reached hears nothing, which is what is measured.
                let _ = socket.send_to(b"heard", from);
            }
        });
    }
    tell("ready");
    let mut lines = std::io::stdin().lines().map(Result::unwrap);
    // Serves until nobody is left who could ask.
    while let Some(first) = lines.next() {
        let rest = lines.by_ref().take_while(|line| !line.is_empty());
        let tries: Vec<_> = std::iter::once(first)
            .chain(rest)
            .map(|line| Try::read(&line))
            .map(|it| std::thread::spawn(move || (it, it.run())))
            .collect();
        for one in tries {
            let (it, outcome) = one.join().unwrap();
            tell(&format!("answer {} {} {outcome}", it.protocol, it.to));
        }
    }
}

#[allow(clippy::print_stdout, reason = "the test reads what its hosts print")]
fn tell(line: &str) {
    println!("{line}");
}

fn connect(target: SocketAddr) -> &'static str {
    match TcpStream::connect_timeout(&target, PATIENCE) {
        Ok(_) => "connected",
        Err(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => "reset",
            // A host with no way at all is not told of in AWS: its router is silent.
            std::io::ErrorKind::TimedOut | std::io::ErrorKind::NetworkUnreachable => "timeout",
            other => panic!("{target}: {other:?}"),
        },
    }
}

/// A word there and one back. Who sends by UDP learns no more than that nobody answers.
fn exchange(target: SocketAddr) -> &'static str {
    let any: IpAddr = match target {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let said = socket.connect(target).and_then(|()| {
        socket.send(b"word")?;
        socket.recv(&mut [0; 8])
    });
    match said {
        Ok(_) => "connected",
        Err(_) => "timeout",
    }
}
