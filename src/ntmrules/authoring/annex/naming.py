"""Whether the words that an annex prints for an indicator say what the catalogue's name says, and nothing that turns it.

A catalogue's name is short, a printed one is long: every word of the short one that means something has to stand in the long
one. What turns a meaning is looked at apart: a negation, a number, a word that limits whom or what is counted, and what
tells an indicator from the others of its set. Every doubt has words for the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from unicodedata import normalize

from attrs import field

from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold

ALIKE = 0.5
"""The share of the words of a name from which on a doubt names the words that lack, and not the whole name."""
APART = 0.5
"""The share of what tells an indicator from another one that has to be printed."""
REACH = 2
"""How many words a negation turns: «không nguy hại», «chưa được chứng nhận» (words without meaning are not counted)."""
NEGATION = re.compile(r"(?<!hàng )\bkhông\b(?! gian| khí| quân| để xảy ra)|\b(?:chưa|chẳng|ko)\b|\bphi(?= )")
NEGATION_BARE = re.compile(r"(?<!hang )\bkhong\b(?! gian| khi| quan| de xay ra)|\b(?:chua|chang|ko)\b")
SILENT = frozenset([
    "và", "hoặc", "của", "được", "theo", "là", "có", "các", "cho", "đến", "với", "ở", "về", "tại", "một", "những", "tỷ", "tỉ",
    "lệ", "đạt", "bị", "do", "ra", "số", "thì", "mà", "để", "xảy", "trong", "trên", "từ", "còn", "này", "đã", "dùng", "đúng",
])  # fmt: skip
SILENT_BARE = frozenset(map(fold, SILENT)) - {"cho", "su", "co", "so", "o"}
# Long and short forms of one thing are one word; syllables that only mean something together are not told apart.
SPELLED = {
    "bao dam": "", "dam bao": "", "thuc hien": "", "quy dinh": "", "he thong": "", "su dung": "", "phan tram": "",
    "ho gia dinh": "ho", "tieu chuan": "chuan", "hang nam": "", "dia ban": "", "tre em": "tre",
    "thon ban ap": "thon", "thon to dan pho": "thon", "trung hoc pho thong": "thpt", "trung hoc co so": "thcs",
    "hop tac xa": "htx", "bao hiem y te": "bhyt", "an toan thuc pham": "attp", "nong thon moi": "ntm", "xay dung": "xaydung",
    "uy ban nhan dan": "ubnd", "cong nghe thong tin": "cntt", "giao duc nghe nghiep": "gdnn", "mam non": "mamnon",
    "giao duc thuong xuyen": "gdtx", "co so vat chat": "csvc", "khu cong nghiep": "kcn", "cum cong nghiep": "ccn",
    "khu | cum cong nghiep": "kcn ccn",
    "nha van hoa": "nvh", "dan toc thieu so": "dtts", "an ninh trat tu": "antt", "binh quan dau nguoi": "bqdn",
    "binh quan": "bqdn", "can ngheo": "canngheo", "nguy hai": "nguyhai", "thong thuong": "thongthuong",
    "sinh hoat": "sinhhoat", "nuoc thai": "nuocthai", "phu nu": "phunu", "cao tuoi": "caotuoi", "hoc sinh": "hocsinh",
    "khuyet tat": "khuyettat", "thanh nien": "thanhnien", "doanh nghiep": "doanhnghiep", "tieu hoc": "tieuhoc",
    "huu co": "huuco", "y te": "yte", "cong nghiep": "congnghiep", "do thi": "dothi", "tu nhan": "tunhan",
    "nha nuoc": "nhanuoc", "dai hoc": "daihoc", "toi thieu": "toithieu", "toi da": "toida", "cong cong": "congcong",
    "nong nghiep": "nongnghiep", "ngo xom": "ngoxom", "noi dong": "noidong", "nong thon": "nongthon",
    "thi tran": "thitran", "chat thai": "chatthai", "phong chong": "phongchong", "hoat dong": "hoatdong",
    "hieu qua": "hieuqua", "bat kha khang": "batkhakhang", "moi truong": "moitruong", "van hoa": "vanhoa",
    "sinh hoat | san xuat": "sinhhoat", "kinh te": "kinhte", "xa hoi": "xahoi", "an toan": "antoan",
}  # fmt: skip
_SPELLED = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, SPELLED), key=len, reverse=True)) + r")\b")
_LISTED = re.compile(r"\b(ngo|an ninh|phong|thon|ban) \| (?=(?:xom|trat tu|chong|ban|ap)\b)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
FAMILIES = (
    ("nghèo", "cận nghèo"),
    ("trẻ em", "phụ nữ", "cao tuổi", "học sinh", "dân tộc thiểu số", "khuyết tật", "thanh niên", "hội viên", "doanh nghiệp"),
    ("nguy hại", "thông thường", "hữu cơ", "nhựa", "y tế", "công nghiệp", "lỏng"),
    ("mầm non", "tiểu học", "trung học cơ sở", "trung học phổ thông", "đại học"),
    ("huyện", "tỉnh", "phường", "thị trấn", "đô thị"),
    ("tư nhân", "nhà nước"),
    ("giảm",), ("tối thiểu",), ("tối đa",),
)  # fmt: skip
"""Words that limit whom or what is counted; of a family that is listed («mầm non, tiểu học») none is a limit."""
PLACES = {
    "xã": r"(?<!tác )(?<!thị )\bxã\b(?! hội)", "thôn": r"(?<!nông )\bthôn\b", "ngõ": r"\bngõ\b", "nội đồng": r"\bnội đồng\b",
    "huyện": r"\bhuyện\b", "tỉnh": r"\btỉnh\b", "phường": r"\bphường\b",
}  # fmt: skip
"""Of what the things counted are: roads of the commune, of hamlets, of lanes; one of them said for another is another thing."""

# Folded and as SPELLED leaves them. Words that mean nothing alone («hợp lệ», «mùa khô») are harmless only in their phrase.
HARMLESS = (
    "khong",  # a negation that turns something is told apart
    "tuoi tieu nuoc",
    "tro len", "phuc vu cong dong", "phuc vu", "dia phuong", "cap ky thuat", "chuan ky thuat", "quy chuan", "chat luong",
    "hinh thuc", "dien tich", "o to di lai", "xe co gioi di lai", "di lai", "thuan tien", "quanh nam", "bao ve moitruong",
    "ve sinh moitruong", "moitruong", "dap ung", "yeu cau", "bien phap", "phu hop", "hang hoa", "phat sinh", "phat trien",
    "it nhat", "chu the", "doi tuong", "tiep can", "tiep tuc", "giai doan", "bo gtvt", "bo xaydung",
    "bo vanhoa | the thao du lich", "bo vh | tt dl", "muc do", "cap chuan csvc", "truong chuan csvc", "chuan csvc",
    "be chua nuoc", "nuoc sinhhoat", "dien sinhhoat", "khu vuc nongthon", "toan xa", "toan bo", "tat ca", "nguoi dan",
    "thuc vat sau", "ung dung", "ap dung", "xep hang", "xep loai", "hieuqua", "kha nang tham gia lao dong",
    "lam viec linh vuc", "lam viec", "thon ban", "ha tang ky thuat", "ve sinh thu y", "quy hoach xaydung",
    "co gioi hoa khau", "mo hinh kinhte", "mo hinh nongnghiep", "hoatdong hieuqua", "chuan cap ky thuat bo gtvt",
    "chuan cap ky thuat", "truong hoc cap", "be chua nuoc sinhhoat", "quy chuan quoc gia",
    "pho bien | giao duc phap luat", "xaydung ntm", "gan", "thuoc pham vi quan ly",
    "thanh nguyen lieu | nhien lieu san pham than thien moitruong", "tong", "km", "nam", "xa",
)  # fmt: skip
"""Phrases that a printed name may have beside the words of the catalogue's, and that limit nothing."""
HARMLESS_BESIDE = (
    "ap dung ca nam nu", "ap dung cho ca nam nu", "ca nam nu", "neu", "pho thong", "bo tuc", "hoc nghe", "trung cap",
    "trung hoc", "chieu cao tuoi", "bien bao", "bien chi dan", "chi dan", "chieu sang", "go giam toc", "cay xanh",
    "trieu dong nguoi", "nghin dong nguoi", "dong nguoi", "m2 nguoi", "lit nguoi", "ngay dem", "nguoi", "m2", "lit", "ha",
    "cong trinh", "cap hoc cap hoc cao nhat", "cap cap cao nhat", "kinhte | vanhoa | moitruong", "mau giao", "lien cap",
    "thuoc pham vi quan ly", "nam nu", "nam | nu", "gia | tre", "ca xa",
)  # fmt: skip
"""Phrases that a remark in brackets may have as well: for whom alike, of which kinds, in what unit."""
SCHOOLS = ("mamnon", "tieuhoc", "thcs", "thpt", "mau", "giao")
"""Kinds of schools, of which several listed are no limit."""
LIMITING = ("thoat", "tai", "tu", "moi", "canngheo", "phunu", "dtts", "rieng", "chi", "nu", "re", "giau", "ngheo")
"""Words that limit wherever else the catalogue may say them, but in the name itself."""
_SEX = re.compile(r"(?<!việt )(?<!miền )\bnam\b(?! trung bộ| bộ)|\bnữ\b")
_LIMITED = re.compile(
    r"\b(?:tự nguyện|bắt buộc|thoát nghèo|tái nghèo|cận nghèo|đồng bào"
    r"|đặc biệt khó khăn|khu vực [i1-9]+|miền núi|hải đảo|riêng|chỉ tính"
    r"|không tính|không bao gồm|trừ|ngoại trừ|ngoài|hộ nghèo|người nghèo|mới)\b(?! thuộc phạm vi)"
)
"""Words that limit a count also behind a comma or in brackets."""


