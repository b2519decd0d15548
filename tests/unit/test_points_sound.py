"""Scales of graded points that nobody can mean are refused when they are read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ntmrules.catalog.misfit import MisfitError
from ntmrules.catalog.sound import check_requirement
from ntmrules.model import requirements as req
from ntmrules.model.point_scale import Band, PointGroup, Scored
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.text import Text
from ntmrules.testing.sets import SURE_EVIDENCE

ITEM = Scored(measure="ty-le", points=Decimal(10), full_at=Decimal(90))


def points(**group: Any) -> req.Points:
    made = PointGroup(id="a", name=Text("Nhóm"), evidence=SURE_EVIDENCE, **{"items": (ITEM,), **group})
    mark = Threshold(rows=(Cell(value=Decimal(5), evidence=SURE_EVIDENCE),))
    return req.Points(measure="diem", threshold=mark, groups=(made,))


@pytest.mark.parametrize(
    ("group", "identity"),
    [
        ({"items": ()}, "NTM197.empty"),
        ({"cap": Decimal(-5)}, "NTM197.sign"),
        ({"least": Decimal(-1)}, "NTM197.sign"),
        ({"items": (Scored(measure="ty-le", bands=(Band(from_=Decimal(0), points=Decimal(-5)),)),)}, "NTM197.sign"),
    ],
)
def test_what_a_scale_cannot_mean_is_refused(group: dict[str, Any], identity: str) -> None:
    check_requirement(points())
    with pytest.raises(MisfitError) as caught:
        check_requirement(points(**group))
    assert caught.value.args[0] == identity
