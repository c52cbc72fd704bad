//! The operations of these tests.

use specwright_runtime as rt;

use crate::{
    api::{BASE, CODE, Code, Item, record},
    pieces::Pieces,
};

/// A record with its streamed operation.
macro_rules! streamed {
    ($name:ident, $item:ty, $head:ty, $description:expr) => {
        record!($name {});
        impl rt::Streamed for $name {
            type Item = $item;
            type Head = $head;
            type Code = Code;
            const DESCRIPTION: &'static rt::OperationDescription = &$description;
        }
    };
}

record!(Head {
    columns: Vec<String> = rt::Field::required("columns", "columns", &rt::Codec::Plain),
});

/// Any answer, of which the code says how it went: the condition is none, but the code is looked at.
const ANY: rt::Envelope = rt::Envelope {
    when: rt::Condition::ALWAYS,
    ..CODE
};

const LINES: rt::OperationDescription = rt::OperationDescription {
    name: "lines",
    framing: Some(rt::Framing::Lines),
    ..BASE
};
const EVENTS: rt::OperationDescription = rt::OperationDescription {
    name: "events",
    framing: Some(rt::Framing::Events { end: None }),
    ..BASE
};

streamed!(Lines, Item, (), LINES);
streamed!(
    PlainLines,
    Item,
    (),
    rt::OperationDescription {
        envelopes: &[],
        ..LINES
    }
);
streamed!(LinesWithHead, Item, Head, LINES);
streamed!(
    LinesWithAnyHead,
    Vec<rt::Json>,
    Option<Head>,
    rt::OperationDescription {
        envelopes: &[ANY],
        ..LINES
    }
);
streamed!(Events, Item, (), EVENTS);
streamed!(Texts, String, (), EVENTS);
record!(Keyed {
    key: rt::Secret = rt::Field::required("key", "key", &rt::Codec::Plain).secret(),
});
streamed!(Keys, Keyed, (), EVENTS);
streamed!(KeyLines, Keyed, Keyed, LINES);
streamed!(
    EndedEvents,
    Item,
    (),
    rt::OperationDescription {
        framing: Some(rt::Framing::Events {
            end: Some("[DONE]")
        }),
        ..EVENTS
    }
);
streamed!(
    Download,
    Vec<u8>,
    (),
    rt::OperationDescription {
        name: "download",
        framing: Some(rt::Framing::Bytes),
        ..BASE
    }
);

/// The stream that a transport gives.
pub(crate) async fn open<R: rt::Streamed<Code = Code> + rt::Empty>(
    pieces: &Pieces,
) -> Result<rt::ItemStream<R>, rt::Error<Code>> {
    let mut options = rt::CallOptions::default();
    options.retry = Some(rt::RetryPolicy::NONE);
    options.poll = Some(rt::PollPolicy::NONE);
    rt::stream(&pieces.core(), &R::empty(), &options).await
}

/// All items, and the error after them.
pub(crate) async fn all<R: rt::Streamed<Code = Code> + rt::Empty>(
    pieces: &Pieces,
) -> (Vec<R::Item>, Option<rt::Error<Code>>) {
    let mut items = Vec::new();
    let mut stream = match open::<R>(pieces).await {
        Ok(stream) => stream,
        Err(error) => return (items, Some(error)),
    };
    let mut error = None;
    while let Some(item) = stream.next().await {
        assert!(error.is_none(), "an error is the last thing that comes");
        match item {
            Ok(item) => items.push(item),
            Err(last) => error = Some(last),
        }
    }
    assert!(stream.next().await.is_none());
    (items, error)
}

/// The ids of all items of a stream without errors.
pub(crate) async fn ids<R: rt::Streamed<Code = Code, Item = Item> + rt::Empty>(
    pieces: &Pieces,
) -> Vec<i64> {
    let (items, error) = all::<R>(pieces).await;
    assert!(error.is_none(), "{error:?}");
    items.iter().map(|item| item.id).collect()
}
