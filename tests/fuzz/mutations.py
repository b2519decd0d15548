"""Files of figures and packs with some of their bytes changed, and what becomes of them.

Whatever somebody hands in is judged or refused: a verdict that says why, or an error with a code, within ten seconds.

    PYTHONPATH=tests python tests/fuzz/mutations.py 20000 [first seed]
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import xlsxwriter
from deadline import in_time

from ntmrules import Library, NtmRulesError, Rulebook, read_figures

SECONDS = 10
ON, PLACE = "2023-12-31", "quang-ninh"
SHARE = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
WORDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"\n", b"\r", b",", b";", b"\t", b"-", b"1e999999",
    b"1e-999999999", b"NaN", b"Infinity", b"9" * 400, b"XFD1048576", b"A0", b"#REF!", b"\xe1\xba", b"\xed\xa0\x80",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&#0;", b"&a;", b"<", b">", b"{", b"}", b"[" * 2000, b"=cmd|' /C calc'!A0",
    b"\x1b[2J", b"[bold]", b"../../x", b"2023-13-45", b"20231031123", b"!!python/object/apply:os.system", b"*a",
    b"&a [*a]", b": ", b"17.10", b"%", "đạt".encode(), "chưa đạt".encode(), b"_" * 3000, b"0x", b"1:25", b"~",
)  # fmt: skip


@cache
def rulebook() -> Rulebook:
    return Library(plugins=()).rulebook("xa-ntm", province=PLACE, on=ON)


def csv_seed() -> bytes:
    rows = ["unit,subject,value,period,status,note", f"xã A,{SHARE},95.5,2023,,", "xã A,10.1,60,2023,final,", "xã B,1.1,đạt,,,",
            'xã B,17.10,"chưa đạt",2023,,"ghi, chú"', "Tổng cộng,10.1,60,,,"]  # fmt: skip
    return ("\n".join(rows) + "\n").encode()


def wide_seed() -> bytes:
    return f"# phiếu\nsep=;\nĐơn vị;{SHARE};10.1;1.1;9.1\nxã A;95,5%;60;đạt;0\nxã B;80;;chưa đạt;\n".encode("utf-16")


def json_seed() -> bytes:
    rows = [{"unit": "xã A", SHARE: 95.5, "10.1": 60, "1.1": "đạt"}, {"unit": "xã B", "17.10": "chưa đạt", "9.1": 0}]
    return json.dumps(rows, ensure_ascii=False).encode()


def xlsx_seed() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Biểu")
        share, text = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "@"})
        sheet.merge_range(0, 0, 0, 3, "UBND XÃ")
        for column, name in enumerate(("STT", "Đơn vị", SHARE, "10.1", "17.10")):
            sheet.write_string(1, column, name, text)
        for row, cells in enumerate(((1, "xã A", 0.955, 60, "đạt"), (2, "xã B", 0.8, 45.5, "chưa đạt")), 2):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, *([share] if column == 2 else []))
        sheet.write_formula(4, 2, "=AVERAGE(C3:C4)", share, 0.88)
        sheet.write(4, 1, "Trung bình")
        book.add_worksheet("Ẩn").hide()
    return stream.getvalue()


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_seed() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(cell.format(each) for each in ("unit", SHARE))
    row = cell.format("xã A") + '<table:table-cell office:value-type="percentage" office:value="0.955"/>'
    body = (f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{words}"><office:body>'
            f'<office:spreadsheet><table:table table:name="B"><table:table-row>{head}</table:table-row><table:table-row>{row}'
            "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", body)
    return stream.getvalue()


def parquet_seed() -> bytes:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    stream = io.BytesIO()
    rows = {"unit": ["xã A", "xã B"], SHARE: [95.5, 80.0], "1.1": ["đạt", "chưa đạt"], "10.1": [60, None]}
    parquet.write_table(arrow.table(rows), stream)
    return stream.getvalue()


PACK = """\
pack:
  id: mau
  name: {vi: Tỉnh Mẫu, en: Made-up province}
  territory: [{list: "2004", province: quang-ninh}]
decisions:
  - id: 01/QĐ-MẪU
    date: "2022-06-01"
    title: {vi: Quyết định bịa để thử, en: "Decision, made up"}
    in_force: {from: "2022-06-01"}
    note: {vi: bịa ra, en: made up}
