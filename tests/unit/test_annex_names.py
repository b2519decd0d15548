"""A row of an annex is an indicator only where its name says what the catalogue's says: one deciding word, and it is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.matching import known_of, set_names
from ntmrules.authoring.annex.naming import Names, words_of
from ntmrules.errors import UsageError

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SETS = tuple(CATALOGUE.pack_of)
ADVANCED = "vn/xa-ntm-nang-cao/2021"


def read(set_id: str, decision: str | None = None) -> tuple[Names, dict[str, str]]:
    """Return the names of a set under a decision (its own), and each indicator's name in its annex."""
    whole = CATALOGUE.set(set_id)
    known = list(known_of(whole, decision or whole.provision.decision))
    names = set_names(whole, known, CATALOGUE.measures)
    return names, {each.indicator.id: each.name for each in known if each.indicator.id in names.known}


@pytest.mark.parametrize("set_id", SETS)
def test_every_indicator_is_found_by_its_own_name_and_by_no_others(set_id: str) -> None:
    names, printed = read(set_id)
    found = {label: names.fitting(words_of(name)) for label, name in printed.items()}
    alike = {label: [each for each in printed if printed[each] == printed[label]] for label in printed}
    assert {label: fits for label, fits in found.items() if fits != alike[label]} == {}


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize("negation", ["không", "chưa", "chưa được"])
def test_a_negation_anywhere_in_a_name_is_no_match(set_id: str, negation: str) -> None:
    names, printed = read(set_id)
    taken = []
    for label, name in printed.items():
        words = name.split()
        for place in range(1, len(words)):
            if (
                words[place - 1] == "hàng" or words[place] == "quân"
            ):  # «hàng không» is aviation, «không quân» the air force
                continue
            turned = " ".join([*words[:place], negation, *words[place:]])
            if not names.doubt(label, words_of(turned)):
                taken.append((label, turned))
    assert taken == []


@pytest.mark.parametrize("set_id", SETS)
def test_a_word_put_in_place_of_another_is_no_match(set_id: str) -> None:
    names, printed = read(set_id)
    taken = []
    for label, name in printed.items():
        words = name.split()
        for place, word in enumerate(words):
            other = " ".join([*words[:place], "muối", *words[place + 1 :]])
            meant = (
                set(words_of(name).said) - set(words_of(other).said) - {"xa", "thon", "huyen", "tinh", "ngo", "phuong"}
            )
            if meant and not names.doubt(label, words_of(other)):
                taken.append((label, word, other))
    assert taken == []


