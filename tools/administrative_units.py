"""Write catalogs/units/ from the data of the package vietnamadminunits (MIT, Tran Ngoc Minh Hieu).

    pip install vietnamadminunits
    python tools/administrative_units.py FOLDER_OF_THE_PACKAGE catalogs/units

Only its tables are read, never its parser. Kept: code, name, kind, what it lies in, coordinates (four digits are ten
metres), and for a commune of the list of 2004 the codes of 2025 into which it went. The package keys places without
accents and so takes one place for another here and there: where two places have one key, or where a commune would be
divided between places more than FAR apart, `became` stays empty. The same package gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

KINDS = {
    "Xã": "xa", "Phường": "phuong", "Thị trấn": "thi-tran", "Đặc khu": "dac-khu", "Huyện": "huyen", "Thị xã": "thi-xa",
    "Thành phố": "thanh-pho", "Quận": "quan", "Tỉnh": "tinh",
}  # fmt: skip
PROVINCES = ("list", "code", "id", "kind", "name", "latitude", "longitude")
DISTRICTS = ("code", "province", "kind", "name", "latitude", "longitude")
OLD = ("code", "district", "kind", "name", "latitude", "longitude", "became")
NEW = ("code", "kind", "name", "latitude", "longitude")
FAR = 40
"""Kilometres; no commune reaches so far."""


def main(package: Path, out: Path) -> None:
    """Read the package and write every list; what stood in the lists before is replaced."""
    connection = sqlite3.connect(f"{(package / 'data' / 'dataset.db').resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    old = [dict(row) for row in connection.execute("SELECT * FROM admin_units_legacy")]
    new = [dict(row) for row in connection.execute("SELECT * FROM admin_units")]
    connection.close()
    became = successors(json.loads((package / "data" / "converter_2025.json").read_text(encoding="utf-8")), old, new)
    out.mkdir(parents=True, exist_ok=True)
    provinces = sorted({province(row, which) for which, rows in (("2004", old), ("2025", new)) for row in rows})
    write(out / "provinces.csv", PROVINCES, provinces)
    write(out / "districts.csv", DISTRICTS, sorted({district(row) for row in old}))
    for which, rows, header in (("2004", old, OLD), ("2025", new, NEW)):
        folder = out / f"communes-{which}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        inside: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for row in rows:
            if row["wardCode"]:  # five districts on islands have no communes
                inside[slug(row["provinceShort"])].append(commune(row, which, became))
        for name, found in sorted(inside.items()):
            write(folder / f"{name}.csv", header, sorted(found))


def province(row: dict[str, Any], which: str) -> tuple[str, ...]:
    """Return one row of the list of provinces."""
    name = row["provinceShort"]
    return which, row["provinceCode"], slug(name), kind(row["province"]), name, *place(row, "province")


def district(row: dict[str, Any]) -> tuple[str, ...]:
    """Return one row of the list of districts."""
    name = row["districtShort"]
    named = called(name) if not name.isdigit() else row["district"]  # Quận 1
    return row["districtCode"], slug(row["provinceShort"]), kind(row["district"]), named, *place(row, "district")


def commune(row: dict[str, Any], which: str, became: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return one row of the list of communes of a province."""
    name = row["wardShort"] if not row["wardShort"].isdigit() else row["ward"]  # Phường 1
    what = (KINDS[row["wardType"]], called(name), *place(row, "ward"))
    if which == "2025":
        return row["wardCode"], *what
    return row["wardCode"], row["districtCode"], *what, " ".join(became.get(row["wardCode"], ()))


def successors(raw: dict[str, Any], old: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return, by the code of an old commune, the codes of those into which it went; nothing where a key is of two."""
    olds, news = by_key(old, "districtKey"), by_key(new, None)
    before_of, after_of = ({row["wardCode"]: row for row in rows} for rows in (old, new))
    found: dict[str, set[str]] = defaultdict(set)
    doubtful: set[str] = set()
    pairs = [
        (key.rstrip("_"), f"{where}_{ward}")
        for where, wards in raw["DICT_PROVINCE_WARD_NO_DIVIDED"].items() for ward, keys in wards.items() for key in keys
    ]  # fmt: skip
    pairs += [
        (key, f"{where}_{part['newWardKey']}")
        for where, keys in raw["DICT_PROVINCE_WARD_DIVIDED"].items() for key, parts in keys.items() for part in parts
    ]  # fmt: skip
    for before, after in pairs:
        codes, targets = olds.get(before, ()), news.get(after, ())
        if len(codes) == 1 and len(targets) == 1:
            found[codes[0]].add(targets[0])
        else:
            doubtful.update(codes)
    for code, targets in found.items():
        if len(targets) > 1 and any(apart(before_of[code], after_of[each]) > FAR for each in targets):
            doubtful.add(code)
    return {code: tuple(sorted(targets)) for code, targets in found.items() if code not in doubtful}


def apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return about how many kilometres lie between two communes; 0 where one has no coordinates."""
    if None in (one["wardLat"], one["wardLon"], other["wardLat"], other["wardLon"]):
        return 0
    return math.hypot((one["wardLat"] - other["wardLat"]) * 111, (one["wardLon"] - other["wardLon"]) * 108)


def by_key(rows: Iterable[dict[str, Any]], inner: str | None) -> dict[str, list[str]]:
    """Return the codes of the communes by the key under which the package knows them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["wardCode"]:
            parts = (row["provinceKey"], row[inner] if inner else None, row["wardKey"])
            found["_".join(part for part in parts if part)].append(row["wardCode"])
    return found


def kind(name: str) -> str:
    """Return the kind that a full name begins with."""
    return next(KINDS[word] for word in KINDS if name.casefold().startswith(f"{word.casefold()} "))


def called(name: str) -> str:
    """Return a name in NFC without what the package puts behind it to tell two apart: ``Long Phú (Xã)``."""
    return re.sub(
        r" \((Xã|Phường|Thị trấn|TT|Huyện|Thị xã|Thành phố)\)$",
        "",
        unicodedata.normalize("NFC", name),
        flags=re.IGNORECASE,
    )


def place(row: dict[str, Any], what: str) -> tuple[str, str]:
    """Return latitude and longitude as text, empty where the package has none."""
    values = row[f"{what}Lat"], row[f"{what}Lon"]
    return tuple("" if value is None else f"{value:.4f}".rstrip("0").rstrip(".") for value in values)  # type: ignore[return-value]


def slug(name: str) -> str:
    """Return the id of a province: ``Bà Rịa - Vũng Tàu`` -> ``ba-ria-vung-tau``."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(each for each in plain if not unicodedata.combining(each))).strip("-")


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one list as CSV in UTF-8 with Unix line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
