"""The parts of Qt that the product needs: what it imports, its plug-ins, and what these load."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.installer.build_steps import BuildFailed
from tools.installer.elf_needs import is_elf, needs

PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqwayland.so",
    "platforms/libqoffscreen.so",  # the phone's page, pictures of scenes
    "platformthemes/libqxdgdesktopportal.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "xcbglintegrations/libqxcb-egl-integration.so",
    "xcbglintegrations/libqxcb-glx-integration.so",
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-decoration-client/libadwaita.so",
    "wayland-decoration-client/libbradient.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "iconengines/libqsvgicon.so",
    "imageformats/libqsvg.so",  # marks of the style sheet
    "tls/libqopensslbackend.so",
)
DATA = (  # of Chromium, in which the page of the phone runs
    "libexec/QtWebEngineProcess",
    "resources/icudtl.dat",
    "resources/qtwebengine_resources.pak",
    "resources/qtwebengine_resources_100p.pak",
    "resources/qtwebengine_resources_200p.pak",
    "resources/v8_context_snapshot.bin",
    "translations/qtwebengine_locales/en-US.pak",
    "translations/qtwebengine_locales/it.pak",
)
PYTHON = ("__init__.py", "_config.py", "_git_pyside_version.py")
_NAMES_OTHER = re.compile(rb"\0PySide6\.(Qt\w+)(?=\0)")


def needed(qt: Path, modules: Iterable[str], languages: Iterable[str]) -> set[Path]:
    """Return the files below the folder PySide6. Raise BuildFailed for one that is not there."""
    bindings = _with_their_own(qt, set(modules))
    files = {qt / name for name in PYTHON} | {qt / "Qt" / name for name in DATA}
    files |= {qt / "Qt" / "plugins" / name for name in PLUGINS}
    files |= {_binding(qt, module) for module in bindings}
    files |= {qt / "Qt" / "translations" / f"qtbase_{language}.qm" for language in languages}
    if missing := sorted(str(file) for file in files if not file.exists()):
        raise BuildFailed(f"this Qt has no {', '.join(missing)}")
    return files | set(_libraries(qt, files))


def imported(folders: Iterable[Path]) -> set[str]:
    """Return the modules of Qt that the code imports, as "QtCore"."""
    return {
        module.removeprefix("PySide6.")
        for folder in folders
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (module := node.module or "").startswith("PySide6.")
    }


def _binding(qt: Path, module: str) -> Path:
    return qt / f"{module}.abi3.so"


def _with_their_own(qt: Path, modules: set[str]) -> set[str]:
    """Add the bindings that each binding imports: they stand in it by name."""
    known: set[str] = set()
    while new := modules - known:
        known |= new
        for module in new:
            named = _NAMES_OTHER.findall(_binding(qt, module).read_bytes())
            modules |= {name.decode() for name in named}
    return known


def _libraries(qt: Path, files: Iterable[Path]) -> Iterator[Path]:
    """Yield the libraries of Qt's own that these files load, and those load in turn."""
    have = {file.name: file for folder in (qt, qt / "Qt" / "lib") for file in folder.glob("*.so*")}
    waiting, seen = [file for file in files if is_elf(file)], set(files)
    while waiting:
        for name in needs(waiting.pop()):
            library = have.get(name)
            if library is not None and library not in seen:
                seen.add(library)
                waiting.append(library)
                yield library
