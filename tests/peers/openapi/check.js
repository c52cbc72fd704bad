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

function validate(files) {
  const ran = run(python, ["-m", "openapi_spec_validator", ...files]);
  if (ran.code !== 0) faults.push(`openapi-spec-validator: ${ran.text.slice(0, 4000)}`);
}

function lint(files) {
  const ran = run(installed("redocly"), ["lint", ...files, "--config", "redocly.yaml", "--format", "json", "--max-problems", "10000"]);
  // One report per document, one behind the other.
  const reports = ran.out.slice(ran.out.indexOf("{")).split(/(?<=^\})\s*(?=\{)/m);
  if (reports.length !== files.length) faults.push(`redocly: ${reports.length} reports: ${ran.text.slice(0, 2000)}`);
  for (const report of reports) {
    const { problems } = JSON.parse(report.slice(0, report.lastIndexOf("}") + 1));
    for (const { ruleId, severity, message, location } of problems) {
      const pointer = location[0]?.pointer ?? "";
      const name = path.basename(location[0]?.source?.ref ?? "");
      // OpenAPI says that XML stands in a text; the linter compares that text with the schema of what it holds.
      if (ruleId === "no-invalid-media-type-examples" && pointer.includes("/application~1xml/")) continue;
      if (severity === "warn" && KNOWN.has(ruleId)) figures.warnings += 1;
      else faults.push(`${name}: redocly: ${ruleId}: ${message} at ${pointer}`);
    }
  }
}

function generate(file) {
  const name = path.basename(file, ".json");
  const out = path.join(here, "clients", name);
  const plugins = ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"];
  const ran = run(installed("openapi-ts"), ["--silent", "--input", file, "--output", out, "--plugins", ...plugins]);
  if (ran.code !== 0) faults.push(`${name}: openapi-ts: ${ran.text.slice(0, 2000)}`);
  return path.join(out, "index.ts");
}

function compile(entries) {
  const options = "--strict --noEmit --target es2022 --module preserve --moduleResolution bundler --lib es2022,dom,dom.iterable";
  const ran = run(installed("tsc"), [...options.split(" "), ...entries]);
  if (ran.code !== 0) faults.push(`tsc: ${ran.text.slice(0, 4000)}`);
  else figures.clients = entries.length;
}

const files = fs.readdirSync(folder).filter((file) => file.endsWith(".json")).sort().map((file) => path.join(folder, file));
const clients = [];
fs.rmSync(path.join(here, "clients"), { recursive: true, force: true });
for (const file of files) {
  const { paths } = JSON.parse(fs.readFileSync(file, "utf8"));
  const operations = Object.values(paths).flatMap(Object.keys).length;
  figures.documents += 1;
  figures.operations += operations;
  if (operations > 0) clients.push(file);
}
validate(files);
lint(files);
compile(clients.map(generate));

for (const fault of faults) console.error(fault);
console.log(`openapi: ${JSON.stringify(figures)}`);
if (figures.documents < 20) faults.push("documents are missing");
process.exit(faults.length > 0 ? 1 : 0);
