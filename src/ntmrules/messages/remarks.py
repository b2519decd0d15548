"""What the commands say on stderr besides results: nothing in it is an error."""

TEXTS: dict[str, tuple[str, str]] = {
    # parts of messages
    "column": ("cột {name!r}", "column {name!r}"),
    "another-entry": ("một mục khác", "another entry"),
    "in-unit": (" tính bằng {unit}", " in {unit}"),
    "spreadsheet": ("một bảng tính (xlsx, xls hoặc ods)", "a spreadsheet (xlsx, xls or ods)"),
    "an-excel": ("một tệp Excel hoặc zip", "an Excel or zip file"),
    "old-excel": ("một tệp Excel cũ", "an old Excel file"),
    "a-pdf": ("một tệp PDF", "a PDF"),
    "a-gzip": ("một tệp gzip", "a gzip file"),
    "a-parquet": ("một tệp Parquet", "a Parquet file"),
    "a-picture": ("một tệp ảnh", "a picture"),
    "nothing": ("không có gì", "nothing"),
    "a-map": ("một bảng khoá", "a map"),
    "a-list": ("một danh sách", "a list"),
    "any": ("bất kỳ", "any"),
    "utf16": ("văn bản UTF-16", "text in UTF-16"),
    "binary": ("một tệp nhị phân", "a binary file"),
    "plugin": ("{name!r} của {distribution}", "{name!r} of {distribution}"),
}
