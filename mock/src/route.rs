//! Which operation a path means. In: the operations, method and path. Out: those that fit, the likeliest first, with the
//! texts of their path parameters.
//!
//! A path may begin with that of one of the servers, or with none of them. Operations that share a path are told apart
//! later, by what else the request holds.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use specwright::model::{Api, Operation, PathPart, Style};

/// An operation whose path fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Index of the operation.
    pub(crate) operation: usize,
    /// Texts of path parameters, decoded, by their indices.
    pub(crate) texts: Vec<(usize, String)>,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// Operations, the likeliest first; never empty.
    Operations(Vec<Candidate>),
    /// The path is known with these methods alone.
    Methods(Vec<String>),
    /// Nothing has this path.
    Nowhere,
}

/// The paths of an API, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Routes {
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    operation: usize,
    method: String,
    pieces: Vec<Piece>,
}

/// A piece of a pattern. What is literal comes first in the order of what is likelier meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Slash,
    Letter(char),
    /// A parameter, and what its text begins with.
    Param(usize, Option<char>),
    Greedy(usize),
    /// A variable of a server's URL.
    Variable,
}

/// A piece of a path that came: an encoded slash is a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Slash,
    Letter(char),
}

impl Pattern {
    /// What ends early says less than what goes on: `{set}({id})` is meant before `{set}`.
    fn ranks(&self) -> Vec<u8> {
        const END: u8 = u8::MAX;
        self.pieces.iter().map(rank).chain([END]).collect()
    }
}

impl Routes {
    pub(crate) fn new(api: &Api) -> Self {
        let bases: BTreeSet<Vec<Piece>> = api
            .servers
            .iter()
            .map(|server| base(&server.url))
            .chain([Vec::new()])
            .collect();
        let operations = api.operations.iter().enumerate();
        let mut patterns: Vec<Pattern> = operations
            .flat_map(|(index, operation)| {
                let own = pieces(operation);
                bases.iter().map(move |base| Pattern {
                    operation: index,
                    method: operation.method.clone(),
                    pieces: [&base[..], &own[..]].concat(),
                })
            })
            .collect();
        // Stable, so that what is equally likely stays in the order of the spec.
        patterns.sort_by_cached_key(Pattern::ranks);
        Self { patterns }
    }

    /// What this method and this path, as it was sent, lead to. The path may be meant in several ways; of those that are
    /// equally likely the first counts.
    pub(crate) fn find(&self, method: &str, paths: &[&str]) -> Route {
        let meanings: Vec<Vec<Sign>> = paths.iter().filter_map(|path| signs(path)).collect();
        let mut methods = BTreeSet::new();
        let mut found: Vec<Candidate> = Vec::new();
        let (mut likeliest, mut likeliest_of_all) = (None, None);
        for pattern in &self.patterns {
            let texts = meanings
                .iter()
                .find_map(|signs| fits(&pattern.pieces, signs));
            let Some(texts) = texts else {
                continue;
            };
            let ranks = pattern.ranks();
            if likeliest_of_all.get_or_insert_with(|| ranks.clone()) == &ranks {
                methods.insert(pattern.method.clone());
            }
            let is_known = found.iter().any(|one| one.operation == pattern.operation);
            if pattern.method != method || is_known {
                continue;
            }
            // What takes any path is not meant where another operation has this one.
            if likeliest.get_or_insert_with(|| ranks.clone()) == &ranks {
                let operation = pattern.operation;
                found.push(Candidate { operation, texts });
            }
        }
        if !found.is_empty() {
            return Route::Operations(found);
        }
        // Who knows GET knows HEAD, unless HEAD is an operation of its own.
        if method == "HEAD"
            && let Route::Operations(found) = self.find("GET", paths)
        {
            return Route::Operations(found);
        }
        if methods.is_empty() {
            return Route::Nowhere;
        }
        if methods.contains("GET") {
            methods.insert("HEAD".to_owned());
        }
        Route::Methods(methods.into_iter().collect())
    }

    /// The operation that has a path, whatever its method.
    pub(crate) fn having(&self, paths: &[&str]) -> Option<usize> {
        let meanings: Vec<Vec<Sign>> = paths.iter().filter_map(|path| signs(path)).collect();
        let fits = |pattern: &&Pattern| {
            meanings
                .iter()
                .any(|signs| fits(&pattern.pieces, signs).is_some())
        };
        Some(self.patterns.iter().find(fits)?.operation)
    }
}

