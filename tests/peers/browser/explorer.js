// Uses the explorer as a person does: chooses an API, opens an operation, tries it out and reads the answer, with the mock
// behind the page and with `serve` in front of the mock. In: the URLs of the pages, and perhaps a file for a picture. Out:
// what is wrong; exit code 1 if anything.
"use strict";

const { chromium } = require("playwright-core");

const [mock, served, picture] = process.argv.slice(2);
// What the server that signs was given in its environment, and no page may hold.
const secrets = (process.env.SPECWRIGHT_PEER_SECRETS || "").split(" ").filter(Boolean);
const wrong = [];
// Pages on which an error of the service is wished for.
const wishes = new WeakSet();
let looked = 0;

function check(holds, what) {
  looked += 1;
  if (!holds) wrong.push(what);
}

// An operation of each kind, and what its answer shows: with any answer of a sample or made up.
const CALLS = [
  { api: "Quick BI", operation: "create_embed_token", shows: '"AccessToken"' },
  { api: "Quick BI", operation: "delete_embed_token", shows: '"Success": true' },
  { api: "Tencent Cloud Chat", operation: "get_app_info", shows: '"ErrorCode": 0' },
  { api: "TE Open API", operation: "get_virtual_event", shows: '"return_code": 0' },
  { api: "WeDa", operation: "list_records", shows: '"value"' },
  { api: "Code Analysis", operation: "list_teams", shows: '"results"' },
];

// A page that tells of every error, and of every request that leaves its server.
async function open(context, url) {
  const page = await context.newPage();
  const { host } = new URL(url);
  page.on("console", (line) => {
    // The browser itself reports each answer that is an error.
    const wished = /^Failed to load resource: .* status of 500/.test(line.text()) && wishes.has(page);
    if (["error", "warning"].includes(line.type()) && !wished) {
      wrong.push(`${page.url()}: the console says: ${line.text()}`);
    }
  });
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`${page.url()}: cannot load ${request.url()}`));
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== "data:" && asked.host !== host) wrong.push(`${page.url()} asks for ${request.url()}`);
  });
  await page.goto(url);
  await page.locator(".opblock").first().waitFor();
  return page;
}

async function choose(page, api) {
  const chooser = page.locator(".topbar select");
  const names = await chooser.locator("option").allTextContents();
  const name = names.find((one) => one.includes(api));
  check(name !== undefined, `the chooser does not have ${api}: ${names.join(", ")}`);
  await chooser.selectOption({ label: name });
  await page.locator(".info .title", { hasText: name }).waitFor();
  await page.waitForFunction((name) => document.title.startsWith(name), name);
}

async function unfold(page, operation) {
  const block = page.locator(`.opblock[id$="-${operation}"]`);
  await block.locator(".opblock-summary-control").click();
  await block.locator(".try-out__btn").click();
  // What is required and has no example is the person's to fill in.
  for (const row of await block.locator("tr[data-param-name]:has(.parameter__name.required)").all()) {
    const input = row.locator('input:is([type="text"], [type="password"])');
    if ((await input.count()) && !(await input.first().inputValue())) await input.first().fill("1");
  }
  return block;
}

// Presses `Execute` and reads what came.
async function execute(page, block) {
  const answered = page.waitForResponse((response) => response.url().includes("/call/"));
  await block.locator(".execute").click();
  const response = await answered;
  const live = block.locator(".live-responses-table");
  await live.locator(".response-col_status").first().waitFor();
  const status = (await live.locator("tbody .response-col_status").first().textContent()).trim();
  const body = live.locator(".highlight-code, .response-col_description pre").first();
  return { response, status, body: (await body.textContent()) || "" };
}

// Every call brings the mock's answer into the page.
async function calls(context, url) {
  const page = await open(context, url);
  for (const { api, operation, shows } of CALLS) {
    await choose(page, api);
    const block = await unfold(page, operation);
    const { response, status, body } = await execute(page, block);
    check(/^2/.test(status), `${url} ${operation}: HTTP ${status}: ${body.slice(0, 300)}`);
    check(body.includes(shows), `${url} ${operation}: no ${shows} in ${body.slice(0, 300)}`);
    const sent = response.request().url() + JSON.stringify(await response.request().allHeaders());
    check(!/signature=|sign=|bearer/i.test(sent), `${url} ${operation}: the page itself signs: ${sent}`);
    const all = (await page.content()) + sent + JSON.stringify(await response.allHeaders());
    for (const secret of secrets) check(!all.includes(secret), `${url} ${operation}: a secret is in the page`);
  }
  await page.close();
}

// The documents hold no secret either, and nothing to authorise with.
async function documents(context, url) {
  const page = await open(context, url);
  check(await page.locator(".authorize").count() === 0, `${url}: the page asks for credentials`);
  const settings = JSON.parse(await page.locator("#explorer").getAttribute("data-settings"));
  for (const { url: document } of settings.documents) {
    const text = await page.evaluate((document) => fetch(document).then((answer) => answer.text()), document);
    check(JSON.parse(text).openapi.startsWith("3.1"), `${url} ${document}: no document`);
    check(!text.includes("securitySchemes"), `${url} ${document}: has security schemes`);
    for (const secret of secrets) check(!text.includes(secret), `${url} ${document}: has a secret`);
  }
  await page.close();
}

