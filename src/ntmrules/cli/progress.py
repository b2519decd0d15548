"""``ntmrules progress``: then and now, why, the plan, what is open and with whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from ntmrules.cli.accepting import tell_accepted
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.lives import tell_lives_of
from ntmrules.cli.options import (
    AS_WRITTEN,
    INSTALLED,
    USUAL,
    Force,
    Judging,
    Lang,
    ProvinceName,
    Reading,
    Rules,
    SetRef,
)
from ntmrules.cli.parameter import Parameter
from ntmrules.cli.results import form_of, give_json, give_lines, give_tables, keep_inputs
from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.face.progress import Progressing, progressing
from ntmrules.frozen import evolve, frozen
from ntmrules.model.figures import called_apart
from ntmrules.office.tables import Table
from ntmrules.progress.between import Progress
from ntmrules.progress.change import UnitProgress
from ntmrules.progress.history import read_history
from ntmrules.progress.states import counted

Format = Annotated[
    Literal["text", "json", "csv", "xlsx", "markdown"] | None,
    Parameter(
        help="Dạng in ra; không nêu: theo đuôi tệp, hoặc text. · Output format; left out: by the file's ending, or text."
    ),
]
Out = Annotated[Path | None, Parameter(name=["--out", "-o"], help="Ghi vào tệp. · Write to a file.")]


def progress(
    *files: Annotated[
        Path,
        Parameter(
            help="Tệp số liệu; ngày ở cột as_of (Ngày), hoặc ở --as-of. · Figures; days in a column as_of, or --as-of."
        ),
    ],
    set_: SetRef = "xa-ntm",
    from_: Annotated[str, Parameter(name="--from", help="Ngày đầu. · First day.")],
    to: Annotated[str, Parameter(help="Ngày cuối. · Last day.")],
    as_of: Annotated[
        list[str] | None,
        Parameter(
            help="Ngày của tệp không có cột as_of; mỗi tệp một ngày, theo thứ tự. · "
            "Day of each file without a column as_of, in their order.",
        ),
    ] = None,
    province: ProvinceName = None,
    plan: Annotated[
        Path | None,
        Parameter(help="Tệp kế hoạch: unit, set, target, due, body, note. · Plan: unit, set, target, due, body, note."),
    ] = None,
    by: Annotated[
        Literal["body", "district", "criterion"] | None,
        Parameter(help="Gộp theo cơ quan, huyện hoặc tiêu chí. · Together by body, district or criterion."),
    ] = None,
    unit: Annotated[list[str] | None, Parameter(help="Chỉ các đơn vị này. · Only these units.")] = None,
    format: Format = None,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
    reading: Reading = AS_WRITTEN,
) -> int:
    """Tiến độ giữa hai ngày: kết quả khi đó và bây giờ, đạt thêm và mất đi gì, do số liệu hay do văn bản, kế hoạch.

    Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt, 2 có đơn vị chưa xác định.

    Progress between two days, with its causes and the plan. Exit 0 every unit met, 1 some not met, 2 some undetermined.
    """

    if not files:
        raise UsageError(problem("NTM574.none"))
    form = form_of(format, out, known=Format)
    keep_inputs(out, (*files, plan))
    library = rules.library()
    days: str | list[str | None] | None = as_of[0] if as_of is not None and len(as_of) == 1 else [
        None if day == "-" else day for day in as_of] if as_of else None  # fmt: skip
    sides = (judging.books(library, set_, day, province) for day in (from_, to))
    tell_accepted(reading.accepted, reading.asked(unit), files, library.plugins.readers, sides)
    of_files = evolve(reading.asked(unit), province=province)
    history = read_history(files, as_of=days, readers=library.plugins.readers, asked=of_files)
    tell_left_out(history.left_out)
    asked = progressing(library, history, set_, from_=from_, to=to, province=province, units=unit, area=judging.area,
                        floor=judging.floor, on_gap=judging.on_gap)  # fmt: skip
    tell_left_out(asked.left_out)
    view = _View(asked=asked, by=by, plan=plan, lang=lang)
    if form == "json":
        give_json(view.data(), out, force=force)
    elif form == "text":
        give_lines(list(view.lines()), out, force=force)
    else:
        give_tables(view.tables(), form, out, force=force)
    tell_lives_of(each.states.now for each in asked.progress.units)
    return code_of(counted(each.states.now) for each in asked.progress.counted)


@frozen(kw_only=True)
class _View:
    """What was asked to be shown of the progress, in each form."""

    asked: Progressing
    by: str | None
    plan: Path | None
    lang: str

    @property
    def progress(self) -> Progress:
        return self.asked.progress

    def data(self) -> Any:
        from ntmrules.progress.data import criterion_data, progress_data, together_data
        from ntmrules.progress.plan_told import plan_data, work_data

        if self.plan is not None:
            states = self.asked.plan(self.plan)
            found = [*self.progress.units, *self.asked.planned(states)]
            units = progress_data(found)
            for each, unit in zip(found, units, strict=True):
                unit["plan"] = plan_data([state for state in states if (state.key, state.set) == (each.key, each.set)])
            return units
        if self.by == "district":
            return [together_data(group) for group in self.progress.by_district()]
        if self.by == "criterion":
            return [criterion_data(one) for one in self.progress.by_criterion()]
        if self.by == "body":
            return work_data(self.asked.work())
        return progress_data(self.progress.units)

    def lines(self) -> Iterable[Line]:
        from ntmrules.progress.groups_told import criterion_lines, together_lines
        from ntmrules.progress.plan_told import plan_lines, work_lines
        from ntmrules.progress.told import unit_lines

        others: tuple[UnitProgress, ...] = ()
        if self.plan is not None:
            states = self.asked.plan(self.plan)
            yield from plan_lines(states, lang=self.lang)
            yield Line("")
            others = self.asked.planned(states)
        if self.by == "district":
            yield from together_lines(self.progress.by_district(), self.progress, lang=self.lang)
        elif self.by == "criterion":
            yield from criterion_lines(self.progress.by_criterion(), lang=self.lang)
        elif self.by == "body":
            yield from work_lines(self.asked.work(), lang=self.lang)
        else:
            every = (*self.progress.units, *others)
            called = called_apart({unit.key: unit for unit in every}.values())  # of a plan one unit under two sets
            for index, unit in enumerate(every):
                if index:
                    yield Line("")
                yield from unit_lines(unit, lang=self.lang, called=called(unit))

    def tables(self) -> list[Table]:
        from ntmrules.office.progress_tables import (
            bodies_table,
            criteria_table,
            plan_table,
            progress_table,
            together_table,
        )

        first = {
            "district": lambda: together_table(self.progress.by_district(), self.progress, self.lang),
            "criterion": lambda: criteria_table(self.progress.by_criterion(), self.progress, self.lang),
            "body": lambda: bodies_table(self.asked.work(), self.lang),
        }.get(self.by or "", lambda: progress_table(self.progress, self.lang))()
        found = [first]
        if self.plan is not None:
            found.append(plan_table(self.asked.plan(self.plan), self.lang))
        return found
