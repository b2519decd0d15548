"""Write the scoring sheets of OCOP as data: ``catalogs/national/ocop-2023`` and ``ocop-2026``.

``python tools/ocop_sheets.py FACTS [--catalogs catalogs]``

FACTS holds ``ocop-148-2023.yaml`` and ``ocop-2026.yaml``: transcriptions of the 26 sheets of each decision with their evidence,
holes and irregular marks. One file a sheet is written; ``ocop.yaml`` beside them (bands, process) is kept by hand. What the
transcription leaves open stays open: a part that does not add up gets a criterion *unseen* of the missing points, a criterion
whose best option is below its maximum is *open*, a mark that only one sheet has or lacks, or that stands on a heading, becomes a
mark with several readings. Run again, the script writes the same bytes; no test needs it, the facts lie outside the repository.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

Criterion = dict[str, Any]
STAGES = {
    "ocop-148-2023.yaml": ("2023", "ocop-2023", "148/QĐ-TTg", "ocop_148_sheets"),
    "ocop-2026.yaml": ("2026", "ocop-2026", "26/2026/QĐ-TTg", "ocop_26_text"),
}
INDUSTRY = {
    "I": "thuc-pham",
    "II": "do-uong",
    "III": "duoc-lieu",
    "IV": "thu-cong",
    "V": "sinh-vat-canh",
    "VI": "du-lich",
}
# Readings of the facts' list `irregular_marks`: (stage, sheet) -> criterion -> star -> what the mark may be; 0 is "no such mark".
IRREGULAR: dict[tuple[str, int], dict[str, dict[int, list[int]]]] = {
    ("2023", 1): {"Khu vực phân phối chính": {5: [0, 5]}},
    ("2023", 2): {"Gia tăng giá trị": {4: [0]}},
    **{("2023", number): {"Nguồn nguyên liệu": {3: [1, 3]}} for number in (5, 11, 12, 13)},
    ("2026", 10): {"Sở hữu trí tuệ": {4: [0, 2]}},
    ("2026", 3): {"Câu chuyện sản phẩm": {4: [0, 5]}},
}
IRREGULAR_NOTE = {
    "vi": "dấu sao khác các bộ cùng loại, có thể do chép sai: mọi cách đọc đều được xét",
    "en": "the mark differs from the sister sheets, perhaps a slip of the copy: every reading counts",
}
HEADING_NOTE = {
    "vi": "dấu sao đứng ở tên tiêu chí, không ở một lựa chọn: đọc là ít nhất 1 điểm, hoặc đủ điểm",
    "en": "the mark stands on the heading, on no option: read as at least one point, or as the full points",
}


def main() -> None:
    """Write every sheet of both decisions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--catalogs", type=Path, default=Path("catalogs"))
    options = parser.parse_args()
    for name, (stage, folder, decision, source) in STAGES.items():
        facts = yaml.safe_load((options.facts / name).read_text(encoding="utf-8"))
        target = options.catalogs / "national" / folder / "sheets"
        target.mkdir(parents=True, exist_ok=True)
        for sheet in facts["sets"]:
            path = target / f"{sheet['set']:02}-{_slug(sheet['name'])}.yaml"
            path.write_text("\n".join(_sheet(sheet, stage, decision, source)) + "\n", encoding="utf-8")


def _slug(text: str) -> str:
    from unicodedata import normalize

    plain = normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:5])


def _sheet(sheet: dict[str, Any], stage: str, decision: str, source: str) -> list[str]:
    number = sheet["set"]
    lines = [
        f"id: vn/ocop/{stage}/{number}",
        f"number: {number}",
        f"name: {_text(sheet['name'], sheet.get('en'))}",
        f"industry: {INDUSTRY[sheet['industry']]}",
        f"provision: {{decision: {decision}, annex: Phụ lục I, row: Bộ sản phẩm {number}}}",
    ]
    if sheet.get("reject_if"):
        lines.append(f"rejected_if: {_text(sheet['reject_if'], None)}")
    lines += [f"evidence: {{kind: excerpt, confidence: high, ref: [{source}]}}", 'checked_on: "2026-11-29"', "parts:"]
    for part in sheet["parts"]:
        lines += _part(part, sheet, stage)
    return lines


def _part(part: dict[str, Any], sheet: dict[str, Any], stage: str) -> list[str]:
    lines = [f"  - id: {part['part']}", f"    most: {part['max']}", "    groups:"]
    printed = Counter(row["code"] for row in part["groups"] if "pts" in row)
    seen: Counter[str] = Counter()
    total, cases = 0, set()
    for row in part["groups"]:
        if "pts" not in row:
            if not row.get("sub"):
                lines += _group(row)
            continue
        code = row["code"]
        seen[code] += 1
        identity = f"{code}.{seen[code]}" if printed[code] > 1 else code
        lines += _criterion(row, identity, sheet, stage)
        if row.get("one_of") not in cases or row.get("one_of") is None:
            total += row["max"]
        cases.add(row.get("one_of"))
    if total < part["max"]:
        missing = part["max"] - total
        note = _text(
            f"bản chép thiếu {missing} điểm của phần {part['part']}: tiêu chí ấy chưa thấy",
            f"{missing} points of part {part['part']} are missing in the copy: their criterion was not seen",
        )
        lines += [
            f'      - id: "{part["part"]}.x"',
            f"        name: {_text('Phần chưa thấy trong bản chép', 'not seen in the copy')}",
            f"        most: {missing}",
            "        criteria:",
            f'          - id: "{part["part"]}.x"',
            f"            name: {_text('Phần chưa thấy trong bản chép', 'not seen in the copy')}",
            f"            most: {missing}",
            f"            open: {note}",
            "            options: []",
        ]
    return lines


