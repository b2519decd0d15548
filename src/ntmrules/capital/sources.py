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
    "dan-tien-mat": ("dan tien mat", "tien mat", "cong dong va nguoi dan tien mat", "nguoi dan dong gop tien mat"),
    "dan-ngay-cong": ("dan ngay cong", "ngay cong", "cong dong va nguoi dan ngay cong va hien vat",
                      "nguoi dan dong gop ngay cong"),
}  # fmt: skip
_LOCAL = ("nsdp-tinh", "nsdp-huyen", "nsdp-xa")
_SEVERAL: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("nstw-dau-tu", "nstw-thuong-xuyen"): ("nstw", "trung uong"),
    _LOCAL: ("nsdp", "dia phuong"),
    ("nstw-dau-tu", "nstw-thuong-xuyen", *_LOCAL): ("ngan sach", "ngan sach nha nuoc", "nsnn", "nha nuoc"),
    ("dan-tien-mat", "dan-ngay-cong"): (
        "nguoi dan", "nhan dan", "dan gop", "dan dong gop", "nguoi dan dong gop", "nhan dan dong gop", "cong dong",
        "cong dong dan cu", "cong dong va nguoi dan", "nguoi dan va cong dong", "huy dong nguoi dan", "huy dong nhan dan",
    ),
}  # fmt: skip
_MARKS = later(r"[^\w\s]+")
_BEFORE = later(r"^(?:nguon |von |kinh phi )+")
_CENTRAL = later(r"\b(?:ngan sach|ns) (?:nha nuoc )?(?:cap )?(?:trung uong|tw)\b")
_OF_PLACES = later(r"\b(?:ngan sach|ns) (?:cap )?(?=(?:tinh|huyen|xa)\b)")
_PLACES = later(r"\b(?:ngan sach|ns) dia phuong\b")
_KIND = later(
    r"^(?:(?:von|chi|nguon|kinh phi) )*(?P<kind>dau tu(?: phat trien| cong)?|dtpt|thuong xuyen|su nghiep|sn)$"
)


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
    return _central(bare)


def _central(text: str) -> tuple[str, ...]:
    """Return the part of the central budget that is named before or behind it: «vốn đầu tư ngân sách trung ương»."""
    for rest in (text.removeprefix("nstw "), text.removesuffix(" nstw")):
        found = _KIND.match(rest) if rest != text else None
        if found is not None:
            return ("nstw-dau-tu",) if found["kind"].startswith(("dau tu", "dtpt")) else ("nstw-thuong-xuyen",)
    return ()


__all__ = ["SOURCE_WORDS", "source_of"]
