// Starts the very Python that runs in the page, and keeps its memory: node compile.mjs RUNTIME FOLDER.
// FOLDER holds standard.zip and site.zip (sources), bundle, made.json and excel. Written there are start.out: how an empty memory
// becomes that of a page whose host has started, then the files that are needed later; and excel.out; both compressed.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
// An error is said in its own words: without this Node shows the line of the interpreter, which is a million letters.
process.on("uncaughtException", (error) => { process.stderr.write(`${String(error.message).slice(-4000)}\n`); process.exitCode = 1; });
const [runtime, folder] = process.argv.slice(2);
// Nothing of the day, of chance or of this computer is kept: the same library gives the same page.
process.argv[1] = "/page";
process.env.TZ = "UTC";
Date.now = () => 1e12;
performance.now = () => 1000;
globalThis.crypto.getRandomValues = (array) => array.fill(7);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const { default: create } = await import(pathToFileURL(`${runtime}/pyodide.asm.mjs`).href);
const lockFileContents = { info: JSON.parse(readFileSync(`${runtime}/pyodide-lock.json`, "utf8")).info, packages: {} };
const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", LANG: "C.UTF-8", NTMRULES_CACHE: "off" };
const quiet = { indexURL: runtime, stdout: () => {}, env, lockFileContents };
// A Python of its own compiles, so that nothing of that stands in the memory that is kept.
const compiler = await loadPyodide(quiet);
compiler.FS.writeFile("/page_ready.py", readFileSync(`${folder}/page_ready.py`));
for (const each of ["standard.zip", "site.zip"]) compiler.FS.writeFile(`/${each}`, readFileSync(`${folder}/${each}`));
compiler.runPython(`
import sys
sys.path.insert(0, "/")
import page_ready
for each in ("standard", "site"):
    page_ready.laid(f"/{each}.zip", f"/{each}.out", "/site")
`);
writeFileSync(`${folder}/standard.out`, compiler.FS.readFile("/standard.out"));
function every(FS, folder) {
  return FS.readdir(folder).filter((name) => !name.startsWith(".")).sort().flatMap((name) => {
    const path = `${folder}/${name}`;
    return FS.isDir(FS.stat(path).mode) ? every(FS, path) : [path];
  });
}
let empty = null;
const python = await loadPyodide({ ...quiet, stdLibURL: `${folder}/standard.out`, _makeSnapshot: true, createPyodideModule: (settings) => {
  const instantiate = settings.instantiateWasm;
  settings.instantiateWasm = (imports, give) => instantiate(imports, (instance, module) => {
    empty = new Uint8Array(instance.exports.memory.buffer).slice();
    return give(instance, module);
  });
  return create(settings);
} });
for (const path of every(compiler.FS, "/site")) {
  python.FS.mkdirTree(path.replace(/\/[^/]*$/, ""));
  python.FS.writeFile(path, compiler.FS.readFile(path));
}
for (const each of ["bundle", "made.json"]) python.FS.writeFile(`/${each}`, readFileSync(`${folder}/${each}`));
python.runPython(`
import gc, sys
sys.path.insert(0, "/site")
import page_ready
gc.disable()
import ntmrules.page.host as host
with open("/bundle", "rb") as bundle, open("/made.json", encoding="utf-8") as made:
    page_ready.tried(host.start, host.answer, bundle.read(), made.read())
del bundle, made, host
gc.enable()
`);
const left = JSON.parse(python.runPython("page_ready.left('/site')")), later = left.map((name) => python.FS.readFile(`/site/${name}`));
python.runPython("del page_ready; gc.collect(); gc.freeze(); del gc, sys");
// What was given back still says what it was: it is overwritten, or the page would carry it.
const of = python._module, top = of._sbrk(0), held = [];
for (let size = 1 << 20; size >= 8; size = size > 64 ? size >> 1 : size - 8) {
  for (let at = 0; at + size <= top;) {
    held.push(at = of._malloc(size));
    of.HEAPU8.fill(0, at, at + size);
  }
}
for (const each of held) of._free(each);
const whole = python.makeMemorySnapshot({ serializer: () => { throw new Error("Python holds something of JavaScript"); } });
const head = whole.slice(0, whole.length - of.HEAPU8.length), memory = whole.slice(head.length);
for (let at = 0; at < empty.length; at++) memory[at] ^= empty[at];
let from = 0, to = memory.length;
while (!memory[from]) from++;
while (!memory[to - 1]) to--;
from &= ~15;
to = (to + 15) & ~15;
const list = new TextEncoder().encode(JSON.stringify(left.map((name, at) => [name, later[at].length])));
const sizes = new Uint32Array([from, to - from, memory.length, empty.findLastIndex((each) => each) + 4 & ~3, head.length, list.length, 0, 0]);
const parts = [new Uint8Array(sizes.buffer), head, memory.subarray(from, to), list, ...later];
const all = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
let at = 0;
for (const each of parts) { all.set(each, at); at += each.length; }
compiler.FS.writeFile("/start", all);
compiler.FS.writeFile("/excel", readFileSync(`${folder}/excel`));
compiler.runPython(`
from compression import zstd
how = zstd.CompressionParameter
for each in ("start", "excel"):
    with open(f"/{each}", "rb") as whole, open(f"/{each}.out", "wb") as out:
        out.write(zstd.compress(whole.read(), options={how.compression_level: 19, how.window_log: 23, how.enable_long_distance_matching: 1}))
`);
for (const each of ["start.out", "excel.out"]) writeFileSync(`${folder}/${each}`, compiler.FS.readFile(`/${each}`));
