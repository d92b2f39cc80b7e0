"""What a user may name a model by: catalogue name, `hf:…`, web address, or local path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote, urlsplit

from onhand.errors import ModelNotFoundError

_REPO: Final = r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*"
_HUB: Final = re.compile(
    rf"hf:(?P<repo>{_REPO})(?:@(?P<revision>[^:\s]+))?(?::(?P<selector>[^:\s].*))?"
)
_HUB_PAGE: Final = re.compile(
    rf"/(?P<repo>{_REPO})(?:/(?:resolve|blob|tree)/(?P<revision>[^/]+)(?:/(?P<file>.+))?)?/?"
)
_HUB_HOSTS: Final = frozenset({"huggingface.co", "www.huggingface.co", "hf.co"})


@dataclass(frozen=True, slots=True)
class HubReference:
    """A repository of the Hugging Face hub.

    Attributes:
        repo: "owner/name".
        revision: branch, tag or commit; None: the main branch.
        selector: file, pattern or quantisation, several joined by "+"; None: chosen for you.
    """

    repo: str
    revision: str | None = None
    selector: str | None = None

    def __str__(self) -> str:
        revision = f"@{self.revision}" if self.revision else ""
        return f"hf:{self.repo}{revision}" + (f":{self.selector}" if self.selector else "")


@dataclass(frozen=True, slots=True)
class WebReference:
    """The address of a manifest (its path ends with ".json") or of a file.

    Attributes:
        url: the address without fragment.
        sha256: hash that the file must have (`#sha256=…`); None: not known beforehand.
    """

    url: str
    sha256: str | None = None

    @property
    def is_manifest(self) -> bool:
        """Whether it is a manifest's address."""
        return urlsplit(self.url).path.lower().endswith(".json")

    def __str__(self) -> str:
        return self.url + (f"#sha256={self.sha256}" if self.sha256 else "")


@dataclass(frozen=True, slots=True)
class LocalReference:
    """A file or folder of this machine.

    Attributes:
        path: where it is, absolute.
    """

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class NameReference:
    """A name of the catalogue.

    Attributes:
        name: the name.
        quant: quantisation; None: the catalogue's.
    """

    name: str
    quant: str | None = None

    def __str__(self) -> str:
        return self.name + (f":{self.quant}" if self.quant else "")


Reference: TypeAlias = "HubReference | WebReference | LocalReference | NameReference"


def parse(text: str) -> Reference:
    """Return what `text` names, without asking anyone.

    Raises:
        ModelNotFoundError: it is none of the forms, or a path at which there is nothing.
    """
    text = text.strip()
    if text.startswith("hf:"):
        found = _HUB.fullmatch(text)
        if found is None:
            raise _no_form(text)
        return _hub(found)
    if text.lower().startswith(("http://", "https://")):
        return _web(text)
    host, _, rest = text.partition("/")
    if host.lower() in _HUB_HOSTS:  # as other programs have it: hf.co/owner/repo:quantisation
        found = _HUB.fullmatch(f"hf:{rest}")
        return _web(f"https://{text}") if found is None else _hub(found)
    if text.startswith((".", "/", "~", "file:")) or "\\" in text or _is_file(text):
        path = Path(text.removeprefix("file://").removeprefix("file:")).expanduser().absolute()
        if not path.exists():
            raise ModelNotFoundError(f"There is nothing at {path}.")
        return LocalReference(path)
    name, _, quant = text.partition(":")
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*(?::[A-Za-z0-9._-]+)?", text):
        return NameReference(name, quant or None)
    raise _no_form(text)


def _hub(found: re.Match[str]) -> HubReference:
    return HubReference(found["repo"], found["revision"], found["selector"])


def _is_file(text: str) -> bool:
    suffixes = (".gguf", ".pte", ".zip", ".json")
    return text.lower().endswith(suffixes) and Path(text).is_file()


def _web(text: str) -> Reference:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise _no_form(text) from error
    url, _, fragment = text.partition("#")
    if (parts.hostname or "").lower() in _HUB_HOSTS:
        page = _HUB_PAGE.fullmatch(parts.path)
        if page is not None:
            selector = unquote(page["file"]) if page["file"] else None
            return HubReference(page["repo"], page["revision"], selector)
    found = re.fullmatch(r"sha256=([0-9a-fA-F]{64})", fragment)
    return WebReference(url, found[1].lower() if found else None)


def _no_form(text: str) -> ModelNotFoundError:
    return ModelNotFoundError(
        f"{text!r} names no model.",
        hint="Give a name of the catalogue, hf:owner/repo[@revision][:file or quantisation], "
        "a web address, or a path.",
    )
