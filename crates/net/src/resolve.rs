//! Names to addresses, as one vantage sees them: which laws of DNS are asked, in what order.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html>

use crate::code::Code;
use crate::evidence::{Decision, Evidence};
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::ask;
use crate::laws::dns::{
    ANSWER, Asked, Asking, CHOOSE, FIREWALL, Filter, Filtering, RESOLVER, RecordType, Reply,
    SYNTHESIZE, Source, Synthesizing, canonical, is_within,
};
use crate::laws::host::Sources;
use crate::network::{Interface, Network, Owner};
use crate::query::Query;
use crate::topology::Site;
use crate::trace::{Answer, RecordData, Resolution, ResolutionStep, Status};
use crate::walk::vantage::{Vantage, host, vantage};
use crate::walk::way_to_server;
use std::net::IpAddr;

/// How many names an answer may lead through (R4.8), and servers a question.
const MAX_NAMES: usize = 8;

/// The public DNS, as a resource of traces.
pub const PUBLIC_RESOLVER: &str = "internet.resolver";

/// A resolution, and why it cannot be relied on where it cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// What was answered.
    pub resolution: Resolution,
    /// The code of a failed resolution, or of one that cannot be known.
    pub trouble: Option<Trouble>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The code.
    pub code: Code,
    /// Whether the answer is unknown rather than absent.
    pub unknown: bool,
    /// Where.
    pub at: ResourceId,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// Who answers a question.
#[derive(Clone, Copy, Debug)]
enum Server<'a> {
    /// A VPC's resolver, asked from inside or by an inbound endpoint.
    Vpc { vpc: &'a VpcId, inbound: bool },
    /// The public DNS.
    Public,
}

/// What a name resolves to from a vantage. Total; a vantage nobody knows has no answer.
#[must_use]
pub fn resolve(network: &Network, from: &str, name: &str, record_type: RecordType) -> Resolved {
    match vantage(network, &Query::tcp(from, name)) {
        Some(place) => resolve_from(network, &place, name, record_type),
        None => {
            let mut resolved = unanswered(name);
            resolved.trouble = Some(Trouble {
                code: Code::UnknownVantage,
                unknown: true,
                at: from.into(),
                evidence: Vec::new(),
            });
            resolved
        }
    }
}

/// The resource that stands for a VPC's resolver in traces and diagrams.
#[must_use]
pub fn resolver_id(vpc: &VpcId) -> ResourceId {
    format!("{vpc}.resolver").into()
}

/// A resolution before anything was asked.
pub(crate) fn unanswered(name: &str) -> Resolved {
    Resolved {
        resolution: Resolution {
            name: name.to_owned(),
            status: Status::Skipped,
            answers: Vec::new(),
            steps: Vec::new(),
        },
        trouble: None,
    }
}

/// What a name resolves to for a place with these addresses. A host of both families asks for
/// both; others ask for the family they have, and for the other one where that has no address, to
/// know whether the name could be reached at all.
pub(crate) fn resolve_for(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    sources: Sources,
) -> Resolved {
    let ask = |record_type| resolve_from(network, vantage, name, record_type);
    let (first, other) = match (sources.four, sources.six) {
        (None, Some(_)) => (RecordType::Aaaa, RecordType::A),
        _ => (RecordType::A, RecordType::Aaaa),
    };
    let both = sources.four.is_some() && sources.six.is_some();
    if both && matches!(vantage, Vantage::Host(_)) {
        return ask(RecordType::Aaaa).and(ask(RecordType::A));
    }
    let asked = ask(first);
    if asked.resolution.status != Status::NoData {
        return asked;
    }
    let second = ask(other);
    if second.has_address() {
        asked.and(second)
    } else {
        asked
    }
}

impl Resolved {
    fn has_address(&self) -> bool {
        let mut answers = self.resolution.answers.iter();
        answers.any(|answer| answer.data.address().is_some())
    }

    /// Two questions for one name, of one type each.
    fn and(mut self, other: Self) -> Self {
        let (own, theirs) = (self.has_address(), other.has_address());
        let status = if theirs && !own {
            other.resolution.status
        } else {
            self.resolution.status
        };
        // An answer that is not known could be the one that is used.
        let unknown = |it: &Trouble| it.unknown || !(own || theirs);
        let missing = |it: &Trouble| it.code == Code::DnsNodata;
        let (one, two) = (
            self.trouble.take().filter(unknown),
            other.trouble.filter(unknown),
        );
        self.trouble = match (one, two) {
            (Some(one), Some(two)) if missing(&one) => Some(two),
            (one, two) => one.or(two),
        };
        let resolution = &mut self.resolution;
        resolution.status = status;
        resolution.steps.extend(other.resolution.steps);
        for answer in other.resolution.answers {
            // A CNAME comes with the answer to either question.
            if !resolution.answers.contains(&answer) {
                resolution.answers.push(answer);
            }
        }
        self
    }
}

