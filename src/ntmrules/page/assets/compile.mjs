// Compiles Python with the very interpreter that runs in the page: node compile.mjs RUNTIME IN OUT.
// IN is a zip of sources; OUT gets the same files, .py as .pyc without docstrings, stored and dated alike.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [runtime, source, target] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: runtime, stdout: () => {} });
python.FS.writeFile("/in.zip", readFileSync(source));
python.runPython(`
import importlib._bootstrap_external as loader, zipfile
stamp = (1980, 1, 1, 0, 0, 0)
with zipfile.ZipFile("/in.zip") as given, zipfile.ZipFile("/out.zip", "w") as made:
    for name in sorted(given.namelist()):
        data = given.read(name)
        if name.endswith(".py"):
            code = compile(data, "/" + name, "exec", dont_inherit=True, optimize=2)
            data, name = loader._code_to_hash_pyc(code, bytes(8), False), name + "c"
        made.writestr(zipfile.ZipInfo(name, stamp), data)
`);
writeFileSync(target, python.FS.readFile("/out.zip"));
