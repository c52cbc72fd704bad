//! Generated code as it is emitted: it must compile without warnings, whatever names its spec uses.

#![deny(warnings)]

use specwright_runtime as rt;

mod types {
    use specwright_runtime as rt;

    macro_rules! prelude_name {
        ($($name:ident)*) => {$(
            /// A type of a spec that has the name of something in the prelude.
            #[derive(Clone, PartialEq)]
            pub(crate) struct $name {
                pub(crate) value: rt::Option<rt::String>,
            }
            impl rt::Empty for $name {
                fn empty() -> Self {
                    Self { value: rt::empty() }
                }
            }
            impl rt::Record for $name {
                fn shape(&self) -> &'static rt::Shape {
                    static SHAPE: rt::Shape = rt::Shape {
                        name: stringify!($name),
                        extra: rt::Option::None,
                        fields: &[rt::Field::optional("Value", "value", &rt::Codec::Plain)],
                    };
                    &SHAPE
                }
                fn slots(&mut self, f: &mut rt::Slots<'_>) {
                    f(&mut [&mut self.value])
                }
                fn refs(&self, f: &mut rt::Refs<'_>) {
                    f(&[&self.value])
                }
            }
            rt::record!($name);
        )*

            /// Each of them, read from this and printed.
            pub(crate) fn print_each(json: &[u8]) -> rt::Vec<rt::String> {
                rt::Vec::from([$(format!("{:?}", rt::from_json::<$name>(json).unwrap())),*])
            }
        };
    }

    prelude_name! { Option Result String Vec Box Error Client Some None Ok Err Into From Default Clone Send Sync }

    /// Token to embed a report with.
    #[derive(Clone, PartialEq)]
    pub(crate) struct EmbedToken {
        /// Never shown.
        pub(crate) access_token: rt::Secret,
        pub(crate) toke_type: rt::Option<i64>,
        pub(crate) invalid_time: rt::Option<rt::DateTime>,
        pub(crate) parent: rt::Option<rt::Box<EmbedToken>>,
        pub(crate) kind: rt::Option<ScmType>,
        pub(crate) level: rt::Option<Level>,
        pub(crate) org: rt::Option<OrgRef>,
        pub(crate) option: rt::Option<Option>,
        pub(crate) apart: rt::Presence<rt::Vec<String>>,
        pub(crate) limit: u32,
        pub(crate) extra: rt::Map<rt::Json>,
    }
    impl rt::Empty for EmbedToken {
        fn empty() -> Self {
            Self {
                access_token: rt::empty(),
                toke_type: rt::empty(),
                invalid_time: rt::empty(),
                parent: rt::empty(),
                kind: rt::empty(),
                level: rt::empty(),
                org: rt::empty(),
                option: rt::empty(),
                apart: rt::empty(),
                limit: rt::empty(),
                extra: rt::empty(),
            }
        }
    }
    impl rt::Record for EmbedToken {
        fn shape(&self) -> &'static rt::Shape {
            static SHAPE: rt::Shape = rt::Shape {
                name: "EmbedToken",
                extra: rt::Option::Some(&rt::Codec::Plain),
                fields: &[
                    rt::Field::required("AccessToken", "access_token", &rt::Codec::Plain).secret(),
                    rt::Field::optional("TokeType", "toke_type", &rt::Codec::Absent(&[""], &rt::Codec::Text)),
                    rt::Field::optional("InvalidTime", "invalid_time", &rt::Codec::Pattern("%Y-%m-%d %H:%M:%S")),
                    rt::Field::optional("Parent", "parent", &rt::Codec::Plain),
                    rt::Field::optional("Kind", "kind", &rt::Codec::Plain),
                    rt::Field::optional("Level", "level", &rt::Codec::TextOf(&rt::Codec::Plain)),
                    rt::Field::optional("Org", "org", &rt::Codec::Plain),
                    rt::Field::optional("Option", "option", &rt::Codec::Plain),
                    rt::Field::optional("Apart", "apart", &rt::Codec::Plain),
                    rt::Field::optional("Limit", "limit", &rt::Codec::Plain).default_json("10"),
                ],
            };
            &SHAPE
        }
        fn slots(&mut self, f: &mut rt::Slots<'_>) {
            f(&mut [
                &mut self.access_token,
                &mut self.toke_type,
                &mut self.invalid_time,
                &mut self.parent,
                &mut self.kind,
                &mut self.level,
                &mut self.org,
                &mut self.option,
                &mut self.apart,
                &mut self.limit,
                &mut self.extra,
            ])
        }
        fn refs(&self, f: &mut rt::Refs<'_>) {
            f(&[
                &self.access_token,
                &self.toke_type,
                &self.invalid_time,
                &self.parent,
                &self.kind,
                &self.level,
                &self.org,
                &self.option,
                &self.apart,
                &self.limit,
                &self.extra,
            ])
        }
    }
    rt::record!(EmbedToken);

    /// A page of anything.
    #[derive(Clone, PartialEq)]
    pub(crate) struct Page<D> {
        pub(crate) results: rt::Vec<D>,
        pub(crate) first: rt::Option<D>,
        pub(crate) count: i64,
    }
    impl<D: rt::Node + rt::Empty> rt::Empty for Page<D> {
        fn empty() -> Self {
            Self { results: rt::empty(), first: rt::empty(), count: rt::empty() }
        }
    }
    impl<D: rt::Node + rt::Empty> rt::Record for Page<D> {
        fn shape(&self) -> &'static rt::Shape {
            static SHAPE: rt::Shape = rt::Shape {
                name: "Page",
                extra: rt::Option::None,
                fields: &[
                    rt::Field::required("results", "results", &rt::Codec::Plain),
                    rt::Field::optional("first", "first", &rt::Codec::Plain),
                    rt::Field::required("count", "count", &rt::Codec::Plain),
                ],
            };
            &SHAPE
        }
        fn slots(&mut self, f: &mut rt::Slots<'_>) {
            f(&mut [&mut self.results, &mut self.first, &mut self.count])
        }
        fn refs(&self, f: &mut rt::Refs<'_>) {
            f(&[&self.results, &self.first, &self.count])
        }
    }
    rt::record!([D] Page<D>);

    /// Kind of repository.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub(crate) enum ScmType {
        Git,
        Svn,
        /// A value that the spec does not know.
        Unknown(rt::UnknownValue),
    }
    impl rt::Empty for ScmType {
        fn empty() -> Self {
            Self::Git
        }
    }
    impl rt::Choice for ScmType {
        fn shape(&self) -> &'static rt::ChoiceShape {
            static SHAPE: rt::ChoiceShape =
                rt::ChoiceShape { name: "ScmType", values: rt::ChoiceValues::Text(&["git", "svn"]) };
            &SHAPE
        }
        fn current(&self) -> rt::Result<usize, &rt::UnknownValue> {
            match self {
                Self::Git => rt::Result::Ok(0),
                Self::Svn => rt::Result::Ok(1),
                Self::Unknown(value) => rt::Result::Err(value),
            }
        }
        fn select(&mut self, index: usize) {
            *self = match index {
                1 => Self::Svn,
                _ => Self::Git,
            };
        }
        fn select_unknown(&mut self, value: rt::UnknownValue) -> bool {
            *self = Self::Unknown(value);
            true
        }
    }
    rt::choice!(ScmType, text);

    /// Closed, and of integers.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub(crate) enum Level {
        Low,
        High,
    }
    impl rt::Empty for Level {
        fn empty() -> Self {
            Self::Low
        }
    }
    impl rt::Choice for Level {
        fn shape(&self) -> &'static rt::ChoiceShape {
            static SHAPE: rt::ChoiceShape =
                rt::ChoiceShape { name: "Level", values: rt::ChoiceValues::Integer(&[1, 9]) };
            &SHAPE
        }
        fn current(&self) -> rt::Result<usize, &rt::UnknownValue> {
            rt::Result::Ok(match self {
                Self::Low => 0,
                Self::High => 1,
            })
        }
        fn select(&mut self, index: usize) {
            *self = match index {
                1 => Self::High,
                _ => Self::Low,
            };
        }
        fn select_unknown(&mut self, _value: rt::UnknownValue) -> bool {
            false
        }
    }
    rt::choice!(Level);

    /// A name or a number.
    #[derive(Clone, PartialEq)]
    pub(crate) enum OrgRef {
        Name(rt::String),
        Id(i64),
    }
    impl rt::Empty for OrgRef {
        fn empty() -> Self {
            Self::Name(rt::empty())
        }
    }
    impl rt::Union for OrgRef {
        fn shape(&self) -> &'static rt::UnionShape {
            static SHAPE: rt::UnionShape = rt::UnionShape {
                name: "OrgRef",
                tagging: rt::Tagging::Order,
                variants: &[
                    rt::Variant { tag: "Name", codec: &rt::Codec::Plain },
                    rt::Variant { tag: "Id", codec: &rt::Codec::Plain },
                ],
                other: rt::Option::None,
            };
            &SHAPE
        }
        fn current(&self) -> (usize, &dyn rt::Node) {
            match self {
                Self::Name(content) => (0, content),
                Self::Id(content) => (1, content),
            }
        }
        fn select(&mut self, index: usize) -> &mut dyn rt::Node {
            *self = match index {
                1 => Self::Id(rt::empty()),
                _ => Self::Name(rt::empty()),
            };
            match self {
                Self::Name(content) => content,
                Self::Id(content) => content,
            }
        }
    }
    rt::union!(OrgRef);
}