def _phrases(known: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest))})(?!\S)")


_HARMLESS = _phrases(HARMLESS)
_HARMLESS_BESIDE = _phrases((*HARMLESS, *HARMLESS_BESIDE))
_PLACE_WORDS = frozenset(fold(each) for each in PLACES)


@frozen(kw_only=True)
class Words:
    """The words of a name that mean something: said, beside in brackets, turned by a negation; numbers; words that limit."""

    said: tuple[str, ...]
    beside: frozenset[str]
    turned: frozenset[str]
    numbers: frozenset[str]
    limits: tuple[tuple[str, ...], ...]
    places: frozenset[str]
    syllables: Mapping[str, int]
    """How often each syllable is said; with ``¬`` before it, how often it is turned."""
    line: tuple[str, ...] = ()
    """The words said in their order, parted by ``|``."""
    remarks: tuple[str, ...] = ()
    """The words in brackets in their order, parted by ``|``."""
    sexes: frozenset[str] = frozenset()
    """Whether «nam» or «nữ» is said, in brackets too."""
    limited: frozenset[str] = frozenset()
    """Words that limit a count wherever they stand."""
    spelt: Mapping[str, str] = field(factory=dict)
    """The words said as they are printed, with their accents."""

    def says(self, word: str) -> bool:
        """Tell whether a word stands in the name, in brackets too."""
        return word in self.said or word in self.beside