// The table of errors is there, and each of its rows can be had.
async function errors(context) {
  const page = await open(context, mock);
  await choose(page, "Quick BI");
  const table = page.locator(".info details");
  check(/^\d+ error codes$/.test(await table.locator("summary").textContent()), "there is no table of error codes");
  check(!(await table.locator("table").isVisible()), "the table of error codes is not folded");
  await table.locator("summary").click();
  const row = table.locator("tr", { hasText: "Report.NotExist.Error" });
  check(await row.isVisible(), "the table of error codes does not unfold");
  const text = await row.textContent();
  check(/500/.test(text) && /not found/.test(text) && /no such work/.test(text), `the row of a code says: ${text}`);
  await table.locator("summary").click();

  wishes.add(page);
  const block = await unfold(page, "create_embed_token");
  check(await block.locator(".responses-table td", { hasText: "Cube.Not.Exist" }).first().isVisible(), "the answers of an operation do not list codes");
  await block.locator('tr[data-param-name="X-Mock-Error"] select').selectOption("Report.NotExist");
  const { status, body } = await execute(page, block);
  check(status === "500" && body.includes('"Code": "Report.NotExist"'), `a wish for an error gives HTTP ${status}: ${body}`);
  await page.close();
}

async function filter(context) {
  const page = await open(context, mock);
  await choose(page, "Code Analysis");
  const all = await page.locator(".opblock").count();
  await page.locator(".operation-filter-input").fill("create repo");
  await page.waitForFunction((all) => document.querySelectorAll(".opblock").length < all, all);
  check(await page.locator('.opblock[id$="-create_repo"]').isVisible(), "the filter does not find create_repo");
  await page.locator(".operation-filter-input").fill("");
  await page.waitForFunction((all) => document.querySelectorAll(".opblock").length === all, all);
  check(all > 20, `there are ${all} operations`);
  await page.close();
}

async function dark(browser) {
  const ground = {};
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: scheme });
    const page = await open(context, mock);
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    ground[scheme] = await colour();
    await page.locator(".dark-mode-toggle button").click();
    ground[`${scheme}, then the other`] = await colour();
    await context.close();
  }
  check(ground.light !== ground.dark, "the dark is as light as the light");
  check(ground.light === ground["dark, then the other"], "the dark cannot be lit");
  check(ground.dark === ground["light, then the other"], "the light cannot be darkened");
}

// Another site in the same browser has no call made, whatever it tries: one from elsewhere, which some browsers do not let
// near this machine at all, and one that another program on this machine serves.
async function strangers(context) {
  const call = new URL("call/te/open/get-virtual-event-by-name?projectId=1&eventName=a", served).href;
  for (const place of ["http://stranger.test/", new URL("/no/such/page", mock).href]) {
    const page = await context.newPage();
    await page.route("http://stranger.test/", (route) => route.fulfill({ contentType: "text/html", body: "<p>Hello</p>" }));
    await page.goto(place);
    const statuses = [];
    page.on("response", (response) => response.url().startsWith(served) && statuses.push(response.status()));
    const tries = await page.evaluate(attempts, call);
    check(!tries.includes("cors") && !tries.includes("loaded"), `${place} reads an answer: ${tries}`);
    check(statuses.every((status) => status === 403), `${place} gets HTTP ${statuses}`);
    check(statuses.length > 0 || place.includes("stranger"), `${place} was not answered at all`);
    const opened = await page.goto(call);
    check(opened.status() === 403, `a call that is opened as a page gives HTTP ${opened.status()}`);
    await page.close();
  }
}

// What a page tries that would like to have a call made.
async function attempts(call) {
  const tried = [];
  for (const mode of ["cors", "no-cors"]) {
    tried.push(await fetch(call, { mode }).then((answer) => answer.type, () => "refused"));
  }
  tried.push(await new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve("loaded");
    image.onerror = () => resolve("refused");
    image.src = call;
  }));
  return tried;
}

// An operation from its name to the answer, for people who have not seen the page.
async function shoot(browser) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 1000 } });
  const page = await open(context, mock);
  wishes.add(page);
  await choose(page, "Quick BI");
  const block = await unfold(page, "delete_embed_token");
  await block.locator('tr[data-param-name="X-Mock-Error"] select').selectOption("Report.NotExist");
  await block.locator('tr[data-param-name="Token"] input').fill("a token");
  await execute(page, block);
  // Boxes are told from the corner of the window, the picture is cut from that of the page.
  await page.evaluate(() => window.scrollTo(0, 0));
  const [top, end] = [await block.boundingBox(), await block.locator(".live-responses-table").boundingBox()];
  const clip = { x: top.x - 10, y: top.y - 10, width: top.width + 20, height: end.y + end.height - top.y + 20 };
  await page.screenshot({ path: picture, fullPage: true, clip });
  await context.close();
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.SPECWRIGHT_CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1300, height: 1000 } });
    context.setDefaultTimeout(15000);
    await calls(context, mock);
    await calls(context, served);
    await documents(context, mock);
    await documents(context, served);
    await errors(context);
    await filter(context);
    await strangers(context);
    await dark(browser);
    if (picture) await shoot(browser);
  } finally {
    await browser.close();
  }
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`explorer: ${looked} checks, ${wrong.length} failed`);
  process.exit(wrong.length ? 1 : 0);
})().catch((error) => {
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`explorer: ${error.stack}`);
  process.exit(1);
});
