"""Packs: a folder of rules read into the model, lazily and once."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ntmrules.catalog import cache
from ntmrules.catalog.contents import CASES, HEAD, OVERRIDES, contents_of
from ntmrules.catalog.shape import Shape, shape_of
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import evolve
from ntmrules.messages import Fault
from ntmrules.model.evidence import Decision, Source
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Override, PackHead, Placed
from ntmrules.model.sets import CriteriaSet, Criterion
from ntmrules.model.units import Province, Scheme

if TYPE_CHECKING:
    from ntmrules.catalog.strict import Document, Path_

T = TypeVar("T")

REGISTERS: dict[str, tuple[str, type]] = {
    "decisions.yaml": ("decisions", Decision),
    "measures.yaml": ("measures", Measure),
    "sources.yaml": ("sources", Source),
    "areas.yaml": ("schemes", Scheme),
    "units.yaml": ("provinces", Province),
}
OF_HEAD = {"zones": "scheme", "territory": "province"}  # lists of the head of a pack, and by what their rows are known
MAX_NAME = 300  # characters of a path that are told
MAX_UNKNOWN = 20  # unknown keys told of one file: each is looked up and compared with the known ones
LISTS: dict[str, type] = {**dict(REGISTERS.values()), OVERRIDES: Override}


def catalog_root() -> Path:
    """Return the folder of the national catalogue: inside the installed package, else in the checkout around it.

    Raises ``CatalogError`` NTM130 where neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "catalogs", package.parent.parent / "catalogs"):
        if (root / "national").is_dir():
            return root
    raise CatalogError(problem("NTM130", str(package / "catalogs")))


def types_beside_sets(head: str) -> dict[str, Any]:
    """Return the types of what a pack holds beside its sets, by name: registers, its ``head`` under this name, entries."""
    keys: dict[str, Any] = {"provinces": tuple[str, str]}
    registers = {name: dict[keys.get(name, str), cls] for name, cls in REGISTERS.values()}  # type: ignore[misc]
    return {**registers, head: PackHead | None, "overrides": tuple[Placed, ...], "unfilled": int}


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key in which ``9`` stands before ``10``."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.findall(r"\d+|\D+", text))


def override_files(root: Path) -> list[Path]:
    """Return the files of entries of a pack, without their cases."""
    return sorted(path for path in root.glob(f"{OVERRIDES}/*.yaml") if not path.name.endswith(CASES))


def shown_root(root: Path) -> str:
    """Return how messages name a pack: two plugins may both call the folder ``catalog``, so whose it is is said too.

    The folder in which somebody stands (``.``) is called by its name.
    """
    root = root if root.name not in ("", "..") else root.resolve()
    return f"{root.parent.name}/{root.name}" if root.name in ("catalog", "pack") else root.name


def _index_shape(heads: int) -> Shape:
    """Return the shape of what is kept of a pack beside the criteria of its sets, of which it has ``heads``."""
    return shape_of({**types_beside_sets("pack"), "headers": tuple[(CriteriaSet,) * heads]})  # type: ignore[misc]


