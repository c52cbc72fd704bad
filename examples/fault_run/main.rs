//! Many calls of every operation against a service that misbehaves.
//!
//! `cargo run --release --example fault_run -- [CALLS]`: each call meets a fault per attempt, by a seeded plan; an
//! oracle that knows the documents and not the client says how it must end and how often it may have been asked. All
//! errors, log lines and panics are searched for secrets. Exits with 1 if anything differs.

mod faults;
mod oracle;
mod scene;
mod server;
mod values;
mod watch;

use std::collections::BTreeMap;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use specwright_apis::rt;
use specwright_interpret::{DynamicRequest, Interpreter};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::faults::plan;
use crate::oracle::{End, MAX_ATTEMPTS, expect};
use crate::scene::Scene;
use crate::server::Service;
use crate::watch::{CREDENTIALS, Watch, resident};

const SEED: u64 = 20_261_122;
const AT_ONCE: usize = 128;
const ANSWER_LIMIT: usize = 1 << 20;

tokio::task_local! {
    static CALL: usize;
}

/// Sends with the number of the call in a header.
struct Numbered(rt::ReqwestTransport);

impl rt::Transport for Numbered {
    fn send(&self, mut request: http::Request<bytes::Bytes>) -> rt::TransportFuture<'_> {
        number(&mut request);
        self.0.send(request)
    }

    fn open(&self, mut request: http::Request<bytes::Bytes>) -> rt::OpenFuture<'_> {
        number(&mut request);
        self.0.open(request)
    }
}

fn number(request: &mut http::Request<bytes::Bytes>) {
    if let Ok(number) = CALL.try_with(|number| *number) {
        request.headers_mut().insert(server::CALL, number.into());
    }
}

/// What came of a call.
struct Ended {
    number: usize,
    end: End,
    error: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<bool, Box<dyn Error>> {
    let calls: usize = match std::env::args().nth(1) {
        Some(text) => text.parse()?,
        None => 100_000,
    };
    let watch = watch_everything();
    let interpreters = interpreters()?;
    let scenes: Vec<Scene> = interpreters
        .iter()
        .enumerate()
        .flat_map(|(index, interpreter)| Scene::all(index, interpreter))
        .collect();
    let service = start(calls, Arc::new(scenes)).await?;
    let (service, address) = service;
    let cores = cores(&interpreters, address)?;
    let mut report = Report::new(calls, service.scenes.len());
    let (sender, mut ended) = mpsc::channel(AT_ONCE);
    let driver = tokio::spawn(drive(calls, Arc::clone(&service), cores, sender));
    while let Some(call) = ended.recv().await {
        report.judge(&service, &watch, call);
    }
    driver.await?;
    Ok(report.print(&service, &watch))
}

/// Log lines of every level and panics go where they are searched.
fn watch_everything() -> Watch {
    let watch = Watch::default();
    let (log, panics) = (watch.clone(), watch.clone());
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || log.clone())
        .init();
    std::panic::set_hook(Box::new(move |info| {
        panics.look("a panic", &info.to_string(), &[]);
        eprintln!("{info}");
    }));
    watch
}

fn interpreters() -> Result<Vec<&'static Interpreter<'static>>, Box<dyn Error>> {
    let loaded = specwright::load(&["specs"]);
    if loaded.diagnostics.has_errors() {
        return Err("run `specwright check specs`".into());
    }
    // They last as long as the process, and calls in other tasks hold on to them.
    let leak = |api| &*Box::leak(Box::new(Interpreter::new(Box::leak(Box::new(api)))));
    Ok(loaded.apis.into_iter().map(leak).collect())
}

async fn start(
    calls: usize,
    scenes: Arc<Vec<Scene>>,
) -> Result<(Arc<Service>, SocketAddr), Box<dyn Error>> {
    let any = (Ipv4Addr::LOCALHOST, 0);
    let (listener, trap) = (TcpListener::bind(any).await?, TcpListener::bind(any).await?);
    let address = listener.local_addr()?;
    let service = Arc::new(Service {
        scenes,
        seed: SEED,
        attempts: std::iter::repeat_with(Default::default)
            .take(calls)
            .collect(),
        carried: Default::default(),
        tokens_sold: Default::default(),
        trap: trap.local_addr()?.to_string(),
        trapped: Default::default(),
    });
    tokio::spawn(server::serve(listener, Arc::clone(&service)));
    tokio::spawn(server::watch_trap(trap, Arc::clone(&service)));
    Ok((service, address))
}

