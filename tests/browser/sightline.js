// What every end-to-end test starts from: a page that notices its own faults, and how to open it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test as base } from "@playwright/test";

export { expect };

/**
 * Playwright's `test`, which also fails where the page logged an error, broke its Content-Security-Policy, threw, or
 * asked another host for anything. A test that provokes faults empties the list: `faults.length = 0`.
 */
export const test = base.extend({
  faults: [
    async ({ page, baseURL }, use) => {
      const faults = [];
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
      page.on("request", (request) => {
        const own = ["data:", "blob:"].some((scheme) => request.url().startsWith(scheme));
        if (!own && !request.url().startsWith(baseURL)) faults.push(`foreign request: ${request.url()}`);
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Opens the page and waits until the first diagram is drawn.
 *
 * `hash` holds the parameters of the page, as `{ lang: "ja", theme: "dark" }`; `at` is the folder the site is served
 * from, `/` or `/some/folder/`.
 */
export async function open(page, hash = {}, at = "/") {
  const parameters = new URLSearchParams(hash).toString();
  await page.goto(`${at}${parameters ? `#${parameters}` : ""}`);
  await page.waitForSelector("html[data-ready]");
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The accessibility rules the page breaks, one line each: rule, what is wrong, where. */
export async function accessibilityFaults(page) {
  await page.evaluate(axe); // not a script element: the policy forbids that
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}

/** A document of so many hosts in several VPCs. */
export function large(vpcs, hosts) {
  const document = { format: "sightline.topology/1", vpc: {}, subnet: {}, instance: {} };
  for (let vpc = 0; vpc < vpcs; vpc++) {
    document.vpc[`vpc-${vpc}`] = { cidr_block: `10.${vpc}.0.0/16`, region: "eu-west-1", tags: { Name: `net ${vpc}` } };
    document.subnet[`subnet-${vpc}`] = { vpc_id: `vpc-${vpc}`, cidr_block: `10.${vpc}.0.0/20`, availability_zone: "eu-west-1a" };
    for (let host = 0; host < hosts; host++) {
      document.instance[`i-${vpc}-${host}`] = {
        subnet_id: `subnet-${vpc}`,
        private_ip: `10.${vpc}.${host >> 7}.${10 + (host & 127)}`,
        tags: { Name: `host ${vpc} ${host}` },
      };
    }
  }
  return { name: "large.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) };
}