pub(crate) fn resolve_from(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    record_type: RecordType,
) -> Resolved {
    let asked = follow(network, vantage, name, record_type);
    let nothing = asked.resolution.status == Status::NoData;
    let Vantage::Host(host) = vantage else {
        return asked;
    };
    let subnet = network.topology().subnet.get(host.subnet);
    let made = subnet.and_then(|it| it.enable_dns64) == Some(true);
    if record_type != RecordType::Aaaa || !nothing || !made {
        return asked;
    }
    synthesized(network, vantage, host.subnet, name, asked)
}

/// What the resolver makes out of IPv4 answers, where the host's own VPC's resolver answers.
fn synthesized(
    network: &Network,
    vantage: &Vantage<'_>,
    subnet: &SubnetId,
    name: &str,
    asked: Resolved,
) -> Resolved {
    let mut four = follow(network, vantage, name, RecordType::A);
    let own = vantage.vpc().map(resolver_id);
    let first = four.resolution.steps.first().map(|it| &it.resolver);
    if !four.has_address() || first != own.as_ref() {
        return asked;
    }
    let subject = Synthesizing {
        network,
        subnet,
        answers: &four.resolution.answers,
    };
    let ruling = ask(SYNTHESIZE, |judge| judge(&subject));
    let Some(answers) = ruling.settled else {
        return asked;
    };
    let mut steps = asked.resolution.steps;
    steps.append(&mut four.resolution.steps);
    if let Some(last) = steps.last_mut() {
        last.evidence.extend(ruling.evidence);
    }
    four.resolution.steps = steps;
    four.resolution.answers = answers;
    four
}

fn follow(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    record_type: RecordType,
) -> Resolved {
    let mut asking = Resolving {
        network,
        record_type,
        trusted: false,
        asked: unanswered(name),
    };
    let mut current = canonical(name);
    for _ in 0..MAX_NAMES {
        let Some(server) = asking.first_server(vantage, &current) else {
            return asking.asked;
        };
        match asking.one(server, &current) {
            Some(Reply {
                follow: Some(next), ..
            }) => current = next,
            _ => return asking.asked,
        }
    }
    asking.fail(
        Status::ServFail,
        Code::DnsLoop,
        PUBLIC_RESOLVER.into(),
        Vec::new(),
    );
    asking.asked
}

struct Resolving<'a> {
    network: &'a Network,
    record_type: RecordType,
    /// Whether DNS Firewall trusted a name with all it leads to.
    trusted: bool,
    asked: Resolved,
}

