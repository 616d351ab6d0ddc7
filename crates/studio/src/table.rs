//! The table in which a law found its reason: what decided, what lost and why, what came closest.

use crate::words::outcome::{because, mismatch_says, outcome_says};
use crate::words::reason::Names;
use crate::words::table::{
    ACTION, ALL, ALLOW, ATTRIBUTE, AVAILABILITY_ZONE, CHOICES, CHOSEN, CONDITIONS, DENY,
    DESTINATION, HEADERS, HEALTH, INNER, KIND, NO_RULES, NOT_SAID, OUTCOME, OUTER, PASSES, POLICY,
    PORTS, PROTOCOL, REPLY, REQUEST, SOURCE, TARGET, TYPE, UNCHANGED, VALUE, WAY, ZONE, peer, way,
    zone_kind,
};
use crate::words::{Lang, Says};
use net::evidence::{
    AclRow, Direction, Fact, Fared, RecordRow, RouteRow, SecurityGroupRow, StatementRow,
};
use std::net::IpAddr;

/// A table as a panel shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Whose table it is.
    pub caption: String,
    /// The resource it belongs to.
    pub resource: Option<String>,
    /// Column heads; the last column says how a row fared and has no head.
    pub columns: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One text for each column.
    pub cells: Vec<String>,
    /// How it fared.
    pub fared: Fared,
    /// Why it lost, or what did not match; empty where there is nothing to say.
    pub note: String,
}

