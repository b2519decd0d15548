"""An attainment with the ways to read it: text, data, why, gaps, what would settle it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self

from attrs import field, fields

from ntmrules.frozen import frozen
from ntmrules.model import attainment as data

if TYPE_CHECKING:
    from ntmrules.plugins.manager import Plugins


@frozen(kw_only=True)
class Attainment(data.Attainment):
    """Kết quả đạt chuẩn: what one unit attains of one set on one day, and why.

    ``plugins`` are those of the library that judged; they may bring views of their own.
    """

    plugins: Plugins | None = field(default=None, eq=False)

    @classmethod
    def of(cls, found: data.Attainment, plugins: Plugins | None) -> Self:
        """Return what an engine found as an attainment that can be read."""
        return cls(**dict(zip(_NAMES, _VALUES(found), strict=True)), plugins=plugins)

    def text(self, *, view: str = "unmet", lang: str = "vi") -> str:
        """Return the trace as text: ``view`` is summary, unmet, full, firings, json or a plugin's; ``lang`` vi or en.

        Raises ``UsageError`` for an unknown view (NTM006) or language.
        """
        plugins = self.plugins
        if plugins is not None and view in plugins.renderers:
            said: str = plugins.render(view, self, lang)
            return said
        if view == "json":
            return self.to_json()
        if view == "firings":
            from ntmrules.explain.attainment.firings import render_firings

            return render_firings(self, lang=lang)
        from ntmrules.explain.attainment.text import render_text

        return render_text(self, view=view, lang=lang)

    def _repr_html_(self) -> str:
        """What a notebook shows: verdict, tallies, open criteria."""
        from ntmrules.explain.short_html import attainment_html

        return attainment_html(self)

    def to_dict(self, *, compact: bool = False) -> dict[str, Any]:
        """Return the attainment as plain data, schema ``ntmrules/attainment/1``; decimals are text.

        ``compact``: schema ``ntmrules/attainment-compact/1``, the same verdicts, tallies, reasons, levels and evidence in a
        sixth of the room, without labels and other texts for people.
        """
        if compact:
            from ntmrules.explain.attainment.compact import compact_data

            return compact_data(self)
        from ntmrules.explain.attainment.data import attainment_data

        return attainment_data(self)

    def to_json(self, *, compact: bool = False) -> str:
        """Return :meth:`to_dict` as JSON text in UTF-8 letters; ``compact`` in one line."""
        import json

        if compact:
            return json.dumps(self.to_dict(compact=True), ensure_ascii=False, separators=(",", ":"))
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def why(self, number: str, *, lang: str = "vi") -> str:
        """Return the whole explanation of one criterion or indicator as text; ``UsageError`` NTM003 if there is none."""
        from ntmrules.explain.attainment.text import render_node

        return render_node(self, self.node(number), lang=lang)

    def rows(self, *, lang: str = "vi") -> list[Any]:
        """Return one row an indicator with finished texts: figure, what is asked, verdict, why, decision, evidence, cure.

        See ``explain.attainment.rows.Row``. Raises ``UsageError`` NTM007 for another language than vi and en.
        """
        from ntmrules.explain.attainment.rows import rows

        return rows(self, lang=lang)

    def gaps(self) -> list[Any]:
        """Return the distance of each unmet comparison to its level, the widest relative gap first."""
        from ntmrules.explain.attainment.gaps import gaps

        return gaps(self)

    def decisive(self) -> list[str]:
        """Return the missing figures that together would settle the verdict, as few as possible (measure ids)."""
        from ntmrules.engine.core.decisive import decisive

        return decisive(self)


_NAMES = tuple(each.name for each in fields(data.Attainment))
_VALUES = attrgetter(*_NAMES)
