//! One picture seen with different questions in mind: what is noted beside its boxes.

use crate::geometry::{Point, Rect};
use crate::scene::{BoxKind, Scene, SceneBox, Text, TextAnchor, TextRole};
use crate::text::{fitted, width_px};
use crate::thing::name_of;
use crate::words::{self, Lang, Says};
use net::cost::{Quantity, Usd, cost};
use net::id::SubnetId;
use net::network::Interface;
use net::topology::{SecurityGroup, Tags};
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// What someone wants to know of a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Perspective {
    /// What there is; of what is selected, its route table, its ACL and its groups.
    #[default]
    Network,
    /// Which groups and ACLs guard what, and what is open to everyone.
    Security,
    /// Who answers for which names.
    Dns,
    /// What costs how much a month.
    Cost,
    /// Whose it is.
    Ownership,
}

/// A few words on the upper border of a box.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The box.
    pub at: ResourceId,
    /// Whether it must be seen: open to everyone.
    pub is_warning: bool,
    /// Which owner it names, among all that are noted; each has a colour and a dash of its own.
    pub owner: Option<usize>,
    /// What of it is framed in that colour.
    pub frame: Option<Rect>,
    /// The pill.
    pub rect: Rect,
    /// What it says.
    pub text: Text,
}

impl Perspective {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Network,
        Self::Security,
        Self::Dns,
        Self::Cost,
        Self::Ownership,
    ];

    /// Its word in a link.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Security => "security",
            Self::Dns => "dns",
            Self::Cost => "cost",
            Self::Ownership => "ownership",
        }
    }

    /// Reads a word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Network => words::PERSPECTIVE_NETWORK,
            Self::Security => words::PERSPECTIVE_SECURITY,
            Self::Dns => words::PERSPECTIVE_DNS,
            Self::Cost => words::PERSPECTIVE_COST,
            Self::Ownership => words::PERSPECTIVE_OWNERSHIP,
        }
    }
}

/// What is noted beside the boxes of a scene.
#[must_use]
pub fn notes(
    perspective: Perspective,
    network: &Network,
    scene: &Scene,
    selection: Option<&ResourceId>,
    lang: Lang,
) -> Vec<Note> {
    let noting = Noting {
        network,
        scene,
        lang,
    };
    match perspective {
        Perspective::Network => selection
            .and_then(|id| scene.find(id.as_str()))
            .and_then(|it| noting.of_selected(it))
            .into_iter()
            .collect(),
        Perspective::Security => noting.each(|it| noting.guards(it)),
        Perspective::Dns => noting.each(|it| noting.names(it)),
        Perspective::Cost => noting.costs(),
        Perspective::Ownership => owned(noting.each(|it| noting.owner(it)), scene),
    }
}

/// What stays lit while the rest fades: what has a note, and what it lies in. Nothing fades where
/// all of it is looked at: what there is, and whose it is.
#[must_use]
pub fn lit(
    perspective: Perspective,
    scene: &Scene,
    notes: &[Note],
) -> Option<BTreeSet<ResourceId>> {
    if matches!(perspective, Perspective::Network | Perspective::Ownership) || notes.is_empty() {
        return None;
    }
    let around = |note: &Note| scene.around(note.at.as_str());
    let ids = notes.iter().flat_map(|note| {
        let around = around(note).into_iter().map(|it| it.id.clone());
        around.chain([note.at.clone()])
    });
    Some(ids.collect())
}

/// Notes of owners, numbered by their names, and framed.
fn owned(mut notes: Vec<Note>, scene: &Scene) -> Vec<Note> {
    let names: BTreeSet<String> = notes.iter().map(|it| it.text.content.clone()).collect();
    for note in &mut notes {
        note.owner = names.iter().position(|name| *name == note.text.content);
        note.frame = scene.find(note.at.as_str()).map(|it| it.rect);
    }
    notes
}

struct Noting<'a> {
    network: &'a Network,
    scene: &'a Scene,
    lang: Lang,
}

