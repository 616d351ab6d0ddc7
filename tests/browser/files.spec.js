// Files and links: what comes in, what goes out, and what happens to what cannot be read.

import { readFile, rm, writeFile } from "node:fs/promises";
import { expect, open, test } from "./sightline.js";

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.9.0.0/16
      Tags:
        - Key: Name
          Value: "<b>mine</b>"
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.9.0.0/24
  Role:
    Type: AWS::IAM::Role
    Properties: {}
`;

const text = (name, body, mimeType = "text/plain") => ({ name, mimeType, buffer: Buffer.from(body) });
const choose = (page, ...files) => page.setInputFiles("input[type=file][name=import]", files);

test("a template becomes a picture, with a report of every resource, and can be undone", async ({ page }) => {
  await open(page, { lang: "en" });
  await choose(page, text("net.yml", TEMPLATE));
  const report = page.locator(".report");
  await expect(report.locator(".counts [data-class=ignored]")).toContainText("1");
  await expect(report.locator("[title='net.Role']")).toContainText("Role");
  await report.locator("[data-action=close-report]").click();
  await expect(page.locator(".diagram [data-resource='net.Vpc']")).toBeVisible();
  await expect(page.locator(".diagram [data-of='net.Vpc']")).toContainText("<b>mine</b>");
  await expect(page.locator(".stage b")).toHaveCount(0);

  await page.click("[data-action=undo]");
  await expect(page.locator(".diagram [data-resource='net.Vpc']")).toHaveCount(0);
  await expect(page.locator("[data-outcome]")).toHaveAttribute("data-verdict", "OK");
  await page.locator(".stage").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Control+Shift+z");
  await expect(page.locator(".diagram [data-resource='net.Vpc']")).toBeVisible();
});

for (const [what, name, body, place] of [
  ["broken YAML", "bad.yml", "Resources:\n  A: [1, 2\n  B: 3\n", /line \d+/],
  ["broken JSON", "bad.json", '{\n  "format": "sightline.topology/1",\n  "vpc": {]\n}', /line 3, column/],
  ["a wrong type", "type.json", '{\n  "format": "sightline.topology/1",\n  "vpc": { "vpc-1": { "cidr_block": 7 } }\n}', /line 3/],
  ["an unknown tag", "tag.yml", "Resources:\n  A:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: !Nonsense x\n", /line 5/],
  ["an empty file", "empty.yml", "", /empty/],
]) {
  test(`${what} is refused with its place, and the picture stays`, async ({ page }) => {
    await open(page, { lang: "en" });
    await choose(page, text(name, body));
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(name);
    await expect(alert).toContainText(place);
    await expect(page.locator("[data-outcome]")).toHaveAttribute("data-verdict", "OK");
    await expect(page.locator(".diagram [data-kind=instance]")).toHaveCount(2);
    await alert.locator("[data-action=dismiss]").click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
}

test("files may be dropped onto the page", async ({ page }) => {
  await open(page, { lang: "en" });
  const data = await page.evaluateHandle((body) => {
    const data = new DataTransfer();
    data.items.add(new File([body], "dropped.yml", { type: "text/yaml" }));
    return data;
  }, TEMPLATE);
  await page.dispatchEvent(".sightline", "dragover", { dataTransfer: data });
  await expect(page.locator(".drop-here")).toBeVisible();
  await page.dispatchEvent(".sightline", "drop", { dataTransfer: data });
  await expect(page.locator(".drop-here")).toHaveCount(0);
  await expect(page.locator(".diagram [data-resource='dropped.Vpc']")).toBeAttached();
});

test("what is exported as JSON comes in again the same", async ({ page }) => {
  await open(page, { lang: "en" });
  const save = async () => {
    await page.locator(".menu.end summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=export-json]")]);
    await expect(page.locator(".menu.end[open]")).toHaveCount(0);
    return readFile(await download.path(), "utf8");
  };
  const first = await save();
  expect(JSON.parse(first).format).toBe("sightline.topology/1");
  await choose(page, text("topology.json", first, "application/json"));
  await expect(page.locator(".document-title")).toHaveText("topology");
  expect(await save()).toBe(first);
});

test("the picture is exported as one SVG file without script", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator(".menu.end summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=export-svg]")]);
  const svg = await readFile(await download.path(), "utf8");
  expect(svg).toContain("<svg");
  expect(svg).toContain("consumer-ec2");
  expect(svg).not.toContain("<script");

  // The document travels in its picture, which opens again as what it shows.
  await page.setInputFiles("[name=import]", { name: "picture.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
  await expect(page.locator(".document-title")).toHaveText("picture");
  await expect(page.locator(".diagram [data-resource='i-0c0ec20000001']")).toBeAttached();
  await page.locator(".menu.end summary").click();
  const [again] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=export-json]")]);
  const topology = JSON.parse(await readFile(await again.path(), "utf8"));
  expect(Object.keys(topology.vpc)).toContain("vpc-0c0a5e1d001");
});

test("the answer is exported as one SVG file that plays by itself, without script, and opens again", async ({ page, faults }) => {
  await open(page, { lang: "en", scenario: "nat-or-gateway", from: "task-c" });
  await page.locator(".menu.end summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=export-animated]")]);
  const svg = await readFile(await download.path(), "utf8");
  expect(svg).not.toMatch(/<script|onload|href="http/);
  await page.setInputFiles("[name=import]", { name: "played.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
  await expect(page.locator(".document-title")).toHaveText("played");

  // A plain file of its own: the dot is on its way.
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
  const place = () => page.locator(".move").first().evaluate((it) => getComputedStyle(it).transform);
  const before = await place();
  await expect.poll(place).not.toBe(before);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.locator(".move").first()).toHaveCSS("animation-name", "none");
  faults.length = 0;
});

test("the diagram goes out for Mermaid and draw.io, and a redacted copy with its pseudonyms in a file of its own", async ({ page }) => {
  await open(page, { lang: "en" });
  const press = async (action) => {
    await page.locator(".menu.end summary").click();
    await page.click(`[data-action=${action}]`);
  };
  const save = async (action) => {
    const [download] = await Promise.all([page.waitForEvent("download"), press(action)]);
    return readFile(await download.path(), "utf8");
  };
  const mermaid = await save("export-mermaid");
  expect(mermaid).toMatch(/^flowchart/);
  expect(mermaid).toContain("consumer-ec2");
  const drawio = await save("export-drawio");
  expect(drawio).toContain("<mxfile");
  expect(drawio).toContain("consumer-ec2");

  const saved = {};
  page.on("download", async (download) => {
    saved[download.suggestedFilename()] = await readFile(await download.path(), "utf8");
  });
  await press("export-redacted");
  await expect.poll(() => Object.keys(saved).sort()).toEqual(["pseudonyms-keep-private.json", "topology-redacted.json"]);
  expect(saved["topology-redacted.json"]).not.toContain("consumer-ec2");
  expect(saved["pseudonyms-keep-private.json"]).toContain("0c0ec20000001");
});

test("the picture is exported as a PNG of twice its size", async ({ page }) => {
  await open(page, { lang: "en" });
  const save = async (action) => {
    await page.locator(".menu.end summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-action=${action}]`)]);
    return readFile(await download.path());
  };
  const svg = (await save("export-svg")).toString("utf8");
  const png = await save("export-png");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const side = (name) => Math.floor(Number(new RegExp(` ${name}="([\\d.]+)"`).exec(svg)[1])) * 2;
  expect(Math.abs(png.readUInt32BE(16) - side("width"))).toBeLessThanOrEqual(2);
  expect(Math.abs(png.readUInt32BE(20) - side("height"))).toBeLessThanOrEqual(2);
});