/// The table of a fact, where it has one.
#[must_use]
pub fn of(lang: Lang, fact: &Fact, names: &Names<'_>) -> Option<Table> {
    let say = |says: Says| says.in_lang(lang);
    match fact {
        Fact::SecurityGroups {
            direction, rows, ..
        } => Some(Table {
            caption: security_groups_caption(lang, rows, *direction),
            resource: rows.first().map(|row| row.security_group.to_string()),
            columns: vec![say(PROTOCOL), say(PORTS), say(peer(*direction))],
            rows: rows
                .iter()
                .map(|row| security_group_row(lang, row, names))
                .collect(),
        }),
        Fact::NetworkAcl {
            network_acl,
            direction,
            rows,
            ..
        } => Some(Table {
            caption: format!("{} · {}", names(network_acl.as_str()), say(way(*direction))),
            resource: Some(network_acl.to_string()),
            columns: vec!["#", say(PROTOCOL), say(PORTS), say(peer(*direction)), ""],
            rows: rows.iter().map(|row| acl_row(lang, row)).collect(),
        }),
        Fact::Routes {
            route_table,
            destination,
            rows,
        } => Some(Table {
            caption: format!("{} · {destination}", names(route_table.as_str())),
            resource: Some(route_table.to_string()),
            columns: vec![say(DESTINATION), say(TARGET)],
            rows: rows.iter().map(|row| route_row(lang, row, names)).collect(),
        }),
        Fact::Zones { name, rows } => Some(Table {
            caption: name.trim_end_matches('.').to_owned(),
            resource: None,
            columns: vec![say(ZONE), say(KIND)],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![
                        row.domain.trim_end_matches('.').to_owned(),
                        say(zone_kind(row.kind)).to_owned(),
                    ],
                    fared: row.fared,
                    note: row.because.map_or_else(String::new, |it| because(lang, it)),
                })
                .collect(),
        }),
        Fact::Records { zone, rows } => Some(Table {
            caption: records_caption(zone, rows),
            resource: None,
            columns: vec![say(TYPE), say(VALUE)],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![row.record_type.to_owned(), row.value.clone()],
                    fared: Fared::Won,
                    note: String::new(),
                })
                .collect(),
        }),
        Fact::Listeners {
            load_balancer,
            rows,
        } => Some(Table {
            caption: names(load_balancer.as_str()),
            resource: Some(load_balancer.to_string()),
            columns: vec![say(PROTOCOL), say(PORTS)],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![row.protocol.clone(), port(row.port)],
                    fared: row.fared,
                    note: String::new(),
                })
                .collect(),
        }),
        Fact::ListenerRules { listener, rows } => Some(Table {
            caption: names(listener.as_str()),
            resource: Some(listener.to_string()),
            columns: vec!["#", say(CONDITIONS), say(ACTION)],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![
                        row.priority
                            .map_or_else(|| "*".to_owned(), |number| number.to_string()),
                        row.conditions.join("; "),
                        row.actions
                            .iter()
                            .map(|it| names(it))
                            .collect::<Vec<_>>()
                            .join(", "),
                    ],
                    fared: row.fared,
                    note: String::new(),
                })
                .collect(),
        }),
        Fact::Targets { target_group, rows } => Some(Table {
            caption: names(target_group.as_str()),
            resource: Some(target_group.to_string()),
            columns: vec![say(TARGET), say(PORTS), say(AVAILABILITY_ZONE), say(HEALTH)],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![
                        names(&row.target),
                        port(row.port),
                        row.zone.clone().unwrap_or_default(),
                        row.state.clone(),
                    ],
                    fared: row.fared,
                    note: row.because.map_or("", net::code::Code::as_str).to_owned(),
                })
                .collect(),
        }),
        Fact::Attribute {
            resource,
            attribute,
            value,
        } => Some(Table {
            caption: names(resource.as_str()),
            resource: Some(resource.to_string()),
            columns: vec![say(ATTRIBUTE), say(VALUE)],
            rows: vec![Row {
                cells: vec![(*attribute).to_owned(), value.clone()],
                fared: Fared::Won,
                note: String::new(),
            }],
        }),
        Fact::Firewall { name, rows } => Some(Table {
            caption: name.clone(),
            resource: rows.first().map(|row| row.rule_group.to_string()),
            columns: vec!["#", say(ZONE), say(ACTION)],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![
                        row.priority.clone(),
                        row.domains.clone(),
                        row.action.clone(),
                    ],
                    fared: row.fared,
                    note: String::new(),
                })
                .collect(),
        }),
        Fact::Policy { resource, rows, .. } => Some(Table {
            caption: format!("{} · {}", names(resource.as_str()), say(POLICY)),
            resource: Some(resource.to_string()),
            columns: vec!["Sid", "Effect", "Action", "Resource"],
            rows: rows
                .iter()
                .map(|row| Row {
                    cells: vec![
                        row.statement.clone(),
                        row.effect.to_owned(),
                        row.actions.clone(),
                        row.resources.clone(),
                    ],
                    fared: row.fared,
                    note: statement_note(lang, row),
                })
                .collect(),
        }),
        Fact::Alternatives { rows } => Some(Table {
            caption: say(CHOICES).to_owned(),
            resource: None,
            columns: vec![say(CHOSEN), say(OUTCOME)],
            rows: rows
                .iter()
                .enumerate()
                .map(|(at, row)| Row {
                    cells: vec![
                        row.chosen
                            .iter()
                            .map(|it| names(it))
                            .collect::<Vec<_>>()
                            .join(" → "),
                        say(outcome_says(row.outcome)).to_owned(),
                    ],
                    fared: if at == 0 { Fared::Won } else { Fared::Lost },
                    note: say(row.code.says()).to_owned(),
                })
                .collect(),
        }),
        Fact::Encapsulation { outer, inner, .. } => Some(Table {
            caption: say(HEADERS).to_owned(),
            resource: None,
            columns: vec!["", say(SOURCE), say(DESTINATION)],
            // The outer headers are what the packet is delivered by.
            rows: [
                (OUTER, outer, Fared::Won, ""),
                (INNER, inner, Fared::Lost, say(UNCHANGED)),
            ]
            .into_iter()
            .map(|(which, packet, fared, note)| Row {
                cells: vec![
                    format!("{} {}", say(which), packet.protocol),
                    end(packet.source, packet.source_port),
                    end(packet.destination, packet.destination_port),
                ],
                fared,
                note: note.to_owned(),
            })
            .collect(),
        }),
        Fact::Flow {
            middlebox,
            request,
            reply,
        } => Some(Table {
            caption: names(middlebox.as_str()),
            resource: Some(middlebox.to_string()),
            columns: vec![say(WAY), say(PASSES)],
            rows: [(REQUEST, request), (REPLY, reply)]
                .into_iter()
                .map(|(which, passed)| {
                    let ids: Vec<String> = passed.iter().map(|it| names(it.as_str())).collect();
                    Row {
                        cells: vec![say(which).to_owned(), ids.join(" → ")],
                        fared: if passed.contains(middlebox) {
                            Fared::Won
                        } else {
                            Fared::Missed
                        },
                        note: String::new(),
                    }
                })
                .collect(),
        }),
        Fact::Rewrite { .. }
        | Fact::Interface { .. }
        | Fact::Reached { .. }
        | Fact::Missing { .. } => None,
    }
}

