// The same page in Firefox, where this machine has it: it opens, traces, plays, compares and imports without a fault.

import { expect, test } from "@playwright/test";
import { found, start } from "./marionette.js";

const TEMPLATE = `${import.meta.dirname}/../imports`;

test("Firefox opens, traces, plays, switches and imports without a fault", async ({ baseURL }) => {
  test.skip(!found, "no Firefox here: install Debian's firefox-esr, or name one in FIREFOX");
  test.setTimeout(180_000);
  const page = await start();
  try {
    await page.size(1440, 900);
    await page.open(`${baseURL}#lang=en&theme=light`);
    await page.until(() => document.documentElement.hasAttribute("data-ready"));
    const outcome = () => page.ask(() => document.querySelector("[data-outcome]").dataset.verdict);
    expect(await outcome()).toBe("OK");

    const dot = () => page.ask(() => document.querySelector(".dot").getAttribute("transform"));
    const before = await dot();
    await page.click("[data-action=play]");
    await page.until((before) => document.querySelector(".dot").getAttribute("transform") !== before, before);
    await page.until(() => Number(document.querySelector("[name=position]").value) > 2);
    await page.click("[data-action=pause]");

    await page.ask(() => document.querySelector("[name=port]").select());
    await page.type("[name=port]", "81");
    await page.click("[data-action=trace]");
    await page.until(() => document.querySelector("[data-outcome]").dataset.outcome === "blocked");

    for (const screen of ["compare", "matrix", "path"]) {
      await page.click(`[data-screen=${screen}]`);
      await page.until((screen) => document.querySelector(".shell").dataset.shows === screen, screen);
    }
    await page.click("[data-action=lang]");
    await page.until(() => document.documentElement.lang === "ja");

    await page.type("input[name=import]", `${TEMPLATE}/hands_on/in/Client.yml`);
    await page.until(() => document.querySelector(".report") !== null);
    await page.size(500, 900);
    await page.until(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await page.faults(baseURL)).toEqual([]);
    if (process.env.SIGHTLINE_SHOTS_OF_FIREFOX) await page.picture(process.env.SIGHTLINE_SHOTS_OF_FIREFOX);
  } finally {
    await page.close();
  }
});
