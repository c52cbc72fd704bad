// Opens a site of reference pages as a reader does: from files, with a keyboard, in the dark, on a narrow screen, without
// scripts. In: the folder of a site, and that of one with templates of its own. Out: what is wrong; exit code 1 if anything.
"use strict";

const fs = require("fs");
const path = require("path");
const { fileURLToPath, pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const [site, own, pictures] = process.argv.slice(2).map((folder) => path.resolve(folder));
const wrong = [];
let looked = 0;

function check(holds, what) {
  looked += 1;
  if (!holds) wrong.push(what);
}

const address = (folder, file) => pathToFileURL(path.join(folder, file)).href;
const pagesOf = (folder) =>
  ["index.html", ...fs.readdirSync(path.join(folder, "api")).sort().map((file) => `api/${file}`)];

// A page that tells of every error and of every request that leaves the folder.
async function open(context, url) {
  const page = await context.newPage();
  page.on("console", (line) => {
    if (["error", "warning"].includes(line.type())) wrong.push(`${page.url()}: the console says: ${line.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`${page.url()}: cannot load ${request.url()}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) wrong.push(`${page.url()} asks for ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

// Every link inside leads to a file that is there, and to an id that is on it; no id stands twice.
async function links(context) {
  const ids = new Map(), found = [];
  for (const file of pagesOf(site)) {
    const page = await open(context, address(site, file));
    const seen = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
      links: [...document.querySelectorAll("a[href], link[href], script[src]")].map((one) => one.href || one.src),
      taken: window.taken,
      scripts: document.querySelectorAll("script").length,
      handlers: document.documentElement.outerHTML.match(/<[^>]* on[a-z]+=/i),
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    const url = address(site, file);
    ids.set(url, new Set(seen.ids));
    check(seen.ids.length === new Set(seen.ids).size, `${file}: an id stands twice`);
    check(seen.taken === undefined && seen.scripts === 2, `${file}: a text became a script`);
    check(!seen.handlers, `${file}: an attribute is a script: ${seen.handlers}`);
    check(seen.overflow <= 0, `${file}: it is wider than the window`);
    found.push(...seen.links.map((link) => [file, link]));
    await page.close();
  }
  for (const [file, link] of found) {
    if (/^https?:/.test(link)) continue;
    const url = new URL(link);
    check(url.protocol === "file:", `${file}: link to ${link}`);
    if (url.protocol !== "file:") continue;
    const anchor = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    check(fs.existsSync(fileURLToPath(url)), `${file}: broken link ${link}`);
    if (anchor && ids.has(url.href)) check(ids.get(url.href).has(anchor), `${file}: broken anchor ${link}`);
  }
  return ids;
}

// Every entry of the index leads somewhere.
async function index(context, ids) {
  const page = await open(context, address(site, "index.html"));
  const entries = await page.evaluate(() => window.specwrightIndex.entries);
  check(entries.length > 100, "the index is empty");
  for (const [, name, , , file, anchor] of entries) {
    const known = ids.get(address(site, file));
    check(known && (!anchor || known.has(anchor)), `the index leads nowhere: ${name} in ${file}#${anchor}`);
  }
  await page.close();
}

async function search(context) {
  const page = await open(context, address(site, "index.html"));
  const first = () => page.locator("#search-results a .name").first().textContent();
  await page.keyboard.press("/");
  check(await page.evaluate(() => document.activeElement.id === "search"), "the key / does not lead to the search");
  await page.keyboard.type("-1005");
  check((await first()) === "-1005", `-1005 finds ${await first()} first`);
  await picture(page, "search");
  await page.keyboard.press("ArrowDown");
  check(await page.evaluate(() => document.activeElement.matches("#search-results a")), "the arrow does not lead to the hits");
  await page.keyboard.press("Enter");
  await page.waitForURL(/te\.html#error--1005$/);
  const row = page.locator(":target");
  check((await row.getAttribute("id")) === "error--1005", "the hit is not the target");
  const box = await row.boundingBox();
  const height = page.viewportSize().height;
  const top = await page.locator(".top").evaluate((bar) => bar.getBoundingClientRect().bottom);
  check(box && box.y >= top && box.y + box.height <= height, `the target is not in sight: ${JSON.stringify(box)}`);
  check(/too many requests/i.test(await row.textContent()), "the target does not tell its meaning");
  await picture(page, "errors");

  await page.keyboard.press("/");
  await page.keyboard.type("list_records");
  check((await first()) === "list_records", `list_records finds ${await first()} first`);
  await page.locator("#search").fill("record list");
  const all = await page.locator("#search-results a .name").allTextContents();
  check(all.includes("list_records"), "words in another order do not find list_records");
  await page.locator("#search").fill("expires_in");
  check(/field/.test(await page.locator("#search-results a .kind").first().textContent()), "no field is found");
  await page.locator("#search").fill("no such thing at all");
  check((await page.locator("#search-status").textContent()) === "Nothing found", "it does not say that nothing was found");
  await page.locator("#search").fill("token");
  await page.keyboard.press("Escape");
  check(await page.locator("#search-results").isHidden(), "Escape does not close the hits");
  await page.locator("#search").fill("<script>");
  check((await page.evaluate(() => window.taken)) === undefined, "a hit became a script");
  await page.close();
}

// The smallest contrast of any text with what is behind it.
function contrast() {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (one) => {
    for (; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  let least = [21, ""];
  for (const one of document.querySelectorAll("body *")) {
    const has = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!has || !one.checkVisibility() || one.matches(".here, .skip")) continue;
    const [a, b] = [light(parse(getComputedStyle(one).color)), light(behind(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least[0]) least = [ratio, `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`];
  }
  return least;
}

async function looks(browser) {
  const ground = {};
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1300, height: 1000 } });
    const page = await open(context, `${address(site, "api/weda.html")}#operation-list_records`);
    ground[scheme] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [ratio, where] = await page.evaluate(contrast);
    check(ratio >= 4.5, `${scheme}: contrast ${ratio.toFixed(2)} at ${where}`);
    await picture(page, scheme);
    await context.close();
  }
  check(ground.light !== ground.dark, "the dark is as light as the light");
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  for (const file of pagesOf(site)) {
    const page = await open(context, address(site, file));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${file}: ${wide} pixels too wide for a narrow screen`);
    if (file === "api/weda.html") await picture(page, "narrow");
    await page.close();
  }
  await context.close();
}

async function withoutScripts(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address(site, "index.html"));
  check(await page.locator("form.search").isHidden(), "without scripts there is a search that does nothing");
  await page.locator("main a").first().click();
  check(await page.locator("main h1").isVisible(), "without scripts pages do not show");
  await page.locator('.side a[href="#errors"]').click();
  check(await page.locator("#errors-title").isVisible(), "without scripts links do not lead");
  await context.close();
}

async function templates(browser) {
  const context = await browser.newContext();
  const page = await open(context, address(own, "index.html"));
  check((await page.locator("h1").textContent()) === "A page of our own", "a template was not replaced");
  check((await page.title()) === "Ours", "the title was not replaced");
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(colour === "rgb(1, 2, 3)", "the style was not replaced");
  await page.locator("main a").click();
  check(/api\/.*\.html$/.test(page.url()), "the link of the replaced template leads nowhere");
  await context.close();
}

// The policy of the page itself keeps a script out that should get in all the same.
async function policy(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address(site, "index.html"));
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.taken = true";
    document.body.append(script);
    return window.taken === true;
  });
  check(!ran, "a script inside of the page runs");
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
    await index(context, await links(context));
    await search(context);
    await looks(browser);
    await withoutScripts(browser);
    await templates(browser);
    await policy(browser);
  } finally {
    await browser.close();
  }
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`browser: ${looked} checks, ${wrong.length} failed`);
  process.exit(wrong.length ? 1 : 0);
})().catch((error) => {
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`browser: ${error.stack}`);
  process.exit(1);
});
