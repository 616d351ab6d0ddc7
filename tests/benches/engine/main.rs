//! How long the engine takes: `cargo xtask bench` puts it beside the budgets.

#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]
#![allow(
    clippy::print_stdout,
    reason = "what it measures besides time is printed"
)]

mod draw;
mod dump;
#[path = "../../diagrams/town.rs"]
mod town;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use draw::{SIZES, draw};
use import::{Settings, import};
use net::lang::Lang;
use net::laws::dns::RecordType;
use net::matrix::pairs;
use net::resolve::resolve;
use net::trace::Outcome;
use net::{Network, Query, Topology, trace};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use studio::scene::Scene;
use studio::scene::quality::Quality;
use studio::timeline::Timeline;

const NAME: &str = "ssm.eu-west-1.amazonaws.com";

/// What is asked of a network, from the middle of it.
fn questions() -> [(&'static str, Query, Outcome); 5] {
    let (near, far) = ("i-2-100", "i-1-50");
    [
        (
            "by name",
            Query::tcp(near, &format!("{NAME}:443")),
            Outcome::Reachable,
        ),
        (
            "by address",
            Query::tcp(near, "10.2.96.16:443"),
            Outcome::Reachable,
        ),
        (
            "across VPCs",
            Query::tcp(near, &format!("{far}:443")),
            Outcome::Reachable,
        ),
        (
            "to the internet",
            Query::tcp(near, "9.9.9.9:443"),
            Outcome::Reachable,
        ),
        (
            "blocked",
            Query::tcp(near, &format!("{far}:5432")),
            Outcome::Blocked,
        ),
    ]
}

fn engine(criterion: &mut Criterion) {
    for size in &SIZES {
        let topology = Arc::new(draw(size));
        let network = Network::new(Arc::clone(&topology));
        assert!(network.interfaces().len().abs_diff(size.enis) <= size.enis / 50);
        let id = |what: &str| BenchmarkId::new(what, size.enis);

        let mut group = criterion.benchmark_group("trace");
        for (what, query, outcome) in questions() {
            let verdict = trace(&network, &query).verdict;
            assert_eq!(verdict.outcome, outcome, "{what}: {verdict:?}");
            group.bench_function(id(what), |bench| {
                bench.iter(|| trace(black_box(&network), black_box(&query)));
            });
        }
        group.finish();

        let mut group = criterion.benchmark_group("names");
        group.bench_function(id("resolve"), |bench| {
            bench.iter(|| resolve(black_box(&network), "i-2-100", NAME, RecordType::A));
        });
        group.finish();

        let mut group = criterion.benchmark_group("network");
        group.sample_size(10);
        group.bench_function(id("index"), |bench| {
            bench.iter_batched(
                || Arc::clone(&topology),
                Network::new,
                BatchSize::PerIteration,
            );
        });
        let text = topology.to_json();
        group.bench_function(id("read"), |bench| {
            bench.iter(|| Topology::from_json(black_box(&text)));
        });
        group.bench_function(id("matrix"), |bench| {
            bench.iter(|| pairs(black_box(&network), 443));
        });
        group.finish();
    }
}

/// How long a dump of the AWS CLI takes, from its texts to one topology and a report.
fn imports(criterion: &mut Criterion) {
    for size in &SIZES {
        let topology = draw(size);
        let sources = dump::dump(&topology);
        let settings = Settings::default();
        let imported = import(&sources, &settings).unwrap().topology;
        assert_eq!(imported.instance.len(), topology.instance.len());
        assert!(imported.network_interface.len() > topology.instance.len());
        let bytes: usize = sources.iter().map(|it| it.text.len()).sum();
        println!("dump {}: {} MB", size.enis, bytes / 1_000_000);
        let mut group = criterion.benchmark_group("import");
        group.sample_size(10);
        group.bench_function(BenchmarkId::new("dump", size.enis), |bench| {
            bench.iter(|| import(black_box(&sources), &settings));
        });
        group.finish();
    }
}

/// How long a picture takes, and how good it is.
fn pictures(criterion: &mut Criterion) {
    for size in &SIZES {
        let network = Network::new(Arc::new(draw(size)));
        let mut group = criterion.benchmark_group("picture");
        group.sample_size(10);
        let id = |what: &str| BenchmarkId::new(what, size.enis);
        group.bench_function(id("layout"), |bench| {
            bench.iter(|| Scene::of(black_box(&network), None, Lang::En));
        });
        let scene = Scene::of(&network, None, Lang::En);
        group.bench_function(id("detail"), |bench| {
            bench.iter(|| scene.detail(black_box(&network), "vpc-1"));
        });
        let (_, query, _) = &questions()[0];
        let answer = trace(&network, query);
        let told = Scene::of(&network, Some(&answer), Lang::En);
        group.bench_function(id("timeline"), |bench| {
            bench.iter(|| Timeline::of(black_box(&answer), &told));
        });
        group.finish();
        quality(&size.enis.to_string(), &scene);
    }
    for it in studio::scenario::ALL {
        let network = Network::new(Arc::new(Topology::from_json(it.json).unwrap()));
        for from in it.vantages {
            let answer = trace(&network, &Query::tcp(from, it.target));
            let scene = Scene::of(&network, Some(&answer), Lang::En);
            quality(&format!("{} from {from}", it.id), &scene);
        }
    }
    towns();
}

/// How good the pictures of many small networks are, together.
fn towns() {
    let scenes: Vec<Scene> = (0..120)
        .map(|number| Scene::of(&town::network(&town::sample(number)), None, Lang::En))
        .filter(|scene| scene.edges.len() > 1)
        .collect();
    let all: Vec<Quality> = scenes.iter().map(Scene::quality).collect();
    let least = |of: fn(&Quality) -> f64| all.iter().map(of).fold(f64::INFINITY, f64::min);
    println!(
        "quality {} towns: {} crossings, {} bends, {} runs through leaves, {} labels that collide, names of {:.1} px at the mean and {:.1} at least",
        all.len(),
        all.iter().map(|it| it.crossings).sum::<usize>(),
        all.iter().map(|it| it.bends).sum::<usize>(),
        all.iter().map(|it| it.through_leaves).sum::<usize>(),
        all.iter().map(|it| it.label_collisions).sum::<usize>(),
        all.iter().map(|it| it.name_px).sum::<f64>() / f64::from(u32::try_from(all.len()).unwrap()),
        least(|it| it.name_px),
    );
}

/// One line that `cargo xtask bench` shows below its table.
fn quality(name: &str, scene: &Scene) {
    let it = scene.quality();
    println!(
        "quality {name}: {} boxes, {} lines, {} crossings, {} bends, {} runs through leaves, {} labels that collide, {:.0} % empty, names of {:.1} px",
        scene.boxes.len(),
        scene.edges.len(),
        it.crossings,
        it.bends,
        it.through_leaves,
        it.label_collisions,
        it.empty_percent,
        it.name_px
    );
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500))
        .sample_size(20);
    targets = engine, imports, pictures
}
criterion_main!(benches);
