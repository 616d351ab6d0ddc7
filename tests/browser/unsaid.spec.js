// What no input says, answered by who knows it: the answer goes on from there.

import { expect, open, test } from "./sightline.js";

/** As a dump says it: DNS attributes and DHCP options were not asked for, nor the rules of a group. */
const SILENT = {
  format: "sightline.topology/1",
  vpc: {
    "vpc-1": {
      cidr_block: "10.0.0.0/16", region: "eu-west-1", dhcp_options_id: "dopt-1",
      enable_dns_support: null, enable_dns_hostnames: null, tags: { Name: "shop" },
    },
  },
  subnet: { "subnet-1": { vpc_id: "vpc-1", cidr_block: "10.0.1.0/24", availability_zone: "eu-west-1a" } },
  security_group: { "sg-1": { vpc_id: "vpc-1", unknown: { ingress: "left out" }, egress: [{ protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }] } },
  instance: {
    "i-1": { subnet_id: "subnet-1", private_ip: "10.0.1.10", vpc_security_group_ids: ["sg-1"], tags: { Name: "one" } },
    "i-2": { subnet_id: "subnet-1", private_ip: "10.0.1.20", vpc_security_group_ids: ["sg-1"], tags: { Name: "two" } },
  },
  route53_zone: { Z1: { name: "inside.example", vpc: [{ vpc_id: "vpc-1" }] } },
  route53_record: { "r-1": { zone_id: "Z1", name: "two.inside.example", type: "A", ttl: 60, records: ["10.0.1.20"] } },
};

async function dump(page, lang) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, { lang });
  await page.setInputFiles("[name=import]", { name: "dump.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(SILENT)) });
  await expect(page.locator(".diagram [data-resource='i-2']")).toBeAttached();
  await page.keyboard.press("Escape");
  await page.fill("[name=from]", "one");
  await page.fill("[name=to]", "two.inside.example");
  await page.fill("[name=port]", "443");
  await page.keyboard.press("Enter");
  await expect(page.locator("output[data-outcome]")).toHaveAttribute("data-outcome", "undetermined");
}

const row = (page, attribute) => page.locator(`[data-unsaid=${attribute}]`);
const outcome = (page) => page.locator("output[data-outcome]");

test("what a dump leaves out is answered one fact at a time, and the picture goes on from there", async ({ page }) => {
  await dump(page, "en");
  await row(page, "domain_name_servers").getByRole("button").click();
  await expect(row(page, "domain_name_servers")).toContainText("assumed by you");
  await row(page, "enable_dns_support").getByRole("button", { name: "on" }).click();
  await row(page, "enable_dns_hostnames").getByRole("button", { name: "on" }).click();
  await expect(outcome(page)).toHaveAttribute("data-outcome", "undetermined");
  await row(page, "ingress").getByRole("button", { name: "all traffic" }).click();
  await expect(outcome(page)).toHaveAttribute("data-outcome", "reachable");
  await expect(page.locator("[data-unsaid]")).toHaveCount(4);
  await expect(page.locator("[data-event][aria-current=step]")).not.toHaveAttribute("data-event", "1");

  // Each is one step back, and another answer is another end.
  await page.keyboard.press("Control+z");
  await expect(outcome(page)).toHaveAttribute("data-outcome", "undetermined");
  await row(page, "ingress").getByRole("button", { name: "only what is listed" }).click();
  await expect(outcome(page)).toHaveAttribute("data-outcome", "blocked");
  await row(page, "enable_dns_support").getByRole("button", { name: "off" }).click();
  await expect(row(page, "enable_dns_support").getByRole("button", { name: "off" })).toHaveAttribute("aria-pressed", "true");

  // The document says who said so.
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("[data-action=export-json]").evaluate((it) => it.click())]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const document = JSON.parse(Buffer.concat(chunks).toString());
  expect(document.view["vpc-1"].assumed).toEqual(["enable_dns_support", "enable_dns_hostnames"]);
  expect(document.vpc["vpc-1"].enable_dns_support).toBe(false);
});

test("on a phone and by keyboard alone the missing facts are answered, too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await dump(page, "ja");
  await page.click("button[data-tab=why]");
  for (const [attribute, name] of [["domain_name_servers", "AmazonProvidedDNS"], ["enable_dns_support", "有効"], ["enable_dns_hostnames", "有効"], ["ingress", "すべての通信"]]) {
    const button = row(page, attribute).getByRole("button", { name });
    const { height } = await button.boundingBox();
    expect(height).toBeGreaterThanOrEqual(43);
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(row(page, attribute)).toContainText("あなたの仮定");
  }
  await expect(outcome(page)).toHaveAttribute("data-outcome", "reachable");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
