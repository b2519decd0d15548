"""Two builds of one page are the same bytes, wherever and whenever they are made."""

import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from ntmrules.page.runtime import Runtime

BUILD = """
import sys
from pathlib import Path
from conformance import kit
from ntmrules.page.build import Chosen, write_page
from ntmrules.page.runtime import runtime_in
runtime = runtime_in(Path(sys.argv[1]))
write_page(kit.library(), runtime, Chosen(set="vn/thu/2021", on="2023-01-01"), Path(sys.argv[2]))
"""


def test_another_process_folder_hash_seed_and_time_zone_make_the_same_page(
    runtime: Runtime, made_up: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    zone = "Pacific/Auckland"
    assert ZoneInfo(zone).key == zone
    surroundings = os.environ | {
        "PYTHONHASHSEED": "7", "TZ": zone, "TMPDIR": str(elsewhere),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).resolve().parents[1]), *sys.path]),
    }  # fmt: skip
    out = elsewhere / "lại.html"
    folder = os.environ["NTMRULES_PYODIDE"]
    subprocess.run(
        [sys.executable, "-c", BUILD, str(Path(folder).resolve()), str(out)],
        check=True,
        env=surroundings,
        cwd=elsewhere,
    )
    assert out.read_bytes() == made_up.read_bytes()
