"""What readers of YAML, CSV, JSON and tables say of a bad file, in Vietnamese where people meet it.

Those readers speak English alone. Their words are found by their beginning; what is not known here is shown as it came.
"""

from __future__ import annotations

import re

from ntmrules.messages.speech import language

KNOWN: tuple[tuple[str, str], ...] = (
    # YAML
    (r"did not find expected key", "thiếu một khoá ở đây (thụt lề, dấu ngoặc kép hoặc dấu phẩy)"),
    (r"did not find expected '-' indicator", "thiếu dấu - của danh sách"),
    (r"did not find expected ',' or '([\]}])'", r"thiếu dấu , hoặc \1"),
    (r"did not find expected node content", "thiếu nội dung"),
    (r"did not find expected .*", "thiếu một dấu mà YAML cần ở đây"),
    (r"could not find expected ':'", "thiếu dấu hai chấm"),
    (r"mapping values are not allowed (?:here|in this context)", "dấu hai chấm không được đứng ở đây"),
    (r"mapping keys are not allowed (?:here|in this context)", "dấu ? không được đứng ở đây"),
    (r"found unexpected ':'.*", "dấu hai chấm không được đứng ở đây"),
    (r"found undefined tag handle.*|did not find expected tag URI", "có nhãn kiểu (!…) không hiểu được"),
    (r"found incompatible YAML document|found duplicate %\w+ directive.*|found .* directive .*",
     "có dòng chỉ dẫn % không dùng được"),
    (r"block sequence entries are not allowed (?:here|in this context)", "dấu - không được đứng ở đây"),
    (r"found character that cannot start any token", "có ký tự không bắt đầu được giá trị nào (dấu tab?)"),
    (r"found a tab character.*", "có dấu tab ở chỗ thụt lề"),
    (r"found unexpected end of stream", "tệp hết giữa chừng (dấu ngoặc kép chưa đóng?)"),
    (r"(?:but )?found another document", "có nhiều hơn một tài liệu trong tệp (dòng ---)"),
    (r"found unexpected document indicator", "có dấu --- hoặc ... ở giữa"),
    (r"found (?:an )?(?:invalid|unexpected|extremely) .*", "có ký hiệu không đúng chỗ hoặc không hợp lệ"),
    (r"expected .*, but (?:found|got) .*", "có thứ không đúng chỗ (thụt lề, dấu ngoặc, dấu phẩy)"),
    (r"found character .* that cannot start any token", "có ký tự không bắt đầu được giá trị nào (dấu tab?)"),
    (r"found undefined alias.*", "có bí danh (*tên) không được định nghĩa"),
    (r"found unknown escape character.*", r"có dấu \\ không hiểu được trong ngoặc kép"),
    (r"expected a single document in the stream", "có nhiều hơn một tài liệu trong tệp"),
    (r"control characters are not allowed", "có ký tự điều khiển"),
    (r"(?:invalid|incomplete) .*UTF-(?:8|16).*", "có byte không phải UTF-8"),
    (r"unacceptable character #x(\w+).*", r"có ký tự không được phép (#x\1)"),
    # CSV
    (r"unexpected end of data", "tệp hết giữa chừng"),
    (r"'(.)' expected after '\"'", r"sau dấu ngoặc kép đóng phải là \1"),
    (r"field larger than field limit \((\d+)\)", r"một ô dài quá \1 ký tự"),
    (r"line contains NUL", "có byte 0"),
    (r"new-line character seen in unquoted field.*", "có dấu xuống dòng trong ô không có ngoặc kép"),
    (r"CSV parse error: Expected (\d+) columns, got (\d+).*", r"cần \1 ô, có \2 ô"),
    # JSON
    (r"Expecting value: line (\d+) column (\d+).*", r"thiếu giá trị ở dòng \1, cột \2"),
    (r"Expecting property name.*: line (\d+) column (\d+).*", r"thiếu tên khoá ở dòng \1, cột \2"),
    (r"Expecting '(.)' delimiter: line (\d+) column (\d+).*", r"thiếu dấu \1 ở dòng \2, cột \3"),
    (r"Extra data: line (\d+) column (\d+).*", r"thừa dữ liệu từ dòng \1, cột \2"),
    (r"Unterminated string.*: line (\d+) column (\d+).*", r"chuỗi chưa đóng, bắt đầu ở dòng \1, cột \2"),
    (r"Invalid control character at: line (\d+) column (\d+).*", r"có ký tự điều khiển ở dòng \1, cột \2"),
    (r"Invalid \\escape: line (\d+) column (\d+).*", r"dấu \\ không hiểu được ở dòng \1, cột \2"),
    (r"nested more than (\d+) levels deep", r"lồng nhau quá \1 tầng"),
    (r"maximum recursion depth exceeded.*", "lồng nhau quá sâu"),
    (r"'utf-8' codec can't decode byte (0x\w+) in position (\d+).*", r"không phải UTF-8: byte \1 ở vị trí \2"),
    (r"the number (.+) is out of all bounds", r"số \1 quá lớn hoặc quá nhỏ"),
    (r"the number (.+) has (\d+) digits", r"số \1 có \2 chữ số"),
    (r"(NaN|-?Infinity) is no number", r"\1 không phải số"),
    (r"half a character in (.+)", r"có nửa ký tự trong \1"),
    # browsers
    (r"(?:Uncaught )?(?:\w+: )?(?:Maximum call stack size exceeded|too much recursion)", "lồng nhau quá sâu"),
    (r".*(?:[Oo]ut of memory|MemoryError|allocat).*", "hết bộ nhớ"),
    # tables
    (r"cell reference (.+)", r"địa chỉ ô không thể có: \1"),
    (r"(?:Could not open|Parquet magic bytes not found|Parquet file size is 0).*", "không phải tệp Parquet trọn vẹn"),
    (r".*(?:invalid Zip archive|Could not find EOCD|Invalid zip|not a zip|Cannot detect file format).*",
     "không phải sổ tính trọn vẹn"),
)  # fmt: skip


class Foreign:
    """What a reader of somebody else says, told in the language of the person as far as it is known."""

    __slots__ = ("said",)

    def __init__(self, said: object) -> None:
        lines = str(said).splitlines()
        self.said = lines[0] if lines else type(said).__name__

    def told(self, lang: str) -> str:
        """Return it in ``lang``."""
        if lang == "vi":
            for pattern, words in KNOWN:
                found = re.fullmatch(pattern, self.said)
                if found is not None:
                    return found.expand(words)
        return self.said

    def __str__(self) -> str:
        return self.told(language())