mod errors {
    use specwright_runtime as rt;

    const fn row(code: rt::CodePattern, name: &'static str) -> rt::ErrorRow {
        rt::ErrorRow {
            code,
            name,
            text: "what the document says",
            class: rt::Class::Caller,
            retry: rt::RetryAdvice::No,
            status: rt::Option::Some(400),
            messages: &[],
            args: &[],
        }
    }

    static TABLE: rt::ErrorTable = rt::ErrorTable {
        rows: &[
            row(rt::CodePattern::Integer(0), "Success"),
            row(rt::CodePattern::Integer(-1001), "NotLoggedIn"),
            row(rt::CodePattern::Range(60000, 79999), "Public"),
        ],
    };

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub(crate) enum ErrorCode {
        NotLoggedIn,
        Public(i64),
        Unknown(rt::UnknownCode),
    }
    impl rt::ErrorCode for ErrorCode {
        const TABLE: &'static rt::ErrorTable = &TABLE;
        fn from_row(row: usize, code: &rt::WireCode) -> Self {
            match (row, code) {
                (1, _) => Self::NotLoggedIn,
                (2, rt::WireCode::Integer(code)) => Self::Public(*code),
                _ => Self::unknown(code.clone()),
            }
        }
        fn unknown(code: rt::WireCode) -> Self {
            Self::Unknown(rt::UnknownCode::from(code))
        }
        fn row(&self) -> rt::Option<usize> {
            match self {
                Self::NotLoggedIn => rt::Option::Some(1),
                Self::Public(_) => rt::Option::Some(2),
                Self::Unknown(_) => rt::Option::None,
            }
        }
        fn carried(&self) -> rt::Option<rt::WireCode> {
            match self {
                Self::Public(code) => rt::Option::Some(rt::WireCode::Integer(*code)),
                Self::Unknown(code) => rt::Option::Some(code.wire().clone()),
                _ => rt::Option::None,
            }
        }
    }
    rt::error_code!(ErrorCode);
}

