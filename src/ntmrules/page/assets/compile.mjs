// Compiles Python with the very interpreter that runs in the page: node compile.mjs RUNTIME FOLDER.
// FOLDER holds standard.zip and site.zip, sources; of each is made a .out with the same files, .py as .pyc without docstrings,
// stored and dated alike. Then the page's Python starts once, and what it compiled of text is written to ready.out.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
// An error is said in its own words: without this Node shows the line of the interpreter, which is a million letters.
process.on("uncaughtException", (error) => { process.stderr.write(`${String(error.message).slice(-4000)}\n`); process.exitCode = 1; });
const [runtime, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: runtime, stdout: () => {}, env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
for (const name of ["standard.zip", "site.zip", "bundle", "made.json"]) python.FS.writeFile(`/${name}`, readFileSync(`${folder}/${name}`));
python.runPython(`
import importlib._bootstrap_external as loader, json, sys, zipfile
stamp = (1980, 1, 1, 0, 0, 0)
for each in ("standard", "site"):
    with zipfile.ZipFile(f"/{each}.zip") as given, zipfile.ZipFile(f"/{each}.out", "w") as made:
        for name in sorted(given.namelist()):
            data = given.read(name)
            if name.endswith(".py"):
                code = compile(data, "/" + name, "exec", dont_inherit=True, optimize=2)
                data, name = loader._code_to_hash_pyc(code, bytes(8), False), name + "c"
            made.writestr(zipfile.ZipInfo(name, stamp), data)
with zipfile.ZipFile("/site.out") as made:
    made.extractall("/site")
with zipfile.ZipFile("/standard.zip") as given:
    given.extract("page_ready.py", "/")
sys.path[:0] = ["/site", "/"]
import importlib, page_ready
finish = page_ready.record()
import ntmrules.page.host as host
with open("/bundle", "rb") as bundle, open("/made.json", encoding="utf-8") as chosen:
    host.start(bundle.read(), chosen.read())
form = json.loads(host.answer('{"ask": "form"}'))
first = form["groups"][0]["fields"][0]["subject"]
host.answer('{"ask": "open", "name": "a.csv"}', f"unit;subject;value\\nxã A;{first};1\\n".encode())
host.answer('{"ask": "add", "unit": "xã B"}')
host.answer('{"ask": "unit", "index": 0}')
with zipfile.ZipFile("/site.out") as made:
    names = [each.removesuffix(".pyc").removesuffix("/__init__") for each in made.namelist() if each.endswith(".pyc")]
for each in names:
    try:
        importlib.import_module(each.replace("/", "."))
    except ImportError:
        pass  # a part that only a desktop has
with open("/ready.out", "wb") as out:
    out.write(finish())
`);
for (const each of ["standard", "site", "ready"]) writeFileSync(`${folder}/${each}.out`, python.FS.readFile(`/${each}.out`));
