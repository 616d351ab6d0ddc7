//! What a template does not say to be there is neither absent nor there: the answers that hang on
//! it are undetermined, and only those.

use import::{Settings, Source, import};
use net::trace::Outcome;
use net::{Network, Query, trace};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// How a question ends, where the stage is not said and where it is.
fn outcomes(from: &str, to: &str) -> [Outcome; 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports/perhaps/in");
    let text = fs::read_to_string(folder.join("Perhaps.yml")).expect("the template");
    let of = |parameters: &[(&str, &str)]| {
        let given = parameters.iter();
        let settings = Settings {
            region: Some("eu-west-1".to_owned()),
            parameters: given
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let imported = import(&[Source::new("Perhaps.yml", text.clone())], &settings);
        let topology = imported.expect("a template").topology;
        let network = Network::new(Arc::new(topology));
        trace(&network, &Query::tcp(from, to)).verdict.outcome
    };
    [of(&[]), of(&[("Stage", "test"), ("Ranges", "")])]
}

#[test]
fn what_may_be_there_leaves_the_answer_open() {
    use Outcome::{Blocked, Reachable, Undetermined};
    for (from, to, known) in [
        // A rule of the group, a name of the endpoint, a route of the table.
        ("InB", "Perhaps.Web:80", Blocked),
        ("Web", "ssm.eu-west-1.amazonaws.com:443", Blocked),
        ("Web", "s3.eu-west-1.amazonaws.com:443", Blocked),
        ("Web", "dynamodb.eu-west-1.amazonaws.com:443", Blocked),
        ("Web", "db.held.example:80", Blocked),
        ("Web", "Perhaps.Balancer:80", Blocked),
        ("Web", "8.8.8.8:443", Blocked),
    ] {
        assert_eq!(outcomes(from, to), [Undetermined, known], "{from} to {to}");
    }
    // Web's own group lets everything out unless the stage is prod.
    let certain = outcomes("InB", "10.0.1.4:80");
    assert_eq!(certain, [Reachable, Reachable], "a host to itself");
}