impl<'a> Resolving<'a> {
    /// Whom a vantage asks: a VPC's host its DHCP servers, a site its forwarders, the rest the
    /// public DNS (R4.1, R4.21).
    fn first_server(&mut self, vantage: &Vantage<'a>, name: &str) -> Option<Server<'a>> {
        match vantage {
            Vantage::Internet => Some(Server::Public),
            Vantage::Host(host) => match self.dhcp_server(host.vpc) {
                None => Some(Server::Vpc {
                    vpc: host.vpc,
                    inbound: false,
                }),
                Some(address) => self.server_at(vantage, address),
            },
            Vantage::Site(id) => {
                let site = self.network.topology().site.get(id)?;
                match forwarder(site, name) {
                    None => Some(Server::Public),
                    Some(address) => self.server_at(vantage, address),
                }
            }
        }
    }

    /// A DNS server a VPC's hosts ask instead of the VPC's resolver.
    fn dhcp_server(&self, vpc: &VpcId) -> Option<IpAddr> {
        let topology = self.network.topology();
        let id = topology.vpc.get(vpc)?.dhcp_options_id.as_deref()?;
        let servers = &topology.vpc_dhcp_options.get(id)?.domain_name_servers;
        let address = servers.first()?.parse().ok()?;
        (!self.network.is_resolver_of(vpc, address)).then_some(address)
    }

    /// Who answers at an address, after walking there.
    fn server_at(&mut self, from: &Vantage<'a>, address: IpAddr) -> Option<Server<'a>> {
        let network = self.network;
        let at: ResourceId = address.to_string().into();
        for vpc in network.topology().vpc.keys() {
            if self.network.is_resolver_of(vpc, address) && from.vpc() != Some(vpc) {
                // R4.3: a VPC's resolver answers only inside that VPC.
                self.fail(
                    Status::Timeout,
                    Code::DnsVpcPlusTwoUnreachable,
                    at,
                    Vec::new(),
                );
                return None;
            }
        }
        if let Some(blocker) = way_to_server(network, from, address) {
            let code = match blocker.code {
                Code::DstSgIngressDenied => Code::DnsInboundSgDenied,
                _ => Code::DnsForwardTimeout,
            };
            self.fail(Status::Timeout, code, blocker.resource, blocker.evidence);
            return None;
        }
        if let Some(vpc) = network
            .interfaces()
            .iter()
            .find_map(|it| inbound_at(it, address))
        {
            return Some(Server::Vpc { vpc, inbound: true });
        }
        let sites = network.topology().site.values();
        let of_site = sites
            .into_iter()
            .find(|site| site.cidr_blocks.iter().any(|it| it.contains(&address)));
        if of_site.is_some() {
            return Some(Server::Public);
        }
        self.asked.trouble = Some(Trouble {
            code: Code::NotModelled,
            unknown: true,
            at,
            evidence: Vec::new(),
        });
        None
    }

    /// Asks one name of a server, and of those it forwards to.
    fn one(&mut self, server: Server<'a>, name: &str) -> Option<Reply> {
        let question = format!("{name} {}", self.record_type.as_str());
        let mut server = server;
        for _ in 0..MAX_NAMES {
            let Server::Vpc { vpc, inbound } = server else {
                self.step(PUBLIC_RESOLVER.into(), &question, None, Vec::new());
                return self.answer(&Source::Public, name, PUBLIC_RESOLVER.into());
            };
            let resolver = resolver_id(vpc);
            match self.choose(vpc, inbound, name, &question)? {
                Source::Public => server = Server::Public,
                Source::Forward(rule, servers) => {
                    server = self.forward(&rule, &servers)?;
                }
                source @ (Source::Endpoint(..) | Source::Private(..) | Source::Internal(..)) => {
                    return self.answer(&source, name, resolver);
                }
            }
        }
        self.fail(
            Status::ServFail,
            Code::DnsLoop,
            PUBLIC_RESOLVER.into(),
            Vec::new(),
        );
        None
    }

    /// Asks a VPC's resolver which source answers.
    fn choose(
        &mut self,
        vpc: &'a VpcId,
        inbound: bool,
        name: &str,
        question: &str,
    ) -> Option<Source> {
        let asking = Asking {
            network: self.network,
            vpc,
            name,
            inbound,
        };
        let mut evidence = ask(RESOLVER, |judge| judge(&asking)).evidence;
        let mut chosen = None;
        let mut blocked = None;
        if !evidence.iter().any(|it| it.code.is_some()) {
            let filtering = Filtering {
                network: self.network,
                vpc,
                name,
                record_type: self.record_type,
                trusted: self.trusted,
            };
            let firewall = ask(FIREWALL, |judge| judge(&filtering));
            evidence.extend(firewall.evidence);
            match firewall.settled {
                Some(Filter::Passes { trusts }) => self.trusted |= trusts,
                other => blocked = other,
            }
        }
        if blocked.is_none() && !evidence.iter().any(|it| it.code.is_some()) {
            let choice = ask(CHOOSE, |judge| judge(&asking));
            evidence.extend(choice.evidence);
            chosen = choice.settled;
        }
        let trouble = evidence.iter().find(|it| it.code.is_some()).cloned();
        let decided_by = match &chosen {
            Some(Source::Endpoint(id, _)) => Some(id.clone().into()),
            Some(Source::Private(id, _)) => Some(id.clone().into()),
            Some(Source::Internal(id, _)) => Some(id.clone().into()),
            Some(Source::Forward(id, _)) => Some(id.clone()),
            Some(Source::Public) | None => None,
        };
        let resolver = resolver_id(vpc);
        let reason = blocked.as_ref().and_then(|_| evidence.last().cloned());
        self.step(resolver.clone(), question, decided_by, evidence);
        if let (Some(filter), Some(reason)) = (&blocked, reason) {
            self.block(filter, name, resolver, reason);
            return None;
        }
        if let Some(evidence) = trouble {
            self.asked.resolution.status = Status::Timeout;
            self.asked.trouble = Some(Trouble {
                code: evidence.code.unwrap_or(Code::FactMissing),
                unknown: evidence.decision == Decision::Unknown,
                at: resolver,
                evidence: vec![evidence],
            });
            return None;
        }
        chosen
    }

    /// R4.4: what DNS Firewall answers in place of a zone.
    fn block(&mut self, filter: &Filter, name: &str, resolver: ResourceId, reason: Evidence) {
        let status = match filter {
            Filter::NxDomain => Status::NxDomain,
            Filter::NoData | Filter::Passes { .. } => Status::NoData,
            Filter::Override { domain, ttl_secs } => {
                self.asked.resolution.answers.push(Answer {
                    name: name.to_owned(),
                    data: RecordData::Cname(domain.clone()),
                    ttl_secs: *ttl_secs,
                });
                Status::NoError
            }
        };
        self.fail(status, Code::DnsFirewallBlocked, resolver, vec![reason]);
    }

    /// R4.6: by the rule's outbound endpoint to the first of its servers.
    fn forward(&mut self, rule: &ResourceId, servers: &[IpAddr]) -> Option<Server<'a>> {
        let network = self.network;
        let outbound = network
            .topology()
            .route53_resolver_rule
            .get(rule)
            .and_then(|it| it.resolver_endpoint_id.as_ref())
            .and_then(|id| network.interfaces_of(id).next())
            .and_then(|interface| host(network, interface));
        match (outbound, servers.first()) {
            (Some(from), Some(address)) => self.server_at(&Vantage::Host(from), *address),
            _ => {
                self.asked.trouble = Some(Trouble {
                    code: Code::FactMissing,
                    unknown: true,
                    at: rule.clone(),
                    evidence: Vec::new(),
                });
                None
            }
        }
    }

    fn step(
        &mut self,
        resolver: ResourceId,
        question: &str,
        decided_by: Option<ResourceId>,
        evidence: Vec<Evidence>,
    ) {
        self.asked.resolution.steps.push(ResolutionStep {
            resolver,
            question: question.to_owned(),
            decided_by,
            evidence,
        });
    }

    /// Lets the chosen zone answer, and adds its reason to the last step.
    fn answer(&mut self, source: &Source, name: &str, at: ResourceId) -> Option<Reply> {
        let subject = Asked {
            network: self.network,
            source,
            name,
            record_type: self.record_type,
        };
        let ruling = ask(ANSWER, |judge| judge(&subject));
        let resolution = &mut self.asked.resolution;
        if let Some(step) = resolution.steps.last_mut() {
            step.evidence.extend(ruling.evidence.iter().cloned());
        }
        if let Some(stopped) = ruling.stopped() {
            // The zone is there, and has nothing to answer with (R2.8).
            let code = stopped.code.unwrap_or(Code::DnsNodata);
            let reason = vec![stopped.clone()];
            self.fail(Status::NoData, code, at, reason);
            return None;
        }
        let Some(reply) = ruling.settled else {
            self.asked.trouble = Some(Trouble {
                code: Code::FactMissing,
                unknown: true,
                at,
                evidence: ruling.evidence,
            });
            return None;
        };
        resolution.answers.extend(reply.answers.iter().cloned());
        resolution.status = reply.status;
        match reply.status {
            Status::NxDomain => self.fail(reply.status, Code::DnsNxdomain, at, ruling.evidence),
            Status::NoData => self.fail(reply.status, Code::DnsNodata, at, ruling.evidence),
            Status::NoError
            | Status::ServFail
            | Status::Timeout
            | Status::Refused
            | Status::Skipped => {}
        }
        Some(reply)
    }

    fn fail(&mut self, status: Status, code: Code, at: ResourceId, evidence: Vec<Evidence>) {
        self.asked.resolution.status = status;
        self.asked.trouble = Some(Trouble {
            code,
            unknown: false,
            at,
            evidence,
        });
    }
}

/// The server a site forwards a name to: that of the longest domain.
fn forwarder(site: &Site, name: &str) -> Option<IpAddr> {
    let dns = site.dns.as_ref()?;
    if dns.mode.as_deref() != Some("forward") {
        return None;
    }
    dns.forward
        .iter()
        .filter(|(domain, _)| is_within(name, &canonical(domain)))
        .max_by_key(|(domain, _)| domain.len())
        .and_then(|(_, servers)| servers.first().copied())
}

/// The VPC of an inbound Resolver endpoint with an address.
fn inbound_at(interface: &Interface, address: IpAddr) -> Option<&VpcId> {
    let resolver = matches!(interface.owner, Owner::Resolver(_));
    (resolver && interface.addresses.contains(&address))
        .then_some(interface.vpc.as_ref())
        .flatten()
}
