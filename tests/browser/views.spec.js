// Comparing vantages, the matrix of verdicts, and fixes that were tried.

import { accessibilityFaults, expect, open, test } from "./sightline.js";

const PHONE = { width: 390, height: 844 };

test("one name asked from two vantages: two answers, two zones, two ways, in step", async ({ page }) => {
  await open(page, { lang: "en", scenario: "split-horizon" });
  await page.click("[data-screen=compare]");
  const rows = page.locator(".compare tbody tr");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText("172.16.2.49");
  await expect(rows.nth(0).locator(".zone")).toContainText("monitoring.ap-northeast-1.amazonaws.com");
  await expect(rows.nth(1).locator(".addresses")).not.toContainText("172.16.2.49");
  await expect(rows.nth(1).locator(".zone")).toContainText("the public DNS");
  await expect(page.locator(".diagram .lines > g")).toHaveCount(2);
  const dashes = await page.locator(".diagram .lines > g").evaluateAll((all) =>
    all.map((it) => ({ dash: getComputedStyle(it.querySelector("path")).strokeDasharray, colour: getComputedStyle(it.querySelector("path")).stroke })),
  );
  expect(dashes[0].dash).not.toBe(dashes[1].dash);
  expect(dashes[0].colour).not.toBe(dashes[1].colour);

  const places = () => page.locator(".diagram .letter").evaluateAll((all) => all.map((it) => it.getAttribute("transform")));
  await expect(page.locator(".diagram .letter text")).toHaveText(["A", "B"]);
  const before = await places();
  for (let at = 0; at < 6; at += 1) await page.keyboard.press(".");
  const after = await places();
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  await expect(page.locator(".lane-drawing.compared .lane-line")).toHaveCount(2);

  await expect.poll(() => decodeURIComponent(page.url())).toContain("view=compare:private-ec2,internet");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await expect(rows).toHaveCount(2);
  await rows.nth(1).locator("[data-action=open-path]").click();
  await expect(page.locator("[name=from]")).toHaveValue("internet");
  await expect(page.locator("[data-screen=path]")).toHaveAttribute("aria-pressed", "true");
});

test("a vantage joins the comparison and leaves it", async ({ page }) => {
  await open(page, { lang: "en", scenario: "split-horizon", view: "compare" });
  const rows = page.locator(".compare tbody tr");
  await page.selectOption(".compare [name=vantage]", "public-ec2");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(2)).toContainText("public-ec2");
  await rows.nth(0).locator("[data-action=remove-vantage]").click();
  await expect(rows).toHaveCount(2);
  await expect(page.locator(".compare [data-compare='private-ec2']")).toHaveCount(0);
});

test("the matrix holds every verdict; arrows go from cell to cell and Enter opens the path", async ({ page }) => {
  await open(page, { lang: "en", view: "matrix" });
  const cells = page.locator(".matrix [role=gridcell] button");
  const [rows, columns] = [await page.locator(".matrix tbody tr").count(), await page.locator(".matrix thead th").count()];
  expect(await cells.count()).toBe(rows * (columns - 1));
  for (const cell of await cells.all()) {
    await expect(cell.locator(".verdict-sign")).toHaveText(/[✓✕≠?]/);
    await expect(cell).toHaveAttribute("aria-label", /: (Reachable|Blocked|It depends|Cannot say)\./);
  }
  await cells.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const [outcome, code] = await page.evaluate(() => [document.activeElement.dataset.outcome, document.activeElement.dataset.verdict]);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-screen=path]")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("output[data-outcome]")).toHaveAttribute("data-outcome", outcome);
  await expect(page.locator("output[data-outcome]")).toHaveAttribute("data-verdict", code);
});

test("the matrix says by which port it asks: each target's own, or the one that is typed", async ({ page }) => {
  await open(page, { lang: "en", view: "matrix" });
  const heads = page.locator(".matrix thead th .target-head");
  await expect(heads.nth(0)).toHaveText("PrivateLink :80");
  await expect(heads.nth(1)).toHaveText("ssm :443");
  const row = page.locator(".matrix tbody tr").filter({ has: page.locator("th", { hasText: "consumer-ec2" }) });
  await expect(row.locator(".verdict").first()).toHaveAttribute("data-outcome", "reachable");
  await page.fill("[name=matrix-port]", "443");
  await page.press("[name=matrix-port]", "Enter");
  await expect(heads.nth(0)).toHaveText("PrivateLink :443");
  await expect(row.locator(".verdict").first()).toHaveAttribute("data-outcome", "blocked");
  await page.fill("[name=matrix-port]", "");
  await page.press("[name=matrix-port]", "Enter");
  await row.locator(".verdict").first().click();
  await expect(page.locator("[name=port]")).toHaveValue("80");
  await expect(page.locator("output[data-outcome]")).toHaveAttribute("data-outcome", "reachable");
});

