// Not a test of behaviour: `cargo xtask shots` takes pictures of the page for a person to look at.

import { open, test } from "./sightline.js";

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
  for (const theme of ["light", "dark"]) {
    for (const lang of ["en", "ja"]) {
      test(`${size}-${theme}-${lang}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: theme });
        await open(page, { theme, lang });
        await page.waitForTimeout(500); // the first animation has settled
        await page.screenshot({ path: `${import.meta.dirname}/../../target/shots/${size}-${theme}-${lang}.png` });
      });
    }
  }
}