/// Literals before parameters, these before what takes the rest of a path.
fn rank(piece: &Piece) -> u8 {
    match piece {
        Piece::Slash | Piece::Letter(_) => 0,
        Piece::Param(..) => 1,
        Piece::Variable => 2,
        Piece::Greedy(_) => 3,
    }
}

/// The path of a server's URL.
fn base(url: &str) -> Vec<Piece> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest
        .find('/')
        .and_then(|at| rest.get(at..))
        .unwrap_or_default();
    let mut pieces = Vec::new();
    let mut rest = path.trim_end_matches('/');
    while let Some((literal, after)) = rest.split_once('{') {
        pieces.extend(letters(literal));
        pieces.push(Piece::Variable);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    pieces.extend(letters(rest));
    pieces
}

fn letters(text: &str) -> impl Iterator<Item = Piece> {
    text.chars().map(|character| match character {
        '/' => Piece::Slash,
        other => Piece::Letter(other),
    })
}

fn pieces(operation: &Operation) -> Vec<Piece> {
    let mut all = Vec::new();
    for part in &operation.path {
        match part {
            PathPart::Literal(text) => {
                // Specs write some literals encoded, others not.
                let decoded = percent_decode_str(text).decode_utf8_lossy();
                all.extend(letters(&decoded));
            }
            PathPart::Param(index) => {
                let style = operation.params.get(*index).map(|param| param.style);
                let first = match style {
                    Some(Style::Label) => Some('.'),
                    Some(Style::Matrix) => Some(';'),
                    _ => None,
                };
                all.push(Piece::Param(*index, first));
            }
            PathPart::Greedy(index) => all.push(Piece::Greedy(*index)),
        }
    }
    if all.first() != Some(&Piece::Slash) {
        all.insert(0, Piece::Slash);
    }
    all
}

/// The signs of a path as it was sent; `None` where it is not UTF-8.
fn signs(path: &str) -> Option<Vec<Sign>> {
    let mut all = Vec::new();
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            all.push(Sign::Slash);
        }
        let decoded = percent_decode_str(segment).decode_utf8().ok()?;
        all.extend(decoded.chars().map(Sign::Letter));
    }
    Some(all)
}

/// The texts of the parameters, where the whole of a path fits. A parameter takes as little as it can, and at least one
/// sign. The time it takes grows with the length of the path and not faster, whatever is in it.
fn fits(pieces: &[Piece], signs: &[Sign]) -> Option<Vec<(usize, String)>> {
    let literal = pieces.iter().take_while(|piece| rank(piece) == 0).count();
    let (start, pieces) = pieces.split_at(literal);
    let (begun, signs) = signs.split_at_checked(literal)?;
    let is_begun = start
        .iter()
        .zip(begun)
        .all(|(piece, sign)| is_it(piece, *sign));
    if !is_begun || !can_fit(pieces, signs) {
        return None;
    }
    let rows = reach(pieces, signs);
    if rows.first()?.first() != Some(&true) {
        return None;
    }
    let mut texts = Vec::new();
    let mut at = 0;
    for (piece, after) in pieces.iter().zip(rows.iter().skip(1)) {
        let more = after.iter().skip(at + 1).take_while(|fits| !**fits).count();
        let end = if rank(piece) == 0 {
            at + 1
        } else {
            at + 1 + more
        };
        if let Piece::Param(index, _) | Piece::Greedy(index) = piece {
            texts.push((*index, text(signs.get(at..end)?)));
        }
        at = end;
    }
    Some(texts)
}

/// Whether there are as many slashes as there must be.
fn can_fit(pieces: &[Piece], signs: &[Sign]) -> bool {
    let is_greedy = pieces.iter().any(|piece| matches!(piece, Piece::Greedy(_)));
    let wanted = pieces
        .iter()
        .filter(|piece| **piece == Piece::Slash)
        .count();
    let found = signs.iter().filter(|sign| **sign == Sign::Slash).count();
    found == wanted || is_greedy && found > wanted
}

