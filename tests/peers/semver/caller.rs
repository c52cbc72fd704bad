//! Code that depends on all that the generated client of `base.yaml` offers: each type is written out, nothing is left
//! to inference. What it is compiled against takes the place of `specwright_store`.

#![allow(dead_code, unused)]

use specwright_store as api;

use api::operations::{
    AddNote, CreateItem, DropItem, Export, GetItem, ImportFile, ListItems, MoveItem,
};
use api::types::{Colour, Day, Filter, Item, NewItem, Owner, Page, State, Target};
use api::{Call, Client, ClientBuilder, Error, ErrorCode, Server};
use specwright_runtime as rt;

fn builder(text: impl Into<String>, key: impl Into<rt::Secret>, region: impl Into<String>) -> Result<Client, Error> {
    let builder: ClientBuilder = Client::builder();
    builder.account(text).key(key).region(region).server(Server::Spare).build()
}

fn servers(server: Server) -> isize {
    const NUMBERS: [(); 3] = [(), (), ()];
    let _ = [(); Server::Main as usize];
    let one: [(); 1] = [(); Server::Test as usize];
    let two: [(); 2] = [(); Server::Spare as usize];
    match server {
        Server::Main | Server::Test | Server::Spare => 0,
        _ => 1,
    }
}

fn codes(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::Busy => 1,
        ErrorCode::NoItem => 2,
        ErrorCode::NoStock => 3,
        ErrorCode::Unknown(_) => 4,
        _ => 5,
    }
}

fn item(made: rt::DateTime, owner: Owner) -> Item {
    Item {
        id: 1u64,
        name: Some(String::new()),
        price: Some(1f64),
        count: 1i32,
        made: Some(made),
        colour: Some(Colour::Red),
        state: Some(State::Draft),
        tags: Some(vec![String::new()]),
        rank: 1u32,
        owner: Some(owner),
    }
}

fn owner() -> Owner {
    Owner {
        mail: Some(String::new()),
        key: Some(String::new()),
    }
}

fn new_item(name: impl Into<String>) -> NewItem {
    let Filter { text } = Filter { text: Some(String::new()) };
    let _: (Option<String>, Filter) = (text, Filter::default());
    let NewItem { name: _, price: _, colour: _, note: _ } = NewItem {
        name: String::new(),
        price: 1f64,
        colour: Some(Colour::Green),
        note: Some(String::new()),
    };
    NewItem::new(name, 1f64)
}

fn colour(colour: Colour, text: &str) -> Colour {
    let _ = Colour::from(String::new());
    let _ = Colour::from(text);
    match colour {
        Colour::Red => Colour::Green,
        Colour::Unknown(value) => Colour::Unknown(value),
        other => other,
    }
}

fn state(state: State) -> State {
    let _ = [(); State::Draft as usize];
    let one: [(); 1] = [(); State::Sold as usize];
    let two: [(); 2] = [(); State::Gone as usize];
    match state {
        State::Draft | State::Sold | State::Gone => State::Draft,
        _ => State::Sold,
    }
}

fn target(target: Target) -> Target {
    match target {
        Target::Person(owner) => {
            let owner: Owner = owner;
            Target::Person(owner)
        }
        Target::Address(text) => {
            let text: String = text;
            Target::Address(text)
        }
    }
}

fn page(page: Page<Item>) -> Page<String> {
    let Page { items, total, next } = page;
    let _: (Option<Vec<Item>>, Option<u64>) = (items, total);
    Page { items: Some(vec![String::new()]), total: Some(1u64), next }
}

fn requests(day: rt::Date, target: Target) {
    let day: Day = day;
    let list = ListItems {
        lang: Some(String::new()),
        limit: Some(1u32),
        offset: Some(1u64),
        day: Some(day),
        colour: Some(Colour::Red),
        from: Some(String::new()),
        until: Some(String::new()),
    };
    let _: [ListItems; 2] = [list, ListItems::default()];
    let _ = [GetItem { lang: None, id: 1u64, full: Some(true) }, GetItem::new(1u64)];
    let _ = CreateItem {
        lang: None,
        item: new_item(""),
        count: 1i32,
        filter: Some(Filter { text: None }),
    };
    let _ = CreateItem::new(new_item(""), 1i32);
    let _ = MoveItem {
        lang: None,
        id: 1u64,
        target: target.clone(),
        marks: Some(vec![String::new()]),
        kind: String::new(),
    };
    let _ = MoveItem::new(1u64, target, String::new());
    let _ = [Export { lang: None }, Export::new(), Export::default()];
    let _ = [DropItem { lang: None, id: 1u64 }, DropItem::new(1u64)];
    let _ = [ImportFile { lang: None, text: String::new() }, ImportFile::new("")];
    let _ = [AddNote { lang: None, note: String::new() }, AddNote::new("")];
}

fn calls(client: &Client, day: rt::Date, target: Target, text: impl Into<String>, word: impl Into<String>) {
    let call: Call<'_, ListItems> = client.list_items();
    let call = call.lang(word).limit(1u32).offset(1u64).day(day).colour(Colour::Red).from(text).until("");
    let _: rt::Items<ListItems> = call.clone().items();
    let _ = call.pages();
    let _: Call<'_, GetItem> = client.get_item(1u64).full(true);
    let filter = Filter { text: None };
    let _: Call<'_, CreateItem> = client.create_item(new_item(""), 1i32).filter(filter);
    let _: Call<'_, MoveItem> = client.move_item(1u64, target, "").marks([""]);
    let _: Call<'_, Export> = client.export();
    let _: Call<'_, DropItem> = client.drop_item(1u64);
    let _: Call<'_, ImportFile> = client.import_file("");
    let _: Call<'_, AddNote> = client.add_note("");
}

fn output<O, R: rt::Operation<Output = O>>(_: fn() -> (R, O)) {}
fn paged<I, R: rt::Paged<Item = I>>(_: fn() -> (R, I)) {}

fn answers() {
    output::<Page<Item>, ListItems>(|| unreachable!());
    paged::<Item, ListItems>(|| unreachable!());
    output::<Item, GetItem>(|| unreachable!());
    output::<Item, CreateItem>(|| unreachable!());
    output::<rt::Json, MoveItem>(|| unreachable!());
    output::<String, Export>(|| unreachable!());
    output::<(), DropItem>(|| unreachable!());
    output::<(), ImportFile>(|| unreachable!());
    output::<(), AddNote>(|| unreachable!());
}