class Pack:
    """One folder of rules: registers, entries over other packs, and criteria sets read when they are asked for.

    ``root`` may also be one file that holds the registers and entries of a small pack under their keys (``pack``,
    ``overrides``, ``measures``, ``decisions``, ``sources``, ``schemes``).
    """

    def __init__(self, root: Path, name: str = "") -> None:
        self.root = root
        self.name = name or shown_root(root).rpartition("/")[2]
        self.set_files: dict[str, Path] = {}
        self._sets: dict[str, CriteriaSet] = {}
        try:
            if not root.exists():
                raise CatalogError(problem("NTM131.missing", str(root)))
            inside = contents_of(root, shown_root(root)) if root.is_dir() else None
        except OSError as error:  # a folder that may not be read, a name that no system takes
            raise CatalogError(problem("NTM101.unreadable", str(root)[:MAX_NAME], fault=Fault(error))) from None
        if inside is not None:
            paths = [root / file for file in (*REGISTERS, HEAD) if (root / file).is_file()]
            if inside.problems:
                raise CatalogError(inside.problems)
            heads, entries = list(inside.heads), list(inside.entries)
        else:
            paths, heads, entries = [root], [], []
        registers = self.kept_or_read(
            "index",
            [*paths, *heads, *entries],
            _index_shape(len(heads)),
            lambda: self._read_index(paths, heads, entries),
        )
        self.decisions: dict[str, Decision] = registers["decisions"]
        self.measures: dict[str, Measure] = registers["measures"]
        self.sources: dict[str, Source] = registers["sources"]
        self.schemes: dict[str, Scheme] = registers["schemes"]
        self.provinces: dict[tuple[str, str], Province] = registers["provinces"]
        self.head: PackHead | None = registers["pack"]
        self.overrides: tuple[Placed, ...] = registers["overrides"]
        self.unfilled: int = registers["unfilled"]
        self.headers: dict[str, CriteriaSet] = {}
        for path, header in zip(heads, registers["headers"], strict=True):
            self.set_files[header.id] = path
            self.headers[header.id] = header

    @property
    def id(self) -> str:
        """The pack's own id space."""
        return self.head.id if self.head is not None else self.name

    @property
    def leans_on(self) -> frozenset[str]:
        """The ids of the packs whose own rules its entries are about: the first part of their targets."""
        return frozenset(placed.override.target.partition("/")[0] for placed in self.overrides)

    def place_in_head(self, path: Path_) -> str:
        """Return the file and line of a path in what ``pack.yaml`` holds; read again, for an error alone."""
        file = self.root / HEAD if self.root.is_dir() else self.root
        try:
            document = read_document(file, self.shown(file))
        except CatalogError:
            return self.shown(file)
        return document.where(path if file != self.root else ("pack", *path))

    def place_of(self, register: str, key: str | tuple[str, str], inside: Path_ = ()) -> str:
        """Return the file and line of an item of a register, of a territory, or of the zones of a scheme, or of a path in it.

        A province is known by its list and id. The file is read again, for an error alone.
        """
        files = {name: file for file, (name, _) in REGISTERS.items()} | dict.fromkeys(OF_HEAD, HEAD)
        path = self.root / files[register] if self.root.is_dir() else self.root
        try:
            document = read_document(path, self.shown(path))
            head: tuple[str, ...] = ("pack",) if register in OF_HEAD and path == self.root else ()
            rows: Any = document.data
            for step in (*head, register):
                rows = rows[step]
            name = OF_HEAD.get(register, "id")
            wanted = {name: key} if isinstance(key, str) else {"list": key[0], "id": key[1]}
            found = (index for index, row in enumerate(rows) if all(row.get(of) == said for of, said in wanted.items()))
            return document.where((*head, register, next(found), *inside))
        except (CatalogError, KeyError, TypeError, AttributeError, StopIteration):
            return self.shown(path)

    def place_of_set(self, set_id: str) -> str:
        """Return the file and line of the id of a set; read again, for an error alone."""
        path = self.set_files.get(set_id, self.root)
        try:
            return read_document(path, self.shown(path)).where(("id",))
        except CatalogError:
            return self.name

    def shown(self, path: Path) -> str:
        """Return how messages name ``path``: from the pack's own folder on."""
        name = shown_root(self.root)
        return f"{name}/{path.relative_to(self.root).as_posix()}" if path != self.root else name

    def _read_index(self, paths: list[Path], heads: list[Path], entries: list[Path]) -> dict[str, Any]:
        """Return all but the criteria of the pack's sets, with one header for each of ``heads``."""
        problems: list[Problem] = []
        registers: dict[str, Any] = {key: {} for key, _ in REGISTERS.values()}
        registers["pack"], registers["overrides"], registers["unfilled"] = None, (), 0
        for path in [*paths, *entries]:
            try:
                self._read_register(path, registers)
            except CatalogError as error:
                problems.extend(error.problems)
        head = registers["pack"]
        registers["overrides"] = tuple(
            evolve(
                placed,
                pack=head.id if head else self.name,
                territory=placed.override.territory or (head.territory if head else ()),
            )
            for placed in registers["overrides"]
        )
        headers: list[CriteriaSet] = []
        places: dict[str, str] = {}
        for path in heads:
            try:
                document = read_document(path, self.shown(path))
                header = structured(document, document.data, CriteriaSet)
            except CatalogError as error:
                problems.extend(error.problems)
                continue
            if header.id in places:
                problems.append(
                    problem("NTM132.twice", document.where(("id",)), set=header.id, other=places[header.id])
                )
            places[header.id] = document.where(("id",))
            headers.append(header)
        if problems:
            raise CatalogError(problems)
        return {**registers, "headers": tuple(headers)}

    def _read_register(self, path: Path, registers: dict[str, Any]) -> None:
        """Read one file into ``registers``: a register by its name, or the several keys of a single-file pack."""
        document = read_document(path, self.shown(path))
        data = document.data
        if path.name == HEAD and path != self.root:
            registers["pack"] = structured(document, data, PackHead)
            return
        if not isinstance(data, dict):
            raise CatalogError(problem("NTM133.no-map", document.where()))
        known = _keys_of_file(path, self.root)
        problems = [
            problem("NTM109.key", document.where(key=key), key=key, known=" | ".join(known), near=(key, known))
            for key in islice((key for key in data if key not in known and key != "note"), MAX_UNKNOWN)
        ]
        if path != self.root and known[0] not in data:
            problems.append(problem("NTM133.no-list", document.where(), key=known[0]))
        if problems:
            raise CatalogError(problems)
        if data.get("pack") is not None:
            registers["pack"] = structured(document, data["pack"], PackHead, ("pack",))
        from ntmrules.catalog.blanks import is_form

        form = path == self.root and is_form(data)
        for key, cls in LISTS.items():
            if data.get(key) is None:
                continue
            try:
                if form and isinstance(data[key], list):
                    found = _identified(document, key, self._filled(document, key, cls, registers))
                else:
                    whole = structured(document, data[key], tuple[cls, ...], (key,))  # type: ignore[valid-type]
                    found = _identified(document, key, enumerate(whole))
            except CatalogError as error:
                problems.extend(error.problems)
                continue
            if key == OVERRIDES:
                registers[key] = (*registers[key], *found.values())
            else:
                registers[key].update(found)
        if problems:
            raise CatalogError(problems)

    def _filled(self, document: Document, key: str, cls: type[T], registers: dict[str, Any]) -> list[tuple[int, T]]:
        """Return the rows of a form that somebody filled in, with their places; the others are counted."""
        from ntmrules.catalog.blanks import filled, has_blanks, unnamed_sources

        head = registers["pack"]
        found = filled(document, key, head.id if head is not None else self.name)
        problems = list(found.problems)
        if key == OVERRIDES:
            registers["unfilled"] += len(found.left)
            problems += unnamed_sources(document) if found.rows else ()
        done: list[tuple[int, T]] = []
        for index, row in found.rows:
            if has_blanks(row):
                continue  # its open places are told already
            try:
                done.append((index, structured(document, row, cls, (key, index))))
            except CatalogError as error:
                problems.extend(error.problems)
        for index, row in found.left:  # what nobody answered says nothing, but none of its words may be misspelt
            try:
                structured(document, row, cls, (key, index))
            except CatalogError as error:
                problems.extend(error.problems)
        if problems:
            raise CatalogError(problems)
        return done

    def criterion_files(self, set_id: str) -> list[Path]:
        """Return the criterion files of a set, in the order of their names."""
        folder = self.set_files[set_id].parent
        return sorted(
            (path for path in folder.glob("*.yaml") if path.name != "set.yaml" and not path.name.endswith(CASES)),
            key=lambda path: natural(path.name),
        )

    def load(self, set_id: str) -> CriteriaSet:
        """Return the whole set; ``CatalogError`` lists all that is wrong in its files."""
        if set_id in self._sets:
            return self._sets[set_id]
        files = self.criterion_files(set_id)
        whole = self.kept_or_read(
            "set", [self.set_files[set_id], *files], shape_of(CriteriaSet), lambda: self._read_set(set_id, files)
        )
        self._sets[set_id] = whole
        return whole

    def _read_set(self, set_id: str, files: list[Path]) -> CriteriaSet:
        problems: list[Problem] = []
        criteria: list[Criterion] = []
        places: dict[str, str] = {}
        for path in files:
            try:
                document = read_document(path, self.shown(path))
                criterion = structured(document, document.data, Criterion)
            except CatalogError as error:
                problems.extend(error.problems)
                continue
            problems.extend(_twice(document, criterion, places))
            criteria.append(criterion)
        if problems:
            raise CatalogError(problems)
        criteria.sort(key=lambda criterion: natural(criterion.id))
        return evolve(self.headers[set_id], criteria=tuple(criteria))

    def sets(self) -> Iterator[CriteriaSet]:
        """Yield every set of the pack, whole, by id."""
        for set_id in sorted(self.headers):
            yield self.load(set_id)

    def kept_or_read(self, what: str, files: list[Path], shape: Shape, read: Callable[[], T]) -> T:
        """Return what the cache keeps of ``files`` of the pack, else what ``read`` makes of them, kept for the next time.

        ``shape`` is that of what ``read`` returns; an entry of another shape is passed over.

        A file that changes while it is read is not kept under the name of what it was before.
        """
        try:
            name = self.entry(what, files)
        except OSError:
            return read()  # which says what cannot be read, and where
        kept: T | None = cache.load(name, shape)
        if kept is not None:
            return kept
        made = read()
        with contextlib.suppress(OSError):  # a file that is gone by now has been read
            if name == self.entry(what, files):
                cache.save(name, made)
        return made

    def entry(self, what: str, files: Iterable[Path]) -> str:
        """Return under which name the cache keeps what ``files`` of the pack hold now; ``OSError`` where one cannot be read."""
        return f"{what}-{cache.fingerprint(((self.shown(path), path) for path in files), self.name)}"


