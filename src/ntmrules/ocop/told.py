"""The rank of a product in words: points, stars, the mark that holds it, what is missing for the next star."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.explain.lang.lines import Line as Said
from ntmrules.explain.lang.numbers import day as told_day
from ntmrules.model.ocop import CERTIFIED, Mark, SheetCriterion
from ntmrules.model.verdicts import Verdict
from ntmrules.ocop.claims import findings_of, spread_findings
from ntmrules.ocop.process import round_words
from ntmrules.ocop.scoring import Next, Ranking, Step, next_star
from ntmrules.ocop.writing import said, spread

MOST_STEPS = 6
STYLE = {Verdict.MET: "met", Verdict.NOT_MET: "not_met", Verdict.UNDETERMINED: "undetermined"}


def ranking_lines(ranking: Ranking, *, lang: str = "vi", full: bool = False) -> Iterator[Said]:
    """Yield the lines of one product; ``full`` names every criterion with its points."""
    product, sheet = ranking.product, ranking.sheet
    who = f" ({product.owner})" if product.owner else ""
    set_ = f"Bộ {sheet.number}. {sheet.name.vi}" if lang == "vi" else f"set {sheet.number}, {sheet.name.in_('en')}"
    style = STYLE[ranking.verdict] if ranking.decided else "undetermined"
    yield Said(f"{product.name}{who}: {stars_words(ranking, lang)}", style)
    lodged = f"; {'nộp' if lang == 'vi' else 'lodged'} {told_day(product.lodged, lang)}" if product.lodged else ""
    yield Said(f"{set_}; {ranking.stage.provision.decision}{lodged}", "muted", 1)
    yield Said(points_words(ranking, lang), "plain", 1)
    for reason in reasons(ranking, lang):
        yield Said(reason, "note", 1)
    if ranking.totals:
        yield from _judges(ranking, lang)
    step = next_star(ranking)
    if step is not None:
        yield from _next_lines(step, lang)
    who_decides = certifier_words(ranking, lang)
    if who_decides:
        yield Said(who_decides, "muted", 1)
    for finding in (*findings_of(ranking), *spread_findings(ranking)):
        yield Said(("lưu ý: " if lang == "vi" else "note: ") + finding.text.in_(lang), "not_met", 1)
    if full:
        yield from _criteria(ranking, lang)


def stars_words(ranking: Ranking, lang: str) -> str:
    """Return the stars in words: one number, or a range with the word that it is not settled."""
    low, high = ranking.stars
    word = "sao" if lang == "vi" else ("star" if high == 1 else "stars")
    if low == high:
        return f"{low} {word}"
    return f"{low}–{high} {word} ({'chưa xác định' if lang == 'vi' else 'undetermined'})"


def points_words(ranking: Ranking, lang: str) -> str:
    """Return the points of the whole and of each part, and the band that they lie in."""
    parts = ", ".join(
        f"{part.id} {spread(*ranking.part(part.id), lang)}/{said(part.most, lang)}" for part in ranking.sheet.parts
    )
    low, high = ranking.bands()
    bands = str(low.stars) if low is high else f"{low.stars}–{high.stars}"
    total = spread(ranking.low, ranking.high, lang)
    inside = f" ({parts})" if not ranking.totals else ""
    if lang == "vi":
        return f"{total}/100 điểm{inside}, thuộc khoảng điểm {bands} sao"
    return f"{total}/100 points{inside}, in the band of {bands} stars"


def reasons(ranking: Ranking, lang: str) -> Iterator[str]:
    """Yield why the rank is lower than the band of the points, or not settled."""
    high = ranking.bands()[1]
    missed = [each for each in ranking.held_by if each[2] is Verdict.NOT_MET and each[1].stars <= high.stars]
    if missed:
        star = missed[0][1].stars
        names = "; ".join(_mark(ranking, each, lang) for each in missed if each[1].stars == star)
        points, stars = spread(ranking.low, ranking.high, lang), stars_words(ranking, lang)
        yield (
            f"{points} điểm nhưng thiếu mức tối thiểu {star} sao ở tiêu chí {names}: {stars}"
            if lang == "vi"
            else f"{points} points, yet below the least of {star} stars on criterion {names}: {stars}"
        )
    open_ = [
        each
        for each in ranking.held_by
        if each[2] is Verdict.UNDETERMINED and ranking.stars[0] < each[1].stars <= ranking.stars[1]
    ]
    disputed = [each for each in open_ if each[1].note is not None and _answered(ranking, each[0])]
    for each in disputed:
        note = each[1].note
        yield f"{_mark(ranking, each, lang)}: {note.in_(lang) if note is not None else ''}"
    blank = [
        line.criterion.number()
        for line in ranking.lines
        if line.scored and not line.answered and line.criterion.open is None
    ]
    if blank:
        names = ", ".join(blank)
        yield f"chưa có điểm ở tiêu chí {names}" if lang == "vi" else f"no points yet on criterion {names}"
    for line in ranking.lines:
        if line.criterion.open is not None and line.low != line.high:
            yield f"{line.criterion.number()}: {line.criterion.open.in_(lang)}"
    if ranking.missing_judges:
        yield (
            f"thiếu phiếu của {ranking.missing_judges} thành viên"
            if lang == "vi"
            else f"{ranking.missing_judges} judges' sheets are missing"
        )


def _answered(ranking: Ranking, criterion: SheetCriterion) -> bool:
    return any(line.answered for line in ranking.lines if line.criterion.id == criterion.id)


def _mark(ranking: Ranking, each: tuple[SheetCriterion, Mark, Verdict], lang: str) -> str:
    criterion, mark, _ = each
    line = next(line for line in ranking.lines if line.criterion.id == criterion.id)
    least = " | ".join(said(value, lang) for value in mark.least)
    got = spread(line.low, line.high, lang)
    asked = f"cần {least}, có {got}" if lang == "vi" else f"{least} needed, {got} given"
    return f"{criterion.number()} {criterion.name.in_(lang)} ({asked})"


def _judges(ranking: Ranking, lang: str) -> Iterator[Said]:
    listed = "; ".join(f"{judge} {spread(*pair, lang)}" for judge, pair in ranking.totals.items())
    yield Said(("điểm từng thành viên: " if lang == "vi" else "judges: ") + listed, "plain", 1)
    apart = spread_words(ranking, lang)
    if apart:
        yield Said(apart, "plain", 1)


def spread_words(ranking: Ranking, lang: str) -> str:
    """Return how far the judges lie apart; empty where fewer than two totals are settled."""
    firm = [low for low, high in ranking.totals.values() if low == high]
    if len(firm) < 2:
        return ""
    apart = said(max(firm) - min(firm), lang)
    return f"chênh lệch giữa các thành viên: {apart} điểm" if lang == "vi" else f"spread: {apart} points"


def _next_lines(step: Next, lang: str) -> Iterator[Said]:
    if lang == "vi":
        yield Said(
            f"để đạt {step.stars} sao:" if step.possible else f"{step.stars} sao: phiếu này không đạt được", "plain", 1
        )
    else:
        yield Said(
            f"for {step.stars} stars:" if step.possible else f"{step.stars} stars: out of reach on this sheet",
            "plain",
            1,
        )
    for each in [one for one in step.steps if one.needed]:
        why = "mức tối thiểu" if lang == "vi" else "a mark"
        yield Said(
            f"{_step(each, lang)} ({why})",
            "plain",
            2,
        )
    if step.short > 0:
        yield Said(
            f"thêm {said(step.short, lang)} điểm ở tiêu chí bất kỳ, rẻ nhất là:"
            if lang == "vi"
            else f"{said(step.short, lang)} points more on any criterion, smallest steps first:",
            "plain",
            2,
        )
        for each in [one for one in step.steps if not one.needed][:MOST_STEPS]:
            yield Said(
                _step(each, lang),
                "plain",
                3,
            )


def _step(step: Step, lang: str) -> str:
    name = f"{step.criterion.number()} {step.criterion.name.in_(lang)}"
    return f"{name}: {said(step.from_, lang)} → {said(step.to, lang)}"


def certifier_words(ranking: Ranking, lang: str) -> str:
    """Return who recognises the rank on the day of lodging; nothing where the rank is not settled."""
    if not ranking.decided or ranking.product.lodged is None:
        return ""
    stars = ranking.stars[0]
    if stars < CERTIFIED[0]:
        return "không cấp giấy chứng nhận" if lang == "vi" else "no certificate"
    certifier = ranking.stage.certifier(stars, ranking.product.lodged)
    if certifier is None or certifier.by is None:
        return "" if certifier is None else ("không cấp giấy chứng nhận" if lang == "vi" else "no certificate")
    by = certifier.by.in_(lang)
    words = f"cơ quan công nhận (theo ngày nộp): {by}" if lang == "vi" else f"recognised by (as of lodging): {by}"
    words += f" ({certifier.duty.in_(lang)})" if certifier.duty is not None else ""
    round_ = round_words(ranking.stage, stars, ranking.product.lodged, lang)
    return f"{words}; {round_}" if round_ else words


def _criteria(ranking: Ranking, lang: str) -> Iterator[Said]:
    for line in ranking.lines:
        if not line.scored:
            continue
        points = f"{spread(line.low, line.high, lang)}/{said(line.criterion.most, lang)}"
        name = f"{line.criterion.number()} {line.criterion.name.in_(lang)}"
        yield Said(f"{name}: {points}", "plain" if line.answered else "undetermined", 1)
        for mark in line.criterion.marks:
            verdict = line.meets(mark)
            word = {
                Verdict.MET: ("đủ", "met"),
                Verdict.NOT_MET: ("thiếu", "missed"),
                Verdict.UNDETERMINED: ("chưa rõ", "open"),
            }[verdict]
            yield Said(
                f"{'*' * mark.stars} ≥ {' | '.join(said(value, lang) for value in mark.least)}: {word[lang == 'en']}",
                "muted",
                2,
            )
