"""The build step that compiles the catalogues of sentences: each `.mo` is written beside its `.po`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles every `.po` of the package; runs for wheels and for editable installs."""

    PLUGIN_NAME = "catalogues"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        for written in sorted(Path(self.root, "src", "aktywna", "words", "locale").glob("*/LC_MESSAGES/*.po")):
            with written.open("rb") as file:
                catalogue = read_po(file, locale=written.parent.parent.name)
            with written.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
