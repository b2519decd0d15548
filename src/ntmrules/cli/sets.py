"""``ntmrules sets`` and ``ntmrules show``."""

from __future__ import annotations

from typing import Annotated, Any

from ntmrules.cli.coverage_lines import print_coverage
from ntmrules.cli.options import INSTALLED, AsJson, Day, Lang, Rules
from ntmrules.cli.output import print_json, print_lines, print_table
from ntmrules.cli.parameter import Parameter
from ntmrules.errors import UsageError, did_you_mean, problem
from ntmrules.library import Library
from ntmrules.model.sets import CriteriaSet
from ntmrules.resolve.completed import completed_set
from ntmrules.resolve.options import iso_day


def sets(
    *,
    coverage: Annotated[
        bool,
        Parameter(
            negative=(),
            help="Từng bộ: nêu ra, đã mô tả, theo căn cứ, còn trống; cả theo ô. · "
            "Of each set: declared, modelled, by evidence, open; by cell too.",
        ),
    ] = False,
    only: Annotated[
        str | None,
        Parameter(
            name="--set", help="Với --coverage: chỉ bộ này, theo vùng. · With --coverage: this set only, by area."
        ),
    ] = None,
    json: AsJson = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Liệt kê các bộ tiêu chí; --coverage cho biết nên tin vào đâu.

    Với --coverage: số công bố, số đã ghi, theo loại căn cứ và độ chắc chắn, giao tỉnh và chưa rõ, tính theo chỉ tiêu và theo
    ô, và văn bản nào giải quyết được nhiều nhất.

    List the criteria sets; with --coverage what is declared, modelled, by evidence kind and confidence, delegated and
    unknown, by indicator and by cell, and which text would settle most.
    """
    library = rules.library()
    if coverage:
        print_coverage(library, _find(library, only)[0] if only is not None else None, lang, json=json)
        return 0
    headers = library.sets()
    if json:
        print_json([_header(header) for header in headers])
        return 0
    words = (
        ("mã", "từ ngày", "đến ngày", "tiêu chí", "chỉ tiêu", "tên")
        if lang == "vi"
        else ("id", "from", "to", "criteria", "indicators", "name")
    )
    print_table(
        words,
        [
            (
                header.id,
                str(header.stage.from_),
                str(header.stage.to or ""),
                _count(header.declared.criteria),
                _count(header.declared.indicators),
                header.name.in_(lang),
            )
            for header in headers
        ],
        right=(3, 4),
    )
    return 0


def _count(number: int | None) -> str:
    return "?" if number is None else str(number)


def _header(header: CriteriaSet) -> dict[str, Any]:
    return {
        "id": header.id,
        "level": header.level,
        "tier": header.tier,
        "status": header.status,
        "name": {"vi": header.name.vi, "en": header.name.en},
        "from": str(header.stage.from_),
        "to": None if header.stage.to is None else str(header.stage.to),
        "decision": header.provision.decision,
        "declared": {"criteria": header.declared.criteria, "indicators": header.declared.indicators},
    }


def show(
    ref: Annotated[
        str,
        Parameter(
            help="Mã: vn/xa-ntm/2021, vn/xa-ntm/2021/10, vn/xa-ntm/2021/10.1. · "
            "Id: vn/xa-ntm/2021, vn/xa-ntm/2021/10, vn/xa-ntm/2021/10.1."
        ),
    ],
    *,
    on: Day = None,
    json: AsJson = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Cho xem một bộ tiêu chí, tiêu chí hoặc chỉ tiêu: yêu cầu, mức đạt, quyết định, căn cứ; --on chọn văn bản của một ngày.

    Show a set, criterion or indicator with its levels, decisions and evidence; --on picks the text of one day.
    """
    from ntmrules.explain.show import show_lines

    library = rules.library()
    whole, label = _find(library, ref)
    day = iso_day(on) if on is not None else None
    if day is not None and not whole.stage.covers(day):
        library.rulebook(whole.id, on=day)  # raises NTM301, which names the last and the next text
    part = _part(whole, label)
    if json:
        from ntmrules.catalog.structure import dump

        print_json(_plain(dump(part)))
    else:
        print_lines(show_lines(library.catalogue, whole, part, on=day, lang=lang))
    return 0


def _find(library: Library, ref: str) -> tuple[CriteriaSet, str]:
    known = library.catalogue.pack_of
    head, _, label = ref.rpartition("/")
    if ref in known:
        return completed_set(library.catalogue, ref), ""
    if head in known:
        return completed_set(library.catalogue, head), label
    raise UsageError(problem("NTM001.any", ref=ref, near=(ref if did_you_mean(ref, known) else head, known)))


def _part(whole: CriteriaSet, label: str) -> Any:
    if not label:
        return whole
    parts = {item.id: item for item in whole.prerequisites}
    for criterion in whole.criteria:
        parts[criterion.id] = criterion  # type: ignore[assignment]
        parts.update({item.id: item for item in criterion.indicators})
    if label in parts:
        return parts[label]
    raise UsageError(problem("NTM003", label=label, set=whole.id, known=", ".join(parts), near=(label, parts)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)
