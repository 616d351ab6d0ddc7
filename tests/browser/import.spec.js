// The importer in its worker: what loads it, what it takes, and that the page answers meanwhile.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { accessibilityFaults, expect, open, test } from "./sightline.js";

const template = (cidr) => `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: ${cidr}
`;

const file = (name, body) => ({ name, mimeType: "text/plain", buffer: Buffer.from(body) });

/** How many interfaces take so long to read that a reader has time to change their mind. */
const LONG = 250_000;

/** A dump of so many interfaces, as the AWS CLI prints it. */
function dump(count) {
  const NetworkInterfaces = Array.from({ length: count }, (_, at) => ({
    NetworkInterfaceId: `eni-${at.toString(16).padStart(8, "0")}`,
    SubnetId: "subnet-1",
    VpcId: "vpc-1",
    PrivateIpAddress: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
    Groups: [{ GroupId: "sg-1", GroupName: "all" }],
    Status: "in-use",
  }));
  return JSON.stringify({ NetworkInterfaces });
}

test("the importer is fetched with the first file, not before", async ({ page }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await open(page, { lang: "en" });
  expect(fetched.filter((it) => it.includes("importer"))).toEqual([]);
  await page.setInputFiles("[name=import]", file("net.yml", template("10.9.0.0/16")));
  await expect(page.locator(".diagram [data-resource='net.Vpc']")).toBeAttached();
  expect(fetched).toContain("/importer_bg.wasm");
});

test("while a large dump is read the page answers, says how far it is, and can be told to stop", async ({ page }, info) => {
  await open(page, { lang: "en" });
  const path = info.outputPath("describe-network-interfaces.json");
  await writeFile(path, dump(LONG));
  await page.setInputFiles("[name=import]", path);
  await expect(page.locator(".progress progress")).toBeVisible();
  const slowest = page.evaluate(async () => {
    let slowest = 0;
    for (let at = 0, last = performance.now(); at < 20; at += 1) {
      await new Promise(requestAnimationFrame);
      slowest = Math.max(slowest, performance.now() - last);
      last = performance.now();
    }
    return slowest;
  });
  expect(await slowest).toBeLessThan(400);
  await page.click("[data-action=step]");
  await expect(page.locator("[name=position]")).toHaveValue("2");
  await page.click("[data-action=cancel]");
  await expect(page.locator(".progress")).toHaveCount(0);
  await page.waitForTimeout(500);
  await expect(page.locator(".diagram [data-resource='i-0c0ec20000001']")).toBeAttached();
  // What was stopped leaves nothing behind: the next files are read as ever.
  await page.setInputFiles("[name=import]", file("net.yml", template("10.9.0.0/16")));
  await expect(page.locator(".diagram [data-resource='net.Vpc']")).toBeAttached();
});

test("Escape stops the reading too", async ({ page }, info) => {
  await open(page, { lang: "en" });
  const path = info.outputPath("describe-network-interfaces.json");
  await writeFile(path, dump(LONG));
  await page.setInputFiles("[name=import]", path);
  await expect(page.locator(".progress")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".progress")).toHaveCount(0);
});

test("several files are one network", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", [file("a.yml", template("10.1.0.0/16")), file("b.yml", template("10.2.0.0/16"))]);
  for (const id of ["a.Vpc", "b.Vpc"]) await expect(page.locator(`.diagram [data-resource='${id}']`)).toBeAttached();
  await expect(page.locator(".document-title")).toHaveText("a + b");
});

test("a folder is read with all that is in it, and other files in it are passed over", async ({ page }, info) => {
  await open(page, { lang: "en" });
  const folder = info.outputPath("network");
  await mkdir(`${folder}/deep/er`, { recursive: true });
  await writeFile(`${folder}/one.yml`, template("10.1.0.0/16"));
  await writeFile(`${folder}/deep/er/two.yaml`, template("10.2.0.0/16"));
  await writeFile(`${folder}/photo.png`, Buffer.from([0x89, 0x50, 0xff, 0xfe]));
  await writeFile(`${folder}/.hidden.yml`, "broken: [");
  await page.setInputFiles("[name=import-folder]", folder);
  for (const id of ["one.Vpc", "two.Vpc"]) await expect(page.locator(`.diagram [data-resource='${id}']`)).toBeAttached();
  await expect(page.locator(".document-title")).toHaveText("network");
});

