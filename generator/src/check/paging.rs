//! Pages: parameters of types that can hold what is put into them, paths that lead to values of types that fit.

use super::unreached::{is_open, report, said};
use crate::diag::{Code, Diagnostics, Place, list_of};
use crate::model::{Api, Operation, PagePlace, PageStep, Paging, Type};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        if let Some(paging) = &operation.paging {
            let at = Pages {
                api,
                operation,
                place: places::operation(operation).key("paginate"),
            };
            at.check(paging, diags);
        }
    }
}

/// The paging of an operation, and where it stands.
struct Pages<'a> {
    api: &'a Api,
    operation: &'a Operation,
    place: Place,
}

/// Integers that count items or pages.
const COUNTS: &[Type] = &[Type::I32, Type::I64, Type::U32, Type::U64];
/// Days and times.
const TIMES: &[Type] = &[Type::Date, Type::DateTime, Type::Timestamp];

impl Pages<'_> {
    fn check(&self, paging: &Paging, diags: &mut Diagnostics) {
        let item = self.check_items(paging, diags);
        if let Some(param) = paging.size {
            self.expect_count(param, "size", diags);
        }
        self.check_step(&paging.step, item.as_ref(), diags);
        self.check_once(paging, diags);
        if let Some(total) = &paging.total {
            self.expect_told(total, self.place.clone().key("total"), COUNTS, diags);
        }
        // Services say it in many ways: a truth value, a number, a text, an object that is there or not.
        if let Some(more) = &paging.more {
            self.expect_told(more, self.place.clone().key("more"), &[], diags);
        }
    }

    /// The type of an item.
    fn check_items(&self, paging: &Paging, diags: &mut Diagnostics) -> Option<Type> {
        let place = match paging.items.is_empty() {
            true => places::operation(self.operation).key("returns"),
            false => self.place.clone().key("items"),
        };
        let reached = self.api.reach(&self.operation.returns.ty, &paging.items);
        let reached = match reached {
            Ok(reached) => reached.ty,
            Err(unreached) => {
                report(self.api, Code::PagePath, &unreached, place, diags);
                return None;
            }
        };
        match self.api.bare(&reached) {
            Type::List(item) => Some((**item).clone()),
            Type::Error => None,
            Type::Unit => {
                let message = "pages without a payload have no items";
                diags
                    .error(Code::PageItems, self.place.clone().of_key(), message)
                    .help("say with `returns` what a page is");
                None
            }
            other => {
                let message = match paging.items.as_str() {
                    "" => format!(
                        "the payload is {}, not a list of items",
                        said(self.api, other)
                    ),
                    path => format!("`{path}` is {}, not a list of items", said(self.api, other)),
                };
                let problem = diags.error(Code::PageItems, place, message);
                if paging.items.is_empty() {
                    problem.help("say where the list is: add `items` to `paginate`");
                }
                None
            }
        }
    }

    fn check_step(&self, step: &PageStep, item: Option<&Type>, diags: &mut Diagnostics) {
        let here = |kind: &str, key: &str| self.place.clone().key(kind).key(key);
        match step {
            PageStep::Offset { param } => self.expect_count(*param, "offset", diags),
            PageStep::Page { param, pages, .. } => {
                self.expect_count(*param, "page", diags);
                if let Some(pages) = pages {
                    self.expect_told(pages, here("page", "pages"), COUNTS, diags);
                }
            }
            PageStep::Cursor { param, next } => {
                self.expect_cursor(*param, here("cursor", "param"), diags);
                let wanted = [&[Type::String, Type::Secret], COUNTS].concat();
                self.expect_told(next, here("cursor", "next"), &wanted, diags);
            }
            PageStep::LastItem { param, field, plus } => {
                self.check_last(*param, field, *plus, item, diags);
            }
            PageStep::Link { next } => {
                let place = self.place.clone().key("link");
                self.expect_told(next, place, &[Type::String], diags);
            }
            PageStep::Window { from, to, .. } => self.check_window(*from, *to, diags),
        }
    }

    /// A parameter cannot be a page's number and its size.
    fn check_once(&self, paging: &Paging, diags: &mut Diagnostics) {
        let stepped = match paging.step {
            PageStep::Offset { param }
            | PageStep::Page { param, .. }
            | PageStep::Cursor { param, .. }
            | PageStep::LastItem { param, .. } => vec![param],
            PageStep::Window { from, to, .. } => vec![from, to],
            PageStep::Link { .. } => Vec::new(),
        };
        if paging.size.is_some_and(|size| stepped.contains(&size)) {
            let message = "this parameter leads from page to page already";
            diags.error(Code::PageParameter, self.place.clone().key("size"), message);
        }
    }

    fn check_last(
        &self,
        param: usize,
        field: &str,
        plus: i64,
        item: Option<&Type>,
        diags: &mut Diagnostics,
    ) {
        let kind = || self.place.clone().key("last_item");
        let times = if plus == 0 { TIMES } else { &[] };
        let texts: &[Type] = if plus == 0 {
            &[Type::String, Type::Secret, Type::Any]
        } else {
            &[]
        };
        let wanted = [COUNTS, times, texts].concat();
        let what = if plus == 0 {
            "a value of an item"
        } else {
            "an integer"
        };
        self.expect(param, kind().key("param"), &wanted, what, diags);
        let Some(item) = item else {
            return;
        };
        match self.api.reach(item, field) {
            Ok(reached) => {
                let found = self.api.bare(&reached.ty).clone();
                self.expect_type(&found, field, kind().key("field"), &wanted, diags);
            }
            Err(unreached) => report(
                self.api,
                Code::PagePath,
                &unreached,
                kind().key("field"),
                diags,
            ),
        }
    }

    fn check_window(&self, from: usize, to: usize, diags: &mut Diagnostics) {
        let kind = || self.place.clone().key("window");
        let what = "a day or time";
        let start = self.expect(from, kind().key("from"), TIMES, what, diags);
        let end = self.expect(to, kind().key("to"), TIMES, what, diags);
        if let (Some(start), Some(end)) = (start, end)
            && start != end
        {
            let (start, end) = (said(self.api, &start), said(self.api, &end));
            let message = format!("the window starts with {start} and ends with {end}");
            diags
                .error(Code::PageParameter, kind().key("to"), message)
                .help("both are of one type");
        }
    }

    fn expect_count(&self, param: usize, key: &str, diags: &mut Diagnostics) {
        let mut place = self.place.clone().key(key);
        if key == "page" {
            place = place.key("param");
        }
        self.expect(param, place, COUNTS, "an integer", diags);
    }

    fn expect_cursor(&self, param: usize, place: Place, diags: &mut Diagnostics) {
        let wanted = [&[Type::String, Type::Secret, Type::Any], COUNTS].concat();
        self.expect(param, place, &wanted, "a text or an integer", diags);
    }

    /// The type of a parameter, if it is one of those wanted.
    fn expect(
        &self,
        param: usize,
        place: Place,
        wanted: &[Type],
        what: &str,
        diags: &mut Diagnostics,
    ) -> Option<Type> {
        let param = self.operation.params.get(param)?;
        let found = self.api.bare(&param.field.value.ty);
        if wanted.contains(found) {
            return Some(found.clone());
        }
        if *found != Type::Error {
            let wire = &param.field.wire;
            let message = format!(
                "`{wire}` is {}, which cannot hold {what}",
                said(self.api, found)
            );
            let defined = places::param(self.api, self.operation, param);
            diags
                .error(Code::PageParameter, place, message)
                .label(defined.of_key(), "the parameter");
        }
        None
    }

    /// What a place in the payload holds is one of the types wanted, or any where none is; other parts of an answer have
    /// no types.
    fn expect_told(
        &self,
        told: &PagePlace,
        place: Place,
        wanted: &[Type],
        diags: &mut Diagnostics,
    ) {
        let PagePlace::Payload(path) = told else {
            return;
        };
        match self.api.reach(&self.operation.returns.ty, path) {
            Ok(reached) => {
                let found = self.api.bare(&reached.ty).clone();
                self.expect_type(&found, path, place, wanted, diags);
            }
            Err(unreached) if is_open(self.api, &unreached) => {}
            Err(unreached) => report(self.api, Code::PagePath, &unreached, place, diags),
        }
    }

    fn expect_type(
        &self,
        found: &Type,
        path: &str,
        place: Place,
        wanted: &[Type],
        diags: &mut Diagnostics,
    ) {
        let fits = wanted.is_empty() || wanted.contains(found);
        if fits || matches!(found, Type::Any | Type::Error) {
            return;
        }
        let names: Vec<&str> = wanted.iter().filter_map(Type::word).collect();
        let message = format!(
            "`{path}` is {}, which cannot say that",
            said(self.api, found)
        );
        diags
            .error(Code::PagePath, place, message)
            .help(format!("it would have to be {}", list_of(names)));
    }
}
