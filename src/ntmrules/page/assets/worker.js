// Runs Python beside the page: takes the parts apart, starts the library, answers questions one after the other.
let host = null, excel = null, unpackExcel = null;
const stream = (bytes) => new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
const plain = (bytes) => new Response(stream(bytes)).arrayBuffer();
function unpack(FS, buffer, root) {
  const size = new DataView(buffer).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  const known = new Set();
  let at = 4 + size;
  for (const [name, length] of list) {
    const folder = `${root}/${name}`.replace(/\/[^/]*$/, "");
    if (!known.has(folder)) { FS.mkdirTree(folder); known.add(folder); }
    FS.writeFile(`${root}/${name}`, new Uint8Array(buffer, at, length));
    at += length;
  }
}
async function begin(data) {
  const step = (name) => self.postMessage({ step: name });
  const standard = plain(data.parts.standard), site = plain(data.parts.site), bundle = plain(data.parts.bundle);
  const wasm = new Response(stream(data.parts.wasm), { headers: { "Content-Type": "application/wasm" } });
  self.fetch = async (url) => String(url).endsWith(".wasm") ? wasm : new Response(await standard);
  step("python");
  const python = await loadPyodide({ indexURL: "https://page.invalid/", createPyodideModule: _createPyodideModule,
    lockFileContents: data.lock });
  step("library");
  unpack(python.FS, await site, "/site");
  unpackExcel = async () => { unpack(python.FS, await plain(data.parts.excel), "/excel"); python.runPython("import sys; sys.path.append('/excel')"); };
  const rules = new Uint8Array(await bundle);
  // Nothing of what is made at the start is ever given back: it need not be looked through again and again.
  python.runPython("import gc, sys; gc.disable(); sys.path.insert(0, '/site')");
  step("rules");
  const module = python.pyimport("ntmrules.page.host");
  const about = module.start(python.toPy(rules), data.made);
  python.runPython("gc.freeze(); gc.enable()");
  host = (question, bytes) => {
    const said = bytes ? module.answer(question, python.toPy(new Uint8Array(bytes))) : module.answer(question);
    if (typeof said === "string") return said;
    const file = said.toJs();
    said.destroy();
    return file;
  };
  self.postMessage({ ready: about });
}
let turn = Promise.resolve();
async function answer(data) {
  try {
    if (data.parts) { await begin(data); return; }
    if (data.bytes && /\.(xlsx|xlsm|xlsb|xls|ods)$/i.test(data.name || "")) {
      excel = excel || unpackExcel();
      await excel;
    }
    self.postMessage({ id: data.id, said: host(data.question, data.bytes) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String((error && error.message) || error) });
  }
}
self.onmessage = (event) => { turn = turn.then(() => answer(event.data)); };
