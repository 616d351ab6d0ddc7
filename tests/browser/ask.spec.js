// Asking: the question, the answer, the picture and the reasons.

import { expect, open, test } from "./sightline.js";

const ENDPOINT = "vpce-0a1b2c3d4e5f60001";

async function ask(page, { from, to, port }) {
  if (from !== undefined) await page.fill("[name=from]", from);
  if (to !== undefined) await page.fill("[name=to]", to);
  if (port !== undefined) await page.fill("[name=port]", port);
  await page.click("[data-action=trace]");
}

test("the page opens on the hands-on, asked and ready to play", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(page.locator("[data-outcome]")).toHaveAttribute("data-outcome", "reachable");
  await expect(page.locator("[data-outcome]")).toHaveAttribute("data-verdict", "OK");
  await expect(page.locator("[data-event='1']")).toHaveAttribute("aria-current", "step");
  for (const id of ["i-0c0ec20000001", "eni-0c0b1a0e001", "vpc-0c0a5e1d001"]) {
    await expect(page.locator(`.diagram [data-resource='${id}']`).first()).toBeVisible();
  }
  await expect(page.locator(".diagram [data-kind=instance]")).toHaveCount(2);
});

test("every box of the picture has a place on the screen, and none is empty of words", async ({ page }) => {
  await open(page, { lang: "en" });
  const outside = await page.evaluate(() => {
    const stage = document.querySelector(".stage").getBoundingClientRect();
    return [...document.querySelectorAll(".diagram [data-resource]")].filter((box) => {
      const { left, top, right, bottom } = box.getBoundingClientRect();
      return left < stage.left - 1 || top < stage.top - 1 || right > stage.right + 1 || bottom > stage.bottom + 1;
    }).length;
  });
  expect(outside).toBe(0);
});

test("a question typed in is answered, and the fields suggest what there is", async ({ page }) => {
  await open(page, { lang: "en" });
  const suggested = await page.locator("[name=to]").evaluate((field) => [...field.list.options].map((it) => it.value));
  expect(suggested).toContain("ssm.ap-northeast-1.amazonaws.com");
  await ask(page, { to: "ssm.ap-northeast-1.amazonaws.com", port: "443" });
  await expect(page.locator("[data-outcome]")).toHaveAttribute("data-outcome", "reachable");
  await expect(page.locator(".events")).toContainText("10.0.0.61");
});

test("a port pasted with the target goes to its own field", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.fill("[name=to]", "10.0.0.61:443");
  await expect(page.locator("[name=port]")).toHaveValue("443");
  await expect(page.locator("[name=to]")).toHaveValue("10.0.0.61");
});

test("a blocked packet stops visibly, says why, and shows the way beyond", async ({ page }) => {
  await open(page, { lang: "en" });
  await ask(page, { to: ENDPOINT, port: "81" });
  const chip = page.locator("[data-outcome]");
  await expect(chip).toHaveAttribute("data-outcome", "blocked");
  await expect(chip).toHaveAttribute("data-verdict", "DST_SG_INGRESS_DENIED");
  const stop = page.locator(".event.stop").first();
  await stop.locator("button").click();
  await expect(stop).toHaveAttribute("aria-current", "step");
  await expect(page.locator(".diagram .sign.stop .word")).toHaveText("blocked");
  await expect(page.locator(".diagram .leaf.stopping")).toHaveAttribute("data-resource", "eni-0c0b1a0e001");
  await expect(page.locator(".why")).toContainText("does not let it in");
  await expect(page.locator(".why tr.nearest")).toContainText("closest");
  await expect(page.locator(".diagram .way.hypothetical").first()).toBeAttached();
});

test("the reason shows the deciding row, the packet, the law and AWS's page", async ({ page }) => {
  await open(page, { lang: "en" });
  const row = page.locator(".event").filter({ hasText: "security group of httpd lets it in" });
  await row.locator("button").click();
  const why = page.locator(".why");
  await expect(why.locator(".title")).toHaveText("The security group of httpd lets it in");
  await expect(why.locator("tr.won")).toContainText("decided");
  await expect(why.locator("tr.won")).toContainText("0.0.0.0/0");
  await expect(why.locator(".headers")).toContainText("10.1.0.30");
  await expect(why.locator(".law a")).toHaveAttribute("href", /^https:\/\/docs\.aws\.amazon\.com\//);
  const rewrite = page.locator(".event").filter({ hasText: "A new connection" });
  await rewrite.locator("button").click();
  await expect(why.locator(".was").first()).toContainText("10.0.0.10");
});

test("the last event sums up name, way, source, cost and guards, each leading to its event", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator(".event").last().locator("button").click();
  const line = (name) => page.locator(".sum dl > div").filter({ has: page.locator("dt", { hasText: name }) }).locator("dd");
  await expect(line("Name").locator("button")).toHaveText([/vpce\.amazonaws\.com$/, "10.0.0.57"]);
  await expect(line("Way").locator("button")).toHaveText(["consumer-ec2", "PrivateLink", "hands-on service", "prefix-nlb", "httpd"]);
  await expect(line("Seen from")).toHaveText("10.1.0.30, no longer 10.0.0.10");
  await expect(line("Cost")).toContainText(/PrivateLink: \$[\d.]+ a month \+ \$[\d.]+ per GB/);
  await line("Allowed by").getByText("SG in httpd").click();
  await expect(page.locator(".why .title")).toHaveText("The security group of httpd lets it in");
});

