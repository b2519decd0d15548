"""Messages about reading a catalogue: its files, YAML, ids that stand twice (NTM101 to NTM108, NTM130 to NTM137, NTM147 on)."""

from ntmrules.messages.register import Code, Message, one

README = ("các khoá nêu trong catalogs/README.md", "the keys of catalogs/README.md")
ONCE = ("mỗi mã một lần", "each id once")
OTHER = ("giữ một trong hai; mã kia ở {other}", "keep one of the two; the other one is in {other}")
NFC = ("chữ dựng sẵn (NFC)", "precomposed letters (NFC)")
BARE_WORD = (
    "từ {word!r} không có ngoặc kép thì mỗi nơi hiểu một khác",
    "the bare word {word!r} means different things to different readers",
)
PLAIN_OR_QUOTED = ("true, false, số thường, hoặc chữ trong ngoặc kép", "true, false, a plain number, or quoted text")

CODES = {
    "NTM101": Code(
        ("Không đọc được tệp của danh mục", "A file of the catalogue cannot be read"),
        {
            "unreadable": Message(
                what=("không đọc được: {fault}", "cannot be read: {fault}"),
                remedy=("kiểm tra đường dẫn và quyền đọc", "check the path and its permissions"),
            ),
            "missing": Message(
                what=("không tồn tại", "does not exist"),
                expected=("thư mục hoặc tệp danh mục", "a catalogue folder or file"),
                remedy=("kiểm tra đường dẫn", "check the path"),
            ),
        },
    ),
    "NTM102": one(
        "Tệp của danh mục quá lớn",
        "A file of the catalogue is too large",
        what=("quá lớn: {size} byte", "is too large: {size} bytes"),
        expected=("mỗi tệp nhiều nhất {most} byte", "at most {most} bytes a file"),
        remedy=(
            "mỗi tiêu chí một tệp; dữ liệu không phải quy định thì để nơi khác",
            "one file a criterion; keep data that is no rule elsewhere",
        ),
    ),
    "NTM103": one(
        "Tệp của danh mục không phải UTF-8",
        "A file of the catalogue is not UTF-8",
        what=("không phải UTF-8: byte {byte}", "is not UTF-8: byte {byte}"),
        expected=("văn bản UTF-8", "text in UTF-8"),
        remedy=("lưu tệp dạng UTF-8", "save the file as UTF-8"),
    ),
    "NTM104": one(
        "Tệp không viết đúng cách của YAML",
        "A file is no YAML",
        what=("viết không đúng cách của YAML: {said}", "is no YAML: {said}"),
        expected=("quy cách nêu trong catalogs/README.md", "the profile of catalogs/README.md"),
        remedy=(
            "xem dòng này và dòng trên: thụt lề, dấu ngoặc kép, thiếu dấu hai chấm",
            "look at this line and the one above: indentation, quotes, a missing colon",
        ),
    ),
    "NTM105": Code(
        ("Tệp YAML dùng thứ mà quy cách không cho phép", "A YAML file uses what the profile does not allow"),
        {
            "alias": Message(
                what=(
                    "một bí danh (*tên) lặp lại phần khác của tệp",
                    "an alias (*name) repeats another part of the file",
                ),
                expected=("mọi giá trị viết đầy đủ", "every value written out"),
                remedy=("chép phần ấy ra đây, bỏ *tên và &tên", "copy that part to here, and take *name and &name out"),
            ),
            "anchor": Message(
                what=("neo (&{name}) không được dùng", "an anchor (&{name}) is not allowed"),
                expected=("mọi giá trị viết đầy đủ", "every value written out"),
                remedy=(
                    "bỏ &{name}; nếu đó là chữ thì đặt trong ngoặc kép",
                    "take &{name} out; if it is text, put it in quotes",
                ),
            ),
            "merge": Message(
                what=(
                    "khoá << (trộn bảng khác vào) không được dùng",
                    "the key << (a merge of another map) is not allowed",
                ),
                expected=("mọi giá trị viết đầy đủ", "every value written out"),
                remedy=("chép các khoá ấy ra đây", "copy those keys to here"),
            ),
            "deep": Message(
                what=("lồng quá {most} cấp", "is nested more than {most} levels deep"),
                remedy=(
                    "xem lại thụt lề và các dấu {{ [ chưa đóng; không quy định nào cần nhiều cấp như vậy",
                    "look at the indentation and at {{ [ that are not closed; no rule needs so many levels",
                ),
            ),
            "tag": Message(
                what=("không được dùng thẻ ({tag})", "a tag ({tag}) is not allowed"),
                expected=("bảng khoá, danh sách, giá trị thường", "plain maps, lists and scalars"),
                remedy=("bỏ thẻ đi", "take the tag out"),
            ),
            "tag-of-scalar": Message(
                what=("không được dùng thẻ ({tag})", "a tag ({tag}) is not allowed"),
                expected=("giá trị thường", "a plain scalar"),
                remedy=("bỏ thẻ đi", "take the tag out"),
            ),
            "flow": Message(
                what=(
                    "cách viết {{…}} hoặc […] kéo dài quá một dòng",
                    "a flow collection ({{…}} or […]) goes over more than one line",
                ),
                expected=("{{…}} và […] nằm trên một dòng", "flow collections on one line"),
                remedy=("viết thành khối, mỗi khoá một dòng", "write it as a block, one key a line"),
            ),
            "key": Message(
                what=("khoá phải là chữ", "a key has to be text"),
                remedy=(
                    "viết khoá là một từ, trước nó không có [ {{ ? hay thẻ",
                    "write the key as one word, without [ {{ ? or a tag before it",
                ),
            ),
        },
    ),
    "NTM106": one(
        "Một khoá xuất hiện hai lần",
        "A key stands twice in one map",
        what=("khoá {key!r} xuất hiện hai lần trong một bảng", "the key {key!r} stands twice in one map"),
        expected=("mỗi khoá một lần", "each key once"),
        remedy=("giữ một trong hai; khoá kia ở {other}", "keep one of the two; the other one is in {other}"),
    ),
    "NTM107": Code(
        ("Từ không có ngoặc kép mà mỗi nơi hiểu một khác", "A bare word that readers understand differently"),
        {
            "word": Message(
                what=BARE_WORD,
                expected=PLAIN_OR_QUOTED,
                remedy=(
                    'viết "{word}" trong ngoặc kép, hoặc true / false, hoặc số thường',
                    'write "{word}" in quotes, or true / false, or a plain number',
                ),
            ),
            "yes-no": Message(
                what=BARE_WORD,
                expected=PLAIN_OR_QUOTED,
                remedy=(
                    'là câu trả lời có/không (như is:) thì viết {plain}; là chữ thì viết "{word}" trong ngoặc kép',
                    'if it is a yes or no (as is:) write {plain}; if it is text write "{word}" in quotes',
                ),
            ),
            "number": Message(
                what=BARE_WORD,
                expected=PLAIN_OR_QUOTED,
                remedy=(
                    'là số thì viết {plain}; là chữ thì viết "{word}" trong ngoặc kép',
                    'if it is a number write {plain}; if it is text write "{word}" in quotes',
                ),
            ),
        },
    ),
    "NTM108": Code(
        ("Chữ không ở dạng Unicode NFC", "Text is not in Unicode NFC"),
        {
            "file": Message(
                what=("{text!r} không ở dạng Unicode NFC", "{text!r} is not in Unicode NFC"),
                expected=NFC,
                remedy=(
                    "gõ lại từ ấy, hoặc chuyển cả tệp sang NFC",
                    "retype the word, or normalise the file to NFC",
                ),
            ),
            "text": Message(
                what=("{text!r} không ở dạng Unicode NFC", "{text!r} is not in Unicode NFC"),
                expected=NFC,
                remedy=("gõ lại từ ấy, hoặc chuyển cả tệp sang NFC", "retype the word, or normalise the file to NFC"),
            ),
        },
    ),
    "NTM130": one(
        "Không thấy danh mục quốc gia",
        "The national catalogue is not there",
        what=("không thấy danh mục quốc gia", "the national catalogue is not there"),
        expected=(
            "thư mục catalogs/ trong gói đã cài hoặc trong bản mã nguồn",
            "the folder catalogs/ in the package or in the checkout",
        ),
        remedy=(
            "cài lại gói, hoặc làm việc trong bản mã nguồn đầy đủ",
            "install the package again, or work in a full checkout",
        ),
    ),
    "NTM131": Code(
        ("Không có danh mục ở đường dẫn ấy", "No catalogue is at that path"),
        {
            "missing": Message(
                what=("không tồn tại", "does not exist"),
                expected=("thư mục hoặc tệp danh mục", "a catalogue folder or file"),
                remedy=("kiểm tra đường dẫn", "check the path"),
            ),
            "no-pack": Message(
                what=("thư mục không có gói quy định nào", "the folder holds no pack"),
                expected=("một thư mục có {files}", "a folder with {files}"),
                remedy=("nêu thư mục chứa pack.yaml", "name the folder that has pack.yaml in it"),
            ),
            "no-file": Message(
                what=("không phải tệp của một danh mục", "is no file of a catalogue"),
                expected=(
                    "một tệp .yaml của gói, hoặc một tệp YAML có khoá `pack`",
                    "a .yaml file of a pack, or one YAML file with the key `pack`",
                ),
                remedy=("nêu thư mục của gói", "name the folder of the pack"),
            ),
        },
    ),
    "NTM132": Code(
        ("Một bộ tiêu chí xuất hiện hai lần", "One set stands twice"),
        {
            "twice": Message(
                what=("mã bộ tiêu chí {set} xuất hiện hai lần", "the set id {set} stands twice"),
                expected=ONCE,
                remedy=OTHER,
            ),
            "packs": Message(
                what=("bộ tiêu chí {set} có trong hai gói", "the set {set} stands in two packs"),
                expected=ONCE,
                remedy=OTHER,
            ),
        },
    ),
    "NTM133": Code(
        ("Tệp không có dạng phải có", "A file is not of the form that its place asks for"),
        {
            "no-map": Message(
                what=("không phải bảng khoá", "is no map of keys"),
                expected=README,
                remedy=(
                    "ghi khoá ở đầu dòng, dữ liệu thụt vào dưới khoá",
                    "write the key at the start of a line, and the data indented below it",
                ),
            ),
            "no-list": Message(
                what=("không có danh sách {key!r}", "has no list {key!r}"),
                expected=("{key}: [...]", "{key}: [...]"),
                remedy=(
                    "ghi {key}: và dưới đó mỗi mục một dòng, bắt đầu bằng dấu -",
                    "write {key}: and below it one item a line, each beginning with -",
                ),
            ),
        },
    ),
    "NTM134": Code(
        ("Một mã của sổ đăng ký xuất hiện hai lần", "An id of a register stands twice"),
        {
            "twice": Message(
                what=("mã {id} xuất hiện hai lần", "the id {id} stands twice"),
                expected=ONCE,
                remedy=OTHER,
            ),
            "packs": Message(
                what=(
                    "{register}: {key} có trong hai gói và khác nhau",
                    "{register}: {key} stands in two packs and differs",
                ),
                expected=("mã này chỉ một thứ ({other})", "one meaning of this id ({other})"),
                remedy=(
                    "đặt một mã riêng, hoặc ghi giống hệt nơi kia",
                    "give it an id of its own, or write it as the other place does",
                ),
            ),
            "province": Message(
                what=("tỉnh {province} khác với sổ đơn vị", "the province {province} differs from the register"),
                expected=("như ở {other}", "as in {other}"),
                remedy=(
                    "bỏ tỉnh này khỏi gói, sổ đơn vị đã có; hoặc ghi đúng như sổ",
                    "take the province out of the pack, the register has it; or write it as the register does",
                ),
            ),
        },
    ),
    "NTM135": Code(
        ("Một tiêu chí hoặc chỉ tiêu xuất hiện hai lần", "A criterion or indicator stands twice in its set"),
        {
            "indicator": Message(
                what=("chỉ tiêu {label} xuất hiện hai lần trong bộ", "indicator {label} stands twice in the set"),
                expected=ONCE,
                remedy=OTHER,
            ),
            "criterion": Message(
                what=("tiêu chí {label} xuất hiện hai lần trong bộ", "criterion {label} stands twice in the set"),
                expected=ONCE,
                remedy=OTHER,
            ),
        },
    ),
    "NTM136": Code(
        ("Các văn bản của một chỉ tiêu không nối tiếp nhau", "The versions of an indicator do not follow one another"),
        {
            "order": Message(
                what=("các văn bản của {id} bắt đầu ngày {days}", "the versions of {id} begin on {days}"),
                expected=(
                    "mỗi văn bản từ ngày của nó, cũ trước mới sau",
                    "each version from its own day, the older first",
                ),
                remedy=("xếp lại, mỗi ngày giữ một văn bản", "order them, and keep one a day"),
            ),
            "none": Message(
                what=("chỉ tiêu {id} không có văn bản nào", "indicator {id} has no version"),
                expected=("ít nhất một văn bản", "at least one version"),
                remedy=(
                    "ghi versions: theo văn bản; chưa thấy văn bản thì một văn bản có requirement: {{kind: unknown, why: …}}",
                    "write versions: as the text has them; where none was seen, one with requirement: {{kind: unknown, why: …}}",
                ),
            ),
            "overlap": Message(
                what=("hai văn bản của {id} cùng hiệu lực ngày {day}", "two versions of {id} are in force on {day}"),
                expected=("không chồng lên nhau", "no overlap"),
                remedy=(
                    "cho văn bản trước ({other}) hết hiệu lực trước khi văn bản này bắt đầu",
                    "end the earlier one ({other}) before this one begins",
                ),
            ),
        },
    ),
    "NTM137": one(
        "Tệp của danh mục trống",
        "A file of the catalogue is empty",
        what=("tệp trống", "is empty"),
        expected=README,
        remedy=(
            "ghi các khoá ấy theo một tệp cùng loại của gói khác; tệp tiêu chí thừa thì xoá đi",
            "write these keys as a file of the same kind in another pack does; delete a criterion's file that is not needed",
        ),
    ),
    "NTM148": Code(
        ("Gói dữ liệu không dùng được", "A bundle cannot be used"),
        {
            "none": Message(
                what=("đây không phải gói dữ liệu của thư viện", "this is no bundle of the library"),
                expected=("gói {format} do Library.to_bytes() ghi", "{format}, as Library.to_bytes() writes it"),
                remedy=("tạo lại gói bằng Library().to_bytes()", "make it anew with Library().to_bytes()"),
            ),
            "version": Message(
                what=("gói của phiên bản {then}", "a bundle of version {then}"),
                expected=("phiên bản {now} đang chạy", "version {now}, which is running"),
                remedy=("tạo lại gói bằng phiên bản {now}", "make the bundle anew with version {now}"),
            ),
            "damaged": Message(
                what=("gói thiếu hoặc đã bị sửa", "the bundle is cut off, or was altered"),
                expected=("đúng từng byte như đã ghi", "every byte as it was written"),
                remedy=("chép lại hoặc tạo lại gói", "copy it again, or make it anew"),
            ),
        },
    ),
    "NTM147": Code(
        ("Một tệp trong gói không được đọc", "A file in a pack is not read"),
        {
            "folder": Message(
                what=("thư mục {folder} không được đọc", "the folder {folder} is not read"),
                expected=("{better}", "{better}"),
                remedy=("đổi tên thư mục thành {better}", "rename the folder to {better}"),
            ),
            "suffix": Message(
                what=("tệp {suffix} không được đọc", "a {suffix} file is not read"),
                expected=(".yaml", ".yaml"),
                remedy=("đổi tên tệp thành {better}", "rename the file to {better}"),
            ),
            "no-suffix": Message(
                what=("tệp không có đuôi .yaml thì không được đọc", "a file without the ending .yaml is not read"),
                expected=("quy định ghi trong tệp .yaml", "rules in .yaml files"),
                remedy=(
                    "đổi tên tệp thành {better}, hoặc để tệp này ngoài gói",
                    "rename the file to {better}, or keep it outside the pack",
                ),
            ),
            "nation": Message(
                what=(
                    "{name} chỉ được đọc trong danh mục quốc gia",
                    "{name} is read in the national catalogue only",
                ),
                expected=(
                    "gói của tỉnh không có {name}",
                    "no {name} in the pack of a province",
                ),
                remedy=(
                    "bỏ ra khỏi gói; nội dung ấy của riêng tỉnh thì chương trình chưa dùng được",
                    "take it out of the pack; what a province says of that cannot be used yet",
                ),
            ),
            "deeper": Message(
                what=("tệp trong thư mục con không được đọc", "a file in a sub-folder is not read"),
                expected=("tệp nằm ngay trong {folder}", "files directly in {folder}"),
                remedy=("chuyển tệp ra {folder}", "move the file up into {folder}"),
            ),
            "kind": Message(
                what=("tệp {suffix} không được đọc", "a {suffix} file is not read"),
                expected=("quy định ghi trong tệp .yaml", "rules in .yaml files"),
                remedy=(
                    "ghi nội dung vào một tệp .yaml, hoặc để tệp này ngoài gói",
                    "write it as a .yaml file, or keep this file outside the pack",
                ),
            ),
            "file": Message(
                what=("gói không có tệp tên {name!r}", "a pack has no file called {name!r}"),
                expected=("{known}", "{known}"),
                remedy=(
                    "chuyển mục của địa phương vào overrides/, tiêu chí vào thư mục có set.yaml",
                    "move entries into overrides/, criteria into the folder of their set.yaml",
                ),
            ),
            "root-set": Message(
                what=("{head} ở ngay thư mục gói, cạnh các sổ của gói", "{head} beside the registers of the pack"),
                expected=("mỗi bộ tiêu chí một thư mục riêng trong gói", "a folder of its own for each set"),
                remedy=(
                    "tạo một thư mục cho bộ ấy, chuyển {head} và các tệp tiêu chí vào đó",
                    "make a folder for the set, and move {head} and the files of its criteria there",
                ),
            ),
            "place": Message(
                what=("tệp ở chỗ không được đọc", "the file lies where none is read"),
                expected=("thư mục có {head}, overrides/ hoặc forms/", "a folder with {head}, overrides/ or forms/"),
                remedy=("chuyển tệp, hoặc thêm {head} cạnh nó", "move the file, or put {head} beside it"),
            ),
        },
    ),
}
