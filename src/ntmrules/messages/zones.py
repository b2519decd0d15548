"""Messages about areas and zones: of which scheme, which facts (NTM160 to NTM162), names of units in them (NTM612)."""

from ntmrules.messages.register import Code, Message, one

KNOWN = ("{known}", "{known}")
ADD_AREAS = ("thêm vào areas.yaml", "add it to areas.yaml")
ONE_OF = ("một đơn vị trong: {found}", "one of: {found}")

CODES = {
    "NTM160": one(
        "Không có cách chia vùng ấy",
        "No area scheme has that name",
        what=("không có cách chia vùng {scheme!r}", "unknown area scheme {scheme!r}"),
        expected=KNOWN,
        remedy=ADD_AREAS,
    ),
    "NTM161": Code(
        ("Không có vùng ấy", "No area has that name"),
        {
            "area": Message(
                what=("không có vùng {area!r}", "unknown area {area!r}"),
                expected=KNOWN,
                remedy=(
                    "ghi một vùng có trong areas.yaml, hoặc thêm vùng ấy vào đó",
                    "write an area of areas.yaml, or add it there",
                ),
            ),
            "no-areas": Message(
                what=("không có vùng {area!r}", "unknown area {area!r}"),
                expected=("một bộ tiêu chí có chia vùng", "a set with areas"),
                remedy=(
                    "bỏ area, hoặc ghi areas: của bộ; vùng của tỉnh thì ghi trong pack.yaml",
                    "leave area out, or write areas: of the set; zones of a province stand in pack.yaml",
                ),
            ),
            "not-divided": Message(
                what=(
                    "bộ này không chia vùng, nên không đơn vị nào ở vùng {area!r}",
                    "this set is not divided into areas, so no unit stands in the area {area!r}",
                ),
                expected=("vùng mà bộ hoặc gói chia đơn vị", "an area by which the set or a pack divides units"),
                remedy=(
                    "chia vùng ấy trong pack.yaml (zones), hoặc bỏ điều kiện, dòng ấy",
                    "divide by it in pack.yaml (zones), or leave that condition or row out",
                ),
            ),
            "other-division": Message(
                what=(
                    "bộ này không chia theo vùng {area!r}, nên không đơn vị nào ở đó",
                    "this set is not divided by the area {area!r}, so no unit stands there",
                ),
                expected=KNOWN,
                remedy=(
                    "ghi một trong các vùng ấy, hoặc chia vùng trong pack.yaml (zones)",
                    "write one of those areas, or divide by it in pack.yaml (zones)",
                ),
            ),
            "never": Message(
                what=(
                    "quy tắc của vùng {area!r} không bao giờ được dùng: quy tắc ở {other} lấy hết các đơn vị ấy trước",
                    "the rule of the area {area!r} is never used: the rule at {other} takes all of those units first",
                ),
                expected=("mỗi quy tắc lấy những đơn vị khác", "each rule takes other units"),
                remedy=(
                    "sửa điều kiện của một trong hai quy tắc theo văn bản, hoặc bỏ một quy tắc",
                    "correct the condition of one of the two by the text, or leave one out",
                ),
            ),
            "empty": Message(
                what=(
                    "không quy tắc nào đưa đơn vị vào vùng {area!r} của {scheme}, nên mức của vùng ấy không bao giờ được dùng",
                    "no rule puts a unit into the area {area!r} of {scheme}, so its levels are never used",
                ),
                expected=("mỗi vùng có quy tắc, hoặc là otherwise", "a rule for each area, or otherwise"),
                remedy=(
                    "thêm quy tắc cho vùng ấy, sửa otherwise, hoặc bỏ vùng khỏi areas.yaml",
                    "add a rule for it, correct otherwise, or take the area out of areas.yaml",
                ),
            ),
            "nobody": Message(
                what=(
                    "không đơn vị nào của địa bàn ở vùng {area!r}, nên mục này không bao giờ được dùng",
                    "no unit of the territory stands in the area {area!r}, so this entry is never used",
                ),
                expected=KNOWN,
                remedy=(
                    "ghi vùng của tỉnh trong bộ ấy, hoặc territory: khi mục là của tỉnh khác",
                    "write the area of the province in that set, or territory: where the entry is another province's",
                ),
            ),
        },
    ),
    "NTM162": one(
        "Điều kiện của vùng không phải câu có/không",
        "The fact of an area is no yes/no measure",
        what=("{fact!r} không phải số liệu có/không", "the fact {fact!r} is no yes/no measure"),
        expected=("một loại số liệu yes_no", "a yes_no measure"),
        remedy=(
            "ghi một số liệu có/không của measures.yaml; với con số thì ghi when: {{measure: …, at_least: …}}",
            "write a yes/no measure of measures.yaml; for a number, when: {{measure: …, at_least: …}}",
        ),
    ),
    "NTM612": Code(
        (
            "Tên trong phân vùng của một gói không chỉ đúng một đơn vị trong danh sách",
            "A name in the zones of a pack does not mean one unit of the lists",
        ),
        {
            "": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} không có trong danh sách đơn vị của địa bàn",
                    "{name!r} in the zones {scheme} is on no list of the territory",
                ),
                expected=(
                    "tên xã hoặc huyện có trong catalogs/units",
                    "the name of a commune or district of catalogs/units",
                ),
                remedy=(
                    "sửa tên; nếu đơn vị đã sáp nhập trước ngày của danh sách, ghi tên vào off_list của phân vùng",
                    "correct it; write a name that was merged before the day of the list into off_list of the zones",
                ),
            ),
            "is-district": Message(
                what=(
                    "{name!r} ở units của phân vùng {scheme} là đơn vị cấp huyện, không phải một xã",
                    "{name!r} in units of the zones {scheme} is a district and no commune",
                ),
                expected=("within: [{name}]", "within: [{name}]"),
                remedy=(
                    "huyện thì ghi ở within; quy tắc có cả units và within chỉ lấy các xã ấy trong các huyện ấy, "
                    "nên cả huyện là một quy tắc riêng",
                    "write a district under within; a rule with both units and within takes those communes in those districts "
                    "alone, so a whole district is a rule of its own",
                ),
            ),
            "except-district": Message(
                what=(
                    "{name!r} ở except_units của phân vùng {scheme} là đơn vị cấp huyện, không phải một xã",
                    "{name!r} in except_units of the zones {scheme} is a district and no commune",
                ),
                expected=("tên xã; cả huyện thì một quy tắc riêng", "communes; a rule of its own for a whole district"),
                remedy=(
                    "ghi trước quy tắc này một quy tắc có within: [{name}] với vùng của huyện ấy",
                    "write a rule with within: [{name}] and the area of that district before this one",
                ),
            ),
            "commune": Message(
                what=(
                    "{name!r} ở within của phân vùng {scheme} là một xã, không phải một huyện",
                    "{name!r} in within of the zones {scheme} is a commune and no district",
                ),
                expected=("units: [{name}]", "units: [{name}]"),
                remedy=(
                    "xã thì ghi ở units, within là huyện có xã ấy",
                    "write a commune under units; within is the district that it lies in",
                ),
            ),
            "province": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} là cả tỉnh của gói",
                    "{name!r} in the zones {scheme} is the whole province of the pack",
                ),
                expected=("tên các xã ở units, các huyện ở within", "communes under units, districts under within"),
                remedy=(
                    "vùng của mọi đơn vị còn lại thì ghi ở otherwise; một phần của tỉnh thì ghi tên các xã, các huyện",
                    "the area of all other units is written as otherwise; of a part of the province name communes and districts",
                ),
            ),
            "gone": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} là cấp huyện trước ngày 01/07/2025, nay không còn",
                    "{name!r} in the zones {scheme} is a district of before 01/07/2025, and there are none today",
                ),
                expected=("tên các xã, phường hiện nay, ở units", "the names of communes of today, under units"),
                remedy=(
                    'theo quyết định: ghi từng xã hiện nay; quyết định của tỉnh trước đó thì territory có list: "2004"',
                    'by the decision: write each commune of today; for one of the former province territory has list: "2004"',
                ),
            ),
            "former": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} là tên trước ngày 01/07/2025, nay thuộc {found}",
                    "{name!r} in the zones {scheme} is a name of before 01/07/2025, and lies in {found} today",
                ),
                expected=("tên xã, phường hiện nay: {found}", "the name of a commune of today: {found}"),
                remedy=(
                    'theo quyết định: ghi tên hiện nay; quyết định của tỉnh trước đó thì territory có list: "2004"',
                    'by the decision: write the name of today; for one of the former province territory has list: "2004"',
                ),
            ),
            "pair": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} không nằm ở {within}",
                    "{name!r} in the zones {scheme} does not lie in {within}",
                ),
                expected=("{found}", "{found}"),
                remedy=(
                    "sửa tên hoặc within; nếu đơn vị đã sáp nhập trước ngày của danh sách, ghi tên vào off_list của phân vùng",
                    "correct the name or within; write a name that was merged before the day of the list into off_list of "
                    "the zones",
                ),
            ),
            "several": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} là tên của nhiều đơn vị, quy tắc không nêu huyện",
                    "{name!r} in the zones {scheme} is the name of several units, and the rule names no district",
                ),
                expected=ONE_OF,
                remedy=(
                    "ghi cả loại đơn vị và huyện: để tên ấy ở một quy tắc riêng có within",
                    "write its kind and its district: put the name into a rule of its own with within",
                ),
            ),
            "except": Message(
                what=(
                    "{name!r} ở except_units của phân vùng {scheme} là tên của nhiều đơn vị",
                    "{name!r} in except_units of the zones {scheme} is the name of several units",
                ),
                expected=ONE_OF,
                remedy=(
                    "thay except_units bằng một quy tắc đứng trước, có units và within, đưa đơn vị ấy vào vùng của nó",
                    "in place of except_units write a rule before this one, with units and within, that puts the unit into "
                    "its own zone",
                ),
            ),
            "district": Message(
                what=(
                    "{name!r} ở within của phân vùng {scheme} là tên của nhiều đơn vị cấp huyện trong địa bàn",
                    "{name!r} in within of the zones {scheme} is the name of several districts of the territory",
                ),
                expected=ONE_OF,
                remedy=(
                    "ghi cả loại đơn vị (huyện, thị xã, thành phố); nếu các tỉnh khác nhau có huyện cùng tên, "
                    "làm mỗi tỉnh một gói",
                    "write what it is too: district, town or city; where different provinces have districts of one name, "
                    "make a pack for each province",
                ),
            ),
        },
    ),
    "NTM223": Code(
        ("Địa bàn của một gói không đúng", "The territory of a pack is not right"),
        {
            "none": Message(
                what=("không có hiệu lực ở địa bàn nào", "holds for no territory"),
                expected=("territory: trong pack.yaml", "territory: in pack.yaml"),
                remedy=("nêu tên tỉnh", "name the province"),
            ),
            "foreign": Message(
                what=("nhận địa bàn {territory}", "claims {territory}"),
                expected=("địa bàn của chính gói ấy", "the pack's own territory"),
                remedy=("một gói chỉ quy định cho tỉnh mình", "a pack speaks for its own province only"),
            ),
            "unknown": Message(
                what=("không có địa bàn {territory}", "unknown territory {territory}"),
                expected=("một tỉnh trong units.yaml", "a province of units.yaml"),
                remedy=(
                    'xem mã tỉnh trong catalogs/units.yaml; tỉnh trước 01/7/2025 ghi list: "2004"',
                    'see the ids in catalogs/units.yaml; a province of before 01/07/2025 has list: "2004"',
                ),
            ),
            "taken": Message(
                what=(
                    "{pack} nhận {territory}, mà {other} đã quy định cho địa bàn ấy",
                    "{pack} claims {territory}, which {other} speaks for",
                ),
                expected=("mỗi địa bàn một gói", "one pack a territory"),
                remedy=("chỉ cài một trong hai; gói kia ở {at}", "install one of the two; the other is in {at}"),
            ),
        },
    ),
}
