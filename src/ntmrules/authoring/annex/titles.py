"""What stands over a table of a file: which annex, decision, set, stage or province it names, and whether that is another one.

The line nearest to the table counts; of a line that names several things, among them the one asked for, nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import frozen
from ntmrules.model.sets import CriteriaSet, indicators_of
from ntmrules.model.spelling import fold

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
TIERS = {"nang cao": "nang-cao", "nc": "nang-cao", "kieu mau": "kieu-mau", "km": "kieu-mau", "hien dai": "hien-dai",
         "dac thu": "dac-thu", "thong minh": "thong-minh", "tieu bieu": "tieu-bieu"}  # fmt: skip
LEVELS = {"thi xa": "thi-xa", "thanh pho": "thi-xa", "khu dan cu": "thon", "dac khu": "xa", "cap xa": "xa", "xa": "xa",
          "cap huyen": "huyen", "huyen": "huyen", "cap tinh": "tinh", "tinh": "tinh", "thon": "thon", "ban": "thon",
          "ap": "thon", "phuong": "phuong", "vuon": "thon", "ho gia dinh": "thon"}  # fmt: skip
_LEVEL = re.compile(rf"\b({'|'.join(LEVELS)})\b")
_NEW_RURAL = re.compile(r"\bnong thon moi\b|\bntm(?=nc|km|\b)|\bxa(?= (?:nang cao|kieu mau|hien dai)\b)")
_TIER = re.compile(rf"\b(?:ntm)?({'|'.join(TIERS)})\b(?! chat luong)")
_ANNEX = re.compile(r"\b(?:phu luc\b|pl\b|pl(?=\d|[ivx]+\b))[\s.:]*(?:so )?([ivx]+|\d{1,2})(?:\b|(?=[a-z]\b))")
_PART = re.compile(r"\bphan ([a-z])\b")
_DECISION = re.compile(r"\b(\d{1,5}(?:\s*/\s*\d{4})?)\s*/\s*([a-z]{2,}(?:\s*-\s*[a-z]{2,})+)")
_BARE = re.compile(r"\b(?:quyet dinh|qd)(?: so)?[\s:.]*(\d{1,5})(?![\d/])(?!\s*/)")
_STAGE = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|den)\s*((?:19|20)\d\d)\b")
_NO_TEXT = re.compile(
    r"\b(tu danh gia|bieu tong hop|ket qua (?:thuc hien|danh gia|tham dinh)"
    r"|muc dat duoc|ke hoach (?:nam|thuc hien|phan dau)|muc tieu den nam|du thao"
    r"|(?:xa|thon) (?:dac biet kho khan|dbkk)|(?:xa|thon) (?:thuoc )?(?:khu vuc|kv) [1-9ivx]+)\b"
    r"|^(?:(?:bieu|bang)(?: so)?(?: \d+)?[.: ]*)?(?:tong hop )?"
    r"(?:ke hoach|dang ky|du kien|de xuat|y kien|gop y|so sanh|lo trinh)\b"
    r"|\b(?:ap dung (?:cho|doi voi)|danh cho|rieng|doi voi)\b[^.;]*\b(?:khu vuc [1-9ivx]+|mien nui|hai dao|xa dao|bien gioi"
    r"|bai ngang|an toan khu|dan toc|kho khan|con lai|nhom (?:xa|[1-9ivx]+)"
    r"|(?<!cac )vung (?!nong thon)\w+|xa (?:ven bien|dong bang|trung du)|thi tran)\b"
)
_CONSOLIDATED = re.compile(r"\b(?:van ban hop nhat|vbhn|ban hop nhat|hop nhat (?:van ban|cac|quyet dinh))\b")
_AMENDED = re.compile(r"\b(?:sua doi|bo sung|thay the|bai bo)\b")
_BY = re.compile(r"\b(?:boi|theo|tai)\b")
_ASIDE = re.compile(r"(?:can cu|dieu \d|khoan \d|xet|theo de nghi)\b")
_REGION = re.compile(
    r"\b(?:mien nui phia bac|dong bang song hong|bac trung bo|nam trung bo|tay nguyen|dong nam bo|song cuu long"
    r"|cac xa vung \w+)\b"
)
_ISSUED_BY = re.compile(r"\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|tinh|thanh pho|tp)[\s.]*")


@frozen(kw_only=True)
class Asked:
    """What is asked for, as a heading would name it; what the catalogue does not know of it is not compared."""

    set_id: str
    level: str
    tier: str
    decision: str
    annexes: frozenset[str]
    stages: frozenset[tuple[str, str]]
    provinces: tuple[str, ...]
    """The names of provinces, folded: a heading that names one is none of a national set. Empty for a set of a province."""

    @property
    def told(self) -> str:
        """The set and its annex for people: ``vn/xa-ntm/2021 theo 318/QĐ-TTg, Phụ lục I``."""
        annex = f", {' | '.join(sorted(self.annexes))}" if self.annexes else ""
        return say("asked", set=self.set_id, decision=self.decision, annex=annex)


def asked_for(whole: CriteriaSet, decision: str, provinces: Iterable[str]) -> Asked:
    """Return what an annex of a set that belongs to a decision may be headed by."""
    provisions = [whole.provision, *(version.provision for item in indicators_of(whole) for version in item.versions)]
    path = whole.key.split("/")[-1]
    tier = next((each for each in dict.fromkeys(TIERS.values()) if path.endswith(each)), "")
    stages = {*_STAGE.findall(_plain(whole.name.vi))}
    if whole.period is not None:
        stages.add((str(whole.period.from_), str(whole.period.to)))
    national = whole.id.startswith("vn/")
    return Asked(
        set_id=whole.id,
        level=whole.level,
        tier=tier,
        decision=decision,
        annexes=frozenset(each.annex for each in provisions if each.decision == decision and each.annex),
        stages=frozenset(stages),
        provinces=tuple(sorted({_plain(name) for name in provinces})) if national else (),
    )


def consolidated(lines: Iterable[str], decision: str) -> str:
    """Return the line that says that a file puts several decisions together, or that another one amended the asked one.

    In such a file not every cell is of the decision that it is called by. Nothing where no line says so.
    """
    own = _plain(decision).replace(" ", "")
    return next((_short(line) for line in lines if _mixes(_plain(line), own)), "")


def _mixes(line: str, own: str) -> bool:
    if _CONSOLIDATED.search(line):
        return True
    amended = _AMENDED.search(line)
    if amended is None or _ASIDE.match(line):
        return False
    before, behind = _decisions(line[: amended.start()]), line[amended.end() :]
    by = _BY.search(behind)
    amending = _decisions(behind[by.end() :]) if by is not None else []
    return (bool(amending) and amending[0] != own) or (bool(before) and before[-1] != own)


def _decisions(line: str) -> list[str]:
    return [f"{number}/{kind}".replace(" ", "") for number, kind in _DECISION.findall(line)]


def names_anything(line: str) -> bool:
    """Tell whether a line may be a heading: it names an annex, a decision, a set or a stage."""
    plain = _plain(line)
    return any(look.search(plain) for look in (_ANNEX, _PART, _DECISION, _NEW_RURAL))


def another(lines: Sequence[str], asked: Asked) -> str:
    """Return why the table under these lines (the nearest last) is not the one asked for; nothing where it may be."""
    for said, what in _LOOKS:
        for line in reversed(lines):
            found = said(_plain(line), asked)
            if found is None:
                continue
            if not found:
                return say("heading", line=_short(line), what=say(f"other.{what}"), asked=asked.told)
            break
    return ""


def named_by(lines: Sequence[str], asked: Asked) -> bool:
    """Tell whether any line says that the table is the one asked for: its annex, its decision, or its set."""
    return any(said(_plain(line), asked) for said, _ in _LOOKS[:3] for line in lines)


def _plain(line: str) -> str:
    return fold(re.sub(r"[‐‑–—−]", "-", line))


def _short(line: str) -> str:
    return line if len(line) <= 100 else f"{line[:97]}…"


def _annex(line: str, asked: Asked) -> bool | None:
    own = {_number(match[1]) for each in asked.annexes for match in _ANNEX.finditer(_plain(each))}
    parts = {match[1] for each in asked.annexes for match in _PART.finditer(_plain(each))}
    if own and (said := {_number(match[1]) for match in _ANNEX.finditer(line)}):
        return bool(said & own)
    if parts and (named := {match[1] for match in _PART.finditer(line)}):
        return bool(named & parts)
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else ROMAN.get(word, 0)


def _decision(line: str, asked: Asked) -> bool | None:
    if line.startswith("can cu"):
        return None
    own = _plain(asked.decision).replace(" ", "")
    said = set(_decisions(line))
    if said:
        return own in said
    bare = set(_BARE.findall(line))
    return own.partition("/")[0] in bare if bare else None


def _set(line: str, asked: Asked) -> bool | None:
    said = list(_sets_in(line))
    if not said:
        return None
    return any(level in ("", asked.level) and tier == asked.tier for level, tier in said)


def _sets_in(line: str) -> Iterator[tuple[str, str]]:
    """Yield level and tier of everything that a line calls new rural; «nông thôn mới» alone names none."""
    found = list(_NEW_RURAL.finditer(line))
    for index, match in enumerate(found):
        before = line[found[index - 1].end() if index else 0 : match.end() if match[0] == "xa" else match.start()]
        behind = line[match.start() : found[index + 1].start() if index + 1 < len(found) else len(line)]
        level = _LEVEL.search(re.sub(r"\bhop tac xa\b", " ", before))
        tier = _TIER.search(behind)
        if level is not None or tier is not None:
            yield (LEVELS[level[1]] if level else "", TIERS[tier[1]] if tier else "")


def _stage(line: str, asked: Asked) -> bool | None:
    said = set(_STAGE.findall(line)) if _NEW_RURAL.search(line) or _ANNEX.search(line) or "tieu chi" in line else set()
    return bool(said & asked.stages) if said and asked.stages else None


def _province(line: str, asked: Asked) -> bool | None:
    """Return whether a line leaves the nation's set alone: nothing where it names no province, never that it is the one."""
    for match in _ISSUED_BY.finditer(line):
        if any(
            re.match(rf"(?:tinh |thanh pho |tp\.? ?)?{re.escape(name)}\b", line[match.end() :])
            for name in asked.provinces
        ):
            return False
    return None


def _text(line: str, asked: Asked) -> bool | None:  # noqa: ARG001 - one of the looks
    """Return whether a line leaves the table a text: what was reached, planned or drafted, or is asked of some, is none."""
    of_one_region = len(set(_REGION.findall(line))) == 1
    return False if _NO_TEXT.search(line) or of_one_region else None


_Look = Callable[[str, Asked], "bool | None"]
_LOOKS: tuple[tuple[_Look, str], ...] = (
    (_annex, "annex"),
    (_decision, "decision"),
    (_set, "set"),
    (_stage, "stage"),
    (_province, "province"),
    (_text, "text"),
)