def words_of(text: str) -> Words:
    """Return the words of a name; what stands in brackets is a remark («áp dụng cho cả nam và nữ») and limits nothing."""
    whole = normalize("NFC", text).casefold()
    inside = " | ".join(re.findall(r"\(([^()]*)\)", whole))
    plain = re.sub(r"\([^()]*\)", " ", whole)
    line, turned, numbers, syllables = _read(plain, bare=text.isascii())
    beside, *_ = _read(inside, bare=text.isascii())
    said = [word for word in line if word != "|"]
    look: Callable[[str], str] = fold if text.isascii() else str
    found = tuple(tuple(each for each in family if re.search(rf"\b{look(each)}\b", plain)) for family in FAMILIES)
    places = frozenset(each for each, pattern in PLACES.items() if re.search(look(pattern), plain))
    return Words(
        said=tuple(dict.fromkeys(said)), beside=frozenset(beside) - {"|"}, turned=frozenset(turned), numbers=frozenset(numbers),
        limits=found, places=places, syllables=syllables, line=tuple(line), remarks=tuple(beside),
        sexes=frozenset(_SEX.findall(whole)), limited=frozenset(_LIMITED.findall(whole)), spelt=_spelt(whole),
    )  # fmt: skip


def _spelt(plain: str) -> dict[str, str]:
    """Return how the syllables of a name are printed, and the short forms of several, by what they are compared by."""
    found = {fold(word): word for word in re.findall(r"[^\W_]+", plain)}
    line = " ".join(map(fold, re.findall(r"[^\W_]+", plain)))
    for match in _SPELLED.finditer(line):
        found[SPELLED[match[0]]] = " ".join(found.get(each, each) for each in match[0].split())
    return found


