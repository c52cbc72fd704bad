// What editors show of specs: every key is offered and explained, right specs are clean, wrong ones are underlined.
// In: the folder of the repository. Prints what is missing and the figures; fails if anything is.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const YAML = require("yaml");
const { Server } = require("./server.js");

const root = path.resolve(process.argv[2]);
const schema = JSON.parse(fs.readFileSync(path.join(root, "docs/spec.schema.json"), "utf8"));
const sections = YAML.parse(fs.readFileSync(path.join(root, "generator/src/reference/examples.yaml"), "utf8"));
const MODELINE = "# yaml-language-server: $schema=../docs/spec.schema.json\n";
const faults = [];
const figures = { specs: 0, examples: 0, mistakes: 0, cases: 0, offered: 0, words: 0, hovered: 0 };
let documents = 0;

/** A path in specs/ for a text that is only open, not saved. */
const unsaved = () => path.join(root, "specs", `unsaved-${documents++}.yaml`);
const named = (name) => (name === "Spec" ? schema : schema.$defs[name]);
const long = (object) => (object.properties ? object : object.anyOf.find((form) => form.properties));
const first_words = (text) => text.slice(0, 40);
const shown = (diagnostics) => diagnostics.map(({ range, message }) => `${range.start.line + 1}: ${message}`).join("; ");

function expect(holds, fault) {
  if (!holds) faults.push(fault);
}

/** Where the line HERE of a frame is, and the frame with `example` in its place: what the frame has under the same keys gives way. */
function put(frame, example) {
  const lines = frame.trimEnd().split("\n");
  const at = lines.findIndex((line) => line.trim() === "HERE");
  const column = lines[at].indexOf("HERE");
  const keys = new Set(example.split("\n").map((line) => line.split(":")[0]));
  let gives_way = false;
  const stays = (line) => {
    const indent = line.length - line.trimStart().length;
    if (indent <= column) gives_way = indent === column && keys.has(line.trim().split(":")[0]);
    return !gives_way;
  };
  const inner = example.replace(/\n$/, "").split("\n").map((line) => " ".repeat(column) + line);
  const before = lines.slice(0, at).filter(stays);
  return { text: MODELINE + [...before, ...inner, ...lines.slice(at + 1).filter(stays), ""].join("\n"), line: before.length + 1, column };
}

/** Every key of an object is offered where it may stand, with its text. */
async function offers(server, { type, frame }) {
  const file = unsaved();
  const { text, line, column } = put(frame, "");
  await server.open(file, text);
  const items = await server.complete(file, { line, character: column });
  const there = new Set(put(frame, "").text.split("\n").filter((line) => line.search(/\S/) === column).map((line) => line.trim().split(":")[0]));
  for (const key of Object.keys(long(named(type)).properties)) {
    if (there.has(key)) continue;
    const item = items.find(({ label }) => label === key);
    const explained = item && (item.documentation?.value ?? item.documentation ?? "") !== "";
    expect(explained, `${type}.${key} is ${item ? "offered without a text" : "not offered"}`);
    figures.offered += 1;
  }
}

/** The box over a key says what the key is; its words are offered behind it, each with its text. */
async function explains(server, section, key, example) {
  const file = unsaved();
  const { text, line, column } = put(section.frames?.[key] ?? section.frame, example);
  const diagnostics = await server.open(file, text);
  expect(diagnostics.length === 0, `the example of ${section.type}.${key} is underlined: ${shown(diagnostics)}`);
  figures.examples += 1;
  const own = example.trimEnd().split("\n").findIndex((line) => line.startsWith(`${key}:`));
  const value = long(named(section.type)).properties[key];
  // The first column would belong to what ends above.
  const box = await server.hover(file, { line: line + own, character: column + 1 });
  expect(box.includes(first_words(value.markdownDescription)), `over ${section.type}.${key} stands: ${box}`);
  figures.hovered += 1;
}

/** The words of a closed list are offered, each with its text. */
async function offers_words(server, section, key) {
  const value = long(named(section.type)).properties[key];
  const list = value.enum ? value : schema.$defs[value.$ref?.split("/").pop()];
  if (!list?.enum) return;
  const file = unsaved();
  const { text, line, column } = put(section.frames?.[key] ?? section.frame, `${key}: `);
  await server.open(file, text);
  const items = await server.complete(file, { line, character: column + key.length + 2 });
  for (const word of list.enum) {
    // `no` is offered in quotes, since older YAML takes it for a truth value.
    const item = items.find(({ label }) => label === String(word) || label === `"${word}"`);
    expect(item?.documentation, `${section.type}.${key}: ${word} is ${item ? "offered without a text" : "not offered"}`);
    figures.words += 1;
  }
}

