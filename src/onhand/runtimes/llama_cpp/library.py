"""Loads llama.cpp's shared library and its ctypes binding, without the package's high level.

`import llama_cpp` runs chat formats, jinja2, numpy and diskcache (about 280 ms); its module
`llama_cpp.llama_cpp` alone, about 50 ms, is all that is needed. The binding is matched to the
library that the package ships; another library is taken on the user's word and probed for its ABI.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
import threading
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from onhand.errors import RuntimeUnavailableError

IN_PROCESS = "process"
_PACKAGE = "llama_cpp"
_BINDING = "llama_cpp.llama_cpp"
_INSTALL_HINT = "Install it with `pip install 'llama-cpp-python>=0.3.32,<0.4'`."

_lock = threading.Lock()
_loaded: Library | None = None


@dataclass(slots=True)
class Library:
    """The loaded library: its binding and the handles in which ggml's symbols are found.

    Attributes:
        llama: module `llama_cpp.llama_cpp`, one ctypes function a C function.
        handles: libraries to look ggml's own symbols up in, in order.
        path: file of the library; None when the running process had it already.
        requested: the `library_path` that it was loaded for; None: the packaged one.
        package_version: version of the package that the binding comes from.
    """

    llama: Any
    handles: list[ctypes.CDLL] = field(default_factory=list)
    path: str | None = None
    requested: str | None = None
    package_version: str = ""

    def symbol(self, name: str, restype: Any, *argtypes: Any) -> Callable[..., Any] | None:
        """Return a ggml function with its C types declared; None: the library has none."""
        for handle in self.handles:
            if hasattr(handle, name):
                function = getattr(handle, name)
                function.restype = restype
                function.argtypes = list(argtypes)
                return function  # type: ignore[no-any-return]
        return None

    def version(self) -> str:
        """Return the version of the package, which pins the sources that were built."""
        return self.package_version or self._text("llama_version") or "unknown"

    def build(self) -> str:
        """Return llama.cpp's and ggml's versions, the commit and the instruction sets.

        It is part of a saved state's fingerprint: another build may lay the cache out otherwise.
        """
        parts = [f"llama.cpp {self._text('llama_version') or 'unknown'}"]
        for name in ("ggml_version", "ggml_commit"):
            function = self.symbol(name, ctypes.c_char_p)
            if function is not None:
                text = (function() or b"").decode(errors="replace")
                parts.append(f"{name.replace('_', ' ')} {text}")
        features = self.features()
        return ", ".join(parts) + (f" [{' '.join(features)}]" if features else "")

    def features(self) -> list[str]:
        """Return the instruction sets and options that the library was built with."""
        found = []
        for part in (self._text("llama_print_system_info") or "").split("|"):
            name, _, value = part.rpartition(":")[2].partition("=")
            if value.strip() not in ("", "0"):
                found.append(name.strip() if value.strip() == "1" else part.strip())
        return found

    def _text(self, name: str) -> str:
        function = getattr(self.llama, name, None)
        return (function() or b"").decode(errors="replace") if function is not None else ""


def load_library(library_path: str | None = None) -> Library:
    """Load the library once per process and return it.

    Args:
        library_path: a library file, the directory that holds it, or "process" for the symbols
            that are loaded already; None: the one that the package ships.

    Raises:
        RuntimeUnavailableError: the binding is not installed, the library is missing or cannot be
            loaded, it does not fit the binding, or another one is loaded already.
    """
    global _loaded
    with _lock:
        if _loaded is not None:
            if library_path not in (None, _loaded.requested):
                raise RuntimeUnavailableError(
                    f"This process has llama.cpp from {_loaded.path or IN_PROCESS} already and "
                    f"cannot load {library_path} as well.",
                    hint="Use a worker process (isolation='process'), or one library for all.",
                )
            return _loaded
        _loaded = _load(library_path)
        return _loaded


def _load(library_path: str | None) -> Library:
    # A failed assertion would have ggml start a debugger on the process, for seconds.
    os.environ.setdefault("GGML_NO_BACKTRACE", "1")
    package = _package_spec()
    path = None if library_path is None else _library_file(library_path)
    try:
        with _light_package(package), _library_of_ours(package, library_path, path):
            llama = importlib.import_module(_BINDING)
    except RuntimeUnavailableError:
        raise
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise RuntimeUnavailableError(
            f"llama.cpp's library cannot be loaded: {error}.",
            hint="" if library_path else _INSTALL_HINT,
        ) from error
    library = Library(llama, requested=library_path, package_version=_package_version())
    own = llama._lib
    library.path = None if library_path == IN_PROCESS else getattr(own, "_name", None)
    library.handles = [own, *_ggml_handles(library.path)]
    _check_abi(library)
    llama.llama_backend_init()
    return library


def _package_spec() -> Any:
    spec = importlib.util.find_spec(_PACKAGE) if _PACKAGE not in sys.modules else None
    if _PACKAGE in sys.modules:
        spec = sys.modules[_PACKAGE].__spec__
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeUnavailableError(
            "The package llama-cpp-python is not installed.", hint=_INSTALL_HINT
        )
    return spec


def _package_version() -> str:
    try:
        return metadata.version("llama-cpp-python")
    except metadata.PackageNotFoundError:
        return ""


@contextmanager
def _light_package(spec: Any) -> Iterator[None]:
    """Stand an empty package in for `llama_cpp` while its binding is imported.

    It is taken away again, so that the application can still import the whole package; both then
    share the one binding module.
    """
    if _PACKAGE in sys.modules:
        yield
        return
    stand_in = types.ModuleType(_PACKAGE)
    stand_in.__path__ = list(spec.submodule_search_locations)
    stand_in.__spec__ = spec
    sys.modules[_PACKAGE] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(_PACKAGE) is stand_in:
            del sys.modules[_PACKAGE]


@contextmanager
def _library_of_ours(spec: Any, library_path: str | None, path: Path | None) -> Iterator[None]:
    """Have the binding open the library that the user named instead of the packaged one."""
    if library_path is None or _BINDING in sys.modules:
        if library_path is not None:
            raise RuntimeUnavailableError(
                f"The application imported llama_cpp before, with its own library; "
                f"{library_path} cannot be loaded as well.",
                hint="Use a worker process (isolation='process').",
            )
        yield
        return
    extensions: Any = importlib.import_module(f"{_PACKAGE}._ctypes_extensions")
    original = extensions.load_shared_library

    def load(*_: object) -> ctypes.CDLL:
        return ctypes.CDLL(None) if path is None else ctypes.CDLL(str(path))

    extensions.load_shared_library = load
    try:
        yield
    finally:
        extensions.load_shared_library = original


def _library_file(library_path: str) -> Path | None:
    """Return the library file for a user's path; None for the running process."""
    if library_path == IN_PROCESS:
        return None
    given = Path(library_path)
    if given.is_file():
        return given
    if given.is_dir():
        for name in _file_names("llama"):
            if (given / name).is_file():
                return given / name
        raise RuntimeUnavailableError(
            f"{given} holds no llama library (looked for {', '.join(_file_names('llama'))})."
        )
    raise RuntimeUnavailableError(f"There is no library at {given}.")


