"""What is measured in a process of its own: ``python tests/benchmarks/alone.py WHAT …`` prints one number or two."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from ntmrules import Entry, Library, read_figures

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
EXAMPLE = ROOT / "examples" / "mau.csv"


def median(job: Callable[[], object], rounds: int = 300) -> float:
    """Return the median time of ``job`` in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def commune(engine: str) -> float:
    """One commune of the examples, judged by ``engine`` with all that it explains; the rulebook is compiled."""
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-10-31")
    unit = read_figures(EXAMPLE).unit("xã Mẫu")
    found = book.evaluate(unit, engine=engine)
    if found.engine != engine:
        raise SystemExit(f"{engine} cannot run here")
    return median(lambda: book.evaluate(unit, engine=engine))


def corrected(_: str = "") -> float:
    """One figure of the same commune corrected in a session, so that its criterion and the set are concluded anew."""
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-10-31")
    session = book.session(read_figures(EXAMPLE).unit("xã Mẫu"))
    subject = "ty-le-ho-ngheo-da-chieu"
    both = [Entry(subject=subject, value=Decimal(value), period=2023) for value in ("1", "10")]
    turns = iter(range(10**6))
    session.report(both[1])
    if not all(session.report(entry).steps for entry in both):
        raise SystemExit("the correction changes nothing")
    return median(lambda: session.report(both[next(turns) % 2]))


def write(path: str, number: str) -> float:
    """Write a Parquet table of so many made-up communes."""
    from pyarrow.parquet import ParquetWriter
    from scale.made_up import units

    step, writer = 250_000, None
    for first in range(0, int(number), step):
        part = units(first, min(step, int(number) - first)).to_arrow()
        writer = writer or ParquetWriter(path, part.schema)
        writer.write_table(part)
    assert writer is not None
    writer.close()
    return 0.0


def stream(path: str, warm: str) -> tuple[float, float]:
    """Judge a table part by part, all outputs written; seconds and peak memory in MiB."""
    from scale.made_up import BOOK

    from ntmrules.tables import evaluate_file

    out = Path(path).with_name("out.parquet")
    evaluate_file(warm, BOOK, out=out, progress=False)  # the rulebook is compiled once for any number of units
    start = time.perf_counter()
    evaluate_file(path, BOOK, out=out, progress=False)
    return time.perf_counter() - start, peak()


def ocop(number: str) -> tuple[float, float]:
    """Rank so many made-up products of all 26 sets, from the file to the lines printed; seconds and peak memory in MiB."""
    import contextlib
    import os
    import tempfile

    from benchmarks.products import write as products

    from ntmrules.cli import run

    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        path = products(Path(folder) / "products.csv", int(number))
        start = time.perf_counter()
        with contextlib.redirect_stdout(nowhere):
            run(["ocop", "rank", str(path), "--no-plugins"])
        return time.perf_counter() - start, peak()


def peak() -> float:
    """Return the most memory that this process has held, in MiB; on Linux without that of the process it came from."""
    import resource

    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    held = next((line.split()[1] for line in lines if line.startswith("VmHWM")), None)
    return (int(held) if held is not None else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


if __name__ == "__main__":
    jobs = {each.__name__: each for each in (commune, corrected, write, stream, ocop)}
    found = jobs[sys.argv[1]](*sys.argv[2:])  # type: ignore[operator]
    print(*(found if isinstance(found, tuple) else (found,)))
