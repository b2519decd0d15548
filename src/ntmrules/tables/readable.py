"""A table of verdicts in words instead of codes, for people who open it in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ntmrules.circuit.keys import VERDICT_OF
from ntmrules.engine.columnar.plan import BASIS
from ntmrules.explain.lang.words import check_lang, say, verdict_word
from ntmrules.tables.headings import heading
from ntmrules.tables.results import Show
from ntmrules.tables.table import reason_codes

_BASIS_OF = {code: basis for basis, code in BASIS.items()}


def in_words(lang: str = "vi") -> Show:
    """Return what turns a table of verdicts into words of ``lang``: the same columns in their order, codes and masks spelt out.

    In Vietnamese the headings are words too: «Kết quả 10.1» for ``verdict:10.1``, «Tiêu chí đạt» for ``criteria.met``.

    Reasons are joined by «; », an empty cell stands for none, and for a verdict that is not provisional.
    """
    check_lang(lang)
    words: dict[str, Callable[[int], str | None]] = {
        "verdict": lambda code: verdict_word(VERDICT_OF[code], lang),
        "reasons": lambda mask: "; ".join(say(f"short.{code}", lang) for code in sorted(reason_codes(mask))) or None,
        "basis": lambda code: say(str(basis), lang) if (basis := _BASIS_OF[code]) is not None else None,
        "provisional": lambda yes: say("provisional", lang) if yes else None,
    }

    def shown(frame: pl.DataFrame) -> pl.DataFrame:
        spelt = frame.with_columns(
            _spelt(frame.get_column(name), words[kind])
            for name in frame.columns
            if (kind := name.partition(":")[0]) in words
        )
        called = {name: heading(name, lang) for name in frame.columns}
        own = {name: name for name, said in called.items() if said != name and said in called}  # a column that is kept
        return spelt.rename(called | own)

    return shown


def _spelt(series: pl.Series, word: Callable[[int], str | None]) -> pl.Series:
    """Return a column with the word of each value; only the few different ones are spelt."""
    words = {value: word(value) for value in series.unique().drop_nulls()}
    return series.replace_strict(words, default=None, return_dtype=pl.String)


__all__ = ["in_words"]
