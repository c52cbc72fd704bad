//! The client, its builder and its servers: what does not depend on the operations.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::emit_doc;
use super::pending::emit_pending;
use crate::plan::{Api, Credential, CredentialKind, Variable};

/// `pub struct Client`, `pub struct Call`, `pub struct ClientBuilder`, `pub enum Server`
pub(super) fn emit_client(api: &Api) -> TokenStream {
    let parts = [
        emit_client_struct(api),
        emit_pending(api),
        emit_builder(api),
        emit_servers(api),
    ];
    quote!(#(#parts)*)
}

fn emit_client_struct(api: &Api) -> TokenStream {
    let doc = format!(
        " A client of {}. Cloning is cheap: clones share connections.",
        code(&api.name)
    );
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        pub struct Client {
            core: rt::Core,
        }
        impl Client {
            /// Starts building a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: rt::CoreBuilder::new(&super::description::API) }
            }
            /// A call of a request that was made by hand.
            pub fn call<R: rt::Record>(&self, request: R) -> Call<'_, R> {
                Call { client: self, request, options: rt::CallOptions::default() }
            }
        }
    }
}

fn emit_builder(api: &Api) -> TokenStream {
    let credentials = api.credentials.iter().map(emit_credential);
    let variables = api.variables.iter().map(emit_variable);
    let signer = (!api.signers.is_empty()).then(|| emit_signer(api));
    let auth = (!api.choices.is_empty()).then(|| emit_auth_choice(api));
    let conduct = emit_conduct();
    quote! {
        /// Collects what a [`Client`] needs.
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            core: rt::CoreBuilder,
        }
        impl ClientBuilder {
            #(#credentials)*
            #(#variables)*
            /// Calls this server of the spec; the first one unless this is called.
            pub fn server(mut self, server: Server) -> Self {
                self.core = self.core.server(server.name());
                self
            }
            /// Calls this base URL instead of a named server.
            pub fn base_url(mut self, url: impl rt::Into<rt::String>) -> Self {
                self.core = self.core.base_url(url);
                self
            }
            /// Sends requests through this instead of the default transport.
            pub fn transport(mut self, transport: impl rt::Transport) -> Self {
                self.core = self.core.transport(transport);
                self
            }
            #signer
            #auth
            #conduct
            /// Reads every credential and server variable that was not given from its environment variable.
            pub fn from_env(mut self) -> Self {
                self.core = self.core.from_env();
                self
            }
            /// Makes the client. Nothing is sent.
            ///
            /// # Errors
            ///
            /// When a server variable is missing or has a value that is not allowed, the base URL is none or lacks TLS
            /// without leave, or TLS cannot be set up.
            pub fn build(self) -> rt::Result<Client, super::Error> {
                self.core.build().map(|core| Client { core }).map_err(rt::Error::typed)
            }
        }
    }
}

/// What a client may say of all its calls, whatever the spec says.
fn emit_conduct() -> TokenStream {
    quote! {
        /// How long one attempt may take, whatever the spec says; where neither says anything, 30 seconds.
        pub fn timeout(mut self, timeout: rt::Duration) -> Self {
            self.core = self.core.timeout(timeout);
            self
        }
        /// How long a call may take with all its attempts and the waits between them, whatever the spec says; where
        /// neither says anything, as long as these take.
        pub fn deadline(mut self, deadline: rt::Duration) -> Self {
            self.core = self.core.deadline(deadline);
            self
        }
        /// How failed attempts are repeated, whatever the spec says.
        pub fn retry(mut self, policy: rt::RetryPolicy) -> Self {
            self.core = self.core.retry(policy);
            self
        }
        /// Repeats attempts as often as their policy says, however many calls fail at the time.
        pub fn without_retry_budget(mut self) -> Self {
            self.core = self.core.without_retry_budget();
            self
        }
        /// How often a service that is still preparing an answer is asked again, whatever the spec says.
        pub fn poll(mut self, policy: rt::PollPolicy) -> Self {
            self.core = self.core.poll(policy);
            self
        }
        /// Refuses answers of more bytes than this; 64 MiB unless this is called.
        pub fn answer_limit(mut self, bytes: usize) -> Self {
            self.core = self.core.answer_limit(bytes);
            self
        }
        /// Checks what is sent against the limits that the spec states, before it is sent: ranges, lengths, patterns,
        /// numbers of items. A call with a value outside them ends with an error that names both.
        pub fn check_limits(mut self, yes: bool) -> Self {
            self.core = self.core.check_limits(yes);
            self
        }
        /// Allows a base URL without TLS to any host. Credentials can then be read on the way.
        pub fn allow_http(mut self) -> Self {
            self.core = self.core.allow_http();
            self
        }
    }
}