test("vantages of the matrix are filtered by name", async ({ page }) => {
  await open(page, { lang: "en", view: "matrix" });
  await page.fill(".matrix [name=filter]", "httpd");
  await expect(page.locator(".matrix tbody tr")).toHaveCount(1);
  await expect(page.locator(".matrix tbody th")).toContainText("httpd");
});

test("vantages of the matrix are put together, with counts that unfold into verdicts", async ({ page }) => {
  await open(page, { lang: "en", view: "matrix" });
  const apart = await page.locator(".matrix tbody tr").count();
  await page.selectOption(".matrix [name=group]", "vpc");
  const groups = page.locator(".matrix tr.group");
  await expect(groups).not.toHaveCount(0);
  await expect(page.locator(".matrix tbody tr:not(.group)")).toHaveCount(0);
  for (const fold of await page.locator(".fold[aria-expanded=false]").all()) await expect(fold).toContainText(/vantages: \d+/);
  while ((await page.locator(".fold[aria-expanded=false]").count()) > 0) await page.locator(".fold[aria-expanded=false]").first().click();
  await expect(page.locator(".matrix tbody tr:not(.group)")).toHaveCount(apart);
  await page.locator(".matrix tr:not(.group) .verdict").first().click();
  await expect(page.locator("[data-screen=path]")).toHaveAttribute("aria-pressed", "true");
});