@pytest.mark.parametrize("set_id", SETS)
def test_another_number_in_a_name_is_no_match(set_id: str) -> None:
    names, printed = read(set_id)
    numbered = {label: name for label, name in printed.items() if words_of(name).numbers}
    taken = [
        (label, other)
        for label, name in numbered.items()
        for match in re.finditer(r"\d+", name)
        if words_of(other := f"{name[: match.start()]}{int(match[0]) + 7}{name[match.end() :]}").numbers
        != words_of(name).numbers
        and not names.doubt(label, words_of(other))
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("12.2", "Tỷ lệ lao động qua đào tạo"),
        ("12.1", "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ (áp dụng đạt cho cả nam và nữ)"),
        ("14.1", "Tỷ lệ người dân không tham gia bảo hiểm y tế"),
        ("14.1", "Ty le nguoi dan khong tham gia bao hiem y te"),
        ("14.1", "Tỷ lệ người dân nghèo tham gia bảo hiểm y tế"),
        ("14.1", "Tỷ lệ học sinh tham gia bảo hiểm y tế"),
        ("18.6", "Tỷ lệ cơ sở chế biến chưa được chứng nhận an toàn thực phẩm"),
        ("17.6", "Tỷ lệ chất thải rắn thông thường được thu gom, xử lý"),
        ("17.6", "Tỷ lệ chất thải rắn sinh hoạt được thu gom, xử lý"),
        ("17.6", "Tỷ lệ chất thải rắn không nguy hại được thu gom, xử lý"),
        ("17.3", "Tỷ lệ chất thải rắn nguy hại được thu gom, xử lý"),
        ("2.1", "Tỷ lệ đường thôn, bản, ấp được bảo trì hàng năm, đảm bảo sáng - xanh - sạch - đẹp"),
        ("2.3", "Tỷ lệ đường xã được cứng hóa, đảm bảo sáng - xanh - sạch - đẹp"),
        ("18.1", "Tỷ lệ hộ được sử dụng nước hợp vệ sinh từ hệ thống cấp nước tập trung"),
        ("14.1", "Tỷ lệ tăng thêm người dân tham gia bảo hiểm y tế so với năm trước"),
        ("14.1", "Tỷ lệ người dân tham gia bảo hiểm y tế, mùa khô"),
        ("18.2", "Cấp nước sinh hoạt bình quân đầu người mùa khô"),
        ("18.5", "Sự cố an toàn thực phẩm nghiêm trọng từ 3 người trở lên"),
        ("3.1", "Tỷ lệ đất sản xuất nông nghiệp được tưới tiêu chủ động (đất lúa)"),
        ("13.8", "Mô hình kinh tế tích hợp đa giá trị thí điểm"),
        ("12.3", "Tỷ lệ lao động hợp lệ trong ngành kinh tế chủ lực"),
        ("12.3", "Tỷ lệ lao động trong ngành kinh tế chủ lực tham gia hợp tác xã"),
    ],
)
def test_what_means_something_else_is_no_match(label: str, printed: str) -> None:
    names, _ = read(ADVANCED)
    assert names.doubt(label, words_of(printed))


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("2.1", "Tỷ lệ đường xã được bảo trì hàng năm, đảm bảo sáng - xanh - sạch - đẹp và có các hạng mục cần thiết (biển báo)"),
        ("5.1", "Tỷ lệ trường học (mầm non, tiểu học) đạt tiêu chuẩn cơ sở vật chất mức độ 1 và có ít nhất 01 trường mức độ 2"),
        ("5.2", "Phổ cập giáo dục mầm non cho trẻ em 5 tuổi được duy trì và nâng cao chất lượng"),
        ("12.2", "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ (áp dụng đạt cho cả nam và nữ)"),
        ("14.1", "Tỷ lệ người dân tham gia BHYT"),
        ("14.1", "Ty le nguoi dan tham gia bao hiem y te"),
        ("17.3", "Tỷ lệ chất thải rắn sinh hoạt và chất thải rắn không nguy hại trên địa bàn được thu gom, xử lý theo quy định"),
        ("17.6", "Tỷ lệ chất thải rắn nguy hại trên địa bàn được thu gom, vận chuyển và xử lý đáp ứng yêu cầu bảo vệ môi trường"),
        ("18.5", "Không để xảy ra sự cố về an toàn thực phẩm trên địa bàn thuộc phạm vi quản lý của xã"),
        ("2.4", "Tỷ lệ đường trục chính nội đồng được cứng hóa, đáp ứng yêu cầu sản xuất và vận chuyển hàng hóa"),
        ("16.1", "Mô hình điển hình về phổ biến, giáo dục pháp luật, hòa giải ở cơ sở hoạt động hiệu quả được công nhận"),
        ("13.8", "Mô hình phát triển kinh tế nông thôn hiệu quả theo hướng tích hợp đa giá trị (kinh tế, văn hóa, môi trường)"),
        ("17.8", "Tỷ lệ cơ sở chăn nuôi bảo đảm các quy định về vệ sinh thú y, chăn nuôi và bảo vệ môi trường"),
        ("19.2", "An ninh, trật tự: không có công dân cư trú trên địa bàn phạm tội nghiêm trọng trở lên; có mô hình camera"),
    ],
)  # fmt: skip
def test_a_name_as_annexes_print_it_is_matched(label: str, printed: str) -> None:
    names, _ = read(ADVANCED)
    assert names.doubt(label, words_of(printed)) == ""