/// One client per API.
fn cores(
    interpreters: &[&'static Interpreter<'static>],
    address: SocketAddr,
) -> Result<Vec<rt::Core>, Box<dyn Error>> {
    let mut cores = Vec::new();
    for interpreter in interpreters {
        let api = interpreter.api();
        let transport = rt::ReqwestTransport::new()?.answer_limit(ANSWER_LIMIT);
        let mut builder = rt::CoreBuilder::new(api)
            .base_url(format!("http://{address}/{}", api.name))
            .transport(Numbered(transport))
            .timeout(Duration::from_secs(3))
            // The service fails far too often for the budget, and the oracle counts attempts.
            .without_retry_budget()
            .retry(rt::RetryPolicy {
                max_attempts: MAX_ATTEMPTS,
                base_delay: Duration::from_millis(2),
                max_delay: Duration::from_millis(20),
            })
            .poll(rt::PollPolicy {
                interval: Duration::from_millis(5),
                max_wait: Duration::from_secs(30),
            });
        for (name, credential, value, _) in CREDENTIALS {
            if *name == api.name {
                builder = builder.set(*credential, *value);
            }
        }
        cores.push(builder.build()?);
    }
    Ok(cores)
}

/// Makes all calls, so many at once.
async fn drive(
    calls: usize,
    service: Arc<Service>,
    cores: Vec<rt::Core>,
    ended: mpsc::Sender<Ended>,
) {
    let free = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
    for number in 0..calls {
        let Ok(place) = Arc::clone(&free).acquire_owned().await else {
            return;
        };
        let request = match service.scene(number).request() {
            Ok(request) => request,
            Err(problem) => {
                eprintln!("call {number}: {problem}");
                std::process::exit(1);
            }
        };
        let core = &cores[service.scene(number).api];
        let made = make(core, Arc::clone(&service), number, &request);
        let ended = ended.clone();
        tokio::spawn(CALL.scope(number, async move {
            let call = made.await;
            drop(place);
            // Nobody listens any more only when the run is over.
            ended.send(call).await.ok();
        }));
    }
}

/// One call, to its payload or to the end of its stream.
fn make(
    core: &rt::Core,
    service: Arc<Service>,
    number: usize,
    request: &DynamicRequest,
) -> Pin<Box<dyn Future<Output = Ended> + Send>> {
    let options = rt::CallOptions::default();
    let scene = service.scene(number);
    let description = scene.operation.description();
    if scene.framing.is_some() {
        let frames = rt::frames(core, description, request, &options);
        return Box::pin(async move {
            let result = read_all(&service, number, frames.await).await;
            end(&service, number, result)
        });
    }
    let answer = core.execute(description, request, &options);
    Box::pin(async move {
        let scene = service.scene(number);
        let payload = answer
            .await
            .and_then(|answer| scene.operation.payload(&answer));
        end(&service, number, payload.map(drop))
    })
}

async fn read_all(
    service: &Service,
    number: usize,
    frames: Result<rt::Frames, rt::Error>,
) -> Result<(), rt::Error> {
    let mut frames = frames?;
    while let Some(frame) = frames.next().await {
        let frame = frame?;
        if service.scene(number).framing != Some(rt::Framing::Bytes) {
            let mut item = service.scene(number).operation.empty_payload();
            frames.read(&frame, &mut item)?;
        }
    }
    Ok(())
}

