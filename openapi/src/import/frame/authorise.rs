//! How calls are authorised: of the API, and of operations that differ. In: requirements. Out: `auth`.

use serde_yaml::Value;

use super::super::node::Node;
use super::super::pointer::Pointer;
use super::super::remark::Remarks;
use super::operation::Found;
use super::{Frame, params};

impl<'d> Frame<'d> {
    /// `auth` of the API: what the document requires of all; else what most operations require.
    pub(super) fn auth_of_api(&mut self, root: &Node<'d>, found: &[Found<'d>]) -> Vec<String> {
        let server = self.servers.first_url().unwrap_or_default().to_owned();
        if let Some(security) = root.get("security") {
            self.is_required = true;
            let (auth, scopes) = self.security.auth(&security, &server, self.remarks);
            self.auth = auth;
            return scopes;
        }
        let mut counts: Vec<(Vec<Value>, usize)> = Vec::new();
        for found in found {
            let Some(security) = found.node.get("security") else {
                continue;
            };
            let silent = Remarks::default();
            let (auth, _) = self.security.auth(&security, &server, &silent);
            match counts.iter_mut().find(|(known, _)| *known == auth) {
                Some((_, count)) => *count += 1,
                None => counts.push((auth, 1)),
            }
        }
        let names = self.security.names();
        let best = counts
            .iter()
            .enumerate()
            .max_by_key(|(place, (_, count))| (*count, std::cmp::Reverse(*place)));
        match best {
            Some((_, (auth, _))) => self.auth = auth.clone(),
            None if !names.is_empty() => {
                self.is_required = true;
                self.auth = self.security.auth_of_all(&server, self.remarks);
                let at = Pointer::root().keys(&["components", "securitySchemes"]);
                self.remarks.guessed(
                    &at,
                    "the document requires its security schemes nowhere: all operations do",
                );
            }
            None => self.auth_by_header(found),
        }
        Vec::new()
    }

    /// Documents without security schemes may have the header as a parameter.
    fn auth_by_header(&mut self, found: &[Found<'d>]) {
        let takes = found
            .iter()
            .filter(|found| params::authorization(found).is_some());
        if let Some(param) = takes.clone().next().and_then(params::authorization) {
            let said = "the header `Authorization` is a parameter here: it is a credential, of all operations that take it";
            self.remarks.guessed(&param.at, said);
            self.by_header = true;
            self.auth = self.security.header();
        }
    }

    /// `auth` of an operation, where it differs from the API's; and the scopes that it names.
    pub(super) fn auth(&mut self, found: &Found<'d>) -> (Option<Vec<Value>>, Vec<String>) {
        let server = self.servers.first_url().unwrap_or_default().to_owned();
        let (auth, scopes) = match found.node.get("security") {
            Some(security) => self.security.auth(&security, &server, self.remarks),
            None if self.is_required => return (None, Vec::new()),
            None if self.by_header => {
                let takes = params::authorization(found).is_some();
                return ((!takes).then(Vec::new), Vec::new());
            }
            None => (Vec::new(), Vec::new()),
        };
        ((auth != self.auth).then_some(auth), scopes)
    }
}
