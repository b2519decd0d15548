"""Messages about plugins: finding, loading and calling them, and making one (NTM201 to NTM209, NTM212 to NTM215)."""

from ntmrules.messages.register import Code, Message, one

UPGRADE = (
    "cài bản mới của {distribution}, hoặc gỡ plugin này",
    "install a newer {distribution}, or remove it",
)
REPORT = (
    "báo cho người làm {distribution}, hoặc gỡ plugin này",
    "report it to the makers of {distribution}, or remove it",
)
GIVEN_TWICE = (
    "{hook}: {name!r} do {one} và {other} cùng cung cấp",
    "{hook}: {name!r} is given by {one} and by {other}",
)
REPORT_PLUGIN = ("báo cho người làm plugin này", "report it to the makers of the plugin")

CODES = {
    "NTM201": one(
        "Không nạp được mô-đun của một plugin",
        "The module of a plugin cannot be imported",
        what=("plugin {who} không nạp được: {error}", "plugin {who} cannot be imported: {error}"),
        remedy=UPGRADE,
    ),
    "NTM202": Code(
        ("Plugin có hook không đúng quy cách", "A plugin has a hook that is not as the specification asks"),
        {
            "refused": Message(
                what=("plugin {who} bị từ chối: {error}", "plugin {who} is refused: {error}"),
                expected=("các hook nêu trong docs/plugins.md", "the hooks of docs/plugins.md"),
                remedy=UPGRADE,
            ),
            "unknown": Message(
                what=("plugin {who} có hook không tồn tại {hook!r}", "plugin {who} has an unknown hook {hook!r}"),
                expected=("{known}", "{known}"),
                remedy=UPGRADE,
            ),
            "unmarked": Message(
                what=("plugin {who} có {hook} nhưng thiếu dấu", "plugin {who} has {hook} without its mark"),
                expected=("@hookimpl ngay trên {hook}", "@hookimpl above {hook}"),
                remedy=(
                    "from ntmrules.plugins.hookspecs import hookimpl",
                    "from ntmrules.plugins.hookspecs import hookimpl",
                ),
            ),
            "none": Message(
                what=("plugin {who} không có hook nào", "plugin {who} has no hook"),
                expected=(
                    "một hàm nêu trong docs/plugins.md, có @hookimpl ngay trên; chỉ có gói YAML thì ntmrules_packs là đủ",
                    "a function of docs/plugins.md with @hookimpl above it; a pack of YAML alone needs ntmrules_packs only",
                ),
                remedy=UPGRADE,
            ),
        },
    ),
    "NTM203": Code(
        (
            "Một hook của plugin phát sinh lỗi hoặc trả lời sai dạng",
            "A hook of a plugin raises or answers in a wrong form",
        ),
        {
            "raises": Message(
                what=("plugin {who} lỗi trong {hook}: {error}", "plugin {who} raises in {hook}: {error}"),
                remedy=REPORT,
            ),
            "answer": Message(
                what=("plugin {who} trả về {got} trong {hook}", "plugin {who} returns {got} from {hook}"),
                expected=("{expected}", "{expected}"),
                remedy=REPORT,
            ),
            "command": Message(
                what=(
                    "plugin {who} gỡ hoặc thay lệnh {name!r} trong {hook}",
                    "plugin {who} takes away or replaces the command {name!r} in {hook}",
                ),
                expected=("chỉ thêm lệnh mới", "new commands, and nothing else"),
                remedy=REPORT,
            ),
            "province": Message(
                what=(
                    "plugin {who} đưa ra tỉnh {key} trong {hook}, khác với tỉnh ấy của {whose}",
                    "plugin {who} gives the province {key} in {hook}, which differs from that of {whose}",
                ),
                expected=("một tỉnh mới, hoặc đúng như trong sổ", "a new province, or just what the register says"),
                remedy=REPORT,
            ),
        },
    ),
    "NTM204": Code(
        ("Hai plugin cùng cung cấp một tên", "Two plugins give one name"),
        {
            "two": Message(
                what=GIVEN_TWICE,
                expected=("mỗi tên một plugin", "one plugin a name"),
                remedy=("gỡ một trong hai", "remove one of the two"),
            ),
            "ours": Message(
                what=GIVEN_TWICE,
                expected=("một tên mà ntmrules chưa dùng", "a name that ntmrules does not use itself"),
                remedy=REPORT,
            ),
        },
    ),
    "NTM205": Code(
        (
            "Cách trình bày hoặc hàm đánh giá của một plugin không cho kết quả dùng được",
            "A view or a rule function of a plugin gives no usable answer",
        ),
        {
            "view-raises": Message(
                what=("cách trình bày {view!r} lỗi {error}", "the view {view!r} raises {error}"), remedy=REPORT_PLUGIN
            ),
            "view-no-text": Message(
                what=("cách trình bày {view!r} trả về {type}", "the view {view!r} returns {type}"),
                expected=("văn bản (str)", "text"),
                remedy=REPORT_PLUGIN,
            ),
            "function-raises": Message(
                what=("hàm đánh giá {name!r} lỗi {error}", "the rule function {name!r} raises {error}"),
                remedy=REPORT_PLUGIN,
            ),
            "function-no-verdict": Message(
                what=("hàm đánh giá {name!r} trả về {verdict}", "the rule function {name!r} returns {verdict}"),
                expected=("đạt (met) hoặc chưa đạt (not_met)", "met or not met"),
                remedy=REPORT_PLUGIN,
            ),
        },
    ),
    "NTM206": one(
        "Hai bản phân phối có plugin cùng tên",
        "Two distributions have a plugin of one name",
        what=(
            "plugin {who} trùng tên với một plugin của {other}",
            "plugin {who} has the name of a plugin in {other}",
        ),
        expected=("mỗi tên một plugin", "one plugin a name"),
        remedy=("gỡ cài đặt một trong hai", "uninstall one of the two"),
    ),
    "NTM207": Code(
        ("Plugin được nêu tên không dùng được", "A plugin that is named cannot be used"),
        {
            "not-installed": Message(
                what=("chưa cài plugin {name!r}", "no plugin {name!r} is installed"),
                expected=("một plugin đã cài: {installed}", "an installed plugin: {installed}"),
                remedy=(
                    "cài gói ấy từ thư mục của nó: pip install ./plugins/ntmrules-{name} trong mã nguồn của ntmrules",
                    "install it from its folder: pip install ./plugins/ntmrules-{name} in the checkout of ntmrules",
                ),
            ),
            "narrowed-to-none": Message(
                what=(
                    "NTMRULES_PLUGINS nêu {name!r}, mà plugin ấy chưa cài",
                    "NTMRULES_PLUGINS names {name!r}, which is not installed",
                ),
                expected=("một plugin đã cài: {installed}", "an installed plugin: {installed}"),
                remedy=(
                    "bỏ tên ấy khỏi NTMRULES_PLUGINS, hoặc cài plugin",
                    "take the name out of NTMRULES_PLUGINS, or install the plugin",
                ),
            ),
            "shut-out": Message(
                what=(
                    "plugin {name!r} được nêu tên, mà NTMRULES_PLUGINS={allowed!r} không cho dùng",
                    "the plugin {name!r} is asked for, but NTMRULES_PLUGINS={allowed!r} shuts it out",
                ),
                expected=("một plugin có trong NTMRULES_PLUGINS", "a plugin that NTMRULES_PLUGINS lists"),
                remedy=("thêm nó vào NTMRULES_PLUGINS, hoặc bỏ biến ấy", "add it to NTMRULES_PLUGINS, or unset that"),
            ),
        },
    ),
    "NTM208": one(
        "Một gói quy định được nạp hai lần",
        "One pack is loaded twice",
        what=("gói {pack} được nạp hai lần", "the pack {pack} is loaded twice"),
        expected=("mỗi mã một gói", "one pack an id"),
        remedy=("bỏ một trong hai; gói kia ở {other}", "leave one of the two out; the other one is {other}"),
    ),
    "NTM209": Code(
        ("Chỉ tiêu cần một hàm đánh giá mà không plugin nào có", "A rule needs a rule function that no plugin brings"),
        {
            "unknown": Message(
                what=("không có hàm đánh giá {name!r}", "no rule function {name!r}"),
                expected=("{known}", "{known}"),
                remedy=("cài plugin có hàm này", "install the plugin that brings it"),
            ),
            "none": Message(
                what=("không có hàm đánh giá {name!r}", "no rule function {name!r}"),
                expected=("chưa có hàm nào", "none"),
                remedy=("cài plugin có hàm này", "install the plugin that brings it"),
            ),
            "reads": Message(
                what=(
                    "hàm đánh giá {name!r} đọc số liệu không có: {measure!r}",
                    "the rule function {name!r} reads an unknown measure: {measure!r}",
                ),
                expected=("một mã trong measures.yaml", "an id of measures.yaml"),
                remedy=(
                    "sửa reads của hàm trong mô-đun, hoặc thêm số liệu vào measures.yaml",
                    "correct reads of the function in its module, or add the measure to measures.yaml",
                ),
            ),
        },
    ),
    "NTM212": Code(
        ("Gói quy định của một plugin có lỗi", "The pack of a plugin has errors"),
        {
            "one": Message(
                what=("plugin {who} có gói quy định mang 1 lỗi", "plugin {who} brings a pack with 1 error"),
                expected=("một gói nạp được", "a pack that loads"),
                remedy=(
                    "cài bản mới của {distribution}, hoặc làm tiếp không có plugin: --no-plugins",
                    "install a newer {distribution}, or go on without it: --no-plugins",
                ),
            ),
            "many": Message(
                what=(
                    "plugin {who} có gói quy định mang {count} lỗi",
                    "plugin {who} brings a pack with {count} errors",
                ),
                expected=("một gói nạp được", "a pack that loads"),
                remedy=(
                    "cài bản mới của {distribution}, hoặc làm tiếp không có plugin: --no-plugins",
                    "install a newer {distribution}, or go on without it: --no-plugins",
                ),
            ),
        },
    ),
    "NTM213": Code(
        ("Không tạo được plugin mới", "A new plugin cannot be made"),
        {
            "id": Message(
                what=("{id!r} không thể là mã của một plugin", "{id!r} cannot be the id of a plugin"),
                expected=("nghe-an", "nghe-an"),
                remedy=(
                    "chữ thường không dấu, nối các từ bằng dấu -",
                    "small letters without accents, with - between words",
                ),
            ),
            "exists": Message(
                what=("đã có sẵn", "is there already"),
                expected=("một thư mục chưa có", "a folder that does not exist yet"),
                remedy=("chọn thư mục khác, hoặc xoá thư mục này", "choose another folder, or remove it"),
            ),
        },
    ),
    "NTM214": Code(
        ("Gói phân phối của một plugin chưa đúng quy cách", "The distribution of a plugin is not as it should be"),
        {
            "no-project-file": Message(
                what=("không có ở đó", "is not there"),
                expected=("thư mục của một plugin", "the folder of a plugin"),
                remedy=("ntmrules plugin new <mã tỉnh> tạo thư mục ấy", "ntmrules plugin new <id> writes one"),
            ),
            "no-toml": Message(
                what=("không phải TOML: {error}", "is no TOML: {error}"),
                expected=("một pyproject.toml", "a pyproject.toml"),
                remedy=(
                    "sửa chỗ ấy; ntmrules plugin new <mã tỉnh> ghi một tệp mẫu",
                    "correct that place; ntmrules plugin new <id> writes one to copy",
                ),
            ),
            "no-table": Message(
                what=("không có bảng [project]", "has no table [project]"),
                expected=("[project] có name, version, dependencies", "[project] with name, version, dependencies"),
                remedy=(
                    "thêm bảng ấy; ntmrules plugin new <mã tỉnh> ghi một tệp mẫu",
                    "add that table; ntmrules plugin new <id> writes one to copy",
                ),
            ),
            "no-entry-point": Message(
                what=("không nêu entry point nào của nhóm ntmrules", "names no entry point of the group ntmrules"),
                expected=(
                    '[project.entry-points.ntmrules] nghe-an = "…"',
                    '[project.entry-points.ntmrules] nghe-an = "…"',
                ),
                remedy=(
                    "thêm bảng ấy, với mã tỉnh và mô-đun của gói này",
                    "add that table, with the id and the module of this plugin",
                ),
            ),
            "no-field": Message(
                what=("[project] không có {field}", "[project] has no {field}"),
                expected=("{field} = …", "{field} = …"),
                remedy=("thêm dòng ấy vào [project]", "add that line to [project]"),
            ),
            "no-dependency": Message(
                what=("không phụ thuộc ntmrules", "does not depend on ntmrules"),
                expected=('dependencies = ["ntmrules>=0.1.0"]', 'dependencies = ["ntmrules>=0.1.0"]'),
                remedy=(
                    "thêm ntmrules vào dependencies của [project]",
                    "add ntmrules to the dependencies of [project]",
                ),
            ),
            "name": Message(
                what=("có tên {name!r}", "is named {name!r}"),
                expected=("ntmrules-<mã tỉnh>", "ntmrules-<id>"),
                remedy=(
                    "đặt tên như vậy để ai cũng tìm được",
                    "name it so, that everybody finds it",
                ),
            ),
            "no-tests": Message(
                what=("không có kiểm thử", "has no tests"),
                expected=("tests/test_pack.py", "tests/test_pack.py"),
                remedy=(
                    "gọi ntmrules.testing.assert_pack_conforms",
                    "call ntmrules.testing.assert_pack_conforms",
                ),
            ),
            "no-module": Message(
                what=(
                    "entry point {name} nêu mô-đun {module!r}, mà không có mô-đun này",
                    "the entry point {name} names the module {module!r}, which is not there",
                ),
                expected=("{path}", "{path}"),
                remedy=(
                    "đặt mô-đun ở đó, hoặc ghi lại entry point theo tên mô-đun đang có",
                    "put the module there, or write the entry point by the name of the module that there is",
                ),
            ),
            "outside": Message(
                what=("nằm ngoài gói mã nguồn", "lies outside the package"),
                expected=("một thư mục dưới {folder}/", "a folder under {folder}/"),
                remedy=("nếu không, wheel sẽ không chứa thư mục này", "else the wheel does not hold it"),
            ),
        },
    ),
    "NTM215": one(
        "Gói quy định chưa có mục nào",
        "A pack holds no entry yet",
        what=("chưa có mục nào", "holds no entry yet"),
        expected=("overrides/*.yaml", "overrides/*.yaml"),
        remedy=("ghi quyết định của tỉnh vào, hoặc bật ví dụ mẫu", "write the decision down, or switch on the example"),
    ),
}
