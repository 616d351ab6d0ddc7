// How the built page does on large documents: `node tests/browser/measure.js FILE...`, or `cargo xtask bench page`.
// Each file is opened in a fresh browser. Printed: from the document in memory to the painted diagram (the marks
// `sightline:import:end` and `sightline:paint`), how wide an ENI is at fit, elements in the picture, and the 95th
// percentile of frames while panning, zooming, and playing a trace. Nothing is asserted: machines differ.

import { spawn } from "node:child_process";
import { basename } from "node:path";
import { chromium } from "@playwright/test";

const PORT = process.env.SIGHTLINE_PORT ?? "4190";
const server = spawn(process.execPath, [new URL("server.js", import.meta.url).pathname, PORT], { stdio: "inherit" });
const width = [26, 12, 12, 10, 10, 12, 12, 12];
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
  await page.setInputFiles("input[name=import]", file);
  const painted = () => performance.getEntriesByName("sightline:paint").length > 0;
  await page.waitForFunction(painted, null, { timeout: 120_000 });
  const seen = await page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(`sightline:${name}`)[0]?.startTime ?? NaN;
    return {
      layout: at("layout:end") - at("import:end"),
      paint: at("paint") - at("import:end"),
      leaf: window.__sightline.leafPx(),
    };
  });
  const elements = await page.evaluate(() => document.querySelectorAll(".diagram *").length);
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
  row([basename(file), round(seen.layout), round(seen.paint), seen.leaf.toFixed(1), elements, pan, zoom, play]);
}

await new Promise((done) => setTimeout(done, 500));
row(["document", "layout ms", "paint ms", "ENI px", "elements", "pan p95", "zoom p95", "play p95"]);
try {
  for (const file of process.argv.slice(2)) await measure(file);
} finally {
  server.kill();
}