fn emit_credential(credential: &Credential) -> TokenStream {
    let (doc, method, name) = (
        emit_doc(&credential.doc),
        format_ident!("{}", credential.method),
        &credential.name,
    );
    let (ty, value) = match credential.kind {
        CredentialKind::String => (
            quote!(impl rt::Into<rt::String>),
            quote!(rt::Into::<rt::String>::into(value)),
        ),
        CredentialKind::Secret => (quote!(impl rt::Into<rt::Secret>), quote!(value)),
        CredentialKind::Integer => (quote!(u64), quote!(value.to_string())),
    };
    quote! {
        #doc
        pub fn #method(mut self, value: #ty) -> Self {
            self.core = self.core.set(#name, #value);
            self
        }
    }
}

fn emit_variable(variable: &Variable) -> TokenStream {
    let (doc, method, name) = (
        emit_doc(&variable.doc),
        format_ident!("{}", variable.method),
        &variable.name,
    );
    quote! {
        #doc
        pub fn #method(mut self, value: impl rt::Into<rt::String>) -> Self {
            self.core = self.core.set(#name, rt::Into::<rt::String>::into(value));
            self
        }
    }
}

fn emit_signer(api: &Api) -> TokenStream {
    let names: Vec<String> = api.signers.iter().map(|name| code(name)).collect();
    let doc = format!(
        " Gives the code that signs requests, by its name in the spec: {}.",
        names.join(", ")
    );
    quote! {
        #[doc = #doc]
        pub fn signer(mut self, name: &'static str, signer: impl rt::Signer) -> Self {
            self.core = self.core.signer(name, signer);
            self
        }
    }
}

fn emit_auth_choice(api: &Api) -> TokenStream {
    let names: Vec<String> = api.choices.iter().map(|name| code(name)).collect();
    let doc = format!(
        " Authorises requests in this way, one of {}.",
        names.join(", ")
    );
    quote! {
        #[doc = #doc]
        ///
        /// Where a spec leaves a choice, the first is taken unless this is called. A call whose operation has a choice
        /// without this one is refused.
        pub fn auth(mut self, way: &str) -> Self {
            self.core = self.core.auth(way);
            self
        }
    }
}

fn emit_servers(api: &Api) -> TokenStream {
    let idents: Vec<_> = api
        .servers
        .iter()
        .map(|server| format_ident!("{}", server.ident))
        .collect();
    let docs = api.servers.iter().map(|server| emit_doc(&server.doc));
    let names = api.servers.iter().map(|server| &server.name);
    let urls = api.servers.iter().map(|server| &server.url);
    quote! {
        /// The servers of the API.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server {
            #(#docs #idents,)*
        }
        impl Server {
            /// All servers, the default first.
            pub const ALL: &'static [Self] = &[#(Self::#idents),*];
            /// Name in the spec.
            pub fn name(self) -> &'static str {
                match self { #(Self::#idents => #names,)* }
            }
            /// Base URL, variables in braces.
            pub fn url(self) -> &'static str {
                match self { #(Self::#idents => #urls,)* }
            }
        }
    }
}

fn code(name: &str) -> String {
    format!("`{name}`")
}
