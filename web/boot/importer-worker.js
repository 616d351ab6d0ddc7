// Runs the importer in a thread of its own, so that the page answers meanwhile. The page ends it to cancel.
//
// In:  { files: [{ name, file }], settings }    see `read` in web/importer
// Out: { step, done, of } now and then; { piece } of the topology, one after the other; at the end
//      { done }, or { problems }, or { died }

const version = new URL(import.meta.url).search;

self.onmessage = async ({ data: { files, settings } }) => {
  try {
    const importer = await import(`./importer.js${version}`);
    await importer.default({ module_or_path: new URL(`./importer_bg.wasm${version}`, import.meta.url) });
    const tell = (step, done, of) => self.postMessage({ step, done, of });
    const give = (piece) => self.postMessage({ piece }, [piece.buffer]);
    const done = await importer.read(files, settings, tell, give);
    self.postMessage({ done }, Object.values(done).map(({ buffer }) => buffer));
  } catch (error) {
    self.postMessage(typeof error === "string" ? { problems: error } : { died: String(error?.message ?? error) });
  }
};