test("on paper there is the question, the picture, the reasons and every event, and nothing to press", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.emulateMedia({ media: "print" });
  for (const part of [".ask-from", ".diagram", ".why", ".events", "output[data-outcome]"]) await expect(page.locator(part)).toBeVisible();
  for (const part of [".tools", ".outline", ".transport", "[data-action=trace]"]) await expect(page.locator(part)).toBeHidden();
  await expect(page.locator(".event").last()).toBeVisible();

  // The window says that it prints before anything is laid out on paper: then the picture fits whatever place it gets.
  await page.emulateMedia({ media: "screen" });
  await expect(page.locator(".tools")).toBeVisible();
  await page.keyboard.press("0");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const [x, y, width, height] = (await page.locator(".diagram").getAttribute("viewBox")).split(" ").map(Number);
  const world = await page.locator(".diagram > g").evaluate((it) => {
    const box = it.getBBox();
    const [dx, dy, scale] = it.getAttribute("transform").match(/[-\d.]+/g).map(Number);
    return [dx + box.x * scale, dy + box.y * scale, box.width * scale, box.height * scale];
  });
  expect(x).toBeLessThanOrEqual(world[0] + 1);
  expect(y).toBeLessThanOrEqual(world[1] + 1);
  expect(x + width).toBeGreaterThanOrEqual(world[0] + world[2] - 1);
  expect(y + height).toBeGreaterThanOrEqual(world[1] + world[3] - 1);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator(".diagram")).not.toHaveAttribute("viewBox");
});

