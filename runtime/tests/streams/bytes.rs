//! Bytes as they come.

use specwright_runtime as rt;

use crate::{api::Code, operations::*, pieces::Pieces};

#[tokio::test]
async fn bytes_are_handed_out_as_they_come() {
    let content: Vec<u8> = (0..=255).cycle().take(1000).collect();
    let (items, error) = all::<Download>(&Pieces::of(&content, 300)).await;
    assert!(error.is_none());
    assert_eq!(
        items.iter().map(Vec::len).collect::<Vec<_>>(),
        [300, 300, 300, 100]
    );
    assert_eq!(items.concat(), content);
    let (items, error) = all::<Download>(&Pieces::of(&content, 600).broken()).await;
    assert_eq!(
        (items.concat(), error.map(|error| error.kind())),
        (content, Some(rt::ErrorKind::Transport))
    );
}

#[tokio::test]
async fn json_may_be_content_or_a_refusal() {
    let refusal = Pieces::of(br#"{"code":60007}"#, 4).content_type("application/json");
    let error = open::<Download>(&refusal).await.expect_err("a refusal");
    assert_eq!(error.code(), Some(&Code::TooFast));
    for content in [r#"{"id":1}"#, "[1]", "{\"code\":", r#"{"code":0,"data":1}"#] {
        let pieces =
            Pieces::of(content.as_bytes(), 4).content_type("application/json; charset=utf-8");
        let (items, error) = all::<Download>(&pieces).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(items.concat(), content.as_bytes());
    }
    let large = vec![b' '; 3 << 20];
    let pieces = Pieces::of(&large, 1 << 18).content_type("application/json");
    assert_eq!(all::<Download>(&pieces).await.0.concat().len(), large.len());
}
