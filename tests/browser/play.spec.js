// Time: the picture, the list and the reasons move together.

import { expect, open, test } from "./sightline.js";

const current = (page) => page.locator("[data-event][aria-current=step]");
const number = async (page) => Number(await current(page).getAttribute("data-event"));
const dot = (page) => page.locator(".diagram .dot").getAttribute("transform");

test("step, back and the ends move one event at a time", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.click("[data-action=step]");
  await expect(current(page)).toHaveAttribute("data-event", "2");
  await page.click("[data-action=back]");
  await expect(current(page)).toHaveAttribute("data-event", "1");
  await expect(page.locator("[data-action=back]")).toBeDisabled();
  await page.click("[data-action=end]");
  const count = await page.locator("[data-event]").count();
  await expect(current(page)).toHaveAttribute("data-event", String(count));
  await expect(page.locator(".why .place")).toContainText(`Event ${count} of ${count}`);
});

test("play runs through the events and stops at the end", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.selectOption("[name=speed]", "4");
  const start = await dot(page);
  await page.click("[data-action=play]");
  await expect(page.locator("[data-action=pause]")).toBeVisible();
  await expect.poll(() => dot(page)).not.toBe(start);
  await expect.poll(() => number(page)).toBeGreaterThan(3);
  await page.click("[data-action=pause]");
  const paused = await number(page);
  await page.waitForTimeout(400);
  expect(await number(page)).toBe(paused);
  await page.click("[data-action=play]");
  const count = await page.locator("[data-event]").count();
  await expect.poll(() => number(page), { timeout: 40_000 }).toBe(count);
  await expect(page.locator("[data-action=play]")).toBeVisible();
});

test("the dot moves by itself: no frame renders the page", async ({ page }) => {
  await open(page, { lang: "en" });
  const changed = await page.evaluate(async () => {
    let count = 0;
    const observer = new MutationObserver((records) => (count += records.length));
    observer.observe(document.querySelector(".side"), { subtree: true, childList: true, characterData: true });
    document.querySelector("[data-action=play]").click();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    count = 0;
    await new Promise((done) => setTimeout(done, 250)); // within the first event
    observer.disconnect();
    return count;
  });
  expect(changed).toBe(0);
});

test("keys: Space, full stop, comma, Home, End, 0, plus, minus, question mark", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press(".");
  await expect(current(page)).toHaveAttribute("data-event", "2");
  await page.keyboard.press(",");
  await expect(current(page)).toHaveAttribute("data-event", "1");
  await page.keyboard.press("End");
  expect(await number(page)).toBe(await page.locator("[data-event]").count());
  await page.keyboard.press("Home");
  expect(await number(page)).toBe(1);
  await page.keyboard.press("Space");
  await expect(page.locator("[data-action=pause]")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.locator("[data-action=play]")).toBeVisible();

  const scale = () => page.evaluate(() => Number(/scale\(([\d.]+)/.exec(document.querySelector(".diagram > g").getAttribute("transform"))[1]));
  const fitted = await scale();
  await page.keyboard.press("+");
  expect(await scale()).toBeGreaterThan(fitted);
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  expect(await scale()).toBeLessThan(fitted);
  await page.keyboard.press("0");
  expect(await scale()).toBeCloseTo(fitted, 3);

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Play or pause");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the palette runs what is chosen in it", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("last event");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await number(page)).toBe(await page.locator("[data-event]").count());
});

test("the slider scrubs, by pointer and by keyboard", async ({ page }) => {
  await open(page, { lang: "en" });
  const slider = page.locator("[name=position]");
  const { x, y, width, height } = await slider.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
  const middle = await number(page);
  const count = await page.locator("[data-event]").count();
  expect(Math.abs(middle - count / 2)).toBeLessThan(2);
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  expect(await number(page)).toBe(middle + 1);
});

test("names travel dotted above, the packet solid below", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(page.locator(".lane-drawing .tick.dns").first()).toBeVisible();
  await expect(page.locator(".lane-drawing .tick.packet").first()).toBeVisible();
  await expect(page.locator(".diagram .dot")).toHaveClass(/\bdns\b/);
  await expect(page.locator(".diagram .dot .pill")).toHaveText("A?");
  await page.keyboard.press("End");
  await expect(page.locator(".diagram .dot")).toHaveClass(/\bpacket\b/);
  const dashes = await page.locator(".diagram .way.dns").first().evaluate((way) => getComputedStyle(way).strokeDasharray);
  expect(dashes).not.toBe("none");
});

test("the packet carries its headers: written anew by NAT, wrapped for an appliance, and back again", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const carried = async (scenario, from) => {
    await page.goto("about:blank");
    await open(page, { lang: "en", scenario, from });
    const signs = [];
    const events = await page.locator("[data-event]").count();
    for (let at = 1; at <= events; at += 1) {
      await expect(current(page)).toHaveAttribute("data-event", `${at}`);
      const sign = page.locator(".signs .pill");
      if ((await sign.count()) > 0) signs.push(await sign.first().innerHTML().then((it) => it.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()));
      await page.keyboard.press(".");
    }
    return signs.join(" | ");
  };
  const nat = await carried("nat-or-gateway", "task-c");
  expect(nat).toContain("from 10.0.2.10 → 10.0.100.5");
  expect(nat).toContain("from 10.0.100.5 → 203.0.113.5");
  expect(nat).toContain("to 203.0.113.5 → 10.0.100.5");
  expect(nat).toContain("to 10.0.100.5 → 10.0.2.10");
  const inspected = await carried("inspection", "internet");
  expect(inspected.match(/GENEVE/g)).toHaveLength(2);
  expect(inspected).toContain("to 203.0.113.10 → 10.0.100.10");
});