fn end(service: &Service, number: usize, result: Result<(), rt::Error>) -> Ended {
    let scene = service.scene(number);
    let error = match result {
        Ok(()) => {
            return Ended {
                number,
                end: End::Payload,
                error: None,
            };
        }
        Err(error) => error,
    };
    let row = error.raw_code().and_then(|code| {
        let code = code.to_string();
        scene.rows.iter().position(|row| row.code == code)
    });
    let end = match (error.kind(), row, error.status()) {
        (rt::ErrorKind::Transport, ..) => End::NoAnswer,
        (_, Some(row), _) => End::Row(row),
        (_, None, Some(200)) => End::Unreadable,
        (_, None, status) => End::Status(status.unwrap_or(0)),
    };
    Ended {
        number,
        end,
        error: Some(format!("{error}\n{error:?}")),
    }
}

/// What is told at the end.
struct Report {
    calls: usize,
    operations: usize,
    started: Instant,
    done: usize,
    /// Calls by their first fault: all, those that ended with a payload, those that ended otherwise.
    faults: BTreeMap<&'static str, (u64, u64, u64)>,
    requests: u64,
    wrong: Vec<String>,
    /// Memory in KiB after a tenth of the calls, after two tenths, ...
    memory: Vec<u64>,
}

impl Report {
    fn new(calls: usize, operations: usize) -> Self {
        Self {
            calls,
            operations,
            started: Instant::now(),
            done: 0,
            faults: BTreeMap::new(),
            requests: 0,
            wrong: Vec::new(),
            memory: Vec::new(),
        }
    }

    fn judge(&mut self, service: &Service, watch: &Watch, call: Ended) {
        let Ended { number, end, error } = call;
        let scene = service.scene(number);
        let plan = plan(number, service.seed, scene);
        let (expected, attempts) = expect(scene, &plan);
        let seen = service.attempts[number].load(Ordering::SeqCst);
        let mut carried = service
            .carried
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let carried = carried.remove(&number).unwrap_or_default();
        if let Some(text) = &error {
            watch.look("an error", text, &carried);
        }
        if (end, seen) != (expected, attempts) {
            let name = &scene.operation.model().name;
            let said = error.as_deref().and_then(|text| text.lines().next());
            self.wrong.push(format!(
                "call {number} of {name}: {end:?} after {seen} attempts, expected {expected:?} after {attempts}; plan \
                 {plan:?}; {said:?}"
            ));
        }
        self.count(plan[0].name(), end, u64::from(seen));
    }

    fn count(&mut self, fault: &'static str, end: End, requests: u64) {
        let (all, good, bad) = self.faults.entry(fault).or_default();
        *all += 1;
        match end {
            End::Payload => *good += 1,
            _ => *bad += 1,
        }
        self.requests += requests;
        self.done += 1;
        if self.done.is_multiple_of((self.calls / 10).max(1)) {
            self.memory.extend(resident());
        }
    }

    fn print(&self, service: &Service, watch: &Watch) -> bool {
        let (seconds, leaks) = (self.started.elapsed().as_secs_f64(), watch.leaks());
        let trapped = service.trapped.load(Ordering::SeqCst);
        println!(
            "| first fault | calls | ended with a payload | ended with the documented error |"
        );
        println!("| --- | ---: | ---: | ---: |");
        for (name, (all, good, bad)) in &self.faults {
            println!("| {name} | {all} | {good} | {bad} |");
        }
        println!();
        println!(
            "calls: {} over {} operations, {} requests",
            self.done, self.operations, self.requests
        );
        println!(
            "tokens bought: {}",
            service.tokens_sold.load(Ordering::SeqCst)
        );
        println!(
            "ended otherwise than documented, or asked too often: {}",
            self.wrong.len()
        );
        println!("secrets seen: {}", leaks.len());
        println!("followed to another port: {trapped}");
        println!("memory in MiB after each tenth: {:?}", self.mebibytes());
        println!(
            "{seconds:.1} s, {:.0} calls a second",
            self.done as f64 / seconds
        );
        for line in self.wrong.iter().chain(&leaks).take(20) {
            eprintln!("{line}");
        }
        self.wrong.is_empty() && leaks.is_empty() && trapped == 0 && self.done == self.calls
    }

    fn mebibytes(&self) -> Vec<u64> {
        self.memory.iter().map(|kib| kib >> 10).collect()
    }
}
