"""Modules by the names that notebooks of 0.1.0 import them by: found where they are now, with a notice."""

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

EARLIER: Final = {
    "analysis.accuracy": "analysis.measure.gold_accuracy",
    "analysis.displays": "analysis.show.displays",
    "analysis.displays.kwic": "analysis.show.displays.concordance",
    "analysis.explorer": "analysis.study.explorer",
    "analysis.lenses": "analysis.measure.taxonomies",
    "analysis.pipeline": "analysis.annotation.pipeline",
    "analysis.plots": "analysis.show.plots",
    "analysis.provenance": "analysis.study.provenance",
    "analysis.provenance.figures": "analysis.study.provenance.figure_files",
    "analysis.records": "analysis.base.records",
    "analysis.statistics": "analysis.measure.statistics",
    "analysis.tables": "analysis.measure.tables",
    "analysis.wording": "analysis.base.wording",
    "analysis.workbench": "analysis.study.workbench",
}


def present_name(name: str) -> str | None:
    """What a module is called now; None for one that was never called so.

    >>> present_name("analysis.workbench.bench"), present_name("analysis.study.workbench")
    ('analysis.study.workbench.bench', None)
    """
    head, rest = name, ""
    while head not in EARLIER:
        head, dot, last = head.rpartition(".")
        if not dot:
            return None
        rest = f".{last}{rest}"
    return EARLIER[head] + rest


class EarlierNames:
    """Gives the module of today to an import of an earlier name: a finder and a loader in one.

    It names no base class: `importlib.abc` would make `import analysis` half as slow again.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 (as the import system asks)
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Where a module with an earlier name comes from; None for any other."""
        known = fullname.startswith("analysis.") and present_name(fullname)
        return ModuleSpec(fullname, cast("Loader", self)) if known else None

    def create_module(self, spec: ModuleSpec) -> None:
        """Nothing of its own: the empty module that is replaced."""

    def exec_module(self, module: ModuleType) -> None:
        """Put the module of today in the place of an empty one."""
        name = str(module.__name__)
        if now := present_name(name):
            sys.modules[name] = import_module(now)
            warnings.warn(f"{name} is {now} now", DeprecationWarning, stacklevel=2)


def read_earlier_names() -> None:
    """Let imports find modules by their earlier names, from now on."""
    if not any(isinstance(finder, EarlierNames) for finder in sys.meta_path):
        sys.meta_path.insert(0, EarlierNames())