impl Noting<'_> {
    fn each(&self, said: impl Fn(&SceneBox) -> Option<(String, bool)>) -> Vec<Note> {
        let boxes = self.scene.boxes.iter();
        boxes
            .filter_map(|it| said(it).map(|(text, is_warning)| note(it, &text, is_warning)))
            .collect()
    }

    /// The table and the ACL of a subnet, the groups of a leaf.
    fn of_selected(&self, it: &SceneBox) -> Option<Note> {
        let text = match self.network.subnet(&SubnetId::from(it.id.clone())) {
            Some(place) => {
                let table = name_of(self.network, place.route_table.as_str());
                let acl = name_of(self.network, place.network_acl.as_str());
                format!("{table} · {acl}")
            }
            None => self.guards(it)?.0,
        };
        Some(note(it, &text, false))
    }

    fn guards(&self, it: &SceneBox) -> Option<(String, bool)> {
        if let Some(place) = self.network.subnet(&SubnetId::from(it.id.clone())) {
            let acl = name_of(self.network, place.network_acl.as_str());
            return Some((acl, false));
        }
        let groups = &self.interface(it)?.security_groups;
        let name = |id: &net::id::SecurityGroupId| {
            let group = self.network.security_group(id);
            let said = group.and_then(|group| group.name.clone());
            said.unwrap_or_else(|| name_of(self.network, id.as_str()))
        };
        let first = name(groups.first()?);
        let more = groups.len() - 1;
        let mut text = if more > 0 {
            format!("{first} +{more}")
        } else {
            first
        };
        let is_open = groups
            .iter()
            .filter_map(|id| self.network.security_group(id))
            .any(is_open_to_everyone);
        if is_open {
            let open = words::OPEN_TO_EVERYONE.in_lang(self.lang);
            text = format!("{text} · {open}");
            if width_px(&text, TextRole::Mark) > room_px(it) {
                // Who is let in matters more than by whom.
                open.clone_into(&mut text);
            }
        }
        Some((text, is_open))
    }

    /// The zones of a resolver, and whether an endpoint answers for its service's names.
    fn names(&self, it: &SceneBox) -> Option<(String, bool)> {
        let topology = self.network.topology();
        if it.kind == BoxKind::Resolver {
            let vpc = it.parent.as_ref()?;
            let mut zones = topology.route53_zone.values().filter(|zone| {
                let vpcs = zone.vpc.iter().filter_map(|it| it.vpc_id.as_ref());
                vpcs.into_iter().any(|id| id.as_resource() == vpc)
            });
            let first = zones.next()?.name.clone()?;
            let more = zones.count();
            let first = first.trim_end_matches('.').to_owned();
            return Some(if more > 0 {
                (format!("{first} +{more}"), false)
            } else {
                (first, false)
            });
        }
        if it.kind != BoxKind::EndpointInterface {
            return None;
        }
        let owner = match self.interface(it) {
            Some(interface) => interface.owner.resource()?.clone(),
            None => it.resource.clone(),
        };
        let endpoint = topology.vpc_endpoint.get(owner.as_str())?;
        let name = if endpoint.private_dns_enabled == Some(true) {
            let service = endpoint.service_name.as_deref()?;
            net::service::private_names(service).into_iter().next()
        } else {
            let own = net::id::VpcEndpointId::from(owner);
            self.network.endpoint_names(&own).into_iter().next()
        };
        Some((name?, false))
    }

    /// Hours only: what passes is not known.
    fn costs(&self) -> Vec<Note> {
        let mut by_box: BTreeMap<&ResourceId, Usd> = BTreeMap::new();
        let bill = cost(self.network, Quantity::default());
        for item in &bill.items {
            if let Some(found) = self.scene.find(item.resource.as_str()) {
                let sum = by_box.entry(&found.id).or_default();
                *sum = *sum + item.monthly;
            }
        }
        by_box
            .into_iter()
            .filter_map(|(id, sum)| {
                let text = words::a_month(self.lang, &sum.to_string());
                Some(note(self.scene.find(id.as_str())?, &text, false))
            })
            .collect()
    }

    /// Who is said to own it, by its tags; of a VPC its account.
    fn owner(&self, it: &SceneBox) -> Option<(String, bool)> {
        const KEYS: [&str; 6] = [
            "owner",
            "team",
            "project",
            "service",
            "costcenter",
            "environment",
        ];
        let tags = self.tags(it)?;
        let said = KEYS.iter().find_map(|key| {
            let is_key = |own: &str| own.to_lowercase().replace(['-', '_'], "") == *key;
            tags.iter().find(|(own, _)| is_key(own))
        });
        if let Some((key, value)) = said {
            return Some((format!("{key}: {value}"), false));
        }
        let vpc = self.network.topology().vpc.get(it.id.as_str())?;
        let account = vpc.owner_id.as_ref()?;
        let accounts = &self.network.topology().account;
        let named = accounts
            .get(account.as_str())
            .and_then(|it| it.name.clone());
        let said = named.map_or_else(|| account.to_string(), |name| format!("{name} · {account}"));
        Some((said, false))
    }

    fn tags(&self, it: &SceneBox) -> Option<&Tags> {
        let topology = self.network.topology();
        let id = it.resource.as_str();
        match it.kind {
            BoxKind::Vpc => Some(&topology.vpc.get(id)?.tags),
            BoxKind::PublicSubnet | BoxKind::PrivateSubnet => Some(&topology.subnet.get(id)?.tags),
            BoxKind::Instance => Some(&topology.instance.get(id)?.tags),
            BoxKind::Balancer => Some(&topology.lb.get(id)?.tags),
            BoxKind::Nat => Some(&topology.nat_gateway.get(id)?.tags),
            BoxKind::GatewayEndpoint => Some(&topology.vpc_endpoint.get(id)?.tags),
            BoxKind::EndpointInterface => {
                let owner = self.interface(it)?.owner.resource()?;
                Some(&topology.vpc_endpoint.get(owner.as_str())?.tags)
            }
            BoxKind::Interface => Some(&topology.network_interface.get(id)?.tags),
            BoxKind::TransitGateway => Some(&topology.transit_gateway.get(id)?.tags),
            _ => None,
        }
    }

    fn interface(&self, it: &SceneBox) -> Option<&Interface> {
        self.network
            .interface(it.id.as_str())
            .or_else(|| self.network.interfaces_of(&it.resource).next())
    }
}

