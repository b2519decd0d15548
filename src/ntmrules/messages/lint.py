"""Messages of what is checked in a catalogue before it is released (NTM139 to NTM180)."""

from ntmrules.messages.register import Code, Message, one

KNOWN = ("{known}", "{known}")
AGREE = ("quy định và trường hợp thử khớp nhau", "rule and case agree")
MEND = ("sửa bên nào sai", "mend the one that is wrong")
ADD_CASE = (
    "thêm vào {file} trường hợp có name, {keys}, on: từ ngày {day}, figures: và expect: {gone}",
    "add to {file} a case with name, {keys}, on: from {day} on, figures: and expect: {gone}",
)
REFERENCES = (
    "bỏ một chỗ dẫn trong vòng ấy: target, of, hoặc weights, indicator của points",
    "take one reference out of the circle: target, of, or weights, indicator of points",
)

CODES = {
    "NTM138": Code(
        ("Các quy định hỏi lẫn nhau thành vòng tròn", "Sets or rules ask for each other in a circle"),
        {
            "sets": Message(
                what=("các bộ tiêu chí hỏi lẫn nhau thành vòng: {way}", "the sets meet each other in a circle: {way}"),
                expected=("chuỗi bộ tiêu chí không có vòng", "a chain of sets without a circle"),
                remedy=("bỏ một lần hỏi trong vòng ấy", "take one reference out of the circle"),
            ),
            "level": Message(
                what=("mức này tính theo chính nó: {way}", "a level is computed from itself: {way}"),
                expected=("mức tính theo mức của chỉ tiêu khác", "a level computed from that of another indicator"),
                remedy=(
                    "ghi mức bằng số như văn bản (kind: at_least …), hoặc ghi ở of: chỉ tiêu gốc mà văn bản nêu",
                    "write the level in numbers as the text has it (kind: at_least …), or the base that it names in of:",
                ),
            ),
            "self": Message(
                what=("dựa vào chính nó", "rests on itself"),
                expected=("các yêu cầu không có vòng", "requirements without a circle"),
                remedy=REFERENCES,
            ),
            "rule": Message(
                what=("một quy định hỏi lại chính nó: {way}", "a rule asks for itself: {way}"),
                expected=("chuỗi quy định không có vòng", "a chain of rules without a circle"),
                remedy=REFERENCES,
            ),
            "zones": Message(
                what=(
                    "các cách chia vùng dựa vào nhau thành vòng: {way}",
                    "zones rest on each other in a circle: {way}",
                ),
                expected=("các vùng không có vòng", "zones without a circle"),
                remedy=("bỏ một trong các zone của when", "take one of the zones out of when"),
            ),
        },
    ),
    "NTM139": Code(
        ("Nơi được nhắc tới không có", "A target is not there"),
        {
            "target": Message(
                what=(
                    "{target!r} không phải bộ tiêu chí, tiêu chí hay chỉ tiêu",
                    "the target {target!r} is no set, criterion or indicator",
                ),
                expected=("<mã bộ>, hoặc <mã bộ>/<số hiệu>", "<set id>, or <set id>/<label>"),
                remedy=(
                    "xem các mã bằng `ntmrules sets` và `ntmrules show <bộ>`",
                    "see the ids with `ntmrules sets` and `ntmrules show <set>`",
                ),
            ),
            "label": Message(
                what=("không có {label!r} trong {set}", "no {label!r} in {set}"),
                expected=("một tiêu chí hay chỉ tiêu của bộ ấy", "a criterion or indicator of it"),
                remedy=("xem các số hiệu bằng `ntmrules show <bộ>`", "see the labels with `ntmrules show <set>`"),
            ),
            "level": Message(
                what=(
                    "{target} đánh giá đơn vị cấp {own}, mà ở đây hỏi đơn vị cấp {level}",
                    "{target} judges units of level {own}, and units of level {level} are asked here",
                ),
                expected=("một bộ tiêu chí cấp {level}", "a set of level {level}"),
                remedy=(
                    "sửa children, hoặc ghi bộ tiêu chí của cấp ấy; hỏi các đơn vị bên trong thì dùng share_of, count_of",
                    "mend children, or name a set of that level; of the units inside ask by share_of or count_of",
                ),
            ),
            "whose": Message(
                what=(
                    "whose: {whose}, mà bộ này đánh giá đơn vị cấp {level}: không nằm trong {whose} nào",
                    "whose: {whose}, and this set judges units of level {level}, which lie in none",
                ),
                expected=("đơn vị chứa đơn vị được đánh giá", "a unit in which the unit that is judged lies"),
                remedy=(
                    "ghi base: một số liệu khác của chính đơn vị; bộ cấp huyện thì cũng có thể so với tỉnh",
                    "write base: another figure of the unit itself; a set of districts may also compare with the province",
                ),
            ),
            "points": Message(
                what=("điểm cho {label!r}, mà {set} không có", "points for {label!r}, which is not in {set}"),
                expected=("một tiêu chí hay chỉ tiêu của bộ ấy", "a criterion or indicator of the set"),
                remedy=("xem các số hiệu bằng `ntmrules show <bộ>`", "see the labels with `ntmrules show <set>`"),
            ),
        },
    ),
    "NTM142": one(
        "Trường hợp thử không nêu nguồn",
        "A case has no source",
        what=("trường hợp thử {case!r} không có nguồn", "the case {case!r} has no source"),
        expected=("source: made up, hoặc nơi đã thấy", "source: made up, or where it was seen"),
        remedy=(
            "ghi source: made up nếu bịa ra để thử, hoặc nơi đã thấy tình huống",
            "write source: made up where it is invented, else where it was seen",
        ),
    ),
    "NTM143": one(
        "Giá trị trong trường hợp thử không phải số, cũng không phải kết quả",
        "A value of a case is no number and no verdict",
        what=("{value!r} không phải số, cũng không phải kết quả", "{value!r} is no number and no verdict"),
        expected=("một số, hoặc đạt | chưa đạt | không áp dụng", "a number, or đạt | chưa đạt | không áp dụng"),
        remedy=("ghi số không có ngoặc kép, hoặc một kết quả", "write a number without quotes, or a verdict"),
    ),
    "NTM144": Code(
        ("Trường hợp thử không khớp với quy định", "A case does not hold"),
        {
            "unjudged": Message(
                what=(
                    "không đánh giá được trường hợp thử {case!r}: {why}",
                    "the case {case!r} cannot be judged: {why}",
                ),
                expected=("{expected}", "{expected}"),
                remedy=("{remedy}", "{remedy}"),
            ),
            "differs": Message(
                what=("trường hợp thử {case!r} của {of}: {wrong}", "the case {case!r} of {of}: {wrong}"),
                expected=AGREE,
                remedy=MEND,
            ),
            "nowhere": Message(
                what=("trường hợp thử {case!r} của {of}: {wrong}", "the case {case!r} of {of}: {wrong}"),
                expected=(
                    "trường hợp thử của một tỉnh nêu tỉnh ấy: không nêu thì chỉ đánh giá theo văn bản trung ương",
                    "a case of a province names it: without it only the national text is judged",
                ),
                remedy=("ghi province: {province} ở đầu tệp", "write province: {province} at the head of the file"),
            ),
            "gives": Message(
                what=(
                    "trường hợp thử {case!r} cho kết quả {verdict}, không phải {wanted}",
                    "the case {case!r} gives {verdict}, not {wanted}",
                ),
                expected=AGREE,
                remedy=MEND,
            ),
        },
    ),
    "NTM145": one(
        "Tệp trường hợp thử không nằm cạnh bộ tiêu chí nào",
        "A file of cases lies beside no set",
        what=("không nằm cạnh bộ tiêu chí nào của gói", "lies beside no set of its pack"),
        expected=("set.yaml trong cùng thư mục", "a set.yaml in the same folder"),
        remedy=("chuyển tệp về cạnh bộ của nó", "move the file to its set"),
    ),
    "NTM146": one(
        "Trường hợp thử không nêu bộ tiêu chí",
        "A case names no set",
        what=("trường hợp thử {case!r} không nêu bộ tiêu chí", "the case {case!r} names no set"),
        expected=("set: vn/xa-ntm/2021", "set: vn/xa-ntm/2021"),
        remedy=("ghi set: ở đầu tệp, hoặc ở tình huống này", "write set: at the head of the file, or in this case"),
    ),
    "NTM150": one(
        "Đường dẫn quá dài",
        "A path is too long",
        what=("đường dẫn dài {length} ký tự", "the path has {length} characters"),
        expected=("nhiều nhất {most}", "at most {most}"),
        remedy=("đặt tên ngắn hơn", "shorten the name"),
    ),
    "NTM151": one(
        "Nguồn được dẫn không có trong sổ nguồn",
        "A source that is referred to is not in the register",
        what=("không có nguồn {ref!r}", "unknown source {ref!r}"),
        expected=("một mã trong {file}", "an id of {file}"),
        remedy=("thêm vào {file}", "add it to {file}"),
    ),
    "NTM152": one(
        "Quyết định được dẫn không có trong sổ quyết định",
        "A decision that is referred to is not in the register",
        what=("không có quyết định {ref!r}", "unknown decision {ref!r}"),
        expected=("một mã trong {file}", "an id of {file}"),
        remedy=("thêm vào {file}", "add it to {file}"),
    ),
    "NTM153": one(
        "Ngày kiểm tra căn cứ không phải ngày",
        "The day on which evidence was checked is no date",
        what=("{day!r} không phải ngày", "{day!r} is no date"),
        expected=("ngày dạng ISO", "an ISO date"),
        remedy=("ghi năm-tháng-ngày", "write year-month-day"),
    ),
    "NTM154": one(
        "Căn cứ đã lâu không được kiểm tra lại",
        "Evidence was not checked for long",
        what=("đã kiểm tra cách đây {days} ngày", "was checked {days} days ago"),
        expected=("nhiều nhất {most} ngày", "at most {most} days"),
        remedy=("xem lại nguồn và sửa checked_on", "look at the source again and set checked_on"),
    ),
    "NTM155": one(
        "Nguồn trong sổ mà không ô nào dẫn đến",
        "A source of the register that no cell refers to",
        what=("không ô nào dẫn đến nguồn {id!r}", "no cell refers to the source {id!r}"),
        expected=("một nguồn có dùng", "a source that is used"),
        remedy=("dẫn đến nguồn ấy, hoặc bỏ ra", "refer to it, or take it out"),
    ),
    "NTM156": Code(
        ("Sổ mã đã phát hành chưa khớp với danh mục", "The ledger of released ids does not fit the catalogue"),
        {
            "missing": Message(
                what=("mã {id} không có trong sổ", "the id {id} is not in the ledger"),
                expected=("mọi mã đã phát hành", "every released id"),
                remedy=("thêm dòng ấy; mã không bao giờ dùng lại", "add the line; an id is never re-used"),
            ),
            "twice": Message(
                what=("mã {id} xuất hiện hai lần trong sổ", "the id {id} stands twice in the ledger"),
                expected=("mỗi mã một lần", "each id once"),
                remedy=(
                    "giữ một dòng, dòng có retired nếu mã đã thôi dùng; dòng kia ở {other}",
                    "keep one line, the one with retired where the id was given up; the other one is in {other}",
                ),
            ),
        },
    ),
    "NTM157": one(
        "Mã đã thôi dùng được dùng lại",
        "A retired id is used again",
        what=("mã {id} đã thôi dùng nay lại dùng", "the id {id} was retired and is used again"),
        expected=("mã không bao giờ dùng lại", "an id is never re-used"),
        remedy=("cho quy định mới một mã mới", "give the new rule a new id"),
    ),
    "NTM158": one(
        "Mã đã phát hành không còn nữa",
        "A released id is gone",
        what=("mã {id} đã phát hành nay không còn", "the id {id} was released and is gone"),
        expected=("mã đã phát hành thì giữ nguyên", "released ids stay"),
        remedy=("đưa trở lại, hoặc ghi dòng ấy là retired", "bring it back, or mark the line retired"),
    ),
    "NTM159": Code(
        ("Chỉ tiêu hoặc mục thiếu trường hợp thử", "An indicator or an entry lacks a case"),
        {
            "indicator": Message(
                what=(
                    "{id} từ ngày {day} chưa có trường hợp thử có kết quả {gone}",
                    "{id} as of {day} has no case that comes to {gone}",
                ),
                expected=(
                    "mỗi kết quả có thể có một trường hợp thử: đạt (met), chưa đạt (not_met), chưa xác định (undetermined)",
                    "a case for each verdict that can be: met, not_met, undetermined",
                ),
                remedy=ADD_CASE,
            ),
            "entry": Message(
                what=(
                    "{id} chưa có trường hợp thử của {subject} có kết quả {gone}",
                    "{id} has no case of {subject} that comes to {gone}",
                ),
                expected=(
                    "mỗi kết quả có thể có một trường hợp thử: đạt (met), chưa đạt (not_met)",
                    "a case for each verdict that can be: met, not_met",
                ),
                remedy=ADD_CASE,
            ),
            "one-file": Message(
                what=(
                    "{id} chưa có trường hợp thử của {subject} có kết quả {gone}",
                    "{id} has no case of {subject} that comes to {gone}",
                ),
                expected=(
                    "mỗi kết quả có thể có một trường hợp thử: đạt (met), chưa đạt (not_met)",
                    "a case for each verdict that can be: met, not_met",
                ),
                remedy=(
                    "gói một tệp không có chỗ cho trường hợp thử; trước khi phát hành thì tách ra: pack.yaml, overrides/",
                    "a pack of one file has no place for cases; before a release part it into a folder: pack.yaml, overrides/",
                ),
            ),
        },
    ),
    "NTM163": Code(
        ("Số tiêu chí, chỉ tiêu công bố không khớp", "The counts that a set declares do not fit"),
        {
            "criteria": Message(
                what=("công bố {said} tiêu chí mà ghi {modelled}", "declares {said} criteria and models {modelled}"),
                expected=("số đã ghi <= số công bố", "modelled <= declared"),
                remedy=("sửa số đếm, hoặc sửa các dòng", "correct the count, or the rows"),
            ),
            "indicators": Message(
                what=("công bố {said} chỉ tiêu mà ghi {modelled}", "declares {said} indicators and models {modelled}"),
                expected=("số đã ghi <= số công bố", "modelled <= declared"),
                remedy=("sửa số đếm, hoặc sửa các dòng", "correct the count, or the rows"),
            ),
            "sum": Message(
                what=(
                    "công bố {said} chỉ tiêu, còn các tiêu chí cộng lại {total}",
                    "declares {said} indicators and its criteria {total}",
                ),
                expected=("cùng một số", "the same count"),
                remedy=(
                    "đối chiếu với văn bản: sửa số ở đây, hoặc declared_indicators ở tệp của tiêu chí ghi sai",
                    "as the text counts: correct the number here, or declared_indicators in the file of the criterion",
                ),
            ),
        },
    ),
    "NTM164": one(
        "Từ đóng của một bộ tiêu chí không có",
        "A closed word of a set does not exist",
        what=("{key}: {word}", "{key}: {word}"),
        expected=KNOWN,
        remedy=("ghi một trong các từ ấy", "write one of these words"),
    ),
    "NTM165": one(
        "Không có nhóm tiêu chí ấy",
        "No group of criteria has that name",
        what=("không có nhóm {group!r}", "unknown group {group!r}"),
        expected=KNOWN,
        remedy=(
            "ghi một trong các nhóm ấy, hoặc thêm nhóm vào groups: của set.yaml",
            "write one of these groups, or add the group to groups: of set.yaml",
        ),
    ),
    "NTM166": one(
        "Chỉ tiêu không đọc số liệu nào",
        "An indicator reads no measure",
        what=("{id} không đọc số liệu nào", "{id} reads no measure"),
        expected=(
            "measure: ở chỉ tiêu, ở văn bản hoặc ở yêu cầu của nó",
            "measure: on the indicator, its version or its requirement",
        ),
        remedy=("ghi measure: theo nội dung chỉ tiêu", "write measure: as the indicator says"),
    ),
    "NTM167": one(
        "Không có loại số liệu ấy",
        "No measure has that name",
        what=("không có loại số liệu {measure!r}", "unknown measure {measure!r}"),
        expected=("một mã trong measures.yaml", "an id of measures.yaml"),
        remedy=("thêm vào measures.yaml", "add it to measures.yaml"),
    ),
    "NTM168": one(
        "Loại số liệu không hợp với yêu cầu",
        "A measure is of a kind that the requirement cannot read",
        what=("{measure} là số liệu loại {kind}", "{measure} is a {kind} measure"),
        expected=KNOWN,
        remedy=("loại yêu cầu khác, hoặc số liệu khác", "another kind of requirement, or another measure"),
    ),
    "NTM169": Code(
        ("Số liệu không có phần ấy", "A measure has no such part"),
        {
            "part": Message(
                what=("{measure} không có phần {part!r}", "{measure} has no part {part!r}"),
                expected=KNOWN,
                remedy=("ghi một phần có trong parts của số liệu", "write one of the parts of the measure"),
            ),
            "no-parts": Message(
                what=("{measure} không có phần {part!r}", "{measure} has no part {part!r}"),
                expected=("không phần nào", "no parts"),
                remedy=("bỏ phần ấy, hoặc khai parts ở số liệu", "leave it out, or declare parts of the measure"),
            ),
        },
    ),
    "NTM171": one(
        "Mục quy định khác với trung ương: xem lại căn cứ pháp lý",
        "An entry replaces the national text: look at its legal basis",
        what=("{id} thay quy định của trung ương về {target}", "{id} replaces the national text of {target}"),
        expected=("fill hoặc raise, khi như vậy là đủ", "fill or raise where that says the same"),
        remedy=("kiểm tra căn cứ pháp lý", "check the legal basis"),
    ),
    "NTM177": one(
        "Ví dụ của danh mục cho kết quả khác khi có gói này",
        "Worked cases of the catalogue come out the other way with this pack",
        what=(
            "{count} ví dụ của {set} về {labels} đổi từ đạt sang chưa đạt hoặc ngược lại khi có gói này",
            "{count} cases of {set} about {labels} turn from met to not met, or back, with this pack",
        ),
        expected=(
            "mức như danh mục, hoặc mức khác đúng như văn bản ghi",
            "the level of the catalogue, or another that the text prints",
        ),
        remedy=(
            "đối chiếu lại các mức ấy với văn bản; đúng thì để nguyên và báo cho danh mục",
            "compare those levels with the text again; if they are right leave them and tell the catalogue",
        ),
    ),
    "NTM175": one(
        "Quy định thay hết hiệu lực: quy định cũ có trở lại không?",
        "A superseding entry ends: does the older one come back?",
        what=(
            "{id} hết hiệu lực ngày {end} mà không nói {older} có áp dụng trở lại không",
            "{id} ends on {end} and does not say whether {older} applies again",
        ),
        expected=("revives: true hoặc revives: false", "revives: true or revives: false"),
        remedy=(
            "đọc văn bản: chỉ ghi true khi văn bản nói quy định cũ trở lại (nêu điều khoản ở provision); không thì false",
            "read the text: write true only where it says that the older one comes back (its place in provision), else false",
        ),
    ),
    "NTM176": one(
        "Quy định thay không nêu mức cho vài năm, vài vùng mà quy định cũ có",
        "A superseding entry is silent on years or zones for which the older one had a level",
        what=(
            "{id} thay {older} (ở {at}) mà không có mức cho {rows}: nơi ấy trở về mức của trung ương",
            "{id} supersedes {older} (in {at}) and has no level for {rows}: the national level stands there again",
        ),
        expected=("mọi dòng của quy định cũ còn hiệu lực", "every row of the older one that still holds"),
        remedy=(
            "đọc văn bản: nếu mức cũ cho {rows} vẫn còn thì chép các dòng ấy vào {id}; đã bãi bỏ thì để nguyên",
            "read the text: where the older levels for {rows} still hold copy those rows into {id}; where they are gone leave it",
        ),
    ),
    "NTM172": one(
        "Mẫu điền chỗ trống còn mục chưa điền",
        "Entries of a form are not filled in",
        what=("{count} mục của mẫu chưa điền", "{count} entries of the form are not filled in"),
        expected=("không cần gì: các mục ấy được bỏ qua", "nothing: they are left out"),
        remedy=("điền khi có văn bản trong tay", "fill them in when the text is in hand"),
    ),
    "NTM180": Code(
        ("Một trang tài liệu dẫn đến nơi không có", "A page of the documentation leads nowhere"),
        {
            "decision": Message(
                what=("quyết định {name!r} không dẫn đến đâu", "the decision {name!r} leads nowhere"),
                expected=("một quyết định của danh mục", "a decision of the catalogue"),
                remedy=("thêm vào, hoặc sửa chỗ dẫn ở {place}", "add it, or correct the reference in {place}"),
            ),
            "source": Message(
                what=("nguồn {name!r} không dẫn đến đâu", "the source {name!r} leads nowhere"),
                expected=("một nguồn của danh mục", "a source of the catalogue"),
                remedy=("thêm vào, hoặc sửa chỗ dẫn ở {place}", "add it, or correct the reference in {place}"),
            ),
            "measure": Message(
                what=("số liệu {name!r} không dẫn đến đâu", "the measure {name!r} leads nowhere"),
                expected=("một loại số liệu của danh mục", "a measure of the catalogue"),
                remedy=("thêm vào, hoặc sửa chỗ dẫn ở {place}", "add it, or correct the reference in {place}"),
            ),
            "target": Message(
                what=("{name!r} không dẫn đến đâu", "the target {name!r} leads nowhere"),
                expected=("một tiêu chí hay chỉ tiêu của danh mục", "a target of the catalogue"),
                remedy=("thêm vào, hoặc sửa chỗ dẫn ở {place}", "add it, or correct the reference in {place}"),
            ),
            "group": Message(
                what=("nhóm {name!r} không dẫn đến đâu", "the group {name!r} leads nowhere"),
                expected=("một nhóm của danh mục", "a group of the catalogue"),
                remedy=("thêm vào, hoặc sửa chỗ dẫn ở {place}", "add it, or correct the reference in {place}"),
            ),
            "area": Message(
                what=("vùng {name!r} không dẫn đến đâu", "the area {name!r} leads nowhere"),
                expected=("một vùng của danh mục", "an area of the catalogue"),
                remedy=("thêm vào, hoặc sửa chỗ dẫn ở {place}", "add it, or correct the reference in {place}"),
            ),
            "page": Message(
                what=(
                    "trang này dẫn đến một tệp không thuộc bộ tài liệu",
                    "the page links to a file that is not part of the site",
                ),
                expected=("một trang của bộ tài liệu", "a page of the site"),
                remedy=("báo lỗi này cho người làm thư viện", "report this as a fault"),
            ),
        },
    ),
}
