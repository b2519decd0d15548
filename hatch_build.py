"""Builds the wheel with the national catalogue as it is read, so that its first start is as quick as every other.

Beside the files of ``catalogs/`` the wheel carries entries of the library's own cache for them. An entry is named by the bytes
of the files and of the code that it was made from: whoever changes either in an installed copy gets the files read again.
An editable install has none, since a checkout changes every day.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueAsRead(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read the catalogue with the code that goes into the wheel, and hand the entries on to the wheel."""
        if version != "standard":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from ntmrules.catalog.cache import SHIPPED
        from ntmrules.catalog.shipped import fill

        self.folder = Path(tempfile.mkdtemp(prefix="ntmrules-"))
        fill(self.folder, Path(self.root) / "catalogs")
        self._words_and_names()
        for entry in sorted(self.folder.iterdir()):
            build_data["force_include"][str(entry)] = f"ntmrules/{SHIPPED.name}/{entry.name}"

    def _words_and_names(self) -> None:
        """Have the words of headings and the names of all communes kept where the entries of the catalogue are."""
        from ntmrules.figures.heading_words import table
        from ntmrules.places.communes import commune_keys

        before = os.environ.get("NTMRULES_CACHE")
        os.environ["NTMRULES_CACHE"] = str(self.folder)
        try:
            table()
            commune_keys()
        finally:
            del os.environ["NTMRULES_CACHE"]
            if before is not None:
                os.environ["NTMRULES_CACHE"] = before

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what stands in the wheel by now."""
        if version == "standard":
            shutil.rmtree(self.folder, ignore_errors=True)
