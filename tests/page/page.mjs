// Drives the docs page as a person does, by mouse, by keyboard and on a phone: versions, search, what changed.
//
//   node page.mjs CHROMIUM BOOKSHOP COMPUTE [PICTURES]
//
// Both are addresses of services. Every page fails that runs or loads what its policy forbids, asks another host, is answered
// with an error, or writes to the console. With a folder it takes the README's pictures as well.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.env.NODE_PATH}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [executablePath, bookshop, compute, pictures] = process.argv.slice(2);
const DESK = { width: 1100, height: 760 };
const PHONE = { width: 360, height: 740 };

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let passed = 0;
let failed = 0;

/** Opens a service's page and does something there; what the browser complains of fails it too. */
async function check(name, base, options, steps) {
    const context = await browser.newContext({ viewport: DESK, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints = [];
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== base && protocol !== "data:") complaints.push(`asks ${request.url()}`);
    });
    page.on("response", (response) => {
        if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
    });
    await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
            console.error(`${event.violatedDirective} forbids ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
        });
    });
    const begin = Date.now();
    try {
        await page.goto(`${base}/docs`);
        await steps(page);
        assert.deepEqual(complaints, []);
        passed += 1;
        console.log(`ok   ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    } catch (error) {
        failed += 1;
        console.log(`FAIL ${name}\n${error.stack}\n${complaints.join("\n")}`);
    }
    await context.close();
}

const version = (page) => page.getByLabel("Version", { exact: true });
const search = (page) => page.getByLabel("Search operations and models");
const found = (page) => page.locator("#results a");
/** The button of an operation, and all of it. */
const operation = (page, method, path) => page.locator(".opblock", { has: page.getByRole("button", { name: `${method} ${path}` }) });
const opened = (page) => page.locator(".opblock.is-open");

/** The path of the operation where the keyboard is. */
const focused = (page) => page.evaluate(() => document.activeElement.querySelector(".opblock-summary-path")?.dataset.path);

async function wait(page, path) {
    await page.waitForFunction((path) => document.activeElement.querySelector(".opblock-summary-path")?.dataset.path === path, path);
}

/** What is wrong for people who see or move less, by the rules of WCAG 2 A and AA. */
async function accessible(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
    assert.deepEqual(told, []);
}

await check("a page is where its mount is, and shows the newest version", bookshop, {}, async (page) => {
    assert.equal(page.url(), `${bookshop}/docs/`);
    assert.deepEqual(await version(page).locator("option").allTextContents(), [
        "2025-11-15", "2025-03-01", "2024-09-01", "2024-01-15 (deprecated)",
    ]);
    await page.getByText("List books, page by page").waitFor();
    assert.equal(await page.title(), "2025-11-15 – The bookshop");
    const document = await page.request.get(`${page.url()}${await page.getByRole("link", { name: "Document" }).getAttribute("href")}`);
    assert.equal((await document.json()).info.version, "2025-11-15");
});

await check("another version shows its own operations and models", bookshop, {}, async (page) => {
    await page.getByText("List books, page by page").waitFor();
    await version(page).selectOption("2024-01-15");
    await page.getByText("List all books").waitFor();
    assert.equal(await page.getByText("List books, page by page").count(), 0);
    await search(page).fill("author");
    await found(page).filter({ hasText: /^Model Book / }).click();
    await page.locator(".models").getByText("author", { exact: true }).waitFor();
    await version(page).selectOption("2025-11-15");
    await page.locator(".models").getByText("isbn", { exact: true }).waitFor();
    assert.equal(await page.locator(".models").getByText("author", { exact: true }).count(), 0);
    await page.goBack();
    await page.locator(".models").getByText("author", { exact: true }).waitFor();
    assert.equal(await version(page).inputValue(), "2024-01-15");
});

await check("a search leads to an operation with its parameters, bodies and errors", bookshop, {}, async (page) => {
    await page.getByText("List books, page by page").waitFor();
    await search(page).fill("change book");
    await page.getByRole("status").filter({ hasText: "found" }).waitFor();
    await found(page).filter({ hasText: /^PATCH / }).click();
    await wait(page, "/books/{book_id}");
    const open = opened(page);
    for (const text of ["Change a book", "book_id", "if-match", "Request body", "412", "428"]) {
        await open.getByText(text).first().waitFor();
    }
    await search(page).fill("nothing is called so");
    await page.getByText("Nothing found").waitFor();
});

