//! The templates of reference pages: ours, each of which a user may replace. In: names and texts. Out: an environment
//! that renders them.

use std::collections::BTreeMap;
use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior};

use super::markup;

macro_rules! ours {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// Our templates by name, sorted. Those that end in `.html` and `.md` are templates, the others are copied as they are.
const OURS: &[(&str, &str)] = ours![
    "api.html",
    "api.md",
    "errors.html",
    "errors.md",
    "index.html",
    "index.md",
    "layout.html",
    "macros.html",
    "macros.md",
    "operation.html",
    "operation.md",
    "search.js",
    "style.css",
    "type.html",
    "type.md",
];

/// The templates of reference pages.
///
/// ```
/// use specwright_authoring::docs::Templates;
///
/// let mut templates = Templates::new();
/// templates.replace("index.md", "# {{ site.title }}\n")?;
/// # Ok::<(), specwright_authoring::docs::TemplateError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Templates {
    texts: BTreeMap<String, String>,
}

impl Default for Templates {
    fn default() -> Self {
        Self::new()
    }
}

impl Templates {
    /// Ours.
    pub fn new() -> Self {
        let ours = OURS.iter();
        Self {
            texts: ours
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    /// Names and texts, sorted by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.texts.iter();
        texts.map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether we have a template of this name.
    pub fn is_ours(name: &str) -> bool {
        OURS.iter().any(|(ours, _)| *ours == name)
    }

    /// Replaces a template, or adds one for others to include.
    ///
    /// # Errors
    ///
    /// Where its text is none that can be read, with its line.
    pub fn replace(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<(), TemplateError> {
        let (name, text) = (name.into(), text.into());
        if is_template(&name) {
            let read = Environment::new().add_template_owned(name.clone(), text.clone());
            read.map_err(|error| TemplateError::of(&name, &error))?;
        }
        self.texts.insert(name, text);
        Ok(())
    }

    /// A text that is copied as it is.
    pub(super) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// What renders them.
    pub(super) fn environment(&self) -> Result<Environment<'_>, TemplateError> {
        let mut env = Environment::new();
        // Lines that hold a tag alone leave nothing behind.
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true);
        let syntax = syntax.keep_trailing_newline(true).build();
        env.set_syntax(syntax.map_err(|error| TemplateError::of("", &error))?);
        // A mistyped name is a mistake to tell, not an empty text.
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        markup::install(&mut env);
        for (name, text) in self.texts.iter().filter(|(name, _)| is_template(name)) {
            let read = env.add_template(name, text);
            read.map_err(|error| TemplateError::of(name, &error))?;
        }
        Ok(env)
    }
}

fn is_template(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".md")
}

/// A mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Name of the template.
    pub template: String,
    /// Line in it, from 1; `None` where it is not known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl TemplateError {
    /// The mistake in the template where it happened, which may be one that `name` includes.
    pub(super) fn of(name: &str, error: &minijinja::Error) -> Self {
        // Included templates tell of their own mistakes inside of the one that includes them.
        let mut innermost = error;
        let mut next = std::error::Error::source(innermost);
        while let Some(source) = next.and_then(|source| source.downcast_ref::<minijinja::Error>()) {
            innermost = source;
            next = std::error::Error::source(innermost);
        }
        let message = match innermost.detail() {
            Some(detail) => format!("{}: {detail}", innermost.kind()),
            None => innermost.kind().to_string(),
        };
        let place = if innermost.line().is_some() {
            innermost
        } else {
            error
        };
        Self {
            template: place.name().unwrap_or(name).to_owned(),
            line: place.line(),
            message,
        }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.template)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for TemplateError {}