overrides:
  - id: mau/3.1
    verb: raise
    target: vn/xa-ntm/2021/3.1
    provision: {decision: 01/QĐ-MẪU}
    from: "2022-06-01"
    requirement:
      kind: at_least
      threshold: {value: 85, evidence: {kind: recall, confidence: medium, checked_on: "2026-01-01"}}
"""


def pack_seed() -> bytes:
    return PACK.encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "a.csv": csv_seed, "b.csv": wide_seed, "c.json": json_seed, "d.xlsx": xlsx_seed, "e.ods": ods_seed, "f.parquet": parquet_seed,
    "g.yaml": pack_seed,
}  # fmt: skip
_MADE: dict[str, bytes] = {}


def seed_of(name: str) -> bytes:
    """Return the file as it was, always the same bytes."""
    if name not in _MADE:
        _MADE[name] = SEEDS[name]()
    return _MADE[name]


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return ``raw`` with one to five changes: bits, words, cuts, repeats, swaps."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at:at] = chance.choice(WORDS)
        elif kind == 2:
            del data[at : at + chance.choice((1, 2, 10, 200))]
        elif kind == 3:
            data[at:at] = data[at : at + chance.choice((1, 20, 300))] * chance.choice((1, 3, 50))
        elif kind == 4:
            word = chance.choice(WORDS)
            data[at : at + len(word)] = word
        else:
            del data[at + chance.choice((0, 50)) :]
    return bytes(data)


def members_mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return a packed file of which one member is changed, packed well again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        names = given.namelist()
        chosen = chance.choice(
            [name for name in names if "sheet1" in name or "styles" in name or "content" in name] + names
        )
        for name in names:
            data = given.read(name)
            made.writestr(name, mutated(data, chance) if name == chosen else data)
    return stream.getvalue()


def case(seed: int) -> tuple[str, bytes]:
    """Return the name and the bytes of one input; the same for the same seed."""
    chance = random.Random(seed)
    name = list(SEEDS)[seed % len(SEEDS)]
    raw = seed_of(name)
    packed = name.endswith((".xlsx", ".ods")) and chance.random() < 0.8
    return name, (members_mutated if packed else mutated)(raw, chance)


def outcome(path: Path) -> str:
    """Return what becomes of a file: the verdicts of its units, or the code of what is wrong with it."""
    try:
        if path.suffix == ".yaml":
            book = Library(packs=(path,), plugins=()).rulebook("xa-ntm", province=PLACE, on=ON)
            return f"loaded {len(book.all_rules)}"
        table = read_figures(path, rulebook=rulebook())
        results = [rulebook().evaluate(unit) for unit in table.units[:50]]
    except NtmRulesError as error:
        text = str(error)
        if not error.problems or not all(each.code.startswith("NTM") for each in error.problems):
            raise AssertionError(f"no code: {text}") from error
        return error.code
    for result in results:
        assert result.trace.children
    return " ".join(f"{result.unit}={result.verdict}" for result in results) or "no unit"


def tried(seed: int, folder: Path) -> tuple[str, float]:
    """Return what becomes of one input and how long that took; whatever is no ``NtmRulesError`` goes on to the caller."""
    name, raw = case(seed)
    path = folder / f"{seed}-{name}"
    path.write_bytes(raw)
    began = time.monotonic()
    try:
        with in_time(SECONDS):
            found = outcome(path)
    finally:
        path.unlink()
    return found, time.monotonic() - began


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(count: int, first: int = 0) -> int:
    """Try ``count`` inputs, print every one that breaks, and return 1 if any did."""
    rulebook()
    seen: Counter[str] = Counter()
    broken, slowest = 0, (0.0, 0)
    with tempfile.TemporaryDirectory() as place:
        for seed in range(first, first + count):
            try:
                found, took = tried(seed, Path(place))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001  (a panic of a foreign reader is no Exception)
                broken += 1
                _say(f"seed {seed} ({case(seed)[0]}): {type(error).__name__}: {str(error)[:200]}")
                continue
            slowest = max(slowest, (took, seed))
            seen[found if found.startswith("NTM") else found.partition(" ")[0].partition("=")[0][:20]] += 1
    _say(f"{count} inputs, {broken} broken; slowest {slowest[0]:.2f} s (seed {slowest[1]})")
    _say(", ".join(f"{name}: {number}" for name, number in seen.most_common(15)))
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:] or ["500"])))
