"""Boundaries of units from a GeoJSON file, by code: what somebody brings to be drawn, never a source of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.json_text import read_json
from ntmrules.messages.speech import Fault

Ring: TypeAlias = "list[list[float]]"
CODES = ("code", "ma", "ma_xa", "maxa", "id")
"""What the property with the code of a unit may be called, in any case; else the id of the feature."""
DIGITS = 4
"""Ten metres: finer than any screen draws a commune."""


def read_shapes(path: Path) -> dict[str, list[Ring]]:
    """Return the rings of each unit by its code of five digits (communes), three (districts) or two (provinces).

    Raises ``FiguresError`` NTM579 for what is no GeoJSON, and with every feature without a code or without an area.
    """
    try:
        data = read_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FiguresError(problem("NTM579.unread", str(path), reason=Fault(error))) from None
    except ValueError:
        raise FiguresError(problem("NTM579.format", str(path))) from None
    features = data.get("features") if isinstance(data, Mapping) else None
    if not isinstance(features, list) or not features:
        raise FiguresError(problem("NTM579.format", str(path)))
    found: dict[str, list[Ring]] = {}
    problems: list[Problem] = []
    for index, feature in enumerate(features, 1):
        where = f"{path.name}: {index}"
        code = _code(feature)
        if code is None:
            problems.append(problem("NTM579.code", where))
            continue
        try:
            rings = list(_rings(feature.get("geometry")))
        except (TypeError, ValueError, AttributeError, KeyError, IndexError):
            rings = []
        if not rings:
            problems.append(problem("NTM579.area", where, code=code))
            continue
        found.setdefault(code, []).extend(rings)
    if problems:
        raise FiguresError(problems)
    return found


def _code(feature: Any) -> str | None:
    if not isinstance(feature, Mapping):
        return None
    properties = feature.get("properties")
    named = {str(key).casefold(): value for key, value in properties.items()} if isinstance(properties, Mapping) else {}
    for value in (*(named.get(name) for name in CODES), feature.get("id")):
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip().isdecimal():
            return str(value).strip()
    return None


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    parts = geometry["coordinates"]
    for polygon in [parts] if geometry["type"] == "Polygon" else parts if geometry["type"] == "MultiPolygon" else ():
        for ring in polygon:
            points: Ring = []
            for place in ring:
                lon, lat = round(float(place[0]), DIGITS), round(float(place[1]), DIGITS)
                if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                    raise ValueError(place)
                if not points or points[-1] != [lon, lat]:
                    points.append([lon, lat])
            if len(points) >= 3:
                yield points


def fitting(shapes: Mapping[str, list[Ring]], codes: list[str], path: Path) -> dict[str, list[Ring]]:
    """Return the shapes of units in the report, a code with or without leading zeros; ``FiguresError`` NTM579 for none."""
    plain = {code.lstrip("0"): rings for code, rings in shapes.items()}
    found = {code: plain[code.lstrip("0")] for code in codes if code and code.lstrip("0") in plain}
    if not found:
        raise FiguresError(problem("NTM579.none", str(path), count=len(shapes), example=next(iter(shapes))))
    return found
