"""Every number of the meeting's tables opens the rows that it counts or adds up, and they make that number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.capital.rows import read_capital
from ntmrules.capital.totals import BY, capital_view
from ntmrules.face.recognition import Dossiers
from ntmrules.office.capital_tables import capital_tables
from ntmrules.office.dossier_tables import dossier_tables
from ntmrules.office.ocop_tables import portfolio_tables
from ntmrules.office.tables import Table

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = "2023-10-31"
# The plan of the Prime Minister is in that of the province; a total of sources and a district hold what stands under them.
ROWS = (
    "unit,within,source,part,kind,amount,money_unit,period,as_of,plan_of\n"
    "xã A,huyện H,nstw-dau-tu,p,kế hoạch,8,triệu đồng,2023,2023-01-15,thủ tướng\n"
    "xã A,huyện H,nstw-dau-tu,p,kế hoạch,9,triệu đồng,2023,2023-01-15,địa phương\n"
    "xã A,huyện H,nsdp-xa,p,kế hoạch,2,triệu đồng,2023,2023-01-15,địa phương\n"
    "xã A,huyện H,tổng số,p,kế hoạch,11,triệu đồng,2023,2023-01-15,địa phương\n"
    "xã A,huyện H,nstw-dau-tu,p,giải ngân,4,triệu đồng,2023,2023-09-30,\n"
    "xã A,huyện H,tổng số,,nợ đọng,3,triệu đồng,2023,2023-03-31,\n"
    "xã A,huyện H,tổng số,,nợ đọng,1,triệu đồng,2023,2023-08-31,\n"
)


def amounts_behind(tables: list[Table], table: Table, row: int, column: int) -> list[Decimal]:
    behind = table.behind[row, column]
    place = tables[behind.table].head.index("Số tiền (triệu đồng)")
    return [Decimal(str(tables[behind.table].rows[each][place])) for each in behind.rows]


@pytest.mark.parametrize("source", ["example", "nested"])
def test_rows_behind_a_sum_of_capital_make_it(source: str, tmp_path: Path) -> None:
    path = EXAMPLES / "ho-so" / "von.csv"
    if source == "nested":
        path = tmp_path / "von.csv"
        path.write_text(ROWS, "utf-8")
    tables = capital_tables(capital_view(read_capital(path), ON), tuple(BY), (), "vi")
    tried = 0
    for table in tables[: len(BY) + 1]:
        for row, cells in enumerate(table.rows):
            for column in range(1, len(cells)):
                if isinstance(cells[column], Decimal) and table.head[column] != "%":
                    assert sum(amounts_behind(tables, table, row, column)) == cells[column], (table.title, cells)
                    tried += 1
    assert tried > 20
    if source == "nested":
        added = [row[-2] for row in tables[-1].rows]
        assert added == ["không: đã nằm trong dòng khác", "có", "có", "không: đã nằm trong dòng khác", "có",
                         "không: đã nằm trong dòng khác", "có"]  # fmt: skip


def test_rows_behind_counts_are_as_many() -> None:
    library = Library(plugins=[])
    dossiers = dossier_tables(Dossiers(library).check_folder(EXAMPLES / "ho-so", ON))
    for table in dossiers:
        for (row, column), behind in table.behind.items():
            assert table.rows[row][column] == len(behind.rows)
    assert len({each for own in dossiers[1].behind.values() for each in own.rows}) == len(dossiers[0].rows)
    totals, products = portfolio_tables(
        library.ocop(on=ON).portfolio(EXAMPLES / "ocop" / "san-pham.csv", on=ON), days=90, lang="vi"
    )
    owners = {"Chủ thể", "hợp tác xã", "doanh nghiệp", "hộ sản xuất, kinh doanh"}
    assert len(totals.behind) == len(totals.rows)
    for row, (what, number) in enumerate(totals.rows):
        rows = [products.rows[each] for each in totals.behind[row, 1].rows]
        assert len({each[1] for each in rows} if what in owners else rows) == number, what
