// Looks: languages, colours, small screens, frames, and rules of accessibility.

import { accessibilityFaults, expect, open, test } from "./sightline.js";

const PHONE = { width: 390, height: 844 };

test("the language switches everything, and the page says so", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.click("[data-action=lang]");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.locator("[data-action=trace]")).toHaveText("追跡");
  await expect(page.locator("[data-outcome]")).toContainText("到達可能");
  await expect(page.locator("[data-event='1']")).toContainText("問い合わせます");
  await expect(page.locator(".diagram")).toContainText("DNS リゾルバー");
  await expect.poll(() => page.url()).toContain("lang=ja");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await expect(page.locator("[data-action=trace]")).toHaveText("追跡");
});

test("in Japanese no English sentence is left", async ({ page }) => {
  await open(page, { lang: "ja" });
  const sentences = await page.evaluate(() =>
    [...document.querySelectorAll("button, h1, h2, p, label > span, [aria-label]")]
      .filter((it) => !it.closest("[lang=en]"))
      .flatMap((it) => [it.getAttribute("aria-label"), it.children.length ? "" : it.textContent])
      .filter((it) => it && /[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(it) && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(it)),
  );
  expect(sentences).toEqual([]);
});

test("the colours follow the system until one is chosen, which the link and the next visit keep", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page, { lang: "en" });
  const ground = () => page.locator(".stage").evaluate((it) => getComputedStyle(it).backgroundColor);
  const dark = await ground();
  await page.click("[data-action=theme]");
  await expect(page.locator(".sightline")).toHaveAttribute("data-theme", "light");
  expect(await ground()).not.toBe(dark);
  await expect.poll(() => page.url()).toContain("theme=light");
  await page.goto("about:blank");
  await open(page);
  await expect(page.locator(".sightline")).toHaveAttribute("data-theme", "light");
});