test("where no worker may start, a topology of our own opens and anything else says what to do", async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException("no workers here", "SecurityError");
      }
    };
  });
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", file("net.yml", template("10.9.0.0/16")));
  await expect(page.getByRole("alert")).toContainText("sightline import FILE");
  await page.locator("[data-action=dismiss]").click();
  const own = { format: "sightline.topology/1", vpc: { "vpc-own": { cidr_block: "10.0.0.0/16" } } };
  await page.setInputFiles("[name=import]", file("own.json", JSON.stringify(own)));
  await expect(page.locator(".diagram [data-resource='vpc-own']")).toBeAttached();
});

test("where the importer is missing, the page says so and goes on", async ({ page, faults }) => {
  await page.route("**/importer_bg.wasm*", (route) => route.fulfill({ status: 404 }));
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", file("net.yml", template("10.9.0.0/16")));
  await expect(page.getByRole("alert")).toContainText("importer stopped");
  await expect(page.locator(".diagram [data-resource='i-0c0ec20000001']")).toBeAttached();
  faults.length = 0; // the browser logs the 404
});

test("a template at an address opens by ?src=, with its report", async ({ page }) => {
  await page.route("**/given/net.yml", (route) => route.fulfill({ body: template("10.9.0.0/16") }));
  await open(page, { lang: "en", src: "/given/net.yml" });
  await expect(page.locator(".diagram [data-resource$='.Vpc']")).toBeAttached();
  await expect(page.locator(".report .file-name")).toHaveText("/given/net.yml");
});

const ASKS = `Parameters:
  Range: { Type: String, Description: "The VPC's range" }
  Size: { Type: String, AllowedValues: [small, large], Default: small }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: !Ref Range }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.4.1.0/24, AvailabilityZone: us-east-1a }
  Stray:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: rtb-nowhere, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-nowhere }
  Role: { Type: AWS::IAM::Role }
`;

/** A subnet whose range is none of its VPC's: a finding. */
const OUTSIDE = `  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.99.0.0/24, AvailabilityZone: us-east-1a }
`;

test("the report counts first, lists by file, and a row selects its resource in the picture", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", [file("asks.yml", ASKS), file("plain.yml", `${template("10.7.0.0/16")}${OUTSIDE}`)]);
  const report = page.locator(".report");
  await expect(report).toBeVisible();
  const counts = await report.locator(".counts b").allTextContents();
  expect(counts.map(Number).reduce((sum, it) => sum + it)).toBe(6);
  await expect(report.locator("details.file .file-name")).toHaveText(["asks.yml", "plain.yml"]);
  const role = report.locator("li").filter({ hasText: "AWS::IAM::Role" });
  await expect(role).toContainText("AWS::IAM::Role");
  await expect(role).toContainText("14:3");
  await expect(role.locator("button")).toHaveCount(0);
  await report.locator("[data-report='plain.Vpc']").click();
  await expect(page.locator(".diagram [data-resource='plain.Vpc']")).toHaveClass(/\bselected\b/);
  await expect(report).toBeVisible();
  await report.locator(".counts [data-class=ignored]").click();
  await expect(report.locator("details.file li")).toHaveCount(1);
  await expect(report.locator(".findings-list")).toContainText("What to do");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator(".diagram [data-resource='plain.Vpc']").click();
  await expect(page.locator(".thing")).toContainText("plain.Vpc");
  await page.locator(".menu.document summary").click();
  await page.click("[data-action=report]");
  await expect(report).toBeVisible();
});