def _group(row: Criterion) -> list[str]:
    lines = [
        f"      - id: {_quoted(row['code'])}",
        f"        name: {_text(row['name'], row.get('en'))}",
        f"        most: {row['max']}",
    ]
    if row.get("note"):
        lines.append(f"        note: {_text(row['note'], None)}")
    return [*lines, "        criteria:"]


def _criterion(row: Criterion, identity: str, sheet: dict[str, Any], stage: str) -> list[str]:
    lines = [f"          - id: {_quoted(identity)}"]
    if identity != row["code"]:
        lines.append(f"            printed: {_quoted(row['code'])}")
    lines += [f"            name: {_text(row['name'], row.get('en'))}", f"            most: {row['max']}"]
    if row.get("one_of"):
        lines.append(f"            case_of: {_quoted(row['one_of'])}")
    if row.get("note"):
        lines.append(f"            note: {_text(row['note'], None)}")
    if max(row["pts"]) < row["max"]:
        lines.append(
            "            open: "
            + _text(
                f"tối đa {row['max']} điểm mà lựa chọn cao nhất thấy được là {max(row['pts'])}: thiếu hoặc chép sai một lựa chọn",
                f"{row['max']} points at most, the best option seen gives {max(row['pts'])}: one is missing or miscopied",
            )
        )
    if "đạt chuẩn nông thôn mới" in row["name"]:
        lines.append("            reads: xa-ntm")
    lines.append("            options:")
    words = dict(row["opts"]) if row.get("opts") else {}
    listed = [text for _, text in row["opts"]] if row.get("opts") else []
    for star, text in (row.get("req") or {}).items():
        words.setdefault(row.get("floor", {}).get(star), text)
    for place, points in enumerate(row["pts"]):
        text = listed[place] if listed else words.get(points)
        parts = [f"points: {points}"] + ([f"text: {_text(text, None)}"] if text else [])
        parts += _doubt(row, points, place, sheet)
        lines.append(f"              - {{{', '.join(parts)}}}")
    marks = _marks(row, sheet, stage)
    if marks:
        lines += ["            marks:", *(f"              - {{{mark}}}" for mark in marks)]
    return lines


def _doubt(row: Criterion, points: int, place: int, sheet: dict[str, Any]) -> list[str]:
    """Say that an option's points were blank or miscopied, where a hole of the sheet says so."""
    for hole in sheet.get("holes", ()):
        named = re.match(r"'([^']+)' option (\d+): points blank in the source copy, read as (\d+)", hole)
        if named and named[1] in row["name"] and int(named[2]) == place + 1 and int(named[3]) == points:
            return [
                f"doubt: {_text(f'điểm để trống trong bản chép, đọc là {points}', f'points blank in the copy, read as {points}')}"
            ]
        coded = re.match(r"criterion ([\d.]+) option (\d+) reads '(\d+)' in the transcript; taken as (\d+)", hole)
        if coded and coded[1] == row["code"] and int(coded[2]) == place + 1:
            return [
                f"doubt: {_text(f'bản chép ghi {coded[3]}, đọc là {points}', f'the copy reads {coded[3]}, taken as {points}')}"
            ]
    return []


def _marks(row: Criterion, sheet: dict[str, Any], stage: str) -> list[str]:
    found: dict[int, tuple[list[int], dict[str, str] | None]] = {
        star: ([points], None) for star, points in (row.get("floor") or {}).items()
    }
    if row.get("heading_star"):
        found[row["heading_star"]] = (sorted({1, max(row["pts"])}), HEADING_NOTE)
    for star, readings in IRREGULAR.get((stage, sheet["set"]), {}).get(row["name"], {}).items():
        own = found.get(star, ([], None))[0]
        found[star] = (sorted({*own, *readings}), IRREGULAR_NOTE)
    lines = []
    for star, (least, note) in sorted(found.items()):
        said = f", note: {_text(note['vi'], note['en'])}" if note else ""
        lines.append(f"stars: {star}, least: [{', '.join(map(str, least))}]{said}")
    return lines


def _quoted(code: str) -> str:
    return f'"{code}"'


def _text(vi: str, en: str | None) -> str:
    def quoted(text: str) -> str:
        return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'

    return f"{{vi: {quoted(vi)}, en: {quoted(en)}}}" if en else f"{{vi: {quoted(vi)}}}"


if __name__ == "__main__":
    main()