/// Whether a group lets everyone in, whatever the port.
fn is_open_to_everyone(group: &SecurityGroup) -> bool {
    group.ingress.iter().any(|rule| {
        let ranges = rule.cidr_blocks.iter().chain(&rule.ipv6_cidr_blocks);
        ranges.into_iter().any(|range| range.prefix_len() == 0)
    })
}

const SIDE_PX: f64 = 8.0;

/// How wide a note on a box may be.
fn room_px(it: &SceneBox) -> f64 {
    it.rect.width_px - 4.0 * SIDE_PX
}

/// Words on the upper border of a box, at its right end, no wider than it.
fn note(it: &SceneBox, said: &str, is_warning: bool) -> Note {
    const HIGH_PX: f64 = 16.0;
    // On a leaf more above the border than below it, where its name is.
    let above_px = if it.is_container() { 8.0 } else { 12.0 };
    let content = fitted(said, TextRole::Mark, room_px(it));
    let wide_px = width_px(&content, TextRole::Mark) + 2.0 * SIDE_PX;
    let left = it.rect.right() - SIDE_PX - wide_px;
    let rect = Rect::new(left, it.rect.y - above_px, wide_px, HIGH_PX);
    Note {
        at: it.id.clone(),
        is_warning,
        owner: None,
        frame: None,
        text: Text {
            at: Point::new(rect.center().x, rect.y + 11.5),
            anchor: TextAnchor::Middle,
            role: TextRole::Mark,
            content,
        },
        rect,
    }
}
