//! Code that depends on all that the generated client of `base.yaml` offers: each type is written out, nothing is left
//! to inference. What it is compiled against takes the place of `specwright_store`.

#![allow(dead_code, unused)]

use specwright_store as api;

use api::operations::{
    AddNote, CreateItem, DropItem, Export, GetItem, ImportFile, ListItems, MoveItem, StartCopy,
    StartCopyAnswer,
};
use api::types::{Colour, Day, Filter, Item, NewItem, Notice, Owner, Page, State, Target};
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

fn item(item: Item) {
    let Item { id, name, price, count, made, colour, state, tags, rank, owner, .. } = item;
    let _: (u64, Option<String>, Option<f64>, i32, Option<rt::DateTime>) = (id, name, price, count, made);
    let _: (Option<Colour>, Option<State>, Option<Vec<String>>) = (colour, state, tags);
    let _: (u32, Option<Owner>) = (rank, owner);
}

fn owner(owner: Owner) {
    let Owner { mail, key, .. } = owner;
    let _: (Option<String>, Option<String>) = (mail, key);
}

fn new_item(name: impl Into<String>) -> NewItem {
    let mut filter = Filter::default();
    filter.text = Some(String::new());
    let mut item = NewItem::new(name, 1f64);
    item.name = String::new();
    item.price = 1f64;
    item.colour = Some(Colour::Green);
    item.note = Some(String::new());
    item
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

fn notice(notice: Notice) -> Notice {
    match notice {
        Notice::Mailed(owner) => {
            let owner: Owner = owner;
            Notice::Mailed(owner)
        }
        Notice::Unknown(value) => {
            let value: rt::Json = value;
            Notice::Unknown(value)
        }
        other => other,
    }
}

fn copied(answer: StartCopyAnswer) {
    match answer {
        StartCopyAnswer::Ok(item) => {
            let item: Item = item;
        }
        StartCopyAnswer::Created(notice) => {
            let notice: Notice = notice;
        }
        _ => {}
    }
}

fn page(page: Page<Item>) {
    let Page { items, total, next, .. } = page;
    let _: (Option<Vec<Item>>, Option<u64>, Option<String>) = (items, total, next);
}

fn requests(day: rt::Date, target: Target) {
    let day: Day = day;
    let mut list = ListItems::default();
    list.lang = Some(String::new());
    list.limit = Some(1u32);
    list.offset = Some(1u64);
    list.day = Some(day);
    list.colour = Some(Colour::Red);
    list.from = Some(String::new());
    list.until = Some(String::new());
    let mut get = GetItem::new(1u64);
    (get.lang, get.id, get.full) = (None, 1u64, Some(true));
    let mut create = CreateItem::new(new_item(""), 1i32);
    (create.lang, create.item, create.count) = (None, new_item(""), 1i32);
    create.filter = Some(Filter::default());
    let mut moved = MoveItem::new(1u64, target.clone(), String::new());
    (moved.lang, moved.id, moved.target) = (None, 1u64, target);
    (moved.marks, moved.kind) = (Some(vec![String::new()]), String::new());
    let _ = [Export::new(), Export::default()].map(|export| -> Option<String> { export.lang });
    let drop = DropItem::new(1u64);
    let _: (Option<String>, u64) = (drop.lang, drop.id);
    let import = ImportFile::new("");
    let _: (Option<String>, String) = (import.lang, import.text);
    let note = AddNote::new("");
    let _: (Option<String>, String) = (note.lang, note.note);
    let _ = [StartCopy::new(), StartCopy::default()].map(|copy| -> Option<String> { copy.lang });
}

fn calls(client: &Client, day: rt::Date, target: Target, text: impl Into<String>, word: impl Into<String>) {
    let call: Call<'_, ListItems> = client.list_items();
    let call = call.lang(word).limit(1u32).offset(1u64).day(day).colour(Colour::Red).from(text).until("");
    let _: rt::Items<ListItems> = call.clone().items();
    let _ = call.pages();
    let _: Call<'_, GetItem> = client.get_item(1u64).full(true);
    let filter = Filter::default();
    let _: Call<'_, CreateItem> = client.create_item(new_item(""), 1i32).filter(filter);
    let _: Call<'_, MoveItem> = client.move_item(1u64, target, "").marks([""]);
    let _: Call<'_, Export> = client.export();
    let _: Call<'_, DropItem> = client.drop_item(1u64);
    let _: Call<'_, ImportFile> = client.import_file("");
    let _: Call<'_, AddNote> = client.add_note("");
    let _: Call<'_, StartCopy> = client.start_copy();
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
    output::<StartCopyAnswer, StartCopy>(|| unreachable!());
}
