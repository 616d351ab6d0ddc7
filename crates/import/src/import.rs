//! From sources to a topology and a report.

use crate::assume;
use crate::assume::region;
use crate::bad_input::BadInput;
use crate::cloudformation::{self, Template, Then, World};
use crate::describe;
use crate::document::{self, Document};
use crate::format::{self, Format};
use crate::merge;
use crate::parameter::{self, Parameter};
use crate::progress::{Progress, Step, Stopped, Watch};
use crate::report::{Log, Report};
use crate::said::say;
use crate::source::{Settings, Source, check_size};
use crate::terraform::{self, Root, companion, hcl};
use crate::tree::{self, Node, Place};
use net::Topology;
use net::id::VpcId;
use net::service::{ASSUMED_REGION, is_region};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What came in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// All sources as one.
    pub topology: Topology,
    /// What became of every resource.
    pub report: Report,
}

/// A source that was read.
struct Read<'t> {
    source: &'t Source,
    root: Node,
    format: Format,
}

/// Reads sources into one topology. The same sources give the same topology.
///
/// # Errors
///
/// When a source is no document of a known format, or a setting fits none of them. Nothing is
/// imported then.
pub fn import(sources: &[Source], settings: &Settings) -> Result<Imported, BadInput> {
    match import_watched(sources, settings, &mut |_| ControlFlow::Continue(())) {
        Ok(imported) => Ok(imported),
        Err(Stopped::Bad(bad)) => Err(bad),
        Err(Stopped::Cancelled) => unreachable!("who watches always goes on"),
    }
}

