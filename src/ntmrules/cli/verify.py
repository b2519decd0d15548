"""``ntmrules verify``: evaluate a receipt again and say what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from ntmrules.cli.options import INSTALLED, AsJson, Lang, Rules
from ntmrules.cli.output import print_json, print_lines, progress
from ntmrules.cli.parameter import Parameter
from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.words import verdict_word
from ntmrules.figures.read import read_figures
from ntmrules.json_text import read_json
from ntmrules.messages import Fault, Phrase
from ntmrules.messages.foreign import Foreign
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.model.unit_names import named, same_name
from ntmrules.model.verdicts import Verdict
from ntmrules.verify import Difference, Verification, around, cut, receipts_in
from ntmrules.verify import verify as verify_receipt

SHOWN, MOST_LETTERS = 20, 100
_W: dict[str, tuple[str, str]] = {
    "same": (
        "giống hệt: cùng kết quả, cùng thư viện, danh mục và số liệu",
        "the same: result, library, catalogue and figures",
    ),
    "behind": ("kết quả như cũ, nhưng có thay đổi phía sau", "the same result, though something behind it changed"),
    "other": ("kết quả KHÁC", "ANOTHER result"),
    "none": ("không có", "none"),
    "more": ("… và {count} khác biệt nữa", "… and {count} more differences"),
    "library": ("phiên bản thư viện", "library version"),
    "catalogue": ("mã băm danh mục đã dùng", "digest of the catalogue used"),
    "circuit": ("mã băm mạch câu hỏi", "digest of the circuit"),
    "engine": ("bộ máy", "engine"),
    "figures": ("mã băm số liệu", "digest of the figures"),
    "verdict": ("kết quả", "verdict"),
    "packs": ("gói quy định", "pack"),
    "plugins": ("plugin", "plugin"),
    "unit": ("đơn vị", "unit"),
    "set": ("bộ tiêu chí", "set"),
    "on": ("ngày đánh giá", "date of assessment"),
    "province": ("tỉnh", "province"),
    "added": ("chỉ tiêu do tỉnh bổ sung", "indicators added by the province"),
    "reported": ("số được báo cáo", "reported tallies"),
    "trace": ("căn cứ", "trace"),
    "schema": ("định dạng", "schema"),
    "left_out": ("những gì của tệp không được dùng", "what of the file was left out"),
    "receipt": ("biên nhận", "receipt"),
    "low": ("thấp nhất", "lowest"),
    "high": ("cao nhất", "highest"),
    "declared": ("văn bản nêu", "declared"),
    "modelled": ("đã có trong danh mục", "modelled"),
    "whole": ("đủ", "whole"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "provisional": ("tạm tính", "provisional"),
    "criteria": ("tiêu chí", "criteria"),
    "indicators": ("chỉ tiêu", "indicators"),
}  # fmt: skip


def verify(
    receipt: Annotated[
        Path, Parameter(help="JSON do evaluate --format json ghi. · What evaluate --format json wrote.")
    ],
    file: Annotated[
        Path | None,
        Parameter(help="Tệp số liệu, thay cho số liệu trong JSON. · File of figures, instead of those in the JSON."),
    ] = None,
    *,
    rules: Rules = INSTALLED,
    json: AsJson = False,
    lang: Lang = "vi",
) -> int:
    """Đánh giá lại theo biên nhận và cho biết có gì khác: thư viện, danh mục, số liệu, kết quả.

    Mã thoát: 0 không khác gì, 1 có khác, 3 đầu vào sai.

    Evaluate a receipt again and say what differs. Exit 0 nothing differs, 1 something does, 3 bad input.
    """
    library = rules.library()
    data = _read(receipt)
    receipts = receipts_in(data, receipt.name)
    table = read_figures(file, readers=library.plugins.readers) if file is not None else None
    found = []
    for index, each in enumerate(progress(receipts, Phrase("remarks.verifying"))):
        where = f"{receipt.name}[{index}]"
        figures = _figures(table, each, where) if table is not None else None
        found.append(verify_receipt(library, each, figures=figures, attainment=around(data, index), where=where))
    if json:
        print_json([_data(each) for each in found])
    else:
        for verification in found:
            print_lines(_lines(verification, lang))
    return 0 if all(each.same for each in found) else 1


def _read(path: Path) -> Any:
    try:
        return read_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(problem("NTM012.unreadable", path.name, fault=Fault(error))) from None
    except ValueError as error:
        raise UsageError(problem("NTM012.no-json", path.name, error=Foreign(error))) from None


def _figures(table: FigureTable, receipt: dict[str, Any], where: str) -> UnitFigures:
    """Return the figures of a file on the unit of a receipt: of several of its name the one that lies in the same place."""
    name = _unit(receipt, where)
    within = receipt["figures"]["unit"].get("within")
    alike = named(name, [(unit.unit, unit) for unit in table.units])
    found = [unit for unit in alike if within and unit.within and same_name(unit.within, str(within))]
    return found[0] if len(found) == 1 else table.unit(name)


def _unit(receipt: dict[str, Any], where: str) -> str:
    try:
        return str(receipt["figures"]["unit"]["unit"])
    except (KeyError, TypeError):
        raise UsageError(problem("NTM012.no-unit", where)) from None


def _lines(found: Verification, lang: str) -> list[Line]:
    key = "same" if found.same else "behind" if found.same_result else "other"
    style = {"same": "met", "behind": "undetermined", "other": "not_met"}[key]
    lines = [
        Line(f"{found.unit}{f' ({found.within})' if found.within else ''}, {found.set}: {_W[key][lang == 'en']}", style)
    ]
    lines += [
        Line(f"{_name(each, lang)}: {_change(each.then, each.now, lang)}", "plain", 1)
        for each in found.differences[:SHOWN]
    ]
    more = len(found.differences) - SHOWN
    if more > 0:
        lines.append(Line(_W["more"][lang == "en"].format(count=more), "muted", 1))
    return lines


def _name(each: Difference, lang: str) -> str:
    said = _word(each.kind, lang)
    return f"{said} {each.name}" if each.name else said


def _word(key: str, lang: str) -> str:
    return _W[key][lang == "en"] if key in _W else key


def _change(then: Any, now: Any, lang: str) -> str:
    """Return what stood there and what does; of two tallies of one range the counts that differ."""
    before, after = _said(then, lang), _said(now, lang)
    if before == after and isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*now, *then)):
            if then.get(key) != now.get(key):
                word = verdict_word(Verdict(key), lang) if key in set(Verdict) else _word(key, lang)
                before += f", {word} {_said(then.get(key), lang)}"
                after += f", {word} {_said(now.get(key), lang)}"
    return f"{before} → {after}"


def _said(value: Any, lang: str) -> str:
    if value is None:
        return _W["none"][lang == "en"]
    if isinstance(value, bool):
        return _W["yes" if value else "no"][lang == "en"]
    if isinstance(value, str) and value in set(Verdict):
        return verdict_word(Verdict(value), lang)
    if isinstance(value, dict) and {"low", "high", "declared"} <= value.keys():
        low, high = value["low"], value["high"]
        return cut(f"{low if low == high else f'{low}–{high}'}/{value['declared']}", MOST_LETTERS)
    return cut(value, MOST_LETTERS)


def _data(found: Verification) -> dict[str, Any]:
    told = [
        {"what": each.what, "then": each.then, "now": each.now, "decides": each.decides} for each in found.differences
    ]
    place = {"within": found.within} if found.within is not None else {}
    data = {"unit": found.unit, **place, "set": found.set, "same": found.same, "same_result": found.same_result}
    return {**data, "differences": told}
