"""All benchmarks side by side in one run, as Markdown: ``python tests/benchmarks/run.py [--quick]``.

Everything runs in this process, one after the other and round after round, so that noise of the machine hits all alike;
the median of the rounds is shown, and ratios are those of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import PEERS, RULES, work

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 100_000)
PACKAGES = ("polars", "pyarrow", "numpy", "openfisca-core", "zen-engine", "rule-engine", "durable_rules")


def side_by_side(units: int, rounds: int) -> dict[str, float]:
    """Return the median time of every peer in microseconds a unit; all have to count the same."""
    made = work(units)
    jobs: dict[str, Callable[[], int]] = {}
    counts: dict[str, int] = {}
    for name, maker, most in PEERS:
        if units <= most:
            try:
                jobs[name] = maker(made)
            except ImportError as error:
                print(f"<!-- {name}: left out, {error} -->")
                continue
            counts[name] = jobs[name]()
    right = counts[PEERS[0][0]]
    for name, count in counts.items():
        if count != right and "missing" not in name:
            print(f"At {units:,} units {name} counts {count:,} met and not {right:,}.\n")
            if name.startswith("ours"):
                raise SystemExit("our own count is wrong: nothing to compare")
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) / units * 1e6 for name, each in times.items()}


def python(code: str, rounds: int, *, clear: Path | None = None) -> float:
    """Return the median time in milliseconds that ``code`` says it took, each time in a fresh process."""
    found = []
    env = dict(os.environ)
    for _ in range(rounds):
        if clear is not None:
            env["XDG_CACHE_HOME"] = str(clear / str(time.perf_counter_ns()))
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=env
        )
        found.append(float(out.stdout.split()[-1]))
    return statistics.median(found) * 1e3


TIMED = "import time; start = time.perf_counter(); {body}; print(time.perf_counter() - start)"
LOAD = (
    "from ntmrules import Library; "
    "book = Library(plugins=()).rulebook('xa-ntm', province='quang-ninh', on='2023-10-31')"
)
ONE = (
    "import time; " + LOAD + "; import ntmrules, statistics\n"
    "unit = ntmrules.read_figures('examples/mau.csv').unit('xã Mẫu')\n"
    "times = []\n"
    "for _ in range(300):\n"
    "    start = time.perf_counter(); book.evaluate(unit); times.append(time.perf_counter() - start)\n"
    "print(statistics.median(times))"
)


def starts(rounds: int) -> Iterator[tuple[str, str]]:
    """Yield what it takes to begin, and one commune of the examples."""
    from tempfile import TemporaryDirectory

    yield "`import ntmrules`", f"{python(TIMED.format(body='import ntmrules'), rounds):.0f} ms"
    with TemporaryDirectory() as folder:
        cold = python(TIMED.format(body=LOAD), max(2, rounds // 2), clear=Path(folder))
    yield "import, catalogue, one rulebook; nothing cached", f"{cold:.0f} ms"
    yield "import, catalogue, one rulebook; cached", f"{python(TIMED.format(body=LOAD), rounds):.0f} ms"
    yield "`examples/mau.csv`, 57 indicators, full trace (rulebook compiled)", f"{python(ONE, 3) * 1e3:.0f} µs"


def installed(name: str) -> str:
    """Return name and version of a package."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} not installed"


def main() -> None:
    """Run everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no 100,000 units")
    quick = parser.parse_args().quick
    sizes = SIZES[:2] if quick else SIZES
    machine = f"{platform.machine()}, {os.cpu_count()} cores · Python {platform.python_version()}"
    print(f"{datetime.now(tz=UTC).date().isoformat()} · {machine} · {', '.join(map(installed, PACKAGES))}\n")
    rounds = {1_000: 9, 10_000: 7, 100_000: 5}
    found = {units: side_by_side(units, 3 if quick else rounds[units]) for units in sizes}
    print(f"Microseconds a unit, {RULES} rules:\n")
    print("| | " + " | ".join(f"{units:,} units" for units in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name, _, _ in PEERS:
        cells = [f"{found[units][name]:.3g}" if name in found[units] else "–" for units in sizes]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("\nRatios at 10,000 units in this run:\n")
    at = found[10_000]
    ours = at["ours, columnar: verdicts, reasons, tallies (decimals)"]
    floats = at["ours, columnar: the same (floats)"]
    for name, target in (("openfisca-core: bare verdicts", 1.0), ("numpy: bare comparisons", 8.0)):
        if name in at:
            said = f"{ours / at[name]:.2f}; (floats): {floats / at[name]:.2f}"
            print(f"- columnar (decimals) / {name}: {said}; wanted at most {target}")
    if "zen-engine: with trace" in at:
        ratio = at["ours, core: full trace"] / at["zen-engine: with trace"]
        print(f"- core with full trace / zen-engine with trace: {ratio:.2f}; wanted at most 0.4")
    print("\n| to begin | |\n|---|---|")
    for name, value in starts(3 if quick else 7):
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