test("who wants less motion sees every step at once", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, { lang: "en" });
  const start = await dot(page);
  await page.keyboard.press("Home");
  await page.click("[data-action=step]");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const there = await dot(page);
  await page.waitForTimeout(300);
  expect(await dot(page)).toBe(there);
  expect(start).toBeTruthy();
  const moves = await page.locator(".diagram .halo").evaluate((halo) => getComputedStyle(halo).animationName);
  expect(moves).toBe("none");
});

test("a drag pans and the wheel zooms around the pointer", async ({ page }) => {
  await open(page, { lang: "en" });
  const place = () => page.locator(".diagram > g").getAttribute("transform");
  const before = await place();
  const { x, y, height } = await page.locator(".stage").boundingBox();
  await page.mouse.move(x + 40, y + height - 40);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + height - 80, { steps: 4 });
  await page.mouse.up();
  const dragged = await place();
  expect(dragged).not.toBe(before);
  await expect(page.locator(".thing")).toHaveCount(0);
  await page.mouse.wheel(0, -300);
  await expect.poll(place).not.toBe(dragged);
  await page.click("[data-action=fit]");
  expect(await place()).toBe(before);
});

test("on a phone the packet is near enough to read and stays in sight, from the internet on", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, { scenario: "inspection", lang: "en" });
  const events = await page.locator("[name=position]").evaluate((it) => Number(it.max));
  for (let event = 1; event <= events; event += 1) {
    await expect(page.locator("[name=position]")).toHaveValue(`${event}`);
    const seen = await page.evaluate(() => {
      const ground = document.querySelector(".ground").getBoundingClientRect();
      const dot = document.querySelector(".dot .core").getBoundingClientRect();
      const letters = document.querySelector(".leaf .t-title").getBoundingClientRect().height;
      const inside = dot.left >= ground.left && dot.right <= ground.right && dot.top >= ground.top && dot.bottom <= ground.bottom;
      return { inside, legible: letters > 9 };
    });
    expect(seen, `event ${event}`).toEqual({ inside: true, legible: true });
    await page.keyboard.press(".");
  }
});

test("a request and its reply share the sign of a guard they both pass", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, { scenario: "nat-or-gateway", lang: "en" });
  await page.keyboard.press("End");
  const places = await page.locator(".sign").evaluateAll((signs) => signs.map((it) => it.getAttribute("transform").match(/[-\d.]+/g).map(Number)));
  expect(places.length).toBeGreaterThan(3);
  for (const [at, [x, y]] of places.entries()) {
    for (const [other, down] of places.slice(at + 1)) expect(Math.hypot(x - other, y - down)).toBeGreaterThanOrEqual(10);
  }
});

test("the words of containers lie over the lines, whose ground they keep around their letters", async ({ page }) => {
  await open(page, { lang: "en" });
  const order = await page.evaluate(() => {
    const words = document.querySelector(".heading.k-vpc");
    return ["trail", "edge"].every((it) => document.querySelector(`.${it}`).compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(order).toBe(true);
  await expect(page.locator(".heading.k-vpc text").first()).toHaveCSS("paint-order", "stroke");
});

test("a name that DNS Firewall blocks stops at the resolver, unmistakably, and says so", async ({ page }) => {
  const document = {
    format: "sightline.topology/1",
    vpc: { "vpc-1": { cidr_block: "10.0.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
    subnet: { "subnet-1": { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24", availability_zone: "us-east-1a" } },
    instance: { "i-1": { subnet_id: "subnet-1", private_ip: "10.0.0.9", tags: { Name: "web" } } },
    route53_resolver_firewall_domain_list: { "fdl-1": { name: "bad", domains: ["*.example.com."] } },
    route53_resolver_firewall_rule_group: { "frg-1": { name: "guard" } },
    route53_resolver_firewall_rule: {
      "rule-1": { firewall_rule_group_id: "frg-1", firewall_domain_list_id: "fdl-1", priority: 1, action: "BLOCK", block_response: "NXDOMAIN" },
    },
    route53_resolver_firewall_rule_group_association: { "frga-1": { firewall_rule_group_id: "frg-1", vpc_id: "vpc-1", priority: 101 } },
  };
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", { name: "guarded.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });
  await expect(page.locator("[name=from]")).toHaveValue("web");
  await page.fill("[name=to]", "www.example.com:443");
  await page.click("[data-action=trace]");
  await expect(page.locator("output[data-outcome]")).toHaveText("Blocked · no address");
  await page.locator(".event").last().locator("button").click();
  await expect(page.locator(".diagram .sign.stop .word")).toHaveText("blocked");
  await expect(page.locator(".why tr.won")).toContainText("*.example.com");
  await expect(page.locator(".sum")).toContainText("DNS Firewall answers NXDOMAIN for *.example.com");
});