def _read(plain: str, *, bare: bool) -> tuple[list[str], list[str], list[str], Counter[str]]:
    """Return the words said, those turned, the numbers, and how often each syllable is said, or turned (``¬`` before it)."""
    marked = (NEGATION_BARE if bare else NEGATION).sub(" ¬ ", re.sub(r"[.,](?!\d)|[;:]| [-–] ", " | ", plain))
    silent = SILENT_BARE if bare else SILENT
    words = [
        f"~{fold(word)}" if word in silent else fold(word) for word in re.findall(r"[^\W_]+(?:[.,]\d+)?|[|¬]", marked)
    ]
    line = _LISTED.sub(r"\1 ", " ".join(words))
    line = _SPELLED.sub(lambda match: f"{SPELLED[match[0]]}~{match[0].replace(' ', '~')}", line)
    said: list[str] = []
    turned: list[str] = []
    syllables: Counter[str] = Counter()
    reach = 0
    for token in line.split():
        word, _, parts = token.partition("~")
        if (reach and word == "¬") or (reach == REACH and (word == "|" or token[0].isdigit())):
            syllables["¬"] += 1  # a negation of a number, or of nothing
        if word == "|":
            reach = 0
            said.append(word)
        elif word == "¬":
            reach = REACH
        elif not (word or parts)[0].isdigit():
            syllables.update(f"¬{part}" if reach else part for part in (parts or word).split("~"))
            if word:
                (turned if reach else said).append(word)
                reach = 0 if parts else max(0, reach - 1)
    numbers = [_number(word) for word in _NUMBER.findall(line) if not re.fullmatch(r"(19|20)\d\d", word)]
    return said, turned, numbers, syllables


def _number(word: str) -> str:
    return word.replace(",", ".").lstrip("0") or "0"


@frozen(kw_only=True)
class Named:
    """An indicator as the catalogue calls it: its label, its names, and what it limits itself to in any text about it."""

    label: str
    names: tuple[Words, ...]
    limits: frozenset[str]
    counts: bool
    vocabulary: frozenset[str] = frozenset()
    """The words of its names and of other texts about it."""
    own: frozenset[str] = frozenset()
    """The words of its names alone."""
    sexes: frozenset[str] = frozenset()
    limited: frozenset[str] = frozenset()


def named(label: str, names: Sequence[str], beside: Iterable[str], *, counts: bool = False) -> Named:
    """Return what an indicator is called by ``names``; other texts about it (``beside``) may limit it as well.

    ``counts``: a share or an amount is asked for, whatever the name begins with.
    """
    own = tuple(words_of(each) for each in names)
    others = tuple(map(words_of, beside))
    limits = {word for each in (*own, *others) for family in each.limits for word in family}
    names_say = {word for each in own for word in (*each.said, *each.beside)}
    texts_say = {word for each in others for word in (*each.said, *each.beside)}
    counts = counts or any(
        fold(each).startswith(("ty le", "ti le", "so ", "thu nhap", "toc do", "dien tich")) for each in names
    )
    return Named(
        label=label, names=own, limits=frozenset(limits), counts=counts,
        vocabulary=frozenset(names_say | (texts_say - set(LIMITING))),
        own=frozenset(names_say),
        sexes=frozenset(word for each in own for word in each.sexes),
        limited=frozenset(word for each in (*own, *others) for word in each.limited),
    )  # fmt: skip


