//! The pending call: what a caller may still say of it, and the ways of sending it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Api;

/// `pub struct Call` and its methods; those for pages and streams only where the API has such operations.
pub(super) fn emit_pending(api: &Api) -> TokenStream {
    let whole = api.operations.iter().any(|op| op.stream.is_none());
    let paged = api.operations.iter().any(|op| op.paging.is_some());
    let streamed = api.operations.iter().any(|op| op.stream.is_some());
    let parts = [
        Some(emit_struct()),
        (whole || api.operations.is_empty()).then(emit_send),
        paged.then(emit_pages),
        streamed.then(emit_stream),
    ];
    let parts = parts.into_iter().flatten();
    quote!(#(#parts)* rt::blocking_methods!(Call);)
}

fn emit_struct() -> TokenStream {
    quote! {
        /// A call that was not sent yet. Optional parameters are its methods.
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is sent"]
        pub struct Call<'c, R> {
            client: &'c Client,
            request: R,
            options: rt::CallOptions,
        }
        impl<R> Call<'_, R> {
            /// The request as it would be sent.
            pub fn request(&self) -> &R {
                &self.request
            }
            /// How long one attempt may take.
            pub fn with_timeout(mut self, timeout: rt::Duration) -> Self {
                self.options.timeout = rt::Option::Some(timeout);
                self
            }
            /// How long the call may take, with all its attempts and the waits between them.
            pub fn with_deadline(mut self, deadline: rt::Duration) -> Self {
                self.options.deadline = rt::Option::Some(deadline);
                self
            }
            /// How failed attempts are repeated.
            pub fn with_retry(mut self, retry: rt::RetryPolicy) -> Self {
                self.options.retry = rt::Option::Some(retry);
                self
            }
            /// How often a service that is still preparing the answer is asked again.
            pub fn with_poll(mut self, poll: rt::PollPolicy) -> Self {
                self.options.poll = rt::Option::Some(poll);
                self
            }
        }
    }
}

fn emit_send() -> TokenStream {
    quote! {
        impl<R: rt::Operation<Code = super::ErrorCode>> Call<'_, R> {
            /// Sends the request and gives the payload of the answer. The future borrows nothing from the client.
            ///
            /// # Errors
            ///
            /// When the request cannot be made, there is no answer, the answer is not understood, or it says no.
            pub fn send(
                self,
            ) -> impl rt::Future<Output = rt::Result<R::Output, super::Error>> + rt::Send + use<R> {
                rt::send(&self.client.core, &self.request, &self.options)
            }
            /// Sends the request and gives the payload with status, headers and request id of the answer.
            ///
            /// # Errors
            ///
            /// Like [`send`](Self::send).
            pub fn send_with_response(
                self,
            ) -> impl rt::Future<Output = rt::Result<rt::Response<R::Output>, super::Error>>
            + rt::Send
            + use<R> {
                rt::send_with_response(&self.client.core, &self.request, &self.options)
            }
        }
    }
}

fn emit_pages() -> TokenStream {
    quote! {
        impl<R: rt::Paged<Code = super::ErrorCode>> Call<'_, R> {
            /// The pages from the one that the request asks for to the last one, each fetched when it is asked for.
            pub fn pages(self) -> rt::Pages<R> {
                rt::pages(&self.client.core, self.request, self.options, rt::Option::None)
            }
            /// The pages after this state, which an earlier walk over the same request gave.
            pub fn pages_from(self, state: rt::PageState) -> rt::Pages<R> {
                rt::pages(&self.client.core, self.request, self.options, rt::Option::Some(state))
            }
            /// The items of all pages, one by one.
            pub fn items(self) -> rt::Items<R> {
                rt::items(&self.client.core, self.request, self.options, rt::Option::None)
            }
            /// The items after this state, which an earlier walk over the same request gave.
            pub fn items_from(self, state: rt::PageState) -> rt::Items<R> {
                rt::items(&self.client.core, self.request, self.options, rt::Option::Some(state))
            }
        }
    }
}

fn emit_stream() -> TokenStream {
    quote! {
        impl<R: rt::Streamed<Code = super::ErrorCode>> Call<'_, R> {
            /// Sends the request and hands the answer out item by item, as it comes.
            ///
            /// # Errors
            ///
            /// Of the start: when the request cannot be made, there is no answer, or it says no. What goes wrong later
            /// is an item of the stream.
            pub fn stream(
                self,
            ) -> impl rt::Future<Output = rt::Result<rt::ItemStream<R>, super::Error>>
            + rt::Send
            + use<R> {
                rt::stream(&self.client.core, &self.request, &self.options)
            }
        }
    }
}
