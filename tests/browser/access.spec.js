// For everyone: every view passes axe in both themes and languages, keeps its signs in forced colours, and fits a page
// at twice its size.

import { accessibilityFaults, expect, large, open, test } from "./sightline.js";

const UNFINISHED = `Parameters:
  Range: { Type: String }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Range } }
  Role: { Type: AWS::IAM::Role }
`;

/** Each view: what the address says, and what is done there. */
const VIEWS = {
  path: [{}],
  blocked: [{ to: "vpce-0a1b2c3d4e5f60001:81" }, (page) => page.keyboard.press("End")],
  thing: [{}, (page) => page.locator(".diagram [data-resource='i-0c0ec20000001']").click()],
  compare: [{ scenario: "split-horizon", view: "compare" }],
  matrix: [{ view: "matrix" }],
  groups: [
    { view: "matrix" },
    async (page) => {
      await page.selectOption("[name=group]", "vpc");
      await page.locator(".fold").first().click();
    },
  ],
  report: [
    {},
    async (page) => {
      await page.setInputFiles("[name=import]", { name: "unfinished.yml", mimeType: "text/yaml", buffer: Buffer.from(UNFINISHED) });
      await page.waitForSelector(".report");
    },
  ],
  security: [{ view: "security" }],
  dns: [{ view: "dns" }],
  cost: [{ view: "cost" }],
  ownership: [{ view: "ownership" }],
  palette: [{}, (page) => page.keyboard.press("Control+k")],
  help: [{}, (page) => page.keyboard.press("?")],
  share: [{}, (page) => page.locator("[data-action=share]").click()],
};

const go = async (page, name, more) => {
  const [hash, act] = VIEWS[name];
  await open(page, { ...hash, ...more });
  await act?.(page);
  await page.waitForTimeout(400); // transitions have ended
};

for (const theme of ["light", "dark"]) {
  for (const lang of ["en", "ja"]) {
    test(`axe finds nothing in any view: ${theme}, ${lang}`, async ({ page }) => {
      test.setTimeout(240_000);
      const faults = [];
      for (const name of Object.keys(VIEWS)) {
        await page.goto("about:blank");
        await go(page, name, { theme, lang });
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
      }
      expect(faults).toEqual([]);
    });
  }
}

test("forced colours keep outlines, signs and the chosen things apart", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page, { lang: "en", to: "vpce-0a1b2c3d4e5f60001:81" });
  await page.keyboard.press("End");
  const looks = (selector) =>
    page.locator(selector).first().evaluate((it) => {
      const { fill, stroke, backgroundColor, outlineStyle } = getComputedStyle(it);
      return { fill, stroke, backgroundColor, outlineStyle };
    });
  const [ground, sign, cross] = [await looks(".diagram .leaf .body"), await looks(".sign.stop circle"), await looks(".sign.stop path")];
  expect(sign.fill).not.toBe(cross.stroke);
  expect(ground.stroke).not.toBe(ground.fill);
  await expect(page.locator(".sign.stop .word").first()).toHaveText("blocked");
  expect((await looks(".event[aria-current] button")).outlineStyle).toBe("solid");
  expect((await looks(".outline .row[aria-current=true]")).outlineStyle).toBe("solid");
  await page.keyboard.press("Home");
  await page.locator("[data-screen=compare]").click();
  const chosen = await looks("[data-screen=compare]");
  expect(chosen.backgroundColor).not.toBe((await looks("[data-screen=path]")).backgroundColor);
});

test("at twice its size the page scrolls nowhere sideways, in any view", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 720, height: 450 });
  for (const name of Object.keys(VIEWS).filter((it) => it !== "thing")) {
    await page.goto("about:blank");
    await go(page, name, { lang: "ja" });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
  }
});

test("by keyboard alone: ask, step, read why, compare, open a cell, come back", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator("[name=port]").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("81");
  await page.keyboard.press("Enter");
  await expect(page.locator("output[data-outcome]")).toHaveAttribute("data-outcome", "blocked");
  await page.locator(".diagram").focus();
  await page.keyboard.press("End");
  await expect(page.locator("p.now")).toHaveAttribute("aria-live", "polite");
  await expect(page.locator("p.now")).toContainText("Blocked");
  await expect(page.locator(".events ol [aria-current=step]")).toHaveCount(1);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("Show every");
  await page.keyboard.press("Enter");
  await expect(page.locator(".matrix")).toBeVisible();
  await page.locator(".matrix [role=gridcell] button").first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-screen=path]")).toHaveAttribute("aria-pressed", "true");
});

test("the outline is a tree of what the picture holds, walked by arrows and letters, in step with the diagram", async ({ page }) => {
  await open(page, { lang: "en" });
  const tree = page.getByRole("tree", { name: "Network" });
  const item = (id) => tree.locator(`[data-branch="${id}"]`).first();
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("data-branch"));
  expect(await tree.getByRole("treeitem").count()).toBeGreaterThan(10);
  await expect(tree.locator("[tabindex='0']")).toHaveCount(1);
  const root = tree.getByRole("treeitem").first();
  await expect(root).toHaveAttribute("aria-level", "1");
  await expect(root).toHaveAttribute("aria-expanded", "true");
  await expect(tree.getByRole("group").first().getByRole("treeitem").first()).toHaveAttribute("aria-level", "2");

  await tree.locator("[tabindex='0']").focus();
  await page.keyboard.press("Home");
  const vpc = await focused();
  const before = await tree.getByRole("treeitem").count();
  await page.keyboard.press("ArrowLeft");
  await expect(item(vpc)).toHaveAttribute("aria-expanded", "false");
  expect(await tree.getByRole("treeitem").count()).toBeLessThan(before);
  await page.keyboard.press("ArrowDown");
  await expect(tree.locator(":focus")).toHaveAttribute("aria-level", "1");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(item(vpc)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowRight");
  await expect(tree.locator(":focus")).toHaveAttribute("aria-level", "2");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(focused).toBe(vpc);

  await page.keyboard.type("consumer-e"); // no letter of it is a command of the page
  await expect.poll(focused).toBe("i-0c0ec20000001");
  await page.keyboard.press("Enter");
  await expect(item("i-0c0ec20000001")).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".diagram [data-resource='i-0c0ec20000001']")).toHaveClass(/selected/);

  await item(vpc).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await page.locator(".diagram .leaf[data-resource='eni-0c055e00001']").first().click();
  await expect(item("eni-0c055e00001")).toHaveAttribute("aria-selected", "true");
  await expect(item("eni-0c055e00001")).toHaveAttribute("tabindex", "0");
});

test("closed subnets of a large network are opened in the tree", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("input[name=import]", large(12, 100));
  const tree = page.getByRole("tree", { name: "Network" });
  const subnet = tree.locator("[data-branch='subnet-3']");
  await expect(subnet).toHaveAttribute("aria-expanded", "false");
  await subnet.focus();
  await page.keyboard.press("ArrowRight");
  await expect(tree.locator("[data-branch='i-3-7']")).toHaveAttribute("aria-level", "3");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.locator(".diagram .leaf[data-box='i-3-0'].selected")).toBeVisible();
});
