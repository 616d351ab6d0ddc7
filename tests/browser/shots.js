// Not a test of behaviour: `cargo xtask shots` takes pictures of the page for a person to look at.

import { large, open, test } from "./sightline.js";

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

const ASKS = `Parameters:
  Range: { Type: String, Description: "The range of the VPC" }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Range } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.4.1.0/24 } }
  Stray: { Type: AWS::EC2::Route, Properties: { RouteTableId: rtb-nowhere, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-nowhere } }
  Role: { Type: AWS::IAM::Role }
`;

const end = (page) => page.keyboard.press("End");
const press = (key) => (page) => page.keyboard.press(key);
const steps = (count) => async (page) => {
  for (let at = 0; at < count; at += 1) await page.keyboard.press(".");
};
const narrow = (page) => page.viewportSize().width < 720;
const read = async (page, file) => {
  await page.setInputFiles("[name=import]", file);
  await page.waitForSelector(".report");
};
/** A large network, with its report put away: first the whole of it, then what `more` does there. */
const town = (more) => async (page) => {
  await page.setInputFiles("[name=import]", large(24, 60));
  // A phone begins where the question is asked from.
  await page.waitForSelector("canvas.overview", { state: "attached" });
  await page.keyboard.press("0");
  await page.waitForSelector("canvas.overview:not([hidden])");
  await more?.(page);
};

/** Each view: what the address says, and what is done once it is there. */
const views = {
  path: [{}],
  end: [{}, end],
  blocked: [{ to: "vpce-0a1b2c3d4e5f60001:81" }, end],
  security: [{ view: "security" }],
  dns: [{ view: "dns" }],
  cost: [{ scenario: "interface-or-gateway", view: "cost" }],
  ownership: [{ view: "ownership" }],
  inspection: [{ scenario: "inspection" }, steps(7)],
  thing: [{ scenario: "inspection" }, (page) => page.locator(".leaf[data-resource='i-04a0f1e0f13e']").click()],
  compare: [{ scenario: "split-horizon", view: "compare" }, steps(8)],
  matrix: [{ view: "matrix" }],
  groups: [
    { view: "matrix" },
    async (page) => {
      await page.selectOption("[name=group]", "vpc");
      await page.locator(".fold").first().click();
    },
  ],
  report: [{}, (page) => read(page, { name: "asks.yml", mimeType: "text/yaml", buffer: Buffer.from(ASKS) })],
  help: [{}, press("?")],
  palette: [{}, press("Control+k")],
  share: [{}, (page) => page.locator("[data-action=share]").click()],
  export: [{}, (page) => page.locator(".menu.end summary").click()],
  large: [{}, town()],
  near: [{}, town((page) => page.locator("[data-action=open-box]").nth(3).click())],
  events_sheet: [{}, (page) => page.locator("button[data-tab=events]").click(), narrow],
  outline_sheet: [{}, (page) => page.locator("button[data-tab=outline]").click(), narrow],
};

for (const [size, viewport] of Object.entries(sizes)) {
  for (const theme of ["light", "dark"]) {
    for (const lang of ["en", "ja"]) {
      for (const [view, [hash, act, when]] of Object.entries(views)) {
        test(`${view}-${size}-${theme}-${lang}`, async ({ page }) => {
          await page.setViewportSize(viewport);
          test.skip(when !== undefined && !when(page), "a phone's");
          await page.emulateMedia({ colorScheme: theme });
          await open(page, { ...hash, theme, lang });
          await act?.(page);
          await page.waitForTimeout(500); // the first animation has settled
          await page.screenshot({ path: `${import.meta.dirname}/../../target/shots/${view}-${size}-${theme}-${lang}.png` });
        });
      }
    }
  }
}
