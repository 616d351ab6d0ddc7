// Starts the page, and stays as its safety net.
//
// It loads the module, mounts it into #sightline, and shows an overlay where the module cannot start or has
// died. After a panic the module's memory is not to be trusted, so the overlay never calls into it.
//
// What the module owes this script:
//   window.__sightline_rescue   the last good topology as JSON: a string, or a plain JavaScript function that
//                               returns one. The module sets it whenever the document changes.
//   sessionStorage["sightline:rescue"]   the same, optional, for a page that died before it set the above.
//   "sightline:crash"           an event on window with the message as `detail`; a panic hook may send it.
//                               A trap (WebAssembly.RuntimeError) that reaches window is noticed without it.

const RESCUE_KEY = "sightline:rescue";
const version = new URL(import.meta.url).search;

let crashed = false;

window.addEventListener("sightline:crash", (event) => crash(event.detail));
window.addEventListener("error", (event) => noticeTrap(event.error));
window.addEventListener("unhandledrejection", (event) => noticeTrap(event.reason));

start().catch(crash);

async function start() {
  // Both start at once; neither has to know about the other.
  const wasm = fetch(new URL(`./web_bg.wasm${version}`, import.meta.url));
  wasm.catch(() => {}); // reported by init below, unless the glue is what fails
  const glue = await import(`./web.js${version}`);
  await glue.default({ module_or_path: wasm });
  glue.mount(document.getElementById("sightline"), {});
}

function noticeTrap(error) {
  // A stack that ran out inside the module is a RangeError in Chromium and an InternalError in Firefox.
  const ranOut = /call stack|too much recursion/i.test(error?.message ?? "");
  if (ranOut || error instanceof WebAssembly.RuntimeError) crash(error);
}

function crash(cause) {
  if (crashed) return;
  crashed = true;
  const message = String(cause?.message ?? cause ?? "");
  const topology = rescue();

  const overlay = element("div", { class: "boot-overlay", role: "alert" });
  const card = element("div", { class: "boot-card" });
  card.append(
    element("h1", {}, "Sightline has stopped"),
    element("h1", { lang: "ja" }, "Sightline が停止しました"),
    element("p", {}, topology
      ? "The page met a fault of its own. Your topology is safe: download it, then reload."
      : "The page could not start or met a fault of its own. Reloading may help."),
    element("p", { lang: "ja" }, topology
      ? "ページ内部でエラーが発生しました。トポロジーは保持されています。ダウンロードしてから再読み込みしてください。"
      : "ページを開始できないか、内部でエラーが発生しました。再読み込みをお試しください。"),
  );
  const reload = button("reload", "Reload", "再読み込み", () => location.reload());
  const download = button("rescue", "Download my topology", "トポロジーを保存", () => save(topology));
  download.disabled = !topology;
  const actions = element("p", { class: "boot-actions" });
  actions.append(reload, download);
  card.append(actions);
  if (message) card.append(element("pre", {}, message));
  overlay.append(card);
  for (const other of document.body.children) other.inert = true;
  document.body.append(overlay);
  (topology ? download : reload).focus();
}

function rescue() {
  try {
    const kept = window.__sightline_rescue;
    const topology = typeof kept === "function" ? kept() : kept;
    if (topology) return String(topology);
  } catch {
    // A getter that died with the module is as good as none.
  }
  try {
    return sessionStorage.getItem(RESCUE_KEY);
  } catch {
    return null; // storage throws in a sandboxed frame
  }
}

function save(topology) {
  const address = URL.createObjectURL(new Blob([topology], { type: "application/json" }));
  element("a", { href: address, download: "topology.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function button(action, english, japanese, act) {
  const made = element("button", { type: "button", "data-action": action }, `${english} `);
  made.append(element("span", { lang: "ja" }, japanese));
  made.addEventListener("click", act);
  return made;
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
