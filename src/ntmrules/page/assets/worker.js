// Runs Python beside the page: takes the parts apart, starts the library, answers questions one after the other.
let host = null, excel = null, unpackExcel = null, isOwn = () => false;
const FULL = "out of memory";
const { parts, compiled, letGo, sendAway } = self.begun;
// A list of files, code last: files go to folders, code stays in one piece and is returned with its list.
function unpack(FS, bytes, list, root) {
  let at = 0, code = 0;
  for (const [name, length] of list) {
    if (!name.endsWith(".pyc")) {
      FS.mkdirTree(`${root}/${name}`.replace(/\/[^/]*$/, ""));
      FS.writeFile(`${root}/${name}`, bytes.subarray(at, at + length));
      code = at + length;
    }
    at += length;
  }
  return [JSON.stringify(list.filter(([name]) => name.endsWith(".pyc"))), bytes.subarray(code, at)];
}
// Room in the interpreter's memory. Where there is none, it would write to wherever "no place" points.
function room(made, size) {
  const at = made._malloc(size);
  if (!at) throw new RangeError(FULL);
  return at;
}
// Takes apart what was compressed when the page was built, with what the interpreter itself has for that.
function expanded(made, data) {
  // Its head tells how long it will be (RFC 8878, 3.1.1.1): pieces to be joined would need the memory twice.
  const size = 1 << 20, skip = data[4] >> 5 & 1 ? 5 : 6, whole = new Uint8Array(new DataView(data.buffer, data.byteOffset).getUint32(skip, true));
  if (data[4] >> 6 !== 2 || data[4] & 3) throw new Error("the page is damaged");
  const tell = room(made, 24), from = room(made, data.length), to = room(made, size);
  let at = 0;
  made.HEAPU8.set(data, from);
  const state = made._ZSTD_createDStream();
  made.HEAPU32.set([to, size, 0, from, data.length, 0], tell / 4);
  for (let more = 1; more;) {
    made.HEAPU32[tell / 4 + 2] = 0;
    more = made._ZSTD_decompressStream(state, tell, tell + 12);
    if (made._ZSTD_isError(more)) throw new Error("the page is damaged");
    const got = made.HEAPU32[tell / 4 + 2];
    if (more && !got && made.HEAPU32[tell / 4 + 5] === data.length) throw new Error("the page is cut off");
    whole.set(made.HEAPU8.subarray(to, to + got), at);
    at += got;
  }
  made._ZSTD_freeDStream(state);
  for (const each of [tell, from, to]) made._free(each);
  sendAway(data);
  return whole;
}
// Python does not start here: it started when the page was built, and its memory of then is laid over the empty one.
async function remembered(lock, step) {
  let empty = null, later = null;
  const head = new Uint8Array(1 << 12);
  const create = async (settings) => {
    const instantiate = settings.instantiateWasm;
    settings.instantiateWasm = (imports, give) => instantiate(imports, (instance, module) => {
      empty = new Uint8Array(instance.exports.memory.buffer).slice(0, 8 << 20);
      return give(instance, module);
    });
    const made = await _createPyodideModule(settings), data = await parts.start;
    step("compiled");
    const all = expanded(made, data), [from, length, size, used, told, listed] = new Uint32Array(all.buffer, 0, 8);
    // Whether calls go through a trampoline is for this browser to say, not for the one of then.
    const trampoline = (made.__PyRuntime + made.HEAP32[made.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2]) >>> 2, own = made.HEAP32[trampoline];
    const touched = made.HEAPU32.length;
    if (made.HEAPU8.length < size) made.growMemory(size);
    // Half of it is nought: a browser takes no memory for what nobody writes to, and nought is not written.
    const start = 32 + told, now = made.HEAPU32, then = new Uint32Array(all.buffer, start, length >>> 2);
    made.HEAPU8.set(empty.subarray(0, used));
    for (let at = used >>> 2; at < touched; at++) if (now[at]) now[at] = 0;
    for (let at = 0, to = from >>> 2; at < then.length; at++, to++) if (then[at]) now[to] ^= then[at];
    made.HEAP32[trampoline] = own;
    head.set(all.subarray(32, start));
    new Uint32Array(head.buffer)[1] = head.length;  // and no memory behind it: that is there already
    const list = start + length;
    later = [JSON.parse(new TextDecoder().decode(all.subarray(list, list + listed))), all.subarray(list + listed)];
    letGo(empty);
    return made;
  };
  // The interpreter asks for its files; what it would compile is compiled already, and of the others none is needed.
  self.fetch = async () => new Response("");
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  const python = await loadPyodide({ indexURL: "https://page.invalid/", createPyodideModule: create, lockFileContents: lock,
    _loadSnapshot: head, env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", LANG: "C.UTF-8", NTMRULES_CACHE: "off" } });
  const [list, code] = unpack(python.FS, later[1], later[0], "/site");
  python.pyimport("page_ready").shelve(list, python.toPy(code), "/site");
  letGo(code);
  return python;
}
async function begin(data) {
  const step = (name) => self.postMessage({ step: name, at: performance.timeOrigin + performance.now() });
  step("python");
  const python = await remembered(data.lock, step);
  step("rules");
  unpackExcel = async () => {
    const whole = expanded(python._module, await parts.excel), size = new DataView(whole.buffer).getUint32(0, true);
    unpack(python.FS, whole.subarray(4 + size), JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + size))), "/excel");
    letGo(whole);
    python.runPython("import sys; sys.path.append('/excel')");
  };
  // What Python itself raised leaves it as it was, unless its memory is full; after anything else nothing it says can be trusted.
  const { PythonError } = python.ffi;
  isOwn = (error) => error instanceof PythonError && error.type !== "MemoryError";
  const module = python.pyimport("ntmrules.page.host");
  host = (question, bytes) => {
    if (bytes) python._module._free(room(python._module, bytes.byteLength));
    const said = bytes ? module.answer(question, python.toPy(new Uint8Array(bytes))) : module.answer(question);
    if (typeof said === "string") return said;
    if (!said) throw new Error("no answer");
    const file = said.toJs();
    said.destroy();
    return file;
  };
  self.postMessage({ ready: module.answer('{"ask": "about"}') });
}
self.begun.answer = async (data) => {
  try {
    if (data.made) { await begin(data); return; }
    if (data.blob && /\.(xlsx|xlsm|xlsb|xls|ods)$/i.test(data.name || "")) {
      excel = excel || unpackExcel();
      await excel;
    }
    self.postMessage({ id: data.id, said: host(data.question, data.blob && await data.blob.arrayBuffer()) });
  } catch (error) {
    const why = error && error.type === "MemoryError" ? FULL : String((error && error.message) || error);
    self.postMessage({ id: data.id, failed: why, ended: !isOwn(error) });
  }
};