mod operations {
    use specwright_runtime as rt;

    static API: rt::ApiDescription = rt::ApiDescription {
        name: "quickbi",
        servers: &[rt::Server { name: "default", url: "https://example.com" }],
        variables: &[],
        credentials: &[],
        errors: &rt::ErrorTable { rows: &[] },
    };

    /// Makes a token.
    #[derive(Clone, PartialEq)]
    #[must_use = "a request does nothing until it is sent"]
    pub(crate) struct CreateEmbedToken {
        pub(crate) works_id: rt::String,
        pub(crate) account_name: rt::Option<rt::String>,
    }
    impl CreateEmbedToken {
        pub(crate) fn new(works_id: impl rt::Into<rt::String>) -> Self {
            Self { works_id: works_id.into(), account_name: rt::Option::None }
        }
    }
    impl rt::Empty for CreateEmbedToken {
        fn empty() -> Self {
            Self { works_id: rt::empty(), account_name: rt::empty() }
        }
    }
    impl rt::Record for CreateEmbedToken {
        fn shape(&self) -> &'static rt::Shape {
            static SHAPE: rt::Shape = rt::Shape {
                name: "CreateEmbedToken",
                extra: rt::Option::None,
                fields: &[
                    rt::Field::required("WorksId", "works_id", &rt::Codec::Plain),
                    rt::Field::optional("AccountName", "account_name", &rt::Codec::Plain),
                ],
            };
            &SHAPE
        }
        fn slots(&mut self, f: &mut rt::Slots<'_>) {
            f(&mut [&mut self.works_id, &mut self.account_name])
        }
        fn refs(&self, f: &mut rt::Refs<'_>) {
            f(&[&self.works_id, &self.account_name])
        }
    }
    rt::record!(CreateEmbedToken);
    impl rt::Operation for CreateEmbedToken {
        type Output = super::types::EmbedToken;
        type Code = super::errors::ErrorCode;
        const DESCRIPTION: &'static rt::OperationDescription = &rt::OperationDescription {
            api: &API,
            name: "create_embed_token",
            method: "GET",
            path: &[rt::PathPart::Literal("/")],
            params: &[
                rt::Param { location: rt::Location::Query, style: rt::Style::Plain },
                rt::Param { location: rt::Location::Query, style: rt::Style::Plain },
            ],
            fixed: &[],
            body: rt::BodyKind::None,
            rules: &[],
            auth: &[],
            envelopes: &[rt::Envelope {
                when: rt::Condition::ALWAYS,
                success: rt::Option::Some(rt::Condition::ALWAYS),
                payload: rt::Option::None,
                code: rt::Option::None,
                message: rt::Option::None,
                request_id: rt::Option::None,
                stack: rt::Option::None,
                field_errors: rt::Option::None,
            }],
            formats: &[rt::Format::Json],
            idempotent: true,
        };
    }
}

