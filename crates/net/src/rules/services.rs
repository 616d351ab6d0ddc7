//! Endpoint services.

use super::By::{Finding, Gives, In, Not};
use super::{Rule, rule};
use crate::code::Code;
use crate::topology::FindingCode;

pub(super) const RULES: &[Rule] = &[
    rule(
        "R3.1",
        "A load balancer stands in front of one service.",
        &[Finding(FindingCode::NlbInOtherService)],
    ),
    rule("R3.2", "A service carries while it is available.", &[]),
    rule(
        "R3.3",
        "A service must be there to be found; who may find it is not asked.",
        &[Finding(FindingCode::ServiceNotFound)],
    ),
    rule(
        "R3.4",
        "Endpoints wait for acceptance where it is required.",
        &[Gives(Code::ServiceOpenToAll)],
    ),
    rule(
        "R3.5",
        "A service has the zones its load balancers had when it was made.",
        &[Finding(FindingCode::AzUnsupported)],
    ),
    rule(
        "R3.6",
        "An endpoint's interface sticks to a node of its zone.",
        &[],
    ),
    rule(
        "R3.7",
        "Across Regions a service must be offered, and zones need not match.",
        &[
            Finding(FindingCode::ServiceNotFound),
            Finding(FindingCode::AzUnsupported),
        ],
    ),
    rule(
        "R3.8",
        "A service says which address types it takes.",
        &[Finding(FindingCode::IpType)],
    ),
    rule(
        "R3.9",
        "A provider proves the domain of its private name by a TXT record, which is looked for where its public zone is held.",
        &[Finding(FindingCode::PrivateDnsNotVerified)],
    ),
    rule("R3.10", "Targets see the load balancer's address.", &[]),
    rule("R3.11", "PrivateLink is one way.", &[]),
    rule(
        "R3.12",
        "A load balancer's groups judge the client's own address.",
        &[],
    ),
    rule(
        "R3.13",
        "A target's groups must allow the load balancer.",
        &[],
    ),
    rule(
        "R3.14",
        "ACLs between load balancer and target are asked.",
        &[In("crates/net/src/walk/balance.rs")],
    ),
    rule(
        "R3.15",
        "Listener, rules, zone and health choose the target; health is what was imported, with `derive_health` also what groups and ACLs let the check reach.",
        &[],
    ),
    rule(
        "R3.16",
        "The regional name answers with healthy interfaces.",
        &[],
    ),
    rule(
        "R3.17",
        "A load balancer in use cannot be taken away.",
        &[Not(
            "it is an operation that AWS refuses, and a document has states; a service that lists no load balancer is one whose provider did not tell, which is undetermined at the service, and one that lists a load balancer the document lacks is `CFG_DANGLING_REFERENCE`",
        )],
    ),
];