test("a plan over a dump is marked in the picture and listed, in the language of the page", async ({ page }) => {
  await open(page, { lang: "en" });
  const folder = fileURLToPath(new URL("../imports/terraform_over_dump/in/", import.meta.url));
  const names = (await readdir(folder)).filter((name) => name !== "settings.json");
  await page.setInputFiles("[name=import]", names.map((name) => folder + name));
  await expect(page.locator("[data-plan='i-0app']")).toContainText("± replace");
  await expect(page.locator("[data-plan='subnet-0a']")).toContainText("−1");
  await expect(page.locator(".plan-list .deeds")).toContainText("create 1");
  await expect(page.locator("[data-deed=delete]").first().locator("button")).toHaveCount(0);
  await page.locator(".plan-list [data-report='vpc-0c']").click();
  await expect(page.locator(".plan-list [data-report='vpc-0c']")).toHaveAttribute("aria-current", "true");
  await expect(page.locator(".report .note", { hasText: "first free one of" }).first()).toBeAttached();

  await page.click("[data-action=lang]");
  await expect(page.locator("[data-plan='i-0app']")).toContainText("± 置換");
  await expect(page.locator(".report .note", { hasText: "最初の空きアドレス" }).first()).toBeAttached();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("values the import needs are asked for, and the files are read again with them", async ({ page }) => {
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", file("asks.yml", ASKS));
  const form = page.locator("form.parameters");
  await expect(form).toContainText("needs 1 value");
  await expect(form).toContainText("The VPC's range");
  await form.locator("[name='asks.Range']").fill("10.4.0.0/16");
  await form.locator("[data-action=read-again]").click();
  await expect(form).toHaveAttribute("data-needed", "0");
  await expect(page.locator(".diagram [data-of='asks.Vpc']")).toContainText("10.4.0.0/16");
  await expect(form.locator("[name='asks.Range']")).toHaveValue("10.4.0.0/16");
  await page.click("[data-action=undo]");
  await expect(page.locator(".diagram")).not.toContainText("10.4.0.0/16");
});

test("variables of Terraform are asked for as they are written, and say what is wrong", async ({ page }) => {
  await open(page, { lang: "en" });
  const text = `
    variable "ranges" { type = map(object({ newbits = number })) }
    variable "dns" { type = bool }
    variable "cidr" { type = string }
    resource "aws_vpc" "main" {
      cidr_block           = var.cidr
      enable_dns_hostnames = var.dns
    }
    resource "aws_subnet" "each" {
      for_each   = var.ranges
      vpc_id     = aws_vpc.main.id
      cidr_block = cidrsubnet(var.cidr, each.value.newbits, 0)
    }`;
  await page.setInputFiles("[name=import]", file("main.tf", text));
  const form = page.locator("form.parameters");
  await expect(form).toContainText("needs 3 values");
  const ranges = form.locator("textarea[name=ranges]");
  await expect(ranges).toHaveAttribute("placeholder", "{ name = { newbits = 0 } }");
  await ranges.fill("{ a = 8 }");
  await form.locator("select[name=dns]").selectOption("true");
  await form.locator("[name=cidr]").fill("10.6.0.0/16");
  await form.locator("[data-action=read-again]").click();
  await expect(form).toHaveAttribute("data-needed", "1");
  await expect(ranges).toHaveAttribute("aria-invalid", "true");
  await expect(form).toContainText("a number cannot be an object");
  expect(await accessibilityFaults(page)).toEqual([]);
  await ranges.fill("{ a = { newbits = 8 } }");
  await form.locator("[data-action=read-again]").click();
  await expect(form).toHaveAttribute("data-needed", "0");
  await expect(page.locator(`.diagram [data-of='aws_subnet.each["a"]']`)).toContainText("10.6.0.0/24");
});

test("a file without a network says so, and nothing is green", async ({ page }) => {
  await open(page, { lang: "en" });
  const buffer = Buffer.from("Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n");
  await page.setInputFiles("[name=import]", { name: "bucket.yaml", mimeType: "text/yaml", buffer });
  await expect(page.locator(".time p.now")).toContainText("There is no network in this file");
  await expect(page.locator("[data-outcome]")).toHaveCount(0);
  await expect(page.locator("[name=from]")).toHaveValue("");
});

test("findings are counted where they are listed, and one leads to its resource", async ({ page }) => {
  const subnet = {};
  for (let at = 0; at < 30; at++) subnet[`subnet-${at}`] = { vpc_id: "vpc-1", cidr_block: `10.9.${at}.0/24` };
  const document = { format: "sightline.topology/1", vpc: { "vpc-1": { cidr_block: "10.0.0.0/16" } }, subnet };
  await open(page, { lang: "en" });
  await page.setInputFiles("[name=import]", { name: "wrong.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });
  const findings = page.locator("section.findings");
  await expect(findings.locator("h2")).toHaveText("Findings · 30");
  await findings.locator("button").first().click();
  await expect(page.locator(".thing")).toContainText("The subnet's range lies outside its VPC's.");
});
