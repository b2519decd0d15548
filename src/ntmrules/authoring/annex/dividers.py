"""Rows of words between the rows of an annex: the title of a group of criteria, a heading again, or whom what follows is for."""

from __future__ import annotations

import re

from ntmrules.authoring.annex.naming import words_of
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.model.spelling import fold

LIMITS = re.compile(
    r"\b(?:khu vuc|kv|vung) (?:[1-9]|[ivx]{1,4})\b|\bkho khan\b|\bdbkk\b|\bbai ngang\b|\ban toan khu\b|\bbien gioi\b|\bhai dao\b"
    r"|\bxa (?:dao|mien nui|vung|loai|thuoc|con lai|khac|da dat|chua dat|dan toc)\b|\bcac xa (?!va |tren dia ban)\w+"
    r"|\bnhom xa\b|\bnhom (?:[1-9]|[ivx]{1,4})\b(?!\s*[:.–-]?\s*[a-z])|\b(?:rieng|tru) (?:doi voi|cac|xa|vung|khu|mien)\b"
    r"|\b(?:doi voi|ap dung (?:cho|doi voi)|danh cho)\b.*\b(?:vung|khu vuc|mien|dao|bien|dan toc|dtts|ngheo|nhom|loai|con lai)\b"
)
"""Words, folded, of whom a level is for where it is not for all."""
_SETS = re.compile(
    r"\d ?%|\b(?:ap dung|thuc hien|giam|tang|bang|thap hon|cao hon|mien|cong nhan|muc|chi tieu|chi (?:can|yeu cau|xet)"
    r"|khong (?:xet|yeu cau|bat buoc|danh gia)|tinh quy dinh|toi thieu|it nhat)\b"
)
"""What a note says, folded, that gives those whom it names another level."""
_OTHER_LEVEL = re.compile(
    r"\b(?:ap dung|thuc hien|giam|chi can|chi yeu cau)(?: (?:muc|dat|con|tu|la|toi thieu|them|bang|ty le))* ?(?:≥|>=|>)? ?\d"
    r"|: ?(?:(?:≥|>=|>|≤|<=|<|tu|toi thieu|muc|dat|tren|duoi|khong qua) ?)*\d+(?:[.,]\d+)? ?%?(?: tro len| tro xuong)?\W*$"
    r"|^\W*(?:rieng|doi voi|truong hop)\b.*\b(?:khong (?:xet|yeu cau|bat buoc|danh gia|ap dung)|mien)\b"
)
"""The other level itself, folded."""
_ABOVE = re.compile(
    r"\b(?:muc|chi tieu|tieu chi|quy dinh|noi dung)(?: dat| nay)? (?:(?:neu|o|ghi) )?tren\b(?! dia ban)"
)
NOTE_BEGINS = re.compile(r"^\W*(?:(?:\(\d+\)|\(\*+\)|\*+)|(?:ghi chu|chu thich|luu y)\b)")
GENERAL = frozenset(words_of(
    "nhóm tiêu chí, chỉ tiêu, nội dung, phần, mục, yêu cầu, điều kiện, bộ, quốc gia, quy hoạch, hạ tầng kinh tế - xã hội, "
    "kinh tế và tổ chức sản xuất, phát triển, văn hóa - xã hội - môi trường, hệ thống chính trị, giáo dục, y tế, an ninh, "
    "quốc phòng, dịch vụ, thu nhập, đời sống, xây dựng, nông thôn mới, nông thôn, giảm nghèo, cơ bản, thiết yếu, tiếp theo, "
    "trang, hành chính công, pháp luật, cảnh quan, an sinh, kết cấu, hạ tầng, lao động, việc làm"
).said)  # fmt: skip
"""Words of the titles of groups of criteria."""
_NUMBERED = re.compile(r"^\s*(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s*(?:[.):/–-]\s*|$)")
_HEADS = re.compile(
    r"(?:s?tt|so thu tu|(?:ten )?tieu chi|noi dung(?: tieu chi| chi tieu)?|(?:chi tieu|muc dat|yeu cau|quy dinh)(?: chung"
    r"| theo vung| cac vung)?|chung|theo vung|ghi chu|don vi(?: tinh)?|dvt|chi tieu (?:doi voi )?(?:cac )?vung)"
)


def limits_levels(line: str) -> bool:
    """Tell whether a note of a table sets another level for some: the levels above are then not those of all."""
    plain = fold(line)
    limits = LIMITS.search(plain)
    return limits is not None and _SETS.search(plain[: limits.start()] + plain[limits.end() :]) is not None


def excepts(line: str) -> bool:
    """Tell whether a row of words takes something out of the row above it: it begins with whom, or sets another level."""
    plain = fold(line)
    return (
        re.match(r"\W*(?:rieng|tru|ngoai tru|ngoai ra)\b", plain) is not None
        or (re.match(r"\W*(?:doi voi|truong hop|voi|neu)\b", plain) is not None and _SETS.search(plain) is not None)
        or limits_levels(line)
    )


def of_those_above(line: str) -> bool:
    """Tell whether a line of words takes something out of what stands above it, and is no title of what stands below: it leaves
    somebody out, or says the other level itself («Riêng xã đảo áp dụng 90%», «Xã đảo: 90%»)."""
    plain = fold(line).strip()
    if plain.endswith(":") or re.search(r"\b(?:sau|duoi day)\b", plain) or not excepts(line):
        return False
    return re.match(r"\W*(?:tru|ngoai tru)\b", plain) is not None or _OTHER_LEVEL.search(plain) is not None


def of_all_above(line: str) -> bool:
    """Tell whether a line speaks of all levels above it: «bằng 80% mức trên», «các chỉ tiêu trên không áp dụng với xã đảo»."""
    plain = fold(line)
    return not plain.rstrip().endswith(":") and _ABOVE.search(plain) is not None


def divides(text: str, names: frozenset[str]) -> bool:
    """Tell whether a row of words may say whom the rows below are for: it has a word that no title of criteria has.

    ``names`` are the words of the names of the criteria and of their groups.
    """
    plain = _NUMBERED.sub("", text)
    said = [word for word in words_of(plain).said if word not in names and word not in GENERAL]
    turned = words_of(plain).turned
    numbered = re.search(r"\b(?:nam|nhom|vung|khu vuc|kv|loai|giai doan)\s*(?:\d|[ivx]+\b)", fold(plain)) is not None
    bare = not (words_of(plain).said and not said)
    return bool(said or turned or (numbered and bare) or LIMITS.search(fold(plain)) or re.search(r"\b20\d\d\b", plain))


def is_head(cells: tuple[str, ...], areas: frozenset[int]) -> bool:
    """Tell whether a row is a heading: nothing in it can be read as a level, and two of its cells are those of one.

    ``areas`` are the places of cells that are called by an area.
    """
    filled = {cell.strip() for cell in cells if cell.strip()}
    if len(filled) < 2 or any(read_printed(each).kind != "unread" for each in filled):
        return False
    heads = {n for n, cell in enumerate(cells) if _HEADS.fullmatch(" ".join(re.findall(r"[a-z0-9]+", fold(cell))))}
    return len({cells[n].strip() for n in heads | areas}) >= 2
