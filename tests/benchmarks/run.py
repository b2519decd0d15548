"""All benchmarks side by side in one run, as Markdown: ``python tests/benchmarks/run.py [--quick] [--long]``.

What is compared runs in this process, one after the other and round after round, so that noise of the machine hits all
alike; the median of the rounds is shown, in time of the processor (all threads together), which other work disturbs least.
Ratios are those of one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import PEERS, RULES, work

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 100_000)
STREAMED = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
PRODUCTS = (10_000, 40_000)
PACKAGES = ("polars", "pyarrow", "numpy", "openfisca-core", "zen-engine", "rule-engine", "durable_rules")


def side_by_side(units: int, rounds: int) -> dict[str, float]:
    """Return the median processor time of every peer in microseconds a unit; all have to count the same."""
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
            start = time.process_time()
            job()
            times[name].append(time.process_time() - start)
    return {name: statistics.median(each) / units * 1e6 for name, each in times.items()}


DECIMALS, FLOATS = "ours, columnar: verdicts, reasons, tallies (decimals)", "ours, columnar: the same (floats)"
GAPS, FLOAT_GAPS = (
    "ours, columnar: the same, every 20th cell missing",
    "ours, columnar: floats, every 20th cell missing",
)
NUMPY, OPENFISCA = "numpy: bare comparisons", "openfisca-core: bare verdicts"
WANTED = (  # what, of what, at most
    (DECIMALS, OPENFISCA, 0.5), (FLOATS, OPENFISCA, 0.5), (DECIMALS, NUMPY, 3), (FLOATS, NUMPY, 3),
    (GAPS, OPENFISCA, 0.9), (FLOAT_GAPS, OPENFISCA, 0.9), (GAPS, DECIMALS, 1.3), (FLOAT_GAPS, FLOATS, 1.3),
    ("ours, core: full trace", "zen-engine: with trace", 0.25),
)  # fmt: skip


def ratios(found: dict[str, float]) -> Iterator[str]:
    """Yield a line for each ratio that is wanted and whose two sides were measured."""
    for ours, theirs, most in WANTED:
        if ours in found and theirs in found:
            yield f"| {ours} / {theirs} | at most {most} | {found[ours] / found[theirs]:.2f} |"


def said(*command: str, env: dict[str, str] | None = None) -> list[str]:
    """Return what Python prints, word by word, in a fresh process."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, cwd=ROOT, env=env)
    return done.stdout.split()


def alone(*words: str) -> list[str]:
    """Return what ``alone.py`` measures."""
    return said(str(Path(__file__).with_name("alone.py")), *words)


def python(code: str, rounds: int, *, clear: Path | None = None) -> float:
    """Return the median time in milliseconds that ``code`` says it took, each time in a fresh process."""
    found = []
    env = dict(os.environ)
    for _ in range(rounds):
        if clear is not None:
            env["XDG_CACHE_HOME"] = str(clear / str(time.perf_counter_ns()))
        found.append(float(said("-c", code, env=env)[-1]))
    return statistics.median(found) * 1e3


TIMED = "import time; start = time.perf_counter(); {body}; print(time.perf_counter() - start)"
LOAD = (
    "from ntmrules import Library; "
    "book = Library(plugins=()).rulebook('xa-ntm', province='quang-ninh', on='2023-10-31')"
)


def starts(rounds: int) -> Iterator[tuple[str, str]]:
    """Yield what it takes to begin."""
    with TemporaryDirectory() as folder:
        cold = python(TIMED.format(body=LOAD), max(2, rounds // 2), clear=Path(folder))
    yield "`import ntmrules`", f"{python(TIMED.format(body='import ntmrules'), rounds):.0f} ms"
    yield "import, catalogue, one rulebook; nothing cached", f"{cold:.0f} ms"
    yield "import, catalogue, one rulebook; cached", f"{python(TIMED.format(body=LOAD), rounds):.0f} ms"


def communes() -> Iterator[tuple[str, str]]:
    """Yield what one commune of the examples takes: by every engine, and one corrected figure."""
    for engine in ("core", "forward/agenda", "forward/durable"):
        try:
            took = f"{float(alone('commune', engine)[0]) * 1e6:,.0f} µs"
        except subprocess.CalledProcessError:  # durable-rules does not import everywhere
            took = "–"
        yield f"`examples/mau.csv`, 57 indicators with the whole explanation: {engine}", took
    took = f"{float(alone('corrected')[0]) * 1e6:,.0f} µs"
    yield "one corrected figure in a `Session`, with what it changed", took


def streams(sizes: Sequence[int]) -> Iterator[tuple[str, str, str]]:
    """Yield units, cost of one and peak memory of judging a Parquet table of the commune set, all outputs written."""
    with TemporaryDirectory() as folder:
        warm, path = f"{folder}/warm.parquet", f"{folder}/units.parquet"
        alone("write", warm, "1000")
        for number in sizes:
            alone("write", path, str(number))
            took, memory = map(float, alone("stream", path, warm))
            yield f"{number:,}", f"{took / number * 1e6:.2f}", f"{memory:,.0f}"


def products(sizes: Sequence[int]) -> Iterator[tuple[str, str, str]]:
    """Yield products, seconds and peak memory of ranking a CSV of products of all 26 OCOP sets, a line each."""
    for number in sizes:
        took, memory = map(float, alone("ocop", str(number)))
        yield f"{number:,}", f"{took:.2f}", f"{memory:,.0f}"


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
    parser.add_argument("--long", action="store_true", help="ten million units too (half a gigabyte on disk)")
    asked = parser.parse_args()
    quick = asked.quick
    sizes = SIZES[:2] if quick else SIZES
    machine = f"{platform.machine()}, {os.cpu_count()} cores · Python {platform.python_version()}"
    print(f"{datetime.now(tz=UTC).date().isoformat()} · {machine} · {', '.join(map(installed, PACKAGES))}\n")
    rounds = {1_000: 9, 10_000: 7, 100_000: 5}
    found = {units: side_by_side(units, 3 if quick else rounds[units]) for units in sizes}
    print(f"Microseconds of processor time a unit, {RULES} rules:\n")
    print("| | " + " | ".join(f"{units:,} units" for units in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name, _, _ in PEERS:
        cells = [f"{found[units][name]:.3g}" if name in found[units] else "–" for units in sizes]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("\n| ratios at 10,000 units in this run | wanted | found |\n|---|---|---|")
    print("\n".join(ratios(found[10_000])))
    print("\n| to begin, and one commune | |\n|---|---|")
    for name, value in (*starts(3 if quick else 7), *communes()):
        print(f"| {name} | {value} |")
    print("\n| units of the commune set, Parquet to Parquet | µs a unit | peak memory, MiB |\n|---|---|---|")
    for row in streams((*STREAMED[: 3 if quick else 4], *([STREAMED[-1]] if asked.long else []))):
        print("| " + " | ".join(row) + " |")
    print("\n| products of the 26 OCOP sets, CSV to lines | seconds | peak memory, MiB |\n|---|---|---|")
    for row in products(PRODUCTS[: 1 if quick else 2]):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
