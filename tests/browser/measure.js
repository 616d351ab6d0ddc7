// How the built page does on large documents: `node tests/browser/measure.js FILE...`, or `cargo xtask bench page`.
// Each file (a document of ours, a template, an output of the AWS CLI, a zip of many) is opened in a fresh browser.
// Printed: from the choice of the file to the painted diagram; the part of that after the document was in memory (the
// marks `sightline:import:end` and `sightline:paint`); the longest time in which the page answered nothing, up to a
// second after the diagram was there; how wide an ENI is at fit; elements in the page; and the 95th percentile of
// frames while panning, zooming, and playing a trace. Nothing is asserted: machines differ.

import { spawn } from "node:child_process";
import { basename } from "node:path";
import { chromium } from "@playwright/test";

const PORT = process.env.SIGHTLINE_PORT ?? "4190";
const server = spawn(process.execPath, [new URL("server.js", import.meta.url).pathname, PORT], { stdio: "inherit" });
const width = [26, 10, 10, 10, 10, 10, 10, 10, 10, 10];
const row = (cells) => console.log(cells.map((cell, at) => String(cell).padEnd(width[at])).join(""));

/** The 95th percentile of the frames that pass while something is done, in milliseconds. */
async function frames(page, millis, act) {
  await page.evaluate(() => {
    window.__frames = [];
    const tick = (now) => {
      window.__frames.push(now);
      window.__ticking = requestAnimationFrame(tick);
    };
    window.__ticking = requestAnimationFrame(tick);
  });
  const end = Date.now() + millis;
  for (let step = 0; Date.now() < end; step++) await act(step);
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.__ticking);
    return window.__frames;
  });
  const gaps = times.slice(1).map((time, at) => time - times[at]);
  gaps.sort((a, b) => a - b);
  return gaps.length ? gaps[Math.floor(gaps.length * 0.95)].toFixed(1) : "none";
}

async function measure(file) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.waitForSelector("html[data-ready]");
  await page.evaluate(() => {
    window.__longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.__longest = Math.max(window.__longest, now - last);
      last = now;
    }, 10);
  });
  await page.setInputFiles("input[name=import]", file);
  const painted = () => performance.getEntriesByName("sightline:paint").length > 0;
  await page.waitForFunction(painted, null, { timeout: 300_000 });
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(`sightline:${name}`)[0]?.startTime ?? NaN;
    return {
      whole: at("paint") - at("import:start"),
      layout: at("layout:end") - at("import:end"),
      paint: at("paint") - at("import:end"),
      longest: window.__longest,
      leaf: window.__sightline.leafPx(),
    };
  });
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const { x, y, width, height } = await page.locator(".diagram").boundingBox();
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  await page.mouse.move(middleX, middleY);
  await page.mouse.down();
  const pan = await frames(page, 1500, (step) =>
    page.mouse.move(middleX + 80 * Math.sin(step / 6), middleY + 60 * Math.cos(step / 6)),
  );
  await page.mouse.up();
  const zoom = await frames(page, 1500, (step) => page.mouse.wheel(0, step % 40 < 20 ? -60 : 60));
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  const play = await frames(page, 2500, () => page.waitForTimeout(100));
  await browser.close();
  const round = (millis) => millis.toFixed(0);
  const times = [seen.whole, seen.layout, seen.paint, seen.longest].map(round);
  row([basename(file), ...times, seen.leaf.toFixed(1), elements, pan, zoom, play]);
}

await new Promise((done) => setTimeout(done, 500));
row(["milliseconds", "whole", "layout", "paint", "stall", "ENI px", "elements", "pan p95", "zoom p95", "play p95"]);
try {
  for (const file of process.argv.slice(2)) await measure(file);
} finally {
  server.kill();
}
