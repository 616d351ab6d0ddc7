// Not a test of behaviour: `cargo xtask shots` takes pictures of the page for a person to look at.

import { open, test } from "./sightline.js";

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

const ASKS = `Parameters:
  Range: { Type: String, Description: "The range of the VPC" }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Range } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.4.1.0/24 } }
  Stray: { Type: AWS::EC2::Route, Properties: { RouteTableId: rtb-nowhere, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-nowhere } }
  Role: { Type: AWS::IAM::Role }
`;

/** Each view: what the address says, and what is done once it is there. */
const views = {
  path: [{}],
  blocked: [{ to: "vpce-0a1b2c3d4e5f60001:81" }, (page) => page.keyboard.press("End")],
  compare: [
    { scenario: "split-horizon", view: "compare" },
    async (page) => {
      for (let at = 0; at < 8; at += 1) await page.keyboard.press(".");
    },
  ],
  matrix: [{ view: "matrix" }],
  report: [
    {},
    async (page) => {
      await page.setInputFiles("[name=import]", { name: "asks.yml", mimeType: "text/yaml", buffer: Buffer.from(ASKS) });
      await page.waitForSelector(".report");
    },
  ],
};

for (const [size, viewport] of Object.entries(sizes)) {
  for (const theme of ["light", "dark"]) {
    for (const lang of ["en", "ja"]) {
      for (const [view, [hash, act]] of Object.entries(views)) {
        test(`${view}-${size}-${theme}-${lang}`, async ({ page }) => {
          await page.setViewportSize(viewport);
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
