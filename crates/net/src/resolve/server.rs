//! One question on its way: who is asked, whom that one asks in turn, and which zone answers.

use super::{MAX_NAMES, PUBLIC_RESOLVER, Resolved, Trouble, resolver_id};
use crate::code::Code;
use crate::evidence::{Decision, Evidence};
use crate::id::{ResourceId, VpcId};
use crate::laws::ask;
use crate::laws::dns::{
    ANSWER, Asked, Asking, CHOOSE, FIREWALL, Filter, Filtering, RESOLVER, RecordType, Reply,
    Source, canonical, is_within,
};
use crate::network::{Interface, Network, Owner};
use crate::topology::Site;
use crate::trace::{Answer, RecordData, ResolutionStep, Status};
use crate::walk::vantage::{Vantage, host};
use crate::walk::way_to_server;
use std::net::IpAddr;

/// Who answers a question.
#[derive(Clone, Copy, Debug)]
pub(super) enum Server<'a> {
    /// A VPC's resolver, asked from inside or by an inbound endpoint.
    Vpc { vpc: &'a VpcId, inbound: bool },
    /// A site's own servers, which forward what they are told to and ask the public DNS for the
    /// rest.
    Site(&'a ResourceId),
    /// The public DNS.
    Public,
}

/// A name being resolved.
pub(super) struct Resolving<'a> {
    pub(super) network: &'a Network,
    pub(super) record_type: RecordType,
    /// Whether DNS Firewall trusted a name with all it leads to.
    pub(super) trusted: bool,
    pub(super) asked: Resolved,
}

impl<'a> Resolving<'a> {
    /// Whom a vantage asks: a VPC's host its DHCP servers, a site its forwarders, the rest the
    /// public DNS (R4.1, R4.21).
    pub(super) fn first_server(&mut self, vantage: &Vantage<'a>, name: &str) -> Option<Server<'a>> {
        match vantage {
            Vantage::Internet => Some(Server::Public),
            Vantage::Host(host) => match self.dhcp_server(host.vpc) {
                None => Some(Server::Vpc {
                    vpc: host.vpc,
                    inbound: false,
                }),
                Some(address) => self.server_at(vantage, address),
            },
            Vantage::Site(id) => self.behind_site(id, name),
        }
    }

    /// Whom a site's own servers ask for a name.
    fn behind_site(&mut self, id: &ResourceId, name: &str) -> Option<Server<'a>> {
        let site = self.network.topology().site.get(id)?;
        match forwarder(site, name) {
            None => Some(Server::Public),
            Some(address) => self.server_at(&Vantage::Site(id.clone()), address),
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
        if address.is_loopback() {
            // The host asks itself, and what answers there no document says.
            self.cannot_say(at);
            return None;
        }
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
        let holds = |site: &Site| site.cidr_blocks.iter().any(|it| it.contains(&address));
        let mut sites = network.topology().site.iter();
        if let Some((id, _)) = sites.find(|(_, site)| holds(site)) {
            return Some(Server::Site(id));
        }
        self.cannot_say(at);
        None
    }

    /// A server of whose answers nothing is known.
    fn cannot_say(&mut self, at: ResourceId) {
        self.asked.trouble = Some(Trouble {
            code: Code::NotModelled,
            unknown: true,
            at,
            evidence: Vec::new(),
        });
    }

    /// Asks one name of a server, and of those it forwards to.
    pub(super) fn one(&mut self, server: Server<'a>, name: &str) -> Option<Reply> {
        let question = format!("{name} {}", self.record_type.as_str());
        let mut server = server;
        for _ in 0..MAX_NAMES {
            let (vpc, inbound) = match server {
                Server::Vpc { vpc, inbound } => (vpc, inbound),
                Server::Site(site) => {
                    self.step(site.clone(), &question, None, Vec::new());
                    server = self.behind_site(site, name)?;
                    continue;
                }
                Server::Public => {
                    self.step(PUBLIC_RESOLVER.into(), &question, None, Vec::new());
                    return self.answer(&Source::Public, name, PUBLIC_RESOLVER.into());
                }
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

    pub(super) fn fail(
        &mut self,
        status: Status,
        code: Code,
        at: ResourceId,
        evidence: Vec<Evidence>,
    ) {
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
