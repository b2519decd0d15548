"""``ntmrules plugin``: write a new one, check one, list those that are installed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from ntmrules.cli.options import AsJson, Lang
from ntmrules.cli.output import print_findings, print_json, print_table, say, stdout
from ntmrules.messages import Phrase

HEAD = (
    "remarks.head-plugin",
    "remarks.head-distribution",
    "remarks.head-version",
    "remarks.head-packs",
    "remarks.head-hooks",
)

plugin = App(
    name="plugin",
    help="Quy định của tỉnh thành gói cài đặt: tạo mới, kiểm tra, liệt kê.\n\n"
    "Province plugins: write a new one, check one, list those that are installed.",
    help_format="plaintext",
)


@plugin.command
def new(
    id: Annotated[str, Parameter(help="Mã tỉnh: nghe-an. · Id of the province: nghe-an.")],
    folder: Annotated[Path, Parameter(help="Nơi ghi gói. · Where to write the package.")] = Path(),
    *,
    name: Annotated[str | None, Parameter(help='Tên tỉnh: "Nghệ An". · Its name: "Nghệ An".')] = None,
    example: Annotated[
        bool,
        Parameter(negative=(), help="Bật ví dụ giả định, để thử. · Switch the made-up example on, to try things out."),
    ] = False,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
    json: AsJson = False,
) -> int:
    """Tạo một gói quy định của tỉnh: cài được, kiểm tra được, thử được ngay.

    Write a province plugin that installs, lints and passes its own tests as it stands.
    """
    from ntmrules.authoring.scaffold import new_plugin

    written = new_plugin(id, folder, name=name, example=example)
    if json:
        print_json([path.as_posix() for path in written])
    else:
        for path in written:
            stdout().print(path.as_posix())
    say(Phrase("remarks.next", command=f"ntmrules plugin check {folder / f'ntmrules-{id}'}"))
    return 0


@plugin.command
def check(
    folder: Annotated[Path, Parameter(help="Thư mục của plugin. · Folder of the plugin.")] = Path(),
    *,
    json: AsJson = False,
    warnings: Annotated[bool, Parameter(help="In cả cảnh báo. · Show warnings too.")] = True,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
) -> int:
    """Kiểm tra một gói: khai báo, điểm vào, danh mục, trường hợp thử, thẩm quyền của tỉnh.

    Mã thoát: 0 khi không có lỗi, còn lại 3.

    Say what is wrong with a plugin: metadata, entry point, catalogue, cases, what a province may do. Exit 0, else 3.
    """
    from ntmrules.authoring.checking import check_plugin

    findings = check_plugin(folder.resolve())
    return print_findings(findings, warnings=warnings, json=json)


@plugin.command(name="list")
def list_(
    *,
    json: AsJson = False,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
) -> int:
    """Liệt kê các plugin đã cài, kể cả plugin hỏng, mỗi plugin kèm lỗi của nó.

    List what is installed, broken plugins too, each with its error.
    """
    from ntmrules.authoring.listing import listed

    found = listed()
    if json:
        print_json([{**info.as_dict(), "used": used} for info, used in found])
        return 0
    if found:
        print_table(
            tuple(str(Phrase(name)) for name in HEAD),
            [(info.name + ("" if used else f" ({Phrase('remarks.off')})"), info.distribution, info.version, str(len(info.packs)),
              ", ".join(hook.removeprefix("ntmrules_") for hook in info.hooks) or "-") for info, used in found],
            right=(3,),
        )  # fmt: skip
    else:
        say(Phrase("remarks.no-plugin"))
    for info, _ in found:
        if info.error is not None:
            stdout().print(f"{info.name}: {info.error}", style="red")
    return 0