await check("a change is followed to its operation", bookshop, {}, async (page) => {
    await version(page).selectOption("2025-03-01");
    await page.getByRole("link", { name: "What changed" }).click();
    await page.getByRole("heading", { name: "What changed from 2024-09-01 to 2025-03-01" }).waitFor();
    await page.getByText("properties.currency: added").first().waitFor();
    await page.getByLabel("Since", { exact: true }).selectOption("2024-01-15");
    await page.getByText("properties.author: removed").first().waitFor();
    const model = page.locator("#changes li", { has: page.getByRole("link", { name: "NewBook", exact: true }) });
    await model.getByRole("link", { name: "POST /books" }).click();
    await wait(page, "/books");
    await opened(page).getByText("Add a book").waitFor();
    assert.equal(await version(page).inputValue(), "2025-03-01");
    await page.goBack();
    await page.getByRole("heading", { name: "What changed from 2024-01-15 to 2025-03-01" }).waitFor();
});

await check("what is removed is shown in the version that had it", bookshop, {}, async (page) => {
    await page.goto(`${bookshop}/docs/#/2025-11-15/changes/2025-03-01`);
    await page.locator("#changes").getByRole("link", { name: "GET /books/cheapest" }).click();
    await wait(page, "/books/cheapest");
});

await check("an operation is tried out on the server", bookshop, {}, async (page) => {
    await page.goto(`${bookshop}/docs/#/2025-11-15/operation/authors_index`);
    await wait(page, "/authors");
    await opened(page).getByRole("button", { name: "Try it out" }).click();
    await opened(page).getByRole("button", { name: "Execute" }).click();
    await opened(page).getByText("Jane Austen").first().waitFor();
});

await check("the keyboard alone goes everywhere", bookshop, {}, async (page) => {
    await page.getByText("List books, page by page").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");
    await page.keyboard.press("/");
    await page.keyboard.type("review");
    await found(page).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const href = await page.evaluate(() => document.activeElement.hash);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".opblock-summary-control"));
    assert.match(await focused(page), /reviews/);
    assert.equal(new URL(page.url()).hash, href);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-expanded")), "true");
    await page.keyboard.press("Enter");
    assert.equal(await opened(page).count(), 0);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    assert.equal(await found(page).first().isVisible(), false);
});

await check("a phone shows all of it, and nothing beside it", bookshop, { viewport: PHONE, hasTouch: true, isMobile: true }, async (page) => {
    const fits = async () => {
        const [wide, screen] = await page.evaluate(() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(wide <= screen, `${wide} pixels on a screen of ${screen}`);
    };
    await page.getByText("List books, page by page").waitFor();
    await fits();
    await search(page).fill("add book");
    await found(page).first().tap();
    await wait(page, "/books");
    await opened(page).getByText("Request body").waitFor();
    await fits();
    await page.getByRole("link", { name: "What changed" }).tap();
    await page.getByText("properties.isbn: added").first().waitFor();
    await fits();
});

for (const colorScheme of ["light", "dark"]) {
    await check(`nobody is shut out, where colours are ${colorScheme}`, bookshop, { colorScheme }, async (page) => {
        await page.getByText("List books, page by page").waitFor();
        await search(page).fill("book");
        await found(page).first().waitFor();
        await accessible(page);
        await found(page).filter({ hasText: "/books/{book_id}" }).first().click();
        await wait(page, "/books/{book_id}");
        await accessible(page);
        await page.getByRole("link", { name: "What changed" }).click();
        await page.getByText("properties.isbn: added").first().waitFor();
        await accessible(page);
    });
}

await check("a large API is as quick to search", compute, {}, async (page) => {
    await page.getByText("Compute API").first().waitFor();
    await version(page).selectOption("2.26");
    await page.getByRole("link", { name: "What changed" }).click();
    await page.locator("#changes").getByRole("link", { name: "GET /v2.1/servers/{server_id}/tags", exact: true }).click();
    await wait(page, "/v2.1/servers/{server_id}/tags");
    await search(page).fill("PUT /v2.1/os-services");
    await found(page).first().waitFor();
});

await check("without scripts there are the documents", bookshop, { javaScriptEnabled: false }, async (page) => {
    const links = page.locator("noscript a");
    assert.equal(await links.count(), 4);
    const document = await page.request.get(new URL(await links.last().getAttribute("href"), page.url()).href);
    assert.equal((await document.json()).info.version, "2024-01-15");
});

if (pictures) {
    const options = { viewport: { width: 1000, height: 640 } };
    await check("a picture of an operation that is searched for", bookshop, options, async (page) => {
        await page.goto(`${bookshop}/docs/#/2025-11-15/operation/books_index_by_page`);
        await wait(page, "/books");
        await page.evaluate(() => scrollTo(0, 0));
        await search(page).fill("book");
        await found(page).first().waitFor();
        await page.screenshot({ path: `${pictures}/search.png` });
    });
    await check("a picture of what changed", bookshop, options, async (page) => {
        await page.goto(`${bookshop}/docs/#/2025-03-01/changes/2024-09-01`);
        await page.getByText("properties.currency: added").first().waitFor();
        await page.screenshot({ path: `${pictures}/changes.png` });
    });
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