use types::{EmbedToken, Level, OrgRef, Page, ScmType};

const TEXT: &str = r#"{"AccessToken":"t0k3n","TokeType":"4","InvalidTime":"2021-09-15 07:18:25","Parent":{"AccessToken":"p","Limit":10},"Kind":"hg","Level":"9","Org":5,"Option":{"Value":"v"},"Apart":null,"Limit":1,"x":[1]}"#;

#[test]
fn a_struct_with_everything() {
    let token: EmbedToken = rt::from_json(TEXT.as_bytes()).unwrap();
    assert_eq!(token.level, Some(Level::High));
    assert_eq!(token.kind, Some(ScmType::from("hg")));
    assert!(token.org == Some(OrgRef::Id(5)));
    assert_eq!(token.extra["x"], serde_json::json!([1]));
    assert_eq!(String::from_utf8(rt::to_json(&token)).unwrap(), TEXT);
    let shown = format!("{token:?}");
    assert!(!shown.contains("t0k3n"), "{shown}");
    assert!(shown.contains(r#"kind: Some("hg"), level: Some(9), org: Some(Id(5))"#), "{shown}");
}

#[test]
fn generics() {
    let text = r#"{"results":[{"results":[1],"count":1}],"count":1}"#;
    let page: Page<Page<i64>> = rt::from_json(text.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(rt::to_json(&page)).unwrap(), text);
    let error = rt::from_json::<Page<EmbedToken>>(br#"{"results":[{}],"count":1}"#).unwrap_err();
    assert_eq!(error.path(), "results[0].AccessToken");
    let page: Page<rt::Json> = serde_json::from_str(text).unwrap();
    assert_eq!(page.results[0]["count"], 1);
}

#[test]
fn choices() {
    assert_eq!(ScmType::Git.wire(), rt::WireValue::Text("git"));
    assert_eq!(ScmType::from("svn"), ScmType::Svn);
    assert_eq!(ScmType::from("hg").to_string(), "hg");
    assert_eq!("svn".parse(), Ok(ScmType::Svn));
    assert_eq!(format!("{:?}", ScmType::from("hg".to_owned())), "Unknown(\"hg\")");
    assert!(matches!(ScmType::from("hg"), ScmType::Unknown(value) if value.as_str() == Some("hg")));
    assert_eq!(Level::High.to_string(), "9");
    assert_eq!("1".parse(), Ok(Level::Low));
    assert_eq!("2".parse::<Level>().unwrap_err().to_string(), "2");
    assert!("x".parse::<Level>().is_err());
    let failure = |text: &str| rt::from_json::<Level>(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(failure("2"), "expected one of `1`, `9`, found an integer");
    assert_eq!(failure("\"1\""), "expected one of `1`, `9`, found other text");
    assert_eq!(failure("1.5"), "expected one of `1`, `9`, found a fraction");
    assert_eq!(
        rt::from_json::<ScmType>(b"1").unwrap_err().to_string(),
        "expected one of `git`, `svn`, found an integer"
    );
    assert_eq!(serde_json::to_string(&[ScmType::Git, ScmType::from("hg")]).unwrap(), r#"["git","hg"]"#);
    assert_eq!(serde_json::from_str::<Vec<ScmType>>(r#"["svn"]"#).unwrap(), [ScmType::Svn]);
}

#[test]
fn error_codes() {
    use errors::ErrorCode;
    assert_eq!(ErrorCode::from_wire(-1001), ErrorCode::NotLoggedIn);
    assert_eq!(ErrorCode::from_wire("-1001"), ErrorCode::NotLoggedIn);
    assert_eq!(ErrorCode::from_wire(60007), ErrorCode::Public(60007));
    assert_eq!(ErrorCode::Public(60007).wire(), rt::WireCode::Integer(60007));
    assert_eq!(ErrorCode::Public(60007).name(), Some("Public"));
    assert_eq!(ErrorCode::NotLoggedIn.to_string(), "-1001");
    assert_eq!(ErrorCode::NotLoggedIn.http_status(), Some(400));
    assert_eq!(ErrorCode::NotLoggedIn.class(), Some(rt::Class::Caller));
    assert_eq!(ErrorCode::NotLoggedIn.retry(), Some(rt::RetryAdvice::No));
    assert_eq!(ErrorCode::from_wire(5).text(), None);
    assert_eq!(ErrorCode::from_wire("odd").wire(), rt::WireCode::from("odd"));
    assert_eq!(ErrorCode::from_wire(0).wire(), rt::WireCode::Integer(0));
}

#[test]
fn operations_are_data() {
    use rt::{Operation as _, Record as _};
    let request = operations::CreateEmbedToken::new("a206f5f3");
    assert_eq!(operations::CreateEmbedToken::DESCRIPTION.params.len(), request.shape().fields.len());
    assert_eq!(String::from_utf8(rt::to_json(&request)).unwrap(), r#"{"WorksId":"a206f5f3"}"#);
}

#[test]
fn names_of_the_prelude() {
    let shown = types::print_each(br#"{"Value":"v"}"#);
    assert_eq!(shown.len(), 17);
    assert_eq!(shown[0], r#"Option { value: Some("v") }"#);
    assert_eq!(shown[1], r#"Result { value: Some("v") }"#);
}