/// The same, telling who watches how far it is: at every source, and every few milliseconds inside
/// of a dump. A `Break` cancels.
///
/// # Errors
///
/// As [`import`], and when it is cancelled. Nothing is imported then.
pub fn import_watched(
    sources: &[Source],
    settings: &Settings,
    tell: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Imported, Stopped> {
    let all = sources.iter().map(|source| source.text.len()).sum();
    let mut watch = Watch::new(all, tell);
    let mut read = Vec::new();
    let mut dumps = Vec::new();
    let mut documents = Vec::new();
    let mut aside = Vec::new();
    let mut environments = cloudformation::Environments::new();
    for source in sources {
        check_size(&source.name, source.text.len() as u64)?;
    }
    let folders = hcl::Folders::read(sources)?;
    let mut written = BTreeMap::new();
    for source in sources {
        if let Some(json) = describe::as_json(source)? {
            written.insert(source.name.as_str(), Source::new(&source.name, json));
        }
    }
    for source in sources {
        if let Some(json) = written.get(source.name.as_str()) {
            dumps.push(json);
            continue;
        }
        if hcl::is_named(&source.name) || folders.downloaded(&source.name) {
            watch.open(&source.name)?;
            watch.close(source.text.len());
            continue;
        }
        if let Some(bad) = hcl::of_another_tool(&source.name) {
            watch.open(&source.name)?;
            watch.close(source.text.len());
            aside.push(bad);
            continue;
        }
        if describe::looks_like_one(source.body()) {
            dumps.push(source);
            continue;
        }
        if source.body().trim().is_empty() {
            aside.push(BadInput::at(
                &source.name,
                Place::START,
                say!("the file is empty", "空のファイルです"),
            ));
            continue;
        }
        if document::looks_like_one(source.body()) {
            watch.open(&source.name)?;
            documents.push(document::read(source)?);
            watch.close(source.text.len());
            continue;
        }
        watch.open(&source.name)?;
        watch.close(source.text.len());
        let root = tree::read(&source.name, source.body()).map_err(|bad| {
            // A text of another kind altogether breaks YAML in ways that tell nobody anything.
            match format::is_named_otherwise(&source.name) {
                true => format::unknown(&source.name),
                false => bad,
            }
        });
        let root = match root {
            Ok(root) => root,
            // A script or a template of a text that the configuration reads, or somebody's notes.
            Err(bad) if !folders.is_empty() || !format::is_named_so(&source.name) => {
                aside.push(bad);
                continue;
            }
            Err(bad) => return Err(bad.into()),
        };
        match format::of(&source.name, &root) {
            Ok(Format::CloudFormation) => {
                let region = region::inferred([&root].into_iter());
                let region = settings.region.clone().or(region);
                let region = region.unwrap_or_else(|| ASSUMED_REGION.to_owned());
                let whole = cloudformation::written_out(source, &root, settings, &region)?;
                read.push(Read {
                    source,
                    root: whole.unwrap_or(root),
                    format: Format::CloudFormation,
                });
            }
            Ok(format) => read.push(Read {
                source,
                root,
                format,
            }),
            Err(bad) => match cloudformation::of_manifest(&source.name, &root) {
                Some(found) => {
                    environments.extend(found);
                    let message = say!(
                        "the manifest of a CDK app: it only says where stacks are made",
                        "CDK アプリのマニフェストです。スタックの作成先だけを示します"
                    );
                    aside.push(BadInput::at(&source.name, root.place, message));
                }
                None => aside.push(bad),
            },
        }
    }
    // A dump, a configuration or what the CDK makes is a heap of files, and other files lie in it:
    // those are listed and left out.
    if dumps.is_empty()
        && folders.is_empty()
        && read.is_empty()
        && documents.is_empty()
        && let Some(bad) = aside.first()
    {
        return Err(bad.clone().into());
    }
    let mut templates: Vec<Template<'_>> = Vec::new();
    let mut roots = Vec::new();
    for document in &mut documents {
        roots.extend(companion::take(document)?);
    }
    for it in &read {
        match it.format {
            Format::Terraform => roots.push(terraform::read(it.source, &it.root)?),
            Format::CloudFormation => {
                let template = Template::read(it.source, &it.root)?;
                if !is_repeated(&templates, &template, sources)? {
                    templates.push(template);
                }
            }
        }
    }
    check_settings(settings, &templates, &folders)?;
    cloudformation::place(&mut templates, &environments, settings);
    let mut start = Start::default();
    start.topology = describe::read(&dumps, &mut start.log, &mut watch)?;
    start.described = start.topology.vpc.keys().cloned().collect();
    let given = settings.region.clone();
    let said = given
        .or_else(|| folders.region(settings))
        .or_else(|| terraform::region_of_most(&roots))
        .or_else(|| region::inferred(read.iter().map(|it| &it.root)))
        .or_else(|| region::most(environments.values().filter_map(|it| it.region.as_deref())))
        .or_else(|| {
            documents
                .iter()
                .find_map(|it| region::of_most(&it.topology))
        })
        .or_else(|| region::of_most(&start.topology));
    let is_assumed = said.is_none();
    let region = said.unwrap_or_else(|| ASSUMED_REGION.to_owned());

    watch.begin(Step::WorkingOut);
    let (worked_out, mut variables) = folders.work_out(settings, &region, is_assumed);
    roots.extend(worked_out);
    aside.retain(|bad| !folders.has_read(&bad.file));
    start.log.set_aside(aside);
    let written = cloudformation::written_for_stacks(&templates, settings, &region)?;
    let mut world = World::new(templates, settings, region, is_assumed);
    world.nest(&written)?;
    let asks = !world.templates.is_empty() || !roots.is_empty();
    let again = asks.then(|| start.clone());
    let (mut topology, mut log) = once(&world, &roots, &documents, start, &mut watch)?;
    // A template may ask for what only AWS gives, such as an address: the first reading assumes
    // it, and the second one knows.
    if world.asks_for_more.get() {
        world.read_again(topology);
        let again = again.unwrap_or_default();
        (topology, log) = once(&world, &roots, &documents, again, &mut watch)?;
    }
    let templates = world.templates.iter();
    let parameters = templates.flat_map(|it| cloudformation::parameters(&world, it));
    // Labels and tags do not count: only what the report calls unknown for want of a value.
    for variable in &mut variables {
        variable.needed = variable.needed && log.says(&hcl::no_value(&variable.name));
    }
    let mut parameters: Vec<Parameter> = parameters.chain(variables).collect();
    for parameter in &mut parameters {
        parameter.choices = parameter::choices(&parameter.kind, &topology);
    }
    let report = log.finish(topology.findings(), parameters);
    Ok(Imported { topology, report })
}

/// What the other formats are added to: the dumps, as read.
#[derive(Clone, Debug, Default)]
struct Start {
    topology: Topology,
    log: Log,
    /// The VPCs of the dumps.
    described: Vec<VpcId>,
}

/// One reading of everything.
fn once(
    world: &World<'_>,
    roots: &[Root],
    documents: &[Document<'_>],
    start: Start,
    watch: &mut Watch<'_>,
) -> Result<(Topology, Log), Stopped> {
    watch.begin(Step::WorkingOut);
    let Start {
        mut topology,
        mut log,
        described,
    } = start;
    let mut conflicts = Vec::new();
    for template in &world.templates {
        watch.open(template.file)?;
        let mut part = Topology::default();
        cloudformation::make(world, template, &mut part, &mut log)?;
        conflicts.extend(merge::merge(&mut topology, part, template.file));
        watch.close(template.bytes);
    }
    for document in documents {
        document::list(document, roots, &mut log);
        let (part, file) = (document.topology.clone(), &document.source.name);
        conflicts.extend(merge::merge(&mut topology, part, file));
    }
    let (region, is_assumed) = (world.region.as_str(), world.region_is_assumed);
    let before = world.before.as_ref();
    let terraform = terraform::World::new(roots, &topology, before, region, is_assumed);
    for at in 0..roots.len() {
        let part = terraform::make(&terraform, at, &mut log);
        conflicts.extend(terraform::merge(&terraform, at, &mut topology, part));
    }
    for then in [Then::Add, Then::Settle] {
        for template in &world.templates {
            cloudformation::change(then, world, template, &mut topology, &mut log)?;
        }
    }
    terraform::add(&terraform, &mut topology, &mut log);
    if terraform.asks_for_more() {
        world.asks_for_more.set(true);
    }
    for conflict in conflicts {
        log.unresolved(&conflict.id, conflict.note);
    }
    for id in described {
        // Another source may have said what no output says.
        if let Some(note) = topology.vpc.get(&id).and_then(describe::unsaid) {
            log.unresolved(id.as_str(), note);
        }
    }
    assume::fill(&mut topology, &world.region, &mut log);
    Ok((topology, log))
}

/// Whether a template was given already; two different ones may not share a name.
fn is_repeated(
    templates: &[Template<'_>],
    template: &Template<'_>,
    sources: &[Source],
) -> Result<bool, BadInput> {
    let Some(first) = templates.iter().find(|it| it.stack == template.stack) else {
        return Ok(false);
    };
    let text = |file: &str| {
        let source = sources.iter().find(|source| source.name == file);
        source.map(Source::body)
    };
    if text(first.file) == text(template.file) {
        return Ok(true);
    }
    let message = say!(
        "the stack {} is {} already; give this one another name with --stack NAME=FILE",
        "スタック {} は {} で使われています。--stack NAME=FILE で別の名前を付けてください",
        template.stack,
        first.file
    );
    Err(BadInput::whole(template.file, message))
}

fn check_settings(
    settings: &Settings,
    templates: &[Template<'_>],
    folders: &hcl::Folders<'_>,
) -> Result<(), BadInput> {
    if let Some(region) = &settings.region
        && !is_region(region)
    {
        let message = say!(
            "not the name of a Region, such as ap-northeast-1",
            "ap-northeast-1 のようなリージョン名ではありません"
        );
        return Err(BadInput::whole(region, message));
    }
    for key in settings.parameters.keys() {
        let fits = key == "AWS::AccountId"
            || folders.has_variable(key)
            || templates.iter().any(|template| {
                let names = &mut template.parameters.keys();
                names.any(|name| key == name || *key == template.id_of(name))
            });
        if !fits {
            let message = say!(
                "no input has a parameter or a variable of that name",
                "その名前のパラメーターまたは変数を持つ入力がありません"
            );
            return Err(BadInput::whole(key, message));
        }
    }
    Ok(())
}