test("a shared link leads to the very moment", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, { lang: "en", scenario: "split-horizon" });
  await page.locator("[data-vantage=internet]").click();
  await page.click("[data-action=step]");
  await page.click("[data-action=step]");
  await page.click("[data-action=share]");
  await expect(page.getByRole("status").filter({ hasText: "Link copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await other.waitForSelector("html[data-ready]");
  await expect(other.locator("[name=from]")).toHaveValue("internet");
  await expect(other.locator("[data-event][aria-current=step]")).toHaveAttribute("data-event", "3");
  await expect(other.locator(".document-title")).toHaveText("One name, two answers");
});

test("a document of one's own travels in the link", async ({ page }) => {
  await open(page, { lang: "en" });
  await choose(page, text("net.yml", TEMPLATE));
  await expect.poll(() => page.url()).toContain("#t=1.");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await expect(page.locator(".diagram [data-resource='net.Vpc']")).toBeAttached();
});

test("a network too large for a link is offered as a file", async ({ page }) => {
  await open(page, { lang: "en" });
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648).toString(36);
  const instance = {};
  for (let at = 0; at < 900; at += 1) instance[`i-${random()}${random()}`] = { private_ip: `10.0.${at >> 8}.${at & 255}` };
  await choose(page, text("large.json", JSON.stringify({ format: "sightline.topology/1", instance })));
  await expect(page.locator(".document-title")).toHaveText("large");
  await page.click("[data-action=share]");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("does not fit into a link");
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.locator("[data-action=export-json]").click()]);
  expect(JSON.parse(await readFile(await download.path(), "utf8")).format).toBe("sightline.topology/1");
});

test("a damaged link and an unknown scenario are said, and the page works", async ({ page }) => {
  await open(page, { lang: "en", t: "1.%%%" });
  await expect(page.getByRole("alert")).toContainText("cut off or was altered");
  await expect(page.locator(".diagram [data-kind=instance]")).toHaveCount(2);
  await page.goto("about:blank");
  await open(page, { lang: "en", scenario: "nothing" });
  await expect(page.getByRole("alert")).toContainText("no such scenario");
});

test("an import sets the marks that measuring scripts wait for, once and in order", async ({ page }) => {
  await open(page, { lang: "en" });
  const marks = () => page.evaluate(() => performance.getEntriesByType("mark").map((it) => it.name).filter((it) => /import|layout|paint/.test(it)));
  expect(await marks()).toEqual([]);
  await choose(page, text("net.yml", TEMPLATE));
  await expect.poll(marks).toEqual(["sightline:import:start", "sightline:import:end", "sightline:layout:end", "sightline:paint"]);
  const bench = await page.evaluate(() => ({ nodes: window.__sightline.nodes(), leaf: window.__sightline.leafPx() }));
  expect(bench.nodes).toBeGreaterThan(2);
});

test("the last good document is kept for the boot script", async ({ page }) => {
  await open(page, { lang: "en" });
  const kept = () => page.evaluate(() => JSON.parse(window.__sightline_rescue)?.vpc ?? {});
  await expect.poll(async () => Object.keys(await kept())).toContain("vpc-0c0a5e1d001");
  await choose(page, text("net.yml", TEMPLATE));
  await expect.poll(async () => Object.keys(await kept())).toEqual(["net.Vpc"]);
});

test("a file of 130 MB is refused by name, and the picture stays", async ({ page }, info) => {
  await open(page, { lang: "en" });
  const before = await page.locator(".diagram [data-resource]").count();
  const path = info.outputPath("huge.json");
  await writeFile(path, `{"format":"sightline.topology/1","x":"${"a".repeat(130 * 1024 * 1024)}"}`);
  await page.setInputFiles("input[type=file][name=import]", path);
  await expect(page.locator("[role=alert]")).toContainText("huge.json");
  await expect(page.locator("[role=alert]")).toContainText("larger than 128 MB");
  await expect(page.locator(".diagram [data-resource]")).toHaveCount(before);
  await rm(path);
});
