//! A client in the shape of generated code, with the methods of the macro.

use specwright_runtime as rt;

pub(crate) use generated::{Call, Client};

mod generated {
    pub(crate) type ErrorCode = crate::api::Code;
    pub(crate) type Error = specwright_runtime::Error<ErrorCode>;
    pub(crate) use client::{Call, Client};

    mod client {
        use specwright_runtime as rt;

        #[derive(Clone, Debug)]
        pub(crate) struct Client {
            pub(crate) core: rt::Core,
        }

        #[derive(Debug)]
        pub(crate) struct Call<'c, R> {
            pub(crate) client: &'c Client,
            pub(crate) request: R,
            pub(crate) options: rt::CallOptions,
        }

        rt::blocking_methods!(Call);
    }
}

impl Client {
    pub(crate) fn over(transport: impl rt::Transport) -> Self {
        let core = crate::api::builder().transport(transport).build();
        Self {
            core: core.expect("a client"),
        }
    }

    pub(crate) fn call<R>(&self, request: R) -> Call<'_, R> {
        let mut options = rt::CallOptions::default();
        options.retry = Some(rt::RetryPolicy::NONE);
        Call {
            client: self,
            request,
            options,
        }
    }
}
