"""Check the distribution as a stranger meets it: built, installed away from the checkout, run as the README says.

Run by `tox run -e wheel`. It needs the `build` package and nothing of ntmrules.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
# 0 every unit met, 1 some unit not met, 2 some unit undetermined: each is an evaluation that took place.
EVALUATED = {0, 1, 2}
IN_WHEEL = ["ntmrules/py.typed", "ntmrules/catalogs/decisions.yaml", "ntmrules/catalogs/national/xa-ntm-2021/set.yaml"]
IN_SDIST = ["pyproject.toml", "tox.ini", "README.md", "LICENSE", "catalogs/decisions.yaml", "tests/wheel_check.py"]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="ntmrules-wheel-") as name:
        away = Path(name)
        wheel = build(away / "dist")
        scripts = install(wheel, away / "venv")
        shutil.copytree(CHECKOUT / "examples", away / "examples")
        evaluate(scripts, away)
        start(scripts, away)
    print("wheel check: all is well")


def build(dist: Path) -> Path:
    """The wheel, built from the source distribution, so that a file missing in the latter shows."""
    run([sys.executable, "-m", "build", "--outdir", str(dist), str(CHECKOUT)])
    (sdist,) = dist.glob("*.tar.gz")
    (wheel,) = dist.glob("*.whl")
    with tarfile.open(sdist) as archive:
        members = {member.partition("/")[2] for member in archive.getnames()}
    require_members(sdist, members, IN_SDIST)
    with zipfile.ZipFile(wheel) as archive:
        require_members(wheel, set(archive.namelist()), IN_WHEEL)
    return wheel


def require_members(archive: Path, members: set[str], wanted: list[str]) -> None:
    missing = [member for member in wanted if member not in members]
    if missing:
        sys.exit(f"wheel check: {archive.name} lacks {', '.join(missing)}")


def install(wheel: Path, home: Path) -> Path:
    """The folder of scripts of a new environment that holds the wheel and its core requirements only."""
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    run([python, "-m", "pip", "install", "--quiet", str(wheel)])
    run([python, "-m", "pip", "check"])
    return scripts


def evaluate(scripts: Path, away: Path) -> None:
    """Run the README's evaluation in `away`, where there is no checkout to fall back on."""
    _, *arguments = shlex.split(readme_evaluation())
    done = subprocess.run(
        [str(scripts / "ntmrules"), *arguments], cwd=away, env=clean_environment(), capture_output=True, check=False
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    print(out, err, sep="\n")
    if done.returncode not in EVALUATED:
        sys.exit(f"wheel check: exit code {done.returncode}, expected one of {sorted(EVALUATED)}")
    if "tiêu chí" not in out:
        sys.exit("wheel check: the output does not speak of tiêu chí")
    if "Traceback" in err:
        sys.exit("wheel check: a traceback on stderr")


# What the wheel carries already read is taken; whoever changes a file of the catalogue has it read again.
START = """
import sys
from ntmrules.catalog.pack import catalog_root
from ntmrules import Library
Library(plugins=()).rulebook('xa-ntm', province='an-giang', on='2024-03-31')
first = 'yaml' in sys.modules
measures = catalog_root() / 'measures.yaml'
measures.write_bytes(measures.read_bytes() + b'# changed here')
Library(plugins=()).rulebook('xa-ntm', province='an-giang', on='2024-03-31')
print(first, 'yaml' in sys.modules)
"""


# So are the words of headings and the names of all communes.
WORDS = """
import sys
from ntmrules.figures.heading_words import table
from ntmrules.places import communes
table()
rows, read = communes._rows, []
communes._rows = lambda path: read.append(path.name) or rows(path)
assert communes.name_key('Hà Lâu') in communes.commune_keys()
print('tomllib' in sys.modules, read != ['provinces.csv'])
"""


def start(scripts: Path, away: Path) -> None:
    """Make a rulebook without a cache: of what was read when the wheel was built, and of a file that was changed since."""
    env = {**clean_environment(), "NTMRULES_CACHE": "off"}
    command = [str(scripts / "python"), "-c", START]
    said = subprocess.run(command, cwd=away, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    if said != ["False", "True"]:
        sys.exit(f"wheel check: YAML parsed at the first start, and after a change: {said}, expected False, then True")
    command = [str(scripts / "python"), "-c", WORDS]
    said = subprocess.run(command, cwd=away, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    if said != ["False", "False"]:
        sys.exit(
            f"wheel check: headings and lists of communes read anew at the first start: {said}, expected False twice"
        )


def readme_evaluation() -> str:
    """The last part of the README's first shell line: what comes after the set-up."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^```sh\n(.+?)\n", readme, re.MULTILINE)
    if block is None:
        sys.exit("wheel check: README.md has no shell block")
    return block[1].rpartition("&&")[2].strip()


def run(command: list[str]) -> None:
    print("$", shlex.join(command), flush=True)
    subprocess.run(command, env=clean_environment(), check=True)


def clean_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}


if __name__ == "__main__":
    main()
