"""Keeps Gradio from writing type stubs whenever it is imported; it has no setting for that.

For each of its 80 components it would parse the source and the stub and compare them, for editors that
complete what is typed. That is over a quarter of its import, which the page waits for, and it writes to where
Gradio is installed.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_MODULE, _WRITER = "gradio.component_meta", "create_or_modify_pyi"


class _WithoutStubs(Loader):
    """Loads the module that writes them, with a function in its place that does nothing."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        setattr(module, _WRITER, write_no_stub)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == _MODULE else None
        if spec is not None and spec.loader is not None:
            spec.loader = _WithoutStubs(spec.loader)
        return spec


def write_no_stub(component: type, name: str, events: Sequence[object]) -> None:
    """Stand where Gradio's own function would write the stub of a component."""


sys.meta_path.insert(0, _Finder())