/** A VPC whose endpoint lets nobody in. */
const SHUT = {
  format: "sightline.topology/1",
  vpc: { "vpc-1": { cidr_block: "10.0.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
  subnet: { "subnet-1": { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24", availability_zone: "us-east-1a" } },
  security_group: {
    "sg-open": { vpc_id: "vpc-1", name: "open", egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }] },
    "sg-shut": { vpc_id: "vpc-1", name: "shut" },
  },
  network_interface: {
    "eni-1": { subnet_id: "subnet-1", private_ips: ["10.0.0.10"], security_groups: ["sg-open"] },
    "eni-2": { subnet_id: "subnet-1", private_ips: ["10.0.0.20"], security_groups: ["sg-shut"] },
  },
  instance: {
    "i-1": { network_interface_ids: ["eni-1"], subnet_id: "subnet-1", private_ip: "10.0.0.10", vpc_security_group_ids: ["sg-open"], tags: { Name: "client" } },
    "i-2": { network_interface_ids: ["eni-2"], subnet_id: "subnet-1", private_ip: "10.0.0.20", vpc_security_group_ids: ["sg-shut"], tags: { Name: "server" } },
  },
};

const given = (body) => ({ name: "shut.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(body)) });

test("a blocked question lists what must change and a fix that was tried; applying it is one edit", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", given(SHUT));
  await expect(page.locator(".diagram [data-resource='i-2']")).toBeAttached();
  await page.fill("[name=from]", "client");
  await page.fill("[name=to]", "server");
  await page.fill("[name=port]", "443");
  await page.click("[data-action=trace]");
  const chip = page.locator("output[data-outcome]");
  await expect(chip).toHaveAttribute("data-outcome", "blocked");
  const blockers = page.locator(".blockers .blocker");
  await expect(blockers).toHaveCount(1);
  await blockers.first().click();
  await expect(page.locator(".event.stop[aria-current=step]")).toBeVisible();
  const fix = page.locator(".fix").first();
  await expect(fix.locator(".diff .come")).toContainText("10.0.0.10/32");
  await expect(fix.locator(".diff .come")).toContainText("443");
  expect(await accessibilityFaults(page)).toEqual([]);
  await fix.locator("[data-action=apply-fix]").click();
  await expect(chip).toHaveAttribute("data-outcome", "reachable");
  await expect(page.locator("[name=to]")).toHaveValue("server");
  await page.click("[data-action=undo]");
  await expect(chip).toHaveAttribute("data-outcome", "blocked");
  await page.click("[data-action=redo]");
  await expect(chip).toHaveAttribute("data-outcome", "reachable");
});

test("a firewall is told to drop, and the packet stops there until that is undone", async ({ page }) => {
  await open(page, { lang: "en", scenario: "inspection" });
  const verdict = page.locator("output[data-outcome]");
  await expect(verdict).toHaveAttribute("data-outcome", "reachable");
  await page.locator(".leaf[data-resource='i-04a0f1e0f13e']").click();
  const appliance = page.getByRole("group", { name: "As an appliance" });
  await expect(appliance.locator("[data-value=pass]")).toHaveAttribute("aria-pressed", "true");
  await appliance.locator("[data-value=drop]").focus();
  await page.keyboard.press("Enter");
  await expect(verdict).toHaveAttribute("data-verdict", "GWLB_APPLIANCE_DROP");
  await expect(appliance.locator("[data-value=drop]")).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("group", { name: "Target health" }).locator("[data-value=unhealthy]").click();
  await expect(page.getByRole("group", { name: "Target health" }).locator("[data-value=unhealthy]")).toHaveAttribute("aria-pressed", "true");
  await page.click("[data-action=undo]");
  await page.click("[data-action=undo]");
  await expect(verdict).toHaveAttribute("data-outcome", "reachable");
  await expect(page.locator("[data-action=undo]")).toBeDisabled();
});

test("a press on a source and then on a target asks; Escape goes back, step by step", async ({ page }) => {
  await open(page, { lang: "en" });
  const box = (id) => page.locator(`.diagram [data-resource='${id}']`).first();
  await box("i-0c0ec20000001").click();
  await expect(page.locator(".pick-hint")).toContainText("consumer-ec2");
  await page.keyboard.press("Escape");
  await expect(page.locator(".pick-hint p")).toHaveCount(0);
  await box("i-0c0ec20000001").click();
  await box("eni-0c055e00001").click();
  await expect(page.locator("[name=from]")).toHaveValue("consumer-ec2");
  await expect(page.locator("[name=to]")).toHaveValue("eni-0c055e00001");
  await expect(box("eni-0c055e00001")).toHaveClass(/\bon\b/);
  await expect(box("eni-0c0b1a0e001")).toHaveClass(/\boff\b/);
  await page.keyboard.press("Escape");
  await expect(page.locator(".diagram .off")).toHaveCount(0);
  await box("eni-0c055e00001").click();
  await expect(page.locator(".thing")).toContainText("eni-0c055e00001");
});

test("what an endpoint policy is asked is folded under the question, and kept in the link", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator(".ask-more summary").click();
  await page.fill("[name=action]", "s3:GetObject");
  await page.fill("[name=arn]", "arn:aws:s3:::bucket/key");
  await page.locator("[name=arn]").press("Enter");
  await expect.poll(() => decodeURIComponent(page.url())).toContain("action=s3:GetObject&arn=arn:aws:s3:::bucket/key");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await expect(page.locator("[name=action]")).toHaveValue("s3:GetObject");
});

test("repeated, the animation goes on from the first event", async ({ page }) => {
  await open(page, { lang: "en", embed: "edit" });
  await page.click("[data-action=loop]");
  await expect(page.locator("[data-action=loop]")).toHaveAttribute("aria-pressed", "true");
  await page.selectOption("[name=speed]", "4");
  const last = await page.locator("[name=position]").getAttribute("max");
  await page.locator("[name=position]").fill(String(Number(last) - 1));
  await page.click("[data-action=play]");
  // An event is over before a patient look comes round again: every frame is looked at.
  const passes = (event) => page.waitForFunction((it) => document.querySelector("[name=position]").value === it, event);
  await passes(last);
  await passes("1");
  await expect(page.locator("[data-action=pause]")).toBeVisible();
});

for (const lang of ["en", "ja"]) {
  for (const theme of ["light", "dark"]) {
    test(`no view breaks a rule of accessibility: ${lang}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await open(page, { lang, theme, scenario: "split-horizon", view: "compare" });
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.click("[data-screen=matrix]");
      await expect(page.locator(".matrix")).toBeVisible();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.setViewportSize(PHONE);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.click("[data-screen=compare]");
      await expect(page.locator(".compare")).toBeVisible();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  }
}

test("both views fit a phone, and the page at twice its size", async ({ page }) => {
  for (const viewport of [PHONE, { width: 720, height: 450 }]) {
    await page.setViewportSize(viewport);
    for (const view of ["compare", "matrix"]) {
      await page.goto("about:blank");
      await open(page, { lang: "ja", scenario: "split-horizon", view });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await expect(page.locator(view === "matrix" ? ".matrix-room" : ".compare")).toBeVisible();
    }
  }
});