def _file_names(base: str) -> tuple[str, ...]:
    if sys.platform == "win32":
        return (f"{base}.dll", f"lib{base}.dll")
    if sys.platform == "darwin":
        return (f"lib{base}.dylib", f"lib{base}.so")
    return (f"lib{base}.so",)


def _ggml_handles(path: str | None) -> list[ctypes.CDLL]:
    """Return the ggml libraries that lie beside `path`; they are loaded as its dependencies."""
    handles = []
    if path is not None:
        for base in ("ggml", "ggml-base"):
            for name in _file_names(base):
                file = Path(path).parent / name
                if file.is_file():
                    handles.append(ctypes.CDLL(str(file)))
                    break
    return handles


def _check_abi(library: Library) -> None:
    """Refuse a library whose parameter structures are not those of the binding.

    The defaults have known values (llama.h); a field that moved shows up as nonsense.
    """
    context = library.llama.llama_context_default_params()
    model = library.llama.llama_model_default_params()
    sane = (
        context.n_batch == 2048
        and context.n_ubatch == 512
        and context.n_seq_max == 1
        and 1 <= context.n_threads <= 512
        and not context.embeddings
        and not model.vocab_only
        and bool(model.use_extra_bufts)
    )
    if not sane:
        raise RuntimeUnavailableError(
            f"The library {library.path or IN_PROCESS} does not fit the binding of "
            f"llama-cpp-python {library.package_version}.",
            hint="Build the library from the sources that this llama-cpp-python pins.",
        )