@frozen
class Names:
    """The names of all indicators of a set, with the weight of each word: one that stands in many names says little."""

    known: Mapping[str, Named]
    weights: Mapping[str, float]

    def share(self, name: Words, printed: Words) -> float:
        """Return the share of the words of a short name, by weight, that stand in a printed one."""
        return self._of(name.said, printed.says, name.turned, printed.turned)

    def best(self, own: Named, printed: Words) -> Words:
        """Return the name of an indicator that fits a printed one best."""
        return max(own.names, key=lambda each: self.share(each, printed))

    def doubt(self, label: str, printed: Words) -> str:
        """Return why a printed name may not be that of an indicator, in Vietnamese; nothing where it is."""
        own = self.known[label]
        name = self.best(own, printed)
        return (
            _turned(name, printed) or self._lacking(name, printed) or _numbers(name, printed)
            or _places(name, printed) or _limits(own, printed) or _beyond(own, printed)
            or self._rather(own, name, printed)
        )  # fmt: skip

    def _lacking(self, name: Words, printed: Words) -> str:
        lacks = [word for word in name.said if not printed.says(word) and word not in _PLACE_WORDS]
        lacks += [f"không {word}" for word in sorted(name.turned - printed.turned)]
        if not lacks:
            return ""
        return say("name.other" if self.share(name, printed) < ALIKE else "name.lacks")

    def alike(self, label: str, printed: Words) -> bool:
        """Tell whether a printed name has every word of that of an indicator, whatever it says beside."""
        name = self.best(self.known[label], printed)
        return not self._lacking(name, printed) and not _turned(name, printed)

    def beside(self, label: str, printed: Words) -> str:
        """Return words of a printed name that only other texts about the indicator say: they may limit what is counted."""
        own = self.known.get(label)
        return _more(printed, own.own) if own is not None and own.counts else ""

    def fitting(self, printed: Words) -> list[str]:
        """Return the labels of the indicators whose name a printed one is beyond doubt."""
        return [label for label in self.known if not self.doubt(label, printed)]

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, 1.0) for word in words)

    def _of(
        self,
        said: Sequence[str],
        says: Callable[[str], bool],
        turned: Iterable[str] = (),
        there: frozenset[str] = frozenset(),
    ) -> float:
        found = self._weight(filter(says, said)) + self._weight(word for word in turned if word in there)
        whole = self._weight(said) + self._weight(turned)
        return found / whole if whole else 0.0

    def _rather(self, own: Named, name: Words, printed: Words) -> str:
        return next(
            (
                f"{why} ({other.label})"
                for other in self.known.values() if other.label != own.label
                for each in other.names
                if (why := self._against(name, each, printed))
            ),
            "",
        )  # fmt: skip

    def _against(self, name: Words, other: Words, printed: Words) -> str:
        """Return why the printed name may be ``other``: it does not say what tells the two apart, or says the other's."""
        mine = [word for word in name.said if word not in other.said]
        theirs = [word for word in other.said if word not in name.said]
        said = self._of(mine, printed.says) if mine else 1.0
        other_said = self._of(theirs, printed.said.__contains__) if theirs else 1.0
        if mine and theirs:
            even = said == other_said and len(theirs) >= len(mine)
            return say("name.nearer") if said < other_said or even else ""
        if mine and said < APART:
            return say("name.untold")
        return say("name.both") if theirs and other_said >= 1 else ""


def names_of(known: Iterable[Named]) -> Names:
    """Return the names of a set together; a word weighs the less the more indicators have it."""
    everyone = {each.label: each for each in known}
    often = Counter(word for each in everyone.values() for word in {word for name in each.names for word in name.said})
    return Names(everyone, {word: count**-0.5 for word, count in often.items()})


def _turned(name: Words, printed: Words) -> str:
    """Tell of a negation that stands in one name and not in the other, over a word that both have."""
    there, own = printed.syllables, name.syllables
    lost = any(each.startswith("¬") and own.get(each[1:], 0) > there.get(each[1:], 0) for each in there)
    idle = there.get("¬", 0) > own.get("¬", 0)
    kept = any(word in printed.said and word not in printed.turned for word in name.turned)
    against = lost or idle or kept
    return say("name.turned") if against else ""


def _numbers(name: Words, printed: Words) -> str:
    return say("name.numbers", numbers=", ".join(sorted(name.numbers))) if name.numbers - printed.numbers else ""


def _places(name: Words, printed: Words) -> str:
    instead = printed.places - name.places
    if not name.places or not instead or name.places & printed.places:
        return ""
    return say("name.instead", said=min(instead), own=min(name.places))


def _limits(own: Named, printed: Words) -> str:
    if not own.counts:
        return ""
    found = [family[0] for family in printed.limits if len(family) == 1 and family[0] not in own.limits]
    return say("name.more", word=found[0]) if found else ""


def _more(printed: Words, vocabulary: frozenset[str]) -> str:
    """Return the first words of a printed name that are none of a vocabulary and of no harmless phrase."""
    listed = SCHOOLS if len(set(SCHOOLS[:4]) & {*printed.said, *printed.beside}) > 1 else ()
    left = f"{_HARMLESS.sub(' ', ' '.join(printed.line))} {_HARMLESS_BESIDE.sub(' ', ' '.join(printed.remarks))}"
    more = [word for word in dict.fromkeys(left.split()) if word not in listed and word != "|" and word not in vocabulary
            and not word[0].isdigit()]  # fmt: skip
    return " ".join(printed.spelt.get(word, word) for word in more[:3])


def _beyond(own: Named, printed: Words) -> str:
    """Tell of words that a counted thing may be limited by: any that neither its texts have nor the harmless phrases."""
    if not own.counts:
        return ""
    if len(printed.sexes) == 1 and not own.sexes:
        return say("name.sex", word=min(printed.sexes))
    if limits := printed.limited - own.limited:
        return say("name.more", word=min(limits))
    words = _more(printed, own.vocabulary)
    return say("name.words", words=words) if words else ""
