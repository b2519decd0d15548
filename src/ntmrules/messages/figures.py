"""Messages of the theme figures."""

from ntmrules.messages.register import one

CODES = {
    "NTM513": one(
        "Số liệu ghi trong biên nhận không đọc được",
        "The figures inside a receipt cannot be read",
        what=("không đọc được số liệu của biên nhận: {error}", "the figures of the receipt cannot be read: {error}"),
        expected=(
            "số liệu như `ntmrules evaluate --format json` ghi ra",
            "figures as `ntmrules evaluate --format json` writes them",
        ),
        remedy=("nêu tệp số liệu đứng sau biên nhận", "name the file of figures behind the receipt"),
    ),
}
