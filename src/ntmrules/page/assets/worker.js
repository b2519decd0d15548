// Runs Python beside the page: takes the parts apart, starts the library, answers questions one after the other.
let host = null, excel = null, unpackExcel = null;
const stream = (bytes) => new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
const parts = {}, arrived = {};
for (const name of ["wasm", "standard", "site", "ready", "bundle", "excel"]) parts[name] = new Promise((resolve) => { arrived[name] = resolve; });
const plain = async (name) => new Response(stream(await parts[name])).arrayBuffer();
// A list of files, code first: files go to folders, code stays in one piece and is returned with its list.
function unpack(FS, buffer, root) {
  const size = new DataView(buffer).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size))), code = list.filter(([name]) => name.endsWith(".pyc"));
  const start = 4 + size;
  let at = start, end = start;
  for (const [name, length] of list) {
    if (name.endsWith(".pyc")) { at += length; end = at; continue; }
    FS.mkdirTree(`${root}/${name}`.replace(/\/[^/]*$/, ""));
    FS.writeFile(`${root}/${name}`, new Uint8Array(buffer, at, length));
    at += length;
  }
  return [JSON.stringify(code), new Uint8Array(buffer, start, end - start)];
}
async function begin(data) {
  const step = (name) => self.postMessage({ step: name, at: performance.timeOrigin + performance.now() });
  const standard = plain("standard"), site = plain("site"), ready = plain("ready"), bundle = plain("bundle");
  self.fetch = async (url) => String(url).endsWith(".wasm") ? new Response(stream(await parts.wasm), { headers: { "Content-Type": "application/wasm" } }) : new Response(await standard);
  step("python");
  const python = await loadPyodide({ indexURL: "https://page.invalid/", createPyodideModule: _createPyodideModule,
    // Text that attrs makes names hashes: with one seed it is the text that was compiled when the page was built.
    lockFileContents: data.lock, env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
  step("started");
  step("library");
  const start = python.pyimport("page_ready"), toPy = (buffer) => python.toPy(new Uint8Array(buffer));
  const [head, code] = unpack(python.FS, await site, "/site");
  start.use(toPy(await ready));
  start.shelve(head, python.toPy(code), "/site");
  unpackExcel = async () => { unpack(python.FS, await plain("excel"), "/excel"); python.runPython("import sys; sys.path.append('/excel')"); };
  step("unpacked");
  const rules = toPy(await bundle);
  // Nothing of what is made at the start is ever given back: it need not be looked through again and again.
  python.runPython("import gc; gc.disable()");
  step("rules");
  const module = python.pyimport("ntmrules.page.host");
  step("imported");
  const about = module.start(rules, data.made);
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
    if (data.made) { await begin(data); return; }
    if (data.bytes && /\.(xlsx|xlsm|xlsb|xls|ods)$/i.test(data.name || "")) {
      excel = excel || unpackExcel();
      await excel;
    }
    self.postMessage({ id: data.id, said: host(data.question, data.bytes) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String((error && error.message) || error) });
  }
}
self.onmessage = (event) => { if (event.data.part) arrived[event.data.part](event.data.bytes); else turn = turn.then(() => answer(event.data)); };
