"""The circuit as a document: it fits its schema for every set and pack, and is the same in whatever order things came."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import jsonschema

from ntmrules import Library
from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.circuit.document import circuit_schema, digest_of, document_of
from ntmrules.errors import NtmRulesError, UsageError
from ntmrules.model.rulebook import Rulebook
from ntmrules.testing.changes import change_days
from ntmrules.testing.overlays import overlaid_books

ROOT = Path(__file__).parents[2]
PACKS = sorted(path.parent for path in ROOT.joinpath("plugins").rglob("src/*/*/pack.yaml"))
SCHEMA = jsonschema.Draft202012Validator(circuit_schema())
DIGESTS = """
import sys
from hashlib import sha256
from pathlib import Path
from ntmrules import Library
from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.circuit.document import document_of

library = Library(plugins=(), packs=map(Path, sys.argv[1:]))
for ref, province, on in (("xa-ntm", "quang-ninh", "2024-06-01"), ("huyen-ntm", None, "2024-06-01"),
                          ("xa-ntm-nang-cao", "ho-chi-minh", "2024-06-01"), ("xa-ntm-nang-cao", "thai-nguyen", "2024-06-01"),
                          ("xa-ntm-nang-cao", None, "2024-03-31")):
    book = library.rulebook(ref, province=province, on=on)
    columns = columns_of(book)
    made = compiled(book, dict(sorted(columns.items(), key=lambda each: hash(each[0]))))
    bits = repr([(bit, made.circuit.node(bit)) for bit in made.needed()])  # printers write them by these numbers
    print(document_of(made)["digest"], sha256(bits.encode()).hexdigest())
"""


def _books() -> Iterator[Rulebook]:
    """Yield every set on its last stretch of days, and the last in which each pack's entries apply."""
    library = Library(plugins=(), packs=PACKS)
    for each in library.sets():
        own = [path.parents[2].name.removeprefix("ntmrules-") for path in PACKS]
        province = next((name for name in own if each.id.startswith(f"{name}/")), None)
        with suppress(NtmRulesError):  # a day on which no text holds
            yield library.rulebook(each.id, on=change_days(library.catalogue, each.id)[-1][0], province=province)
    for pack in library.catalogue.packs[1:]:
        yield from list(overlaid_books(library, pack))[-1:]


def test_the_circuit_of_every_set_and_pack_fits_its_schema() -> None:
    said, refused = 0, list[str]()
    for book in _books():
        try:
            made = compiled(book, columns_of(book))
        except UsageError as error:  # refused by name, never approximated
            refused += [each.code for each in error.problems]
            continue
        said += 1
        document = json.loads(json.dumps(document_of(made), ensure_ascii=False))
        SCHEMA.validate(document)
        assert document["digest"] == digest_of(document)
        assert (document["set"], document["on"]) == (book.id, book.on.isoformat())
    assert said > 20
    assert {*refused} <= {"NTM044"}
    assert len(refused) < said / 5


def test_the_circuit_is_the_same_in_whatever_order_dictionaries_sets_and_packs_come() -> None:
    said = set()
    for seed, packs in (("0", PACKS), ("1", PACKS[::-1]), ("4711", PACKS[1:] + PACKS[:1])):
        ran = subprocess.run([sys.executable, "-c", DIGESTS, *map(str, packs)], capture_output=True, text=True, check=False,
                             env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
        assert ran.returncode == 0, ran.stderr[-2000:]
        said.add(ran.stdout)
    (digests,) = said
    assert len(set(digests.split())) == 10
