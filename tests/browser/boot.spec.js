// How the page starts, and what a person sees where it cannot.

import { readFile } from "node:fs/promises";
import { accessibilityFaults, expect, open, test } from "./sightline.js";

for (const at of ["/", "/some/folder/"]) {
  test(`the page starts under its policy when served from ${at}`, async ({ page }) => {
    await open(page, {}, at);
    await expect(page.locator("#sightline")).not.toBeEmpty();
    await expect(page.locator(".boot-wait")).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
}

test("the addresses of scripts and styles carry the version of the build", async ({ page }) => {
  test.skip(Boolean(process.env.SIGHTLINE_SITE), "only `cargo xtask build` stamps them");
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url())));
  await open(page);
  const versions = asked.filter((url) => /\.(js|css|wasm)$/.test(url.pathname)).map((url) => url.search);
  expect(versions.length).toBeGreaterThanOrEqual(4);
  expect(new Set(versions).size).toBe(1);
  expect(versions[0]).toMatch(/^\?v=[0-9a-f]{16}$/);
});

test("nothing on the page breaks an accessibility rule", async ({ page }) => {
  await open(page);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("the page starts in a sandboxed frame, where storage throws", async ({ page }) => {
  await page.goto("/pages/sandboxed.html");
  await expect(page.frameLocator("iframe").locator("html[data-ready]")).toBeAttached();
});

test("without JavaScript the page says that it needs it, in both languages", async ({ page, faults }) => {
  await page.goto("/pages/scriptless.html");
  // Playwright's own look at a frame needs scripts in it, so the browser is asked what text it has laid out.
  const session = await page.context().newCDPSession(page);
  const { documents, strings } = await session.send("DOMSnapshot.captureSnapshot", { computedStyles: [] });
  const shown = documents.flatMap(({ layout }) => layout.text.map((index) => strings[index])).join("\n");
  expect(shown).toContain("needs JavaScript");
  expect(shown).toContain("JavaScript が必要です");
  faults.length = 0; // the browser says that it blocked the scripts
});

test("a stack that runs out ends in the overlay as well", async ({ page, faults }) => {
  await open(page);
  await page.evaluate(() => {
    const deeper = () => deeper() + 1;
    setTimeout(deeper);
  });
  await expect(page.getByRole("alert")).toContainText("Sightline has stopped");
  faults.length = 0;
});

for (const [what, answer] of [
  ["broken", { status: 200, contentType: "application/wasm", body: "not a module" }],
  ["missing", { status: 404, contentType: "text/plain", body: "not found" }],
]) {
  test(`a ${what} module leaves an overlay, not a blank page`, async ({ page, faults }) => {
    await page.route(/\.wasm/, (route) => route.fulfill(answer));
    await page.goto("/");
    const overlay = page.getByRole("alert");
    await expect(overlay).toContainText("Sightline has stopped");
    await expect(overlay).toContainText("停止しました");
    await expect(overlay.locator("[data-action=rescue]")).toBeDisabled();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.unroute(/\.wasm/);
    await overlay.locator("[data-action=reload]").click();
    await page.waitForSelector("html[data-ready]");
    faults.length = 0;
  });
}

test("a module that dies leaves the last good topology to download", async ({ page, faults }) => {
  await open(page);
  const topology = '{ "format": "sightline.topology/1", "vpc": {} }';
  await page.evaluate((text) => {
    window.__sightline_rescue = () => text;
    // (module (func (export "f") unreachable)), called as an event handler of the page would be.
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
    setTimeout(() => exports.f());
  }, topology);

  const overlay = page.getByRole("alert");
  await expect(overlay).toContainText("unreachable");
  expect(await accessibilityFaults(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent("download"), overlay.locator("[data-action=rescue]").click()]);
  expect(download.suggestedFilename()).toBe("topology.json");
  expect(await readFile(await download.path(), "utf8")).toBe(topology);
  faults.length = 0;
});

test("a crash the page reports itself shows its message as text", async ({ page }) => {
  await open(page);
  await page.evaluate(() => dispatchEvent(new CustomEvent("sightline:crash", { detail: "<b>boom</b>" })));
  await expect(page.getByRole("alert")).toContainText("<b>boom</b>");
});
