"""Check every plugin as a stranger meets it: built, installed away from the checkout, its own tests run.

Run by `tox run -e plugins`. It needs `build` and `hatchling`, nothing of ntmrules. A new plugin, as the command writes
it, is checked with those in `plugins/`.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="ntmrules-plugins-") as name:
        away = Path(name)
        scripts = new_environment(away / "venv")
        (library,) = build(CHECKOUT, away / "dist")
        pip(scripts, "install", "--quiet", f"ntmrules[testing] @ {library.as_uri()}")
        run(
            [str(scripts / "ntmrules"), "plugin", "new", "nghe-an", str(away), "--name", "Nghệ An", "--example"],
            cwd=away,
        )
        folders = [
            *sorted(path.parent for path in (CHECKOUT / "plugins").glob("*/pyproject.toml")),
            away / "ntmrules-nghe-an",
        ]
        for folder in folders:
            install(scripts, folder, away)
        require_all(scripts, away, folders)
        for folder in folders:
            test(scripts, folder, away)
    print(f"plugins check: {len(folders)} plugins, all is well")


def new_environment(home: Path) -> Path:
    """The folder of scripts of a new environment."""
    venv.create(home, with_pip=True)
    return home / ("Scripts" if os.name == "nt" else "bin")


def build(source: Path, dist: Path) -> list[Path]:
    """The wheel of a folder, built from its source distribution, so that a file missing in the latter shows."""
    before = set(dist.glob("*.whl")) if dist.is_dir() else set()
    # All of them are built by hatchling, which is here: an environment of its own for each would take minutes.
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(source)], cwd=dist.parent)
    return sorted(set(dist.glob("*.whl")) - before)


def install(scripts: Path, folder: Path, away: Path) -> None:
    """Build a plugin from a copy, so that nothing is left behind in the checkout, and install its wheel."""
    copy = away / "source" / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "dist", "build", "*.egg-info"))
    (wheel,) = build(copy, away / "dist")
    # Its requirement is met already, by the wheel of this checkout; an index must not bring another ntmrules.
    pip(scripts, "install", "--quiet", "--no-deps", str(wheel))
    pip(scripts, "check")


def require_all(scripts: Path, away: Path, folders: list[Path]) -> None:
    """All of them together: each is listed, none has an error, and a library with all of them is made."""
    said = subprocess.run(
        [str(scripts / "ntmrules"), "plugin", "list", "--json"],
        cwd=away,
        env=clean_environment(),
        capture_output=True,
        check=True,
    )
    found = json.loads(said.stdout)
    broken = [f"{each['name']}: {each['error']}" for each in found if each["error"]]
    missing = {folder.name for folder in folders} - {each["distribution"] for each in found}
    if broken or missing:
        sys.exit("plugins check: " + "; ".join([*broken, *(f"{name} is not listed" for name in sorted(missing))]))
    run([str(scripts / "ntmrules"), "sets"], cwd=away)


def test(scripts: Path, folder: Path, away: Path) -> None:
    """Run a plugin's own tests where its sources are not on the path, and the check of its metadata."""
    copied, home = away / "source" / folder.name, away / "run" / folder.name
    shutil.copytree(copied, home, ignore=shutil.ignore_patterns("src"))
    run([str(scripts / "ntmrules"), "plugin", "check", str(copied), "--no-warnings"], cwd=away)
    options = ["-q", "-p", "no:cacheprovider", "--import-mode=importlib", "--rootdir", str(home)]
    run([str(scripts / "python"), "-m", "pytest", *options, "tests"], cwd=home)


def pip(scripts: Path, *words: str) -> None:
    run([str(scripts / "python"), "-m", "pip", *words])


def run(command: list[str], cwd: Path | None = None) -> None:
    print("$", shlex.join(command), flush=True)
    subprocess.run(command, env=clean_environment(), cwd=cwd, check=True)


def clean_environment() -> dict[str, str]:
    return {
        key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME", "NTMRULES_PLUGINS"}
    }


if __name__ == "__main__":
    main()