NARROWER = (
    "tăng thêm",
    "mùa khô",
    "thí điểm",
    "ven biển",
    "bị ảnh hưởng",
    "quy mô lớn",
    "có nhu cầu",
    "dự kiến",
    "sáu tháng",
    "cả năm",
)


@pytest.mark.parametrize("set_id", SETS)
def test_words_of_content_that_no_text_of_a_counted_indicator_has_are_a_doubt_wherever_they_stand(set_id: str) -> None:
    names, printed = read(set_id)
    taken = []
    for label, name in printed.items():
        if names.known[label].counts:
            words = name.split()
            strange = [more for more in NARROWER if not {*words_of(more).said} <= names.known[label].vocabulary]
            texts = [f"{name} ({more})" for more in strange] + [f"{name}, {more}" for more in strange]
            middle = len(words) // 2
            texts += [" ".join([*words[:middle], more, *words[middle:]]) for more in strange]
            taken += [(label, text) for text in texts if not names.doubt(label, words_of(text))]
    assert taken == []


def test_the_name_of_the_decision_that_is_read_counts() -> None:
    printed = words_of("Tỷ lệ dân số được quản lý sức khỏe (áp dụng đạt cho cả nam và nữ)")
    assert read(ADVANCED)[0].doubt("14.2", printed) == ""
    assert read(ADVANCED, "211/QĐ-TTg")[0].doubt("14.2", printed)


# an indicator of which the catalogue does not know the number


RECENT = "vn/xa-ntm/2026"
POOR, CLEAN = "Tỷ lệ nghèo đa chiều", "Tỷ lệ hộ được sử dụng nước sạch theo quy chuẩn"


def of_2026(folder: Path, *rows: tuple[str, str], same: tuple[str, ...] = ()) -> Imported:
    path = folder / "phu-luc.csv"
    lines = ["TT;Tên tiêu chí;Nội dung tiêu chí;Xã nhóm 1;Xã nhóm 2;Xã nhóm 3"]
    lines += [f"{number.partition('.')[0]};Tiêu chí;{number}. {name};≤ 1%;≤ 3%;≤ 8%" for number, name in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return import_annex(
        CATALOGUE, path, RECENT, "51/2025/QĐ-TTg", "thử", kind="gazette", checked_on="2026-11-29", same=same
    )


def test_a_number_that_the_catalogue_does_not_know_is_given_by_the_name(tmp_path: Path) -> None:
    found = of_2026(tmp_path, ("6.1", POOR), ("8.1", CLEAN))
    assert {each.label for each in found.outcomes if each.status == "new"} >= {"6.ngheo"}
    assert found.unmatched == ()


@pytest.mark.parametrize("row", [("7.1", POOR), ("6.2", f"{POOR} của hộ cận nghèo"), ("6.2", f"{POOR} tăng thêm")])
def test_where_the_name_is_not_sure_a_person_is_asked_under_which_number(row: tuple[str, str], tmp_path: Path) -> None:
    ((_, why),) = of_2026(tmp_path, row).unmatched
    assert f"--same {row[0]}=6.ngheo" in why
    assert {each.label for each in of_2026(tmp_path, row, same=(f"{row[0]}=6.ngheo",)).outcomes} == {"6.ngheo"}


@pytest.mark.parametrize("row", [("6.1", "Tỷ lệ hộ có nhà kiên cố"), ("6.1", "Tỷ lệ không nghèo đa chiều")])
def test_another_name_under_an_unknown_number_is_no_indicator(row: tuple[str, str], tmp_path: Path) -> None:
    ((_, why),) = of_2026(tmp_path, row).unmatched
    assert "--same" not in why


def test_a_label_that_the_set_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"6\.khac"):
        of_2026(tmp_path, ("6.1", POOR), same=("6.1=6.khac",))