/// The name the records are of, where it is one; else the zone.
fn records_caption(zone: &str, rows: &[RecordRow]) -> String {
    let name = rows.first().map_or(zone, |row| row.name.as_str());
    name.trim_end_matches('.').to_owned()
}

fn security_groups_caption(lang: Lang, rows: &[SecurityGroupRow], direction: Direction) -> String {
    let mut groups: Vec<&str> = rows
        .iter()
        .map(|row| {
            row.group_name
                .as_deref()
                .unwrap_or(row.security_group.as_str())
        })
        .collect();
    groups.dedup();
    let groups = if groups.is_empty() {
        NO_RULES.in_lang(lang).to_owned()
    } else {
        groups.join(", ")
    };
    format!("{groups} · {}", way(direction).in_lang(lang))
}

fn security_group_row(lang: Lang, row: &SecurityGroupRow, names: &Names<'_>) -> Row {
    let note: Vec<&str> = row
        .mismatch
        .iter()
        .map(|mismatch| mismatch_says(*mismatch).in_lang(lang))
        .collect();
    Row {
        cells: vec![
            all(lang, &row.protocol),
            all(lang, &row.ports),
            names(&row.peer),
        ],
        fared: row.fared,
        note: note.join(", "),
    }
}

/// What of a statement did not match, or what it would need to know.
fn statement_note(lang: Lang, row: &StatementRow) -> String {
    if row.fared == Fared::Open {
        return format!("{}: {}", NOT_SAID.in_lang(lang), row.needs.join(", "));
    }
    row.mismatch.join(", ")
}

fn acl_row(lang: Lang, row: &AclRow) -> Row {
    let verb = if row.allows { ALLOW } else { DENY };
    Row {
        cells: vec![
            row.rule_no
                .map_or_else(|| "*".to_owned(), |number| number.to_string()),
            all(lang, &row.protocol),
            all(lang, &row.ports),
            row.peer.clone(),
            verb.in_lang(lang).to_owned(),
        ],
        fared: row.fared,
        note: String::new(),
    }
}

fn route_row(lang: Lang, row: &RouteRow, names: &Names<'_>) -> Row {
    let destination = match &row.matched {
        Some(matched) => format!("{} ({matched})", names(&row.destination)),
        None => row.destination.clone(),
    };
    let mut note = row.because.map_or_else(String::new, |it| because(lang, it));
    if row.state != "active" {
        if !note.is_empty() {
            note.push_str(", ");
        }
        note.push_str(row.state);
    }
    Row {
        cells: vec![destination, names(&row.target)],
        fared: row.fared,
        note,
    }
}

fn all(lang: Lang, text: &str) -> String {
    if text == "all" {
        ALL.in_lang(lang).to_owned()
    } else {
        text.to_owned()
    }
}

fn port(port: Option<u16>) -> String {
    port.map_or_else(String::new, |port| port.to_string())
}

/// An address with its port; an IPv6 address with a port stands in brackets.
fn end(address: IpAddr, port: Option<u16>) -> String {
    match port {
        Some(port) => std::net::SocketAddr::new(address, port).to_string(),
        None => address.to_string(),
    }
}
