"""What the comments on the cells of a sheet say."""

from __future__ import annotations


class Comments:
    """The comments on the cells of a sheet, by the reference of the cell, without the author's name in the first line."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.cell, self.inside, self.letters = "", False, ""

    def start(self, tag: str, about: dict[str, str]) -> None:
        """Hear the start of an element."""
        if tag == "comment":
            self.cell, self.letters = about.get("ref", ""), ""
        self.inside = tag == "t"

    def text(self, said: str) -> None:
        """Hear letters."""
        if self.inside:
            self.letters += said

    def end(self, tag: str) -> None:
        """Hear the end of an element."""
        self.inside = False
        if tag == "comment":
            first, _, rest = self.letters.strip().partition("\n")
            self.said[self.cell] = " ".join(
                (rest if first.rstrip().endswith(":") and rest.strip() else self.letters).split()
            )
