// The picture under a person's hands: moved, folded, seen with other questions in mind, and of any size.

import { expect, large, open, test } from "./sightline.js";

const rect = (page, id) => page.locator(`.leaf[data-box="${id}"] > .body`).evaluate((it) => it.getAttribute("y"));
const LEAF = "i-0c0ec20000001";

test("the picture follows a drag to its end", async ({ page }) => {
  await open(page, { lang: "en" });
  const place = () => page.locator(".diagram > g").first().getAttribute("transform");
  const numbers = (text) => text.match(/-?[\d.]+/g).map(Number);
  const [x0, y0] = numbers(await place());
  const { x, y, height } = await page.locator(".diagram").boundingBox();
  await page.mouse.move(x + 20, y + height - 12);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + height - 62, { steps: 10 });
  await page.mouse.up();
  const [x1, y1] = numbers(await place());
  expect(Math.round(x1 - x0)).toBe(100);
  expect(Math.round(y1 - y0)).toBe(-50);
});

test("a box is moved by hand, and one undo puts it back", async ({ page }) => {
  await open(page, { lang: "en" });
  const before = await rect(page, LEAF);
  const box = await page.locator(`.leaf[data-box="${LEAF}"]`).boundingBox();
  await page.mouse.move(box.x + 20, box.y + 15);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => rect(page, LEAF)).not.toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(() => rect(page, LEAF)).toBe(before);
});

test("a container folds by double click, and by key for what is selected", async ({ page }) => {
  await open(page, { lang: "en" });
  const subnet = page.locator(".container.k-private > .body").first();
  const { x, y, width, height } = await subnet.boundingBox();
  await page.mouse.dblclick(x + width - 8, y + height - 5);
  await expect(page.locator(".k-folded")).toHaveCount(1);
  await expect(page.locator(".k-folded")).toContainText("hidden");
  // The sign of what is hidden opens it: by a press, of one or two clicks, and by keyboard.
  await page.locator(".k-folded").dblclick();
  await expect(page.locator(".k-folded")).toHaveCount(0);
  await page.locator('.leaf[data-box="i-0c0ec20000001"]').click();
  await page.keyboard.press("f");
  await expect(page.locator(".k-folded")).toHaveCount(1);
  await page.locator(".k-folded").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".k-folded")).toHaveCount(0);
});

test("a perspective notes at each thing what it is about, and stays in the link", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(page.locator(".note")).toHaveCount(0);
  await page.getByLabel("Perspective").selectOption("cost");
  await expect(page.locator(".note").first()).toContainText("a month");
  await expect.poll(() => page.url()).toContain("view=cost");
  await page.getByLabel("Perspective").selectOption("security");
  await expect(page.locator(`.note[data-note="${LEAF}"]`)).toBeVisible();
});

test("from afar VPCs and accounts are named in letters that are read, and a count of what is hidden opens it", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("input[name=import]", large(12, 100));
  const names = page.locator(".names .name");
  await expect(names.filter({ hasText: "100 ENIs" })).toHaveCount(12);
  const boxes = await names.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()));
  for (const [at, one] of boxes.entries()) {
    expect(one.height).toBeGreaterThanOrEqual(10);
    for (const other of boxes.slice(at + 1)) {
      const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      expect(apart).toBe(true);
    }
  }
  const net = names.and(page.locator("[data-name='vpc-7']"));
  await expect(net).toHaveAttribute("aria-label", /net 7: 100 ENIs are hidden here/);
  await net.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator('.leaf[data-box="i-7-50"]')).toBeVisible();
  await expect(names.filter({ hasText: "100 ENIs" })).toHaveCount(0);
  await page.keyboard.press("0");
  await names.and(page.locator("[data-name='vpc-2']")).click();
  await expect(page.locator('.leaf[data-box="i-2-50"]')).toBeVisible();
});

test("a small network seen from afar keeps its names at their size", async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 500 });
  await open(page, { lang: "en" });
  for (let at = 0; at < 4; at += 1) await page.keyboard.press("-");
  const name = page.locator(".names [data-name='vpc-0c0a51ce0000001'], .names .of-vpc").first();
  await expect(name).toContainText("consumer");
  await expect.poll(() => name.locator("text").first().evaluate((it) => Math.round(it.getBoundingClientRect().height))).toBeGreaterThan(10);
});

test("a large network is seen from afar, and the search flies to a host in it", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("input[name=import]", large(12, 100));
  await expect(page.locator("canvas.overview")).toBeVisible();
  expect(await page.locator(".diagram *").count()).toBeLessThan(200);
  await page.keyboard.press("/");
  await page.keyboard.type("10.7.0.60");
  await page.locator(".outline .found .row").first().click();
  await expect(page.locator('.leaf[data-box="i-7-50"]')).toBeVisible();
  await expect(page.locator('.leaf[data-box="i-2-50"]')).toHaveCount(0);
  await expect(page.locator(".minimap")).toBeVisible();
  expect(await page.locator(".diagram *").count()).toBeLessThan(3000);
});
