//! What stands between the parentheses: `"path"` or `pub mod name = "path"`.
//!
//! Read token by token, so that names and visibility keep the places where they were written.

use proc_macro::{Delimiter, Ident, Span, TokenStream, TokenTree};

use crate::refusal::Refusal;

const EXPECTED: &str = "expected `\"specs/api.yaml\"` or `pub mod api = \"specs/api.yaml\"`";

/// A macro call.
pub(crate) struct Input {
    /// The module to be made; without it each API gets one of its own name.
    pub(crate) module: Option<Module>,
    pub(crate) path: Path,
}

/// The head of a module.
pub(crate) struct Module {
    /// Attributes and visibility.
    pub(crate) before: TokenStream,
    pub(crate) name: Ident,
}

/// A path with its place.
pub(crate) struct Path {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Input {
    pub(crate) fn parse(input: TokenStream) -> Result<Self, Refusal> {
        let mut tokens: Vec<TokenTree> = input.into_iter().collect();
        let Some(last) = tokens.pop() else {
            return Err(Refusal::new(Span::call_site(), EXPECTED));
        };
        let path = Path::parse(last)?;
        if tokens.is_empty() {
            return Ok(Self { module: None, path });
        }
        let (equals, name, word) = (tokens.pop(), tokens.pop(), tokens.pop());
        match (word, name, equals) {
            (
                Some(TokenTree::Ident(word)),
                Some(TokenTree::Ident(name)),
                Some(TokenTree::Punct(equals)),
            ) if word.to_string() == "mod" && equals.as_char() == '=' => {
                only_attributes_and_visibility(&tokens)?;
                let before = tokens.into_iter().collect();
                let module = Some(Module { before, name });
                Ok(Self { module, path })
            }
            _ => Err(Refusal::new(Span::call_site(), EXPECTED)),
        }
    }
}

/// `#[..]`, any number of them, then `pub`, `pub(..)` or nothing. What stands inside is for the compiler to judge.
fn only_attributes_and_visibility(tokens: &[TokenTree]) -> Result<(), Refusal> {
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        let sound = match token {
            TokenTree::Punct(punct) => {
                let brackets = |next: &&TokenTree| is_group(next, Delimiter::Bracket);
                punct.as_char() == '#' && rest.next_if(brackets).is_some()
            }
            TokenTree::Ident(word) => {
                rest.next_if(|next| is_group(next, Delimiter::Parenthesis));
                word.to_string() == "pub" && rest.peek().is_none()
            }
            // A visibility that a macro of somebody else hands on.
            other => is_group(other, Delimiter::None) && rest.peek().is_none(),
        };
        if !sound {
            return Err(Refusal::new(token.span(), EXPECTED));
        }
    }
    Ok(())
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

impl Path {
    fn parse(token: TokenTree) -> Result<Self, Refusal> {
        let span = token.span();
        let refused = || Refusal::new(span, EXPECTED);
        match token {
            // A macro of somebody else that hands on a literal puts it in invisible parentheses.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                let mut inner: Vec<TokenTree> = group.stream().into_iter().collect();
                match (inner.pop(), inner.is_empty()) {
                    (Some(token), true) => Self::parse(token),
                    _ => Err(refused()),
                }
            }
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                let text = text.map_err(|_| refused())?.value();
                Ok(Self { text, span })
            }
            _ => Err(refused()),
        }
    }
}
