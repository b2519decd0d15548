"""P9: what is written and read back is the same, by digest; P12: schema and loader take the same; P4: no order matters."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules import CatalogError, Library
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.digest import digest
from ntmrules.catalog.pack import REGISTERS, Pack, catalog_root
from ntmrules.catalog.strict import parse_document
from ntmrules.catalog.structure import dump, structure
from ntmrules.docgen.published import _set as published_set
from ntmrules.docgen.published import plain as as_data
from ntmrules.docgen.published import schema
from ntmrules.model.overrides import Override
from ntmrules.model.sets import CriteriaSet
from ntmrules.testing import MemoryPack, Sample, criteria_sets, figures_for, samples, write_pack
from ntmrules.testing import properties as of
from ntmrules.testing.provinces import Laid, laid_sets
from ntmrules.testing.sets import MEASURES, SCHEMES
from ntmrules.testing.write import plain, yaml_text

LIBRARY, SCHEMA = Library(plugins=()), schema()
REGISTERED = {"measures": MEASURES, "schemes": SCHEMES}


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTMRULES_CACHE", "off")


@given(criteria_sets())
def test_p9_a_random_set_reads_back_with_its_digest(whole: CriteriaSet) -> None:
    of.digest_survives_writing(whole)


@given(laid_sets())
def test_p9_what_a_province_lays_over_a_set_reads_back_as_it_was(laid: Laid) -> None:
    for item in (*(placed.override for placed in laid.entries), laid.zoning):
        document = parse_document(yaml_text(dump(item)), "written.yaml")
        again = structure(document, document.data, type(item))
        assert again == item
        assert digest(again) == digest(item)


def mappings(data: object) -> Iterator[dict[str, object]]:
    """Yield every mapping in plain data whose keys are those of the format; of weights an author chooses the keys."""
    if isinstance(data, dict):
        yield data
    for key, each in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if key != "weights":
            yield from mappings(each)


@given(st.one_of(criteria_sets(), laid_sets()), st.data())
def test_p12_the_schema_and_the_loader_accept_and_refuse_the_same_documents(
    item: CriteriaSet | Laid, data: st.DataObject
) -> None:
    """Also where one key is not of the format, anywhere."""
    found: list[CriteriaSet | Override] = (
        [item] if isinstance(item, CriteriaSet) else [each.override for each in item.entries]
    )
    for each in found:
        written, shown = plain(dump(each)), json.loads(json.dumps(published_form(each)))
        kind = {"$ref": f"#/$defs/{type(each).__name__}"}
        schema = jsonschema.Draft202012Validator({**kind, "$defs": SCHEMA["$defs"]})
        schema.validate(shown)
        document = parse_document(yaml_text(written), "written.yaml")
        assert structure(document, document.data, type(each)) == each
        data.draw(st.sampled_from(list(mappings(written))))["khoa-la"] = "x"
        data.draw(st.sampled_from(list(mappings(shown))))["khoa-la"] = "x"
        assert not schema.is_valid(shown)
        document = parse_document(yaml_text(written), "written.yaml")
        with pytest.raises(CatalogError):
            structure(document, document.data, type(each))


def published_form(item: CriteriaSet | Override) -> object:
    """Return a set or an entry as it is published: a set with the full id of each of its parts."""
    return published_set(item) if isinstance(item, CriteriaSet) else as_data(item)


@pytest.mark.parametrize("set_id", list(LIBRARY.catalogue.headers))
def test_p9_every_shipped_set_reads_back_with_its_digest(set_id: str) -> None:
    of.digest_survives_writing(LIBRARY.set(set_id))


@pytest.mark.usefixtures("no_cache")
def test_p9_the_whole_shipped_catalogue_written_to_files_reads_back_with_its_digests(tmp_path: Path) -> None:
    pack = Pack(catalog_root(), "vn")
    registers = {key: getattr(pack, key).values() for key, _ in REGISTERS.values()}
    again = write_pack(tmp_path / "pack", pack.sets(), registers=registers)
    assert {whole.id: digest(whole) for whole in again.sets()} == {whole.id: digest(whole) for whole in pack.sets()}
    for key in registers:
        assert getattr(again, key) == getattr(pack, key)


@given(
    st.recursive(
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(-(10**12), 10**12),
            st.text(max_size=8).filter(lambda t: t == t.strip()),
            st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
        ),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["a", "no", "12:30", "đ", "1"]), inner, max_size=3),
        ),
        max_leaves=8,
    )
)
def test_plain_data_written_by_another_program_reads_back_as_it_was(data: object) -> None:
    text = yaml_text({"data": data})
    try:
        again = parse_document(text, "a.yaml").data["data"]
    except CatalogError as error:
        refused = {problem.code for problem in error.problems}
    else:
        refused = set()
    if refused:  # only text that is not in NFC, or that YAML cannot hold at all
        assert refused <= {"NTM104", "NTM108"}, text
        return
    assert again == data
    assert _decimals(again) == _decimals(data)


def _decimals(data: object) -> list[str]:
    if isinstance(data, dict):
        return [each for value in data.values() for each in _decimals(value)]
    if isinstance(data, list):
        return [each for value in data for each in _decimals(value)]
    return [format(data, "f")] if isinstance(data, Decimal) else []


@settings(max_examples=12)
@given(sample=samples(), data=st.data())
def test_p4_the_names_of_files_change_nothing(sample: Sample, data: st.DataObject) -> None:
    names = data.draw(st.permutations([f"{letter}-{letter * 2}" for letter in "xyz"]))
    with tempfile.TemporaryDirectory() as folder:
        pack = write_pack(Path(folder) / "a", [sample.whole], registers=REGISTERED)
        other = write_pack(
            Path(folder) / "b", [sample.whole], registers=REGISTERED, name_of=lambda label: names[int(label) - 1]
        )
        assert digest(pack.load(sample.whole.id)) == digest(other.load(sample.whole.id)) == digest(sample.whole)
        books = [
            Library.over(Catalogue([each])).rulebook(sample.whole.id, on=sample.on, evidence_floor=sample.floor)
            for each in (pack, other)
        ]
    figures = data.draw(figures_for(books[0]))
    assert books[0].evaluate(figures).trace == books[1].evaluate(figures).trace


@settings(max_examples=12)
@given(sample=samples(), data=st.data())
def test_p4_the_order_of_packs_changes_nothing(sample: Sample, data: st.DataObject) -> None:
    packs = [
        MemoryPack([sample.whole], measures=MEASURES, schemes=SCHEMES, name="mot"),
        MemoryPack([], measures=MEASURES[:3], name="hai"),
        Pack(catalog_root(), "vn"),
    ]
    catalogues = [Catalogue(order) for order in permutations(packs)]
    of.packs_in_any_order(catalogues)
    books = [
        Library.over(each).rulebook(sample.whole.id, on=sample.on, evidence_floor=sample.floor) for each in catalogues
    ]
    figures = data.draw(figures_for(books[0]))
    assert len({str(of.verdicts_of(book.evaluate(figures))) for book in books}) == 1
