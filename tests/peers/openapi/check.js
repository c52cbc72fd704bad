// What others make of exported documents: a validator and a linter accept them, a generator makes clients that compile.
// In: the folder of documents, and a Python that has the validator. Prints what is wrong and the figures; fails if
// anything is.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const [folder, python] = process.argv.slice(2).map((argument) => path.resolve(argument));
const here = __dirname;
const faults = [];
const figures = { documents: 0, operations: 0, warnings: 0, clients: 0 };

// Warnings that say what is so: types that the spec names and no `$ref` leads to (rows are laid out in place), paths that
// the vendor chose, rules about members that stand outside of the part of the schema that names them.
const KNOWN = new Set([
  "no-unused-components",
  "no-ambiguous-paths",
  "no-required-schema-properties-undefined",
  "no-server-example.com",
  "no-illogical-composition-keywords",
]);

function run(program, args) {
  const ran = spawnSync(program, args, { cwd: here, encoding: "utf8", maxBuffer: 1 << 28 });
  return { code: ran.status, text: `${ran.stdout ?? ""}${ran.stderr ?? ""}`, out: ran.stdout ?? "" };
}

const installed = (program) => path.join(here, "node_modules", ".bin", program);

function validate(name, file) {
  const ran = run(python, ["-m", "openapi_spec_validator", file]);
  if (ran.code !== 0) faults.push(`${name}: openapi-spec-validator: ${ran.text.slice(0, 2000)}`);
}

function lint(name, file) {
  const ran = run(installed("redocly"), ["lint", file, "--config", "redocly.yaml", "--format", "json", "--max-problems", "10000"]);
  const text = ran.out.slice(ran.out.indexOf("{"), ran.out.lastIndexOf("}") + 1);
  for (const { ruleId, severity, message, location } of JSON.parse(text).problems) {
    const pointer = location[0]?.pointer ?? "";
    // OpenAPI says that XML stands in a text; the linter compares that text with the schema of what it holds.
    if (ruleId === "no-invalid-media-type-examples" && pointer.includes("/application~1xml/")) continue;
    if (severity === "warn" && KNOWN.has(ruleId)) figures.warnings += 1;
    else faults.push(`${name}: redocly: ${ruleId}: ${message} at ${pointer}`);
  }
}

function generate(name, file) {
  const out = path.join(here, "clients", name);
  fs.rmSync(out, { recursive: true, force: true });
  const plugins = ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"];
  const ran = run(installed("openapi-ts"), ["--silent", "--input", file, "--output", out, "--plugins", ...plugins]);
  if (ran.code !== 0) return faults.push(`${name}: openapi-ts: ${ran.text.slice(0, 2000)}`);
  const options = "--strict --noEmit --target es2022 --module preserve --moduleResolution bundler --lib es2022,dom,dom.iterable";
  const entry = path.join(out, "index.ts");
  const compiled = run(installed("tsc"), [...options.split(" "), entry]);
  if (compiled.code !== 0) return faults.push(`${name}: tsc: ${compiled.text.slice(0, 2000)}`);
  figures.clients += 1;
}

for (const file of fs.readdirSync(folder).filter((file) => file.endsWith(".json")).sort()) {
  const name = path.basename(file, ".json");
  const document = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  figures.documents += 1;
  figures.operations += Object.values(document.paths).flatMap(Object.keys).length;
  const whole = path.join(folder, file);
  validate(name, whole);
  lint(name, whole);
  if (Object.keys(document.paths).length > 0) generate(name, whole);
}

for (const fault of faults) console.error(fault);
console.log(`openapi: ${JSON.stringify(figures)}`);
if (figures.documents < 8) faults.push("documents are missing");
process.exit(faults.length > 0 ? 1 : 0);
