// A Firefox of this machine, driven over Marionette: its own protocol, so that no driver is needed beside it.
// A message is its length, a colon, and JSON: [0, number, command, parameters], answered by [1, number, error, value].

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const USUAL = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Where Firefox is on this machine, if it is. */
export const found = process.env.FIREFOX ?? USUAL.find(existsSync);

/** A started Firefox with one empty page. */
export async function start() {
  const port = await freePort();
  const profile = await mkdtemp(join(tmpdir(), "sightline-firefox-"));
  await writeFile(join(profile, "user.js"), `user_pref("marionette.port", ${port});\n`);
  const flags = ["-marionette", "-headless", "-remote-allow-system-access", "-no-remote", "-profile", profile];
  const process_ = spawn(found, flags, { stdio: "ignore" });
  const socket = await connected(port);
  const waiting = new Map();
  let number = 0;
  let rest = Buffer.alloc(0);
  socket.on("data", (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const colon = rest.indexOf(":");
      const length = Number(rest.subarray(0, colon));
      if (colon < 0 || rest.length < colon + 1 + length) return;
      const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
      rest = rest.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue; // the greeting
      const [, of, error, value] = message;
      const { yes, no } = waiting.get(of);
      waiting.delete(of);
      if (error) no(new Error(`${error.error}: ${error.message}`));
      else yes(value);
    }
  });
  const send = (command, parameters = {}) =>
    new Promise((yes, no) => {
      number += 1;
      waiting.set(number, { yes, no });
      const text = JSON.stringify([0, number, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await send("WebDriver:NewSession", { capabilities: { alwaysMatch: { unhandledPromptBehavior: "accept" } } });
  return new Firefox(send, async () => {
    await send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
    socket.destroy();
    process_.kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
}

/** What a test does with a page of Firefox. */
class Firefox {
  constructor(send, close) {
    this.send = send;
    this.close = close;
  }

  open(address) {
    return this.send("WebDriver:Navigate", { url: address });
  }

  /** What a function of the page says; it takes plain values. */
  async ask(code, ...values) {
    const script = `return (${code})(...arguments)`;
    const { value } = await this.send("WebDriver:ExecuteScript", { script, args: values });
    return value;
  }

  /** Waits until a function of the page says yes. */
  async until(code, ...values) {
    const end = Date.now() + 20_000;
    for (;;) {
      if (await this.ask(code, ...values)) return;
      if (Date.now() > end) throw new Error(`it did not come to pass: ${code} ${values}`);
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }

  async find(selector) {
    const { value } = await this.send("WebDriver:FindElement", { using: "css selector", value: selector });
    return value[ELEMENT];
  }

  async click(selector) {
    await this.send("WebDriver:ElementClick", { id: await this.find(selector) });
  }

  async type(selector, text) {
    await this.send("WebDriver:ElementSendKeys", { id: await this.find(selector), text });
  }

  async size(width, height) {
    await this.send("WebDriver:SetWindowRect", { width, height });
  }

  /** What went wrong in the pages of an address: script errors and broken policies, as the browser's console has them. */
  async faults(address) {
    await this.send("Marionette:SetContext", { value: "chrome" });
    const script = `return Services.console.getMessageArray()
      .filter((it) => it instanceof Ci.nsIScriptError && !(it.flags & Ci.nsIScriptError.warningFlag))
      .filter((it) => it.sourceName.startsWith(arguments[0]))
      .map((it) => it.errorMessage)`;
    const { value } = await this.send("WebDriver:ExecuteScript", { script, args: [address], sandbox: "system" });
    await this.send("Marionette:SetContext", { value: "content" });
    return value;
  }

  async picture(path) {
    const { value } = await this.send("WebDriver:TakeScreenshot", { full: false, hash: false });
    await writeFile(path, Buffer.from(value, "base64"));
  }
}

function freePort() {
  return new Promise((give) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => give(port));
    });
  });
}

async function connected(port) {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, "127.0.0.1");
    const there = await new Promise((say) => {
      socket.once("connect", () => say(true));
      socket.once("error", () => say(false));
    });
    if (there) return socket;
    if (tries > 300) throw new Error("Firefox does not answer");
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
