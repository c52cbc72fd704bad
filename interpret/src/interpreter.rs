//! The door: an API that was loaded, and its operations by name.
//!
//! In: the model. Out: descriptions, made once each, and what reads requests and payloads.

use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::Value as Json;
use specwright::model::{self, Api};
use specwright_runtime as rt;

use crate::arguments::Arguments;
use crate::describe;
use crate::dynamic::{Dynamic, DynamicRequest, Fields};
use crate::layout::{self, Layout, Layouts, RecordLayout};
use crate::{Payload, Problem};

/// An API of a spec, ready to be called or served without generated code.
///
/// Descriptions and layouts are `'static`, as the runtime wants them, so they stay in memory until the program ends:
/// make one interpreter per API, not one per call.
#[derive(Debug)]
pub struct Interpreter<'a> {
    model: &'a Api,
    api: &'static rt::ApiDescription,
    operations: Vec<Known>,
    layouts: Mutex<layout::Known>,
}

/// What is made once per operation; the layouts not before something needs them.
#[derive(Debug)]
struct Known {
    description: &'static rt::OperationDescription,
    request: OnceLock<&'static RecordLayout>,
    payload: OnceLock<&'static Layout>,
    head: OnceLock<&'static Layout>,
    /// One for each entry of `answers`.
    answers: OnceLock<Vec<&'static Layout>>,
}

impl<'a> Interpreter<'a> {
    /// Describes an API and all of its operations.
    pub fn new(model: &'a Api) -> Self {
        let api = describe::api(model);
        let known = |description| Known {
            description,
            request: OnceLock::new(),
            payload: OnceLock::new(),
            head: OnceLock::new(),
            answers: OnceLock::new(),
        };
        Self {
            model,
            api,
            operations: describe::operations(model, api)
                .into_iter()
                .map(known)
                .collect(),
            layouts: Mutex::default(),
        }
    }

    /// The model it was made from.
    pub fn model(&self) -> &'a Api {
        self.model
    }

    /// The API as a client builder takes it.
    pub fn api(&self) -> &'static rt::ApiDescription {
        self.api
    }

    /// The operation of this name.
    pub fn operation(&self, name: &str) -> Option<Operation<'_>> {
        self.operations().find(|op| op.model.name == name)
    }

    /// All operations, in the order of the spec.
    pub fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let both = self.model.operations.iter().zip(&self.operations);
        both.map(move |(model, known)| Operation {
            interpreter: self,
            model,
            known,
        })
    }

    fn lay_out<T>(&self, lay_out: impl FnOnce(Layouts<'_>) -> T) -> T {
        // A layout that a panic left unfinished is taken as any JSON.
        let mut known = self.layouts.lock().unwrap_or_else(PoisonError::into_inner);
        lay_out(Layouts::new(self.model, &mut known))
    }
}

/// An operation of an [`Interpreter`].
#[derive(Clone, Copy, Debug)]
pub struct Operation<'i> {
    interpreter: &'i Interpreter<'i>,
    model: &'i model::Operation,
    known: &'i Known,
}

impl<'i> Operation<'i> {
    /// The operation as the runtime takes it: the same data that generated code holds.
    pub fn description(&self) -> &'static rt::OperationDescription {
        self.known.description
    }

    /// The operation as the spec has it.
    pub fn model(&self) -> &'i model::Operation {
        self.model
    }

    /// The API as the spec has it.
    pub fn api(&self) -> &'i Api {
        self.interpreter.model
    }

    /// Reads the parameters of a request one by one.
    pub fn arguments(&self) -> Arguments<'i> {
        Arguments::new(*self)
    }

    /// A request with these parameters, by their wire names or Rust names, as texts.
    ///
    /// # Errors
    ///
    /// Like [`Arguments`].
    pub fn request<N: AsRef<str>, T: AsRef<str>>(
        &self,
        values: impl IntoIterator<Item = (N, T)>,
    ) -> Result<DynamicRequest, Problem> {
        let mut arguments = self.arguments();
        for (name, text) in values {
            arguments.set(name.as_ref(), text.as_ref())?;
        }
        arguments.request()
    }

    /// A request without any parameter, to be filled through the runtime's [`Record`](rt::Record).
    pub fn empty_request(&self) -> DynamicRequest {
        let layout = self.known.request.get_or_init(|| {
            let request = |mut layouts: Layouts<'_>| layouts.request(self.model);
            self.interpreter.lay_out(request)
        });
        DynamicRequest(Fields::new(layout))
    }

    /// A value of the type that the operation returns, or of an item where its answer is a stream, with nothing in it.
    /// Where the HTTP status tells what that is, reading an [`Answer`](rt::Answer) into it finds the right one.
    pub fn empty_payload(&self) -> Dynamic {
        let lay_out = |mut layouts: Layouts<'_>| layouts.payload(self.model);
        Dynamic::new(
            self.known
                .payload
                .get_or_init(|| self.interpreter.lay_out(lay_out)),
        )
    }

    /// A value of the type of what comes before the items of a stream, with nothing in it; `None` where nothing does.
    pub fn empty_head(&self) -> Option<Dynamic> {
        match &self.model.stream {
            Some(model::Stream::Lines { head: Some(head) }) => {
                Some(self.empty(&self.known.head, &head.ty))
            }
            _ => None,
        }
    }

    /// A value of the type that the body of an error with this HTTP status has, with nothing in it; `None` where the
    /// spec does not say what that is.
    pub fn empty_error(&self, status: u16) -> Option<Dynamic> {
        self.model.error_body(status)?;
        let layouts = self.known.answers.get_or_init(|| {
            let answers = &self.model.answers;
            let lay_out = |mut layouts: Layouts<'_>| {
                let types = answers.iter().map(|answer| layouts.of(&answer.value.ty));
                types.collect()
            };
            self.interpreter.lay_out(lay_out)
        });
        let index = self
            .model
            .answers
            .iter()
            .position(|answer| answer.holds(status))?;
        layouts.get(index).map(|layout| Dynamic::new(layout))
    }

    fn empty(&self, layout: &OnceLock<&'static Layout>, ty: &model::Type) -> Dynamic {
        let lay_out = |mut layouts: Layouts<'_>| layouts.of(ty);
        Dynamic::new(layout.get_or_init(|| self.interpreter.lay_out(lay_out)))
    }

    /// Reads the payload of an answer by its type, so that what a typed client refuses is refused here too.
    ///
    /// # Errors
    ///
    /// When it is not what the spec promises.
    pub fn read(&self, answer: &rt::Answer) -> Result<Payload, rt::Error> {
        Payload::read(self, answer)
    }

    /// The payload of an answer as JSON; `None` where there is none. Like [`Operation::read`], for who wants no more.
    ///
    /// # Errors
    ///
    /// When it is not what the spec promises.
    pub fn payload(&self, answer: &rt::Answer) -> Result<Option<Json>, rt::Error> {
        self.read(answer).map(Payload::into_json)
    }
}
