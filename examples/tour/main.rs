//! Typed calls to each of the five services, against a stand-in on loopback: signed, with tokens, over several pages,
//! and what an error looks like.
//!
//! ```sh
//! cargo run --example tour
//! ```

#[path = "../../tests/it/exchange.rs"]
mod exchange;
#[path = "../../tests/it/server.rs"]
mod server;
mod stand_in;

use specwright_apis::{quickbi, rt, tca, te, tencent_chat, weda};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = stand_in::start()?;
    let base = service.url();
    println!("a stand-in for the five services listens on loopback\n");
    analyse_events(&base).await?;
    read_operations_data(&base).await?;
    list_records(&base).await?;
    list_repositories(&base).await?;
    create_token(&base).await?;
    println!("done: every client above was generated from specs/");
    Ok(())
}

async fn analyse_events(base: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = te::Client::builder()
        .token("te-secret")
        .base_url(base)
        .build()?;
    let mut view = te::types::EventView::new();
    view.recent_day = Some("1-7".to_owned());
    let result = client
        .event_analyze(377, view, Vec::new())
        .limit(10)
        .send()
        .await?;
    println!("TE: event_analyze, query_sql");
    println!("  days: {:?}", result.x.unwrap_or_default());
    let mut rows = client
        .query_sql("select country, n from v")
        .stream()
        .await?;
    while let Some(row) = rows.next().await {
        println!("  row: {}", row?);
    }

    match client.raw_get("open/not-allowed").send().await {
        Err(error) if error.code() == Some(&te::ErrorCode::NoPermission) => {
            println!("  refused: {error}");
            println!(
                "  code {:?}, class {:?}, retry {}\n",
                error.code(),
                error.code().and_then(te::ErrorCode::class),
                error.is_retryable()
            );
        }
        other => println!("  unexpected: {other:?}\n"),
    }
    Ok(())
}

async fn read_operations_data(base: &str) -> Result<(), Box<dyn std::error::Error>> {
    use tencent_chat::types::DataField;
    let client = tencent_chat::Client::builder()
        .sdk_app_id(88_888_888_u64)
        .identifier("admin")
        .secret_key("not-a-real-key")
        .base_url(base)
        .build()?;
    let days = client
        .get_app_info()
        .request_field([DataField::ChainIncrease, DataField::ChainDecrease])
        .send()
        .await?;
    println!(
        "Tencent Cloud Chat: get_app_info (signed; counters travel as text, days as 20160605)"
    );
    for day in days {
        println!(
            "  {:?}: +{:?} -{:?}",
            day.date, day.chain_increase, day.chain_decrease
        );
    }
    println!();
    Ok(())
}

async fn list_records(base: &str) -> Result<(), Box<dyn std::error::Error>> {
    use rt::odata::field;

    let client = weda::Client::builder()
        .secret_id("id")
        .secret_key("key")
        .env_id("lowcode-1")
        .base_url(base)
        .build()?;
    println!("WeDa: list_records (buys its token, filters, walks over all pages)");
    let mut records = client
        .list_records(weda::types::EnvType::Prod, "sys_user")
        .filter(field("age").gt(18).and(field("name").ne("O'Neil")))
        .top(2)
        .items();
    while let Some(record) = records.next().await {
        let record = record?;
        println!("  {:?} {:?}", record.id, record.extra);
    }
    println!();
    Ok(())
}

async fn list_repositories(base: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = tca::Client::builder()
        .token("tca-secret")
        .base_url(format!("{base}/server"))
        .build()?;
    println!("TCA: list_repos");
    let mut pages = client.list_repos("helloworld", "hellotca").limit(2).pages();
    while let Some(page) = pages.next().await {
        let names: Vec<_> = page?.results.into_iter().map(|repo| repo.name).collect();
        println!("  of {:?}: {names:?}", pages.total());
    }
    let error = client
        .list_repos("helloworld", "behind-a-proxy")
        .with_retry(rt::RetryPolicy::NONE)
        .send()
        .await
        .expect_err("the stand-in answers HTML");
    println!("  a proxy's page instead of JSON: {error}");
    println!(
        "  first bytes kept: {:?}\n",
        String::from_utf8_lossy(error.body().unwrap_or_default())
    );
    Ok(())
}

async fn create_token(base: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = quickbi::Client::builder()
        .access_key_id("id")
        .access_key_secret("not-a-real-secret")
        .base_url(base)
        .build()?;
    let token = client
        .create_embed_token("a206f5f3")
        .account("name", 1)
        .expire_min(100_u32)
        .send()
        .await?;
    println!("Quick BI: create_embed_token (signed)");
    println!("  {token:?}");
    match client.create_embed_token("gone").send().await {
        Err(error) if error.code() == Some(&quickbi::ErrorCode::ReportNotExistError) => {
            println!(
                "  the report is gone: works_id = {:?}\n",
                error.argument("works_id")
            );
        }
        other => println!("  unexpected: {other:?}\n"),
    }
    Ok(())
}