/// By piece and by sign: whether from there on the one fits the other.
fn reach(pieces: &[Piece], signs: &[Sign]) -> Vec<Vec<bool>> {
    let mut end = vec![false; signs.len()];
    end.push(true);
    let mut rows = vec![end];
    for piece in pieces.iter().rev() {
        let next = rows.last().and_then(|row| row.get(1..)).unwrap_or_default();
        // Whether this piece, which takes several signs, may begin here.
        let mut is_open = false;
        let mut fits_here = |(sign, next): (&Sign, &bool)| match *piece {
            Piece::Slash | Piece::Letter(_) => *next && is_it(piece, *sign),
            Piece::Param(_, first) => {
                is_open = *sign != Sign::Slash && (is_open || *next);
                is_open && first.is_none_or(|first| *sign == Sign::Letter(first))
            }
            Piece::Variable => {
                is_open = *sign != Sign::Slash && (is_open || *next);
                is_open
            }
            Piece::Greedy(_) => {
                is_open |= *next;
                is_open
            }
        };
        let mut row = vec![false];
        row.extend(signs.iter().zip(next).rev().map(&mut fits_here));
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

/// Whether a literal piece is this sign.
fn is_it(piece: &Piece, sign: Sign) -> bool {
    match piece {
        Piece::Slash => sign == Sign::Slash,
        Piece::Letter(letter) => sign == Sign::Letter(*letter),
        _ => false,
    }
}

fn text(signs: &[Sign]) -> String {
    let character = |sign: &Sign| match sign {
        Sign::Slash => '/',
        Sign::Letter(letter) => *letter,
    };
    signs.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "
specwright: 1
api: shop
title: Shop
servers:
  main: 'https://shop.example/v2'
  staged: 'https://shop.example/{stage}/v2'
operations:
  list: {call: GET /orders, returns: any}
  make: {call: POST /orders, returns: any}
  get: {call: 'GET /orders/{id}', params: {id: {type: string, required: true}}, returns: any}
  latest: {call: GET /orders/latest, returns: any}
  renew: {call: PUT /orders/latest, returns: any}
  drop: {call: 'DELETE /{any}/{id}/all', params: {any: {type: string, required: true}, id: {type: string, required: true}}, returns: any}
  patch: {call: 'PATCH /orders/{id}', params: {id: {type: string, required: true}}, returns: any}
  compare:
    call: 'GET /compare/{base}...{head}'
    params: {base: {type: string, required: true}, head: {type: string, required: true}}
    returns: any
  file: {call: 'GET /files/{+path}', params: {path: {type: string, required: true}}, returns: any}
";

    fn found(method: &str, path: &str) -> String {
        let loaded = specwright::load_text("shop.yaml", SPEC);
        let Some(api) = loaded.apis.first() else {
            return format!("{:?}", loaded.diagnostics);
        };
        match Routes::new(api).find(method, &[path]) {
            Route::Operations(all) => {
                let first = &all[0];
                let texts: Vec<&str> = first.texts.iter().map(|(_, text)| text.as_str()).collect();
                format!(
                    "{} {}",
                    api.operations[first.operation].name,
                    texts.join(" ")
                )
            }
            Route::Methods(methods) => methods.join(", "),
            Route::Nowhere => "nowhere".to_owned(),
        }
    }

    #[test]
    fn paths_lead_to_operations() {
        for (method, path, expected) in [
            ("GET", "/orders", "list "),
            ("POST", "/orders", "make "),
            ("HEAD", "/orders", "list "),
            ("GET", "/v2/orders", "list "),
            ("GET", "/test/v2/orders", "list "),
            ("GET", "/orders/7", "get 7"),
            ("GET", "/orders/latest", "latest "),
            ("GET", "/orders/a%2Fb%20c", "get a/b c"),
            ("GET", "/compare/a...b.c", "compare a b.c"),
            ("GET", "/files/a/b/c.txt", "file a/b/c.txt"),
            ("PUT", "/orders", "GET, HEAD, POST"),
            ("GET", "/orders/", "nowhere"),
            ("GET", "/order", "nowhere"),
            ("GET", "/orders/%ff", "nowhere"),
            ("GET", "", "nowhere"),
            ("DELETE", "/orders/latest", "GET, HEAD, PUT"),
            ("GET", "/compare/a....b", "compare a .b"),
            ("GET", "/compare/...b", "nowhere"),
            ("GET", "/files/", "nowhere"),
        ] {
            assert_eq!(found(method, path), expected, "{method} {path}");
        }
    }

    /// A quarter of a million signs are read as soon as they have come.
    #[test]
    fn long_paths_take_no_longer_than_their_length() {
        let long = "a".repeat(1 << 18);
        assert_eq!(
            found("GET", &format!("/orders/{long}")),
            format!("get {long}")
        );
        let dots = ".".repeat(1 << 18);
        assert!(found("GET", &format!("/compare/{dots}x")).starts_with("compare . ."));
        assert_eq!(found("GET", &format!("/compare/{dots}/")), "nowhere");
    }
}
