"""Sources of capital as offices write them: each a word of the list, or one that several of the list could be."""

from __future__ import annotations

from collections.abc import Mapping

from ntmrules.model.spelling import fold
from ntmrules.patterns import later

SOURCE_WORDS: Mapping[str, tuple[str, ...]] = {
    "nstw-dau-tu": ("nstw dau tu", "nstw dtpt"),
    "nstw-thuong-xuyen": ("nstw thuong xuyen", "nstw sn", "nstw su nghiep"),
    "nsdp-tinh": ("ngan sach tinh", "nsdp tinh"),
    "nsdp-huyen": ("ngan sach huyen", "nsdp huyen"),
    "nsdp-xa": ("ngan sach xa", "nsdp xa"),
    "long-ghep": ("long ghep", "von long ghep"),
    "tin-dung": ("tin dung", "tin dung chinh sach", "tin dung chinh sach xa hoi"),
    "tin-dung-khac": ("tin dung khac",),
    "doanh-nghiep": ("doanh nghiep",),
    "dan-tien-mat": ("dan tien mat", "tien mat"),
    "dan-ngay-cong": ("dan ngay cong", "ngay cong"),
}
SPOKEN: Mapping[str, tuple[str, str]] = {
    "nstw-dau-tu": ("ngân sách trung ương, đầu tư", "central budget, investment"),
    "nstw-thuong-xuyen": ("ngân sách trung ương, thường xuyên", "central budget, recurrent"),
    "nsdp-tinh": ("ngân sách tỉnh", "provincial budget"),
    "nsdp-huyen": ("ngân sách huyện", "district budget"),
    "nsdp-xa": ("ngân sách xã", "commune budget"),
    "long-ghep": ("vốn lồng ghép", "combined capital"),
    "tin-dung": ("tín dụng chính sách", "policy credit"),
    "tin-dung-khac": ("tín dụng khác", "other credit"),
    "doanh-nghiep": ("doanh nghiệp", "enterprises"),
    "dan-tien-mat": ("cộng đồng và người dân, tiền mặt", "residents, cash"),
    "dan-ngay-cong": ("cộng đồng và người dân, ngày công và hiện vật", "residents, labour and in kind"),
}
_LOCAL = ("nsdp-tinh", "nsdp-huyen", "nsdp-xa")
_SEVERAL: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("nstw-dau-tu", "nstw-thuong-xuyen"): ("nstw", "trung uong"),
    _LOCAL: ("nsdp", "dia phuong"),
    ("nstw-dau-tu", "nstw-thuong-xuyen", *_LOCAL): ("ngan sach", "ngan sach nha nuoc", "nsnn", "nha nuoc"),
}
_MARKS = later(r"[^\w\s]+")
_BEFORE = later(r"^(?:nguon |von |kinh phi )+")
_CENTRAL = later(r"\b(?:ngan sach|ns) (?:nha nuoc )?(?:cap )?(?:trung uong|tw)\b")
_OF_PLACES = later(r"\b(?:ngan sach|ns) (?:cap )?(?=(?:tinh|huyen|xa)\b)")
_PLACES = later(r"\b(?:ngan sach|ns) dia phuong\b")
_KIND = later(
    r"^(?:(?:von|chi|nguon|kinh phi) )*(?P<kind>dau tu(?: phat trien| cong)?|dtpt|thuong xuyen|su nghiep|sn)$"
)


_PEOPLE = later(
    r"^(?:huy dong )?(?:(?:cong dong(?: dan cu)?|nguoi dan|nhan dan|dan)(?: va )?)+(?: ?(?:tu nguyen )?(?:dong gop|gop|ung ho))?"
    r"(?: ?(?:bang |quy )?(?P<how>.+))?$"
)
_CASH = later(r"^(?:tien(?: mat)?|kinh phi)$")
_IN_KIND = later(r"^(?:(?:ngay cong|cong lao dong|hien vat|hien dat|dat)(?: va |\b ?))+$")


def source_of(text: str) -> tuple[str, ...]:
    """Return the sources that a word can mean: mostly one; several where it does not say which; none for an unknown word.

    «Ngân sách trung ương» alone is for investment or for recurrent spending, «nhân dân đóng góp» money or labour: neither is
    guessed.
    """
    plain = " ".join(_MARKS.sub(" ", fold(text).replace("-", " ")).split())
    bare = _BEFORE.sub("", plain)
    bare = _OF_PLACES.sub("ngan sach ", _PLACES.sub("nsdp", _CENTRAL.sub("nstw", bare)))
    for key, words in SOURCE_WORDS.items():
        if bare in words or plain in (*words, key.replace("-", " ")):
            return (key,)
    for several, words in _SEVERAL.items():
        if bare in words:
            return several
    return _central(bare) or _people(bare)


def _central(text: str) -> tuple[str, ...]:
    """Return the part of the central budget that is named before or behind it: «vốn đầu tư ngân sách trung ương»."""
    for rest in (text.removeprefix("nstw "), text.removesuffix(" nstw")):
        found = _KIND.match(rest) if rest != text else None
        if found is not None:
            return ("nstw-dau-tu",) if found["kind"].startswith(("dau tu", "dtpt")) else ("nstw-thuong-xuyen",)
    return ()


def _people(text: str) -> tuple[str, ...]:
    """Return what residents gave, money or labour and things; both where it is not said: «nhân dân đóng góp bằng ngày công»."""
    found = _PEOPLE.match(text)
    if found is None:
        return ()
    how = found["how"]
    if how is None:
        return "dan-tien-mat", "dan-ngay-cong"
    return ("dan-tien-mat",) if _CASH.match(how) else ("dan-ngay-cong",) if _IN_KIND.match(how) else ()


__all__ = ["SOURCE_WORDS", "SPOKEN", "source_of"]