for (const lang of ["en", "ja"]) {
  for (const theme of ["light", "dark"]) {
    test(`nothing breaks a rule of accessibility: ${lang}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await open(page, { lang, theme, to: "vpce-0a1b2c3d4e5f60001:81" });
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.locator(".event.stop button").first().click();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.locator(".diagram [data-resource='i-0c0ec20000001']").click();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  }
}

for (const lang of ["en", "ja"]) {
  test(`a phone shows the picture, the stepper and one panel at a time: ${lang}`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await open(page, { lang });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    for (const part of [".stage", ".time", ".tabs"]) await expect(page.locator(part)).toBeVisible();
    await expect(page.locator(".side")).toBeHidden();
    const ground = await page.locator(".ground").boundingBox();
    const time = await page.locator(".time").boundingBox();
    expect(ground.height).toBeGreaterThan(400);
    expect(time.y).toBeGreaterThanOrEqual(ground.y + ground.height - 1);
    const zoom = await page.locator(".zoom").boundingBox();
    expect(zoom.y).toBeGreaterThanOrEqual(ground.y + ground.height - 1);
    const chosen = await page.locator("[name=perspective]").boundingBox();
    expect(chosen.x + chosen.width).toBeLessThanOrEqual(PHONE.width);
    await page.click("button[data-tab=why]");
    await expect(page.locator(".why")).toBeVisible();
    expect((await page.locator(".ground").boundingBox()).height).toBeGreaterThan(180);
    await page.click("button[data-tab=why]");
    await expect(page.locator(".why")).toBeHidden();
    await page.click("button[data-tab=events]");
    await expect(page.locator(".events")).toBeVisible();
    await expect(page.locator(".why")).toBeHidden();
    await page.click("button[data-tab=outline]");
    await expect(page.locator(".outline")).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);

    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, summary, select, .ask input")]
        .filter((it) => it.checkVisibility() && !it.closest("dialog"))
        .map((it) => ({ it: it.dataset.action ?? it.name ?? it.className, ...it.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width > 1 && (width < 43.5 || height < 42.5))
        .map(({ it, width, height }) => `${it}: ${Math.round(width)} by ${Math.round(height)}`),
    );
    expect(small).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}

test("no style is written inline as markup, and none is injected", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press(".");
  const written = await page.evaluate(() => [
    document.querySelectorAll("style").length,
    // The camera writes three: where the dots of the ground lie, and how large signs and names are.
    [...document.querySelectorAll("[style]")].filter((it) => !it.matches(".ground, g:has(> .signs), g:has(> .names)")).length,
  ]);
  expect(written).toEqual([0, 0]);
});

test("everything is reached by keyboard, and the focus is seen", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator("[data-action=trace]").focus();
  const seen = new Set();
  for (let at = 0; at < 90; at += 1) {
    await page.keyboard.press("Tab");
    seen.add(
      await page.evaluate(() => {
        const it = document.activeElement;
        return it.dataset?.action ?? it.dataset?.resource ?? it.name ?? it.className?.baseVal ?? it.className;
      }),
    );
  }
  for (const it of ["import", "share", "lang", "find", "diagram", "i-0c0ec20000001"]) expect([...seen]).toContain(it);
  await page.locator(".diagram [data-resource='i-0c0ec20000001']").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".thing")).toContainText("consumer-ec2");
  await page.keyboard.press("Escape");
  await expect(page.locator(".thing")).toHaveCount(0);
});

test("one page embeds two diagrams, which know nothing of each other", async ({ page }) => {
  await page.goto("/pages/two-embeds.html");
  const [one, other] = [page.frameLocator("iframe >> nth=0"), page.frameLocator("iframe >> nth=1")];
  for (const frame of [one, other]) {
    await expect(frame.locator("html[data-ready]")).toBeAttached();
    await expect(frame.locator(".stage")).toBeVisible();
    await expect(frame.locator("[data-action=play]")).toBeVisible();
    await expect(frame.locator("header")).toHaveCount(0);
    await expect(frame.locator(".outline, .side")).toHaveCount(0);
  }
  await expect(one.locator(".diagram")).toContainText("prefix-nlb");
  await expect(other.locator(".diagram")).toContainText("monitoring");
  await expect(other.locator("html")).toHaveAttribute("lang", "ja");
  await one.locator("[data-action=step]").click();
  await expect(one.locator("[name=position]")).toHaveValue("2");
  await expect(other.locator("[name=position]")).toHaveValue("1");
});

test("a page steers its embed by messages and hears how the answer goes", async ({ page }) => {
  await page.goto("/pages/remote.html");
  const frame = page.frameLocator("iframe");
  const position = frame.locator("[name=position]");
  const output = page.locator("output");
  await expect(output).toHaveText(/^1 of \d+: reachable$/);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(position).toHaveValue("2");
  await expect(output).toHaveText(/^2 of /);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(position).toHaveValue("1");

  // The options of `mount`: a moment, a language, a question, a document of the page's own.
  await page.evaluate(() => say({ step: 9, lang: "ja" }));
  await expect(position).toHaveValue("9");
  await expect(frame.locator("html")).toHaveAttribute("lang", "ja");
  await page.evaluate(() => say({ from: "httpd", to: "10.0.0.10:22" }));
  await expect(output).toHaveText(/blocked$/);
  const topology = { format: "sightline.topology/1", vpc: { "vpc-own": { cidr_block: "10.9.0.0/16" } } };
  await page.evaluate((it) => say({ topology: it }), topology);
  await expect(frame.locator("[data-resource=vpc-own]").first()).toBeVisible();
  await expect(output).not.toHaveText(/blocked$/);

  // What opens files, saves them or is no command does nothing, and nobody else is heard.
  await page.evaluate(() => say({ scenario: "hands-on", from: "consumer-ec2", to: "vpce-0a1b2c3d4e5f60001:80" }));
  await expect(output).toHaveText(/^1 of /);
  let saved = 0;
  page.on("download", () => saved++);
  await page.evaluate(() => ["export-json", "import", "help", "", "nonsense", 7, null].forEach((it) => say(it)));
  await frame.locator("html").evaluate(() => window.postMessage({ sightline: "end" }, "*"));
  await page.evaluate(() => say("play"));
  await expect.poll(() => page.evaluate(() => heard.at(-1).playing)).toBe(true);
  await page.evaluate(() => say("pause"));
  await expect.poll(() => page.evaluate(() => heard.at(-1).playing)).toBe(false);
  expect(saved).toBe(0);
  await expect(frame.locator("[role=dialog], [role=alert]")).toHaveCount(0);
  const events = await page.evaluate(() => heard.at(-1));
  expect(events.event).toBeLessThan(events.events);
  const told = JSON.stringify(await page.evaluate(() => heard));
  for (const secret of ["vpce-", "consumer", "10.0."]) expect(told).not.toContain(secret);
});

test("a whole page in a frame is nobody's to steer", async ({ page }) => {
  await page.goto("/pages/remote.html");
  await page.locator("iframe").evaluate((frame) => (frame.src = "/?page#scenario=hands-on&lang=en"));
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html[data-ready] header")).toBeVisible();
  const before = await page.evaluate(() => heard.length);
  await page.evaluate(() => say("step"));
  await frame.locator("[data-action=step]").click();
  await expect(frame.locator("[name=position]")).toHaveValue("2");
  expect(await page.evaluate(() => heard.length)).toBe(before);
});

test("in a frame the wheel scrolls the page, unless the diagram has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 500 });
  await page.goto("/pages/two-embeds.html");
  const frame = page.frameLocator("iframe >> nth=0");
  await expect(frame.locator("html[data-ready]")).toBeAttached();
  const place = () => frame.locator(".diagram > g").getAttribute("transform");
  const before = await place();
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  expect(await place()).toBe(before);
  await frame.locator(".diagram").focus();
  await page.mouse.wheel(0, -120);
  await expect.poll(place).not.toBe(before);
});

for (const [lang, width] of [["en", 1440], ["ja", 1440], ["ja", 390]]) {
  test(`a port of five digits is seen whole: ${lang}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page, { lang });
    await page.fill("[name=port]", "50000");
    await page.locator("[name=port]").blur();
    const room = await page.locator("[name=port]").evaluate((it) => it.clientWidth - it.scrollWidth);
    expect(room).toBeGreaterThanOrEqual(0);
    await expect(page.locator("[name=port]")).toBeInViewport({ ratio: 1 });
  });
}