test("the last event of a blocked question shows the rule that decided, in words before codes", async ({ page }) => {
  await open(page, { lang: "en" });
  await ask(page, { to: ENDPOINT, port: "81" });
  await expect(page.locator(".time [data-outcome]")).toHaveText(/^Blocked · times out$/);
  await page.locator(".event").last().locator("button").click();
  await expect(page.locator(".why tr.nearest")).toContainText("closest");
  await expect(page.locator(".sum")).toContainText("The security group of PrivateLink does not let it in");
  await expect(page.locator(".sum")).toContainText("DST_SG_INGRESS_DENIED");
});

test("the list of events keeps the current one among those before and after it", async ({ page }) => {
  await open(page, { lang: "en" });
  for (let step = 0; step < 14; step++) await page.keyboard.press(".");
  const current = page.locator(".event[aria-current]");
  await expect(current).toHaveAttribute("data-event", "15");
  await expect(page.locator("[data-event='16']")).toBeInViewport({ ratio: 1 });
  await expect(page.locator("[data-event='14']")).toBeInViewport({ ratio: 1 });
  await expect(current).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.scrollingElement.scrollTop)).toBe(0);
});

test("things off the path fade, those on it do not", async ({ page }) => {
  await open(page, { lang: "en" });
  await expect(page.locator(".diagram [data-resource='eni-0c055e00001']")).toHaveClass(/\boff\b/);
  await expect(page.locator(".diagram [data-resource='eni-0c0b1a0e001']")).toHaveClass(/\bon\b/);
});

test("a press on a box shows its facts and JSON; with Shift on another, asks between them", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator(".diagram [data-resource='i-0c0ec20000001']").click();
  const thing = page.locator(".thing");
  await expect(thing).toContainText("consumer-ec2");
  await thing.locator("summary").click();
  await expect(thing.locator("pre")).toContainText('"private_ip": "10.0.0.10"');
  await page.locator(".diagram [data-resource='eni-0c055e00001']").click({ modifiers: ["Shift"] });
  await expect(page.locator("[name=to]")).toHaveValue("eni-0c055e00001");
  await expect(page.locator("[name=from]")).toHaveValue("consumer-ec2");
  await expect(page.locator("[data-outcome]")).toBeVisible();
});

test("the menu offers the scenarios, and one name has two answers by vantage", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.locator(".menu.document summary").click();
  await expect(page.locator("[data-scenario]")).toHaveCount(5);
  await page.locator("[data-scenario=split-horizon]").click();
  await expect(page.locator("[name=to]")).toHaveValue("monitoring.ap-northeast-1.amazonaws.com");
  await expect(page.locator(".events")).toContainText("172.16.2.49");
  await page.locator("[data-vantage=internet]").click();
  await expect(page.locator("[name=from]")).toHaveValue("internet");
  await expect(page.locator(".events")).toContainText("52.119.219.193");
  await expect(page.locator(".events")).not.toContainText("172.16.2.49");
});

test("NAT and gateway endpoint lead the same question two ways", async ({ page }) => {
  await open(page, { lang: "en", scenario: "nat-or-gateway" });
  const lit = () => page.locator(".diagram .leaf.on").evaluateAll((all) => all.map((it) => it.dataset.resource));
  await expect(page.locator("[data-outcome]")).toHaveAttribute("data-outcome", "reachable");
  expect(await lit()).toContain("vpce-02a1b2c3d4e5f0001");
  await page.locator("[data-vantage=task-c]").click();
  await expect(page.locator(".diagram [data-resource='nat-02a1b2c3001']").first()).toHaveClass(/\bon\b/);
  expect(await lit()).not.toContain("vpce-02a1b2c3d4e5f0001");
});

test("search finds the name that is asked for; Enter flies to the first found, the arrow goes into the list", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.fill("[name=find]", "ssm.ap-northeast-1.amazonaws.com");
  const found = page.locator(".outline .found button");
  await expect(found.first()).toContainText("ssm.ap-northeast-1.amazonaws.com");
  await page.press("[name=find]", "ArrowDown");
  await expect(found.first()).toBeFocused();
  await page.press("[name=find]", "Enter");
  await expect(page.locator(".thing")).toContainText("vpce-0a1b2c3d4e5f60002");
  await page.fill("[name=find]", "s3-gateway");
  await expect(found).toHaveCount(1); // a gateway endpoint is a route and has no name of its own
});

test("search finds by name and address and shows what was found", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.keyboard.press("/");
  await page.keyboard.type("10.1.0.20");
  await page.locator(".outline .found button").first().click();
  await expect(page.locator(".thing")).toContainText("httpd");
  await page.fill("[name=find]", "no such thing");
  await expect(page.locator(".outline")).toContainText("Nothing matches");
});
