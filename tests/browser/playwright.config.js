// End-to-end tests of the built site. `cargo xtask test e2e` builds the site and runs them; while writing a test,
// `SIGHTLINE_SITE=target/trunk CHROMIUM=... npx playwright test --config tests/browser` uses what trunk built last;
// with `SIGHTLINE_TRACE=1` every step of a test that fails is recorded, to be looked at with `npx playwright show-trace`.

import { defineConfig } from "@playwright/test";

const port = process.env.SIGHTLINE_PORT ?? "4180";

export default defineConfig({
  testMatch: process.env.SIGHTLINE_SHOTS ? "shots.js" : "**/*.spec.js",
  outputDir: "../../target/playwright",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: "en-US",
    timezoneId: "UTC",
    // Recording costs as much again as the tests themselves: only where somebody looks for a fault.
    trace: process.env.SIGHTLINE_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node server.js ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