def _keys_of_file(path: Path, root: Path) -> tuple[str, ...]:
    if path == root:
        return ("pack", *LISTS)
    return (REGISTERS[path.name][0],) if path.name in REGISTERS else (OVERRIDES,)


def _identified(document: Document, key: str, items: Iterable[tuple[int, Any]]) -> dict[Any, Any]:
    """Return items by their id; an id that stands twice is refused."""
    result: dict[Any, Any] = {}
    places: dict[Any, str] = {}
    problems = []
    for index, item in items:
        where = document.where((key, index))
        identity = item.key if isinstance(item, Province) else item.id
        first = places.setdefault(identity, where)
        if identity in result:
            shown = ":".join(identity) if isinstance(item, Province) else identity
            problems.append(problem("NTM134.twice", where, id=shown, other=first))
        result[identity] = Placed(override=item, pack="", at=where) if isinstance(item, Override) else item
    if problems:
        raise CatalogError(problems)
    return result


def _twice(document: Document, criterion: Criterion, places: dict[str, str]) -> Iterator[Problem]:
    """Yield a problem for every id of the criterion that another file or row of the set already has."""
    labels: list[tuple[str, tuple[str | int, ...]]] = [(criterion.id, ("id",))]
    labels += [(indicator.id, ("indicators", index, "id")) for index, indicator in enumerate(criterion.indicators)]
    for label, path in labels:
        key = f"indicator {label}" if path[0] == "indicators" else f"criterion {label}"
        if key in places:
            yield problem(
                "NTM135.indicator" if path[0] == "indicators" else "NTM135.criterion",
                document.where(path),
                label=label,
                other=places[key],
            )
        places[key] = document.where(path)
    for index, indicator in enumerate(criterion.indicators):
        days = [version.from_ for version in indicator.versions]
        if days != sorted(set(days)):
            yield problem(
                "NTM136.order",
                document.where(("indicators", index, "versions")),
                id=indicator.id,
                days=", ".join(map(str, days)),
            )
        if not indicator.versions:
            yield problem("NTM136.none", document.where(("indicators", index)), id=indicator.id)
        for place, (earlier, later) in enumerate(pairwise(indicator.versions), 1):
            if earlier.to is not None and later.from_ <= earlier.to:
                first, second = (("indicators", index, "versions", at) for at in (place - 1, place))
                yield problem(
                    "NTM136.overlap",
                    document.where(second),
                    id=indicator.id,
                    day=later.from_,
                    other=document.where(first),
                )


def read_document(path: Path, name: str) -> Document:
    """Return the YAML file at ``path``; ``CatalogError`` lists all that is against the profile."""
    # Imported on the first file that is really parsed, as ``structured`` does: a warm start reads no YAML.
    from ntmrules.catalog import strict

    return strict.read_document(path, name)


def structured(document: Document, data: Any, cls: type[T], path: tuple[str | int, ...] = ()) -> T:
    """Return data of a file as a class of the model; ``CatalogError`` NTM137 where there is none, else every misfit."""
    # Imported on the first file that is really parsed: cattrs costs more than a whole warm start.
    from ntmrules.catalog.structure import structure

    if data is None:
        raise CatalogError(problem("NTM137", document.name))
    return structure(document, data, cls, path)