/** A spec that is right has nothing underlined. */
async function is_clean(server, file) {
  const diagnostics = await server.open(file, fs.readFileSync(file, "utf8"));
  expect(diagnostics.length === 0, `${path.relative(root, file)} is underlined: ${shown(diagnostics)}`);
  figures.specs += 1;
}

/** A mistake is underlined in its line, and nowhere else. */
async function is_underlined(server, what, line, text) {
  const lines = (await server.open(unsaved(), MODELINE + text)).map(({ range }) => range.start.line);
  expect(lines.length > 0 && lines.every((found) => found === line), `${what}: underlined are the lines ${lines}`);
  figures.mistakes += 1;
}

/** Something is underlined in a case that reading refuses for its shape. */
async function is_refused(server, file) {
  const diagnostics = await server.open(unsaved(), MODELINE + fs.readFileSync(file, "utf8"));
  expect(diagnostics.length > 0, `nothing is underlined in ${path.relative(root, file)}`);
  figures.cases += 1;
}

// Codes of unknown keys, wrong types, unknown words, versions, formats; of calls and types that are no such thing.
const OF_SHAPE = /rejected.(0201|0202|0203|0205|0209|0210|0301|0306|0401|0503|0519|0523|0801)_[^/]*$/;

const MISTAKES = [
  ["unknown key", 3, "specwright: 1\napi: shop\ntpyes: {}\n"],
  ["version", 1, "specwright: 2\napi: shop\n"],
  ["name", 2, "specwright: 1\napi: The Shop\n"],
  ["wrong type", 3, "specwright: 1\napi: shop\ntitle: [a]\n"],
  ["word", 4, "api: shop\nerrors:\n  A:\n    class: serve\n"],
  ["missing key", 3, "api: shop\nlimits:\n  all: {calls: 5}\n"],
  ["no value", 3, "api: shop\noperations:\n  ping:\n"],
  ["call", 4, "api: shop\noperations:\n  ping:\n    call: FETCH /ping\n"],
  ["type", 5, "api: shop\ntypes:\n  A:\n    fields:\n      b: strng\n"],
  ["key of a parameter", 5, "api: shop\noperations:\n  ping:\n    call: GET /ping\n    params: {a: {type: i64, nulable: true}}\n"],
  ["length of time", 2, "api: shop\ntimeout: 30\n"],
  ["several things", 3, "api: shop\ntypes:\n  A: {fields: {a: i64}, enum: {b: c}}\n"],
  ["status", 3, "api: shop\nenvelope:\n  - {success: {status: 2x}}\n"],
];

function yaml_files(folder) {
  const entries = fs.readdirSync(path.join(root, folder), { recursive: true });
  return entries.filter((name) => name.endsWith(".yaml")).map((name) => path.join(root, folder, name));
}

async function main() {
  const server = await Server.start(root);
  const tasks = [...yaml_files("specs"), ...yaml_files("examples/specs")].map((file) => is_clean(server, file));
  tasks.push(...yaml_files("generator/tests/rejected").filter((file) => OF_SHAPE.test(file)).map((file) => is_refused(server, file)));
  tasks.push(...MISTAKES.map((mistake) => is_underlined(server, ...mistake)));
  for (const section of sections) {
    tasks.push(offers(server, section));
    for (const [key, example] of Object.entries(section.keys)) {
      tasks.push(explains(server, section, key, example), offers_words(server, section, key));
    }
  }
  await Promise.all(tasks);
  server.stop();
  const keys = sections.reduce((sum, { keys }) => sum + Object.keys(keys).length, 0);
  expect(figures.hovered === keys, `${figures.hovered} of ${keys} keys were tried`);
  faults.forEach((fault) => console.log(fault));
  console.log(`editor: ${keys} keys: ${figures.hovered} explained, ${figures.offered} offered, with ${figures.words} words`);
  console.log(`editor: ${figures.specs} files and ${figures.examples} examples clean, ${figures.mistakes} mistakes and ${figures.cases} rejected cases underlined`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main();
