"""The Hugging Face hub: which files a reference means, with the hub's own hashes and its cache.

Metadata comes through `huggingface_hub`; files come through our own downloads, which resume and
verify. `HF_ENDPOINT`, `HF_TOKEN` (and the token of its login), `HF_HUB_OFFLINE`, `HF_HUB_CACHE`,
`HF_HOME` and `XDG_CACHE_HOME` are honoured as its documentation says.
"""

from __future__ import annotations

import contextlib
import fnmatch
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from onhand.errors import (
    DownloadError,
    ManifestError,
    ModelNotFoundError,
    ModelUnsupportedError,
)
from onhand.store import kinds
from onhand.store.manifest import MAX_FILE_BYTES
from onhand.store.names import check_file_name, check_sha256, id_from
from onhand.store.offer import Offer, OfferedFile, digest_of
from onhand.store.offline import check_online, offline_reason
from onhand.store.reference import HubReference
from onhand.store.transport import origin

QUANT_ORDER: Final = (
    *("Q4_K_M", "Q4_K_S", "Q4_0", "IQ4_XS", "IQ4_NL", "Q4_1", "Q5_K_M", "Q5_K_S", "Q5_0"),
    *("Q6_K", "Q8_0", "Q3_K_M", "Q3_K_L", "MXFP4", "BF16", "F16", "Q3_K_S", "Q2_K", "F32"),
)
"""Which quantisation is taken when none is named: the first of these that there is."""

_PROJECTOR_ORDER: Final = ("f16", "bf16", "q8_0", "f32")
_SKIPPED: Final = (".gitattributes", "readme.md", ".gitignore")
_COMMIT: Final = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository, as the hub describes it.

    Attributes:
        name: path in the repository.
        size_bytes: its length; None: not said.
        sha256: hash of its content, which the hub knows of large files; None: small file.
        git_sha1: its Git blob id; None: not said.
    """

    name: str
    size_bytes: int | None
    sha256: str | None
    git_sha1: str | None


def endpoint() -> str:
    """Return the hub's address: `HF_ENDPOINT`, else the public one."""
    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"


def cache_folder() -> Path:
    """Return the folder of `huggingface_hub`'s cache."""
    for name, below in (("HF_HUB_CACHE", ""), ("HF_HOME", "hub"), ("XDG_CACHE_HOME", None)):
        value = os.environ.get(name)
        if value:
            path = Path(value).expanduser()
            return path / "huggingface" / "hub" if below is None else path / below
    return Path("~/.cache/huggingface/hub").expanduser()


def resolve(reference: HubReference, *, offline: bool = False, asked_for: str = "") -> Offer:
    """Return the offer that a hub reference means.

    Offline, what the hub's cache holds is offered.

    Raises:
        ModelNotFoundError: no such repository, revision or file, or no access to it.
        ModelUnsupportedError: it has no model that a runtime knows.
        DownloadError: the hub cannot be asked.
        OfflineError: the network is forbidden and the cache does not have it.
    """
    if offline or offline_reason():
        return _resolve_cached(reference, asked_for, offline=offline)
    from huggingface_hub import HfApi

    try:
        with _without_telemetry():
            info = HfApi(endpoint=endpoint()).model_info(
                reference.repo, revision=reference.revision, files_metadata=True, timeout=30
            )
    except Exception as error:
        raise _hub_error(error, reference) from error
    try:
        files = [_hub_file(item) for item in info.siblings or []]
        commit = _matching(_COMMIT, info.sha)
    except (ManifestError, AttributeError, KeyError, TypeError, ValueError) as error:
        words = str(error).rstrip(".")
        raise DownloadError(
            f"The hub at {endpoint()} describes {reference.repo} as it cannot be: {words}.",
            hint="Check HF_ENDPOINT.",
        ) from error
    chosen = choose(files, reference.selector, reference.repo)
    cached = _cached_files(reference.repo, commit)
    card: Any = info.card_data
    facts = {
        "source": f"hf:{reference.repo}@{commit}",
        "license": _text(getattr(card, "license", None)),
    }
    return _offer(reference, asked_for, commit, chosen=chosen, cached=cached, facts=facts)


@contextlib.contextmanager
def _without_telemetry() -> Iterator[None]:
    """Keep the library from asking the hub, beside our question, what programs it should look for.

    It does so to tell the hub which of them runs it; nothing of that kind leaves the device here.
    """
    from huggingface_hub import constants

    before = constants.HF_HUB_DISABLE_TELEMETRY
    constants.HF_HUB_DISABLE_TELEMETRY = True
    try:
        yield
    finally:
        constants.HF_HUB_DISABLE_TELEMETRY = before


def _offer(
    reference: HubReference,
    asked_for: str,
    commit: str,
    *,
    chosen: Sequence[HubFile],
    cached: Mapping[str, Path],
    facts: Mapping[str, Any],
) -> Offer:
    base = f"{endpoint()}/{reference.repo}/resolve/{commit}/"
    files = tuple(
        OfferedFile(
            name=file.name,
            url=base + quote(file.name),
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            git_sha1=None if file.sha256 else file.git_sha1,
            local=cached.get(file.name),
            shares_local=True,
        )
        for file in chosen
    )
    identity = [[file.name, file.sha256 or file.git_sha1 or commit] for file in chosen]
    return Offer(
        id=model_id(reference.repo, [file.name for file in chosen]),
        version=commit[:12],
        reference=asked_for or str(reference),
        digest=digest_of(identity),
        files=files,
        headers_by_host=credentials(),
        facts=facts,
    )


def model_id(repo: str, names: Sequence[str]) -> str:
    """Return "owner/name", and the file's own name after it when the repository has several."""
    owner, _, name = repo.partition("/")
    entry = kinds.detect(names)[1]
    split = kinds.SPLIT.fullmatch(PurePosixPath(entry).name)
    stem = split["stem"] if split else PurePosixPath(entry).stem
    short = re.sub(r"[-_.]gguf$", "", name, flags=re.IGNORECASE)
    tail = id_from(stem) if entry != "." else ""
    if tail.startswith(id_from(short) + "-"):
        tail = tail[len(id_from(short)) + 1 :]
    parts = [id_from(owner), id_from(short), tail]
    return "/".join(part for part in parts if part)


def choose(files: Sequence[HubFile], selector: str | None, repo: str) -> list[HubFile]:
    """Return the files that a selector means, all parts of split ones included.

    Raises:
        ModelNotFoundError: it means none; the message lists what there is.
        ModelUnsupportedError: the repository has no model that a runtime knows.
        ManifestError: a file that is meant has a name that is unsafe as a path.
    """
    by_name = {file.name: file for file in files}
    names: list[str] = []
    if selector is None:
        names = _choose_default(list(by_name), repo)
    else:
        for part in selector.split("+"):
            names += _choose_part(list(by_name), part.strip(), repo)
    whole = [part for name in names for part in kinds.split_parts(name)]
    missing = [name for name in whole if name not in by_name]
    if missing:
        raise ModelNotFoundError(f"{repo} lacks parts of a split model: {', '.join(missing)}.")
    return [by_name[check_file_name(name)] for name in dict.fromkeys(whole)]


def _choose_default(names: list[str], repo: str) -> list[str]:
    if kinds.MLC_CONFIG in names:
        return [name for name in names if name.lower() not in _SKIPPED]
    programs = [name for name in names if name.lower().endswith(".pte")]
    if programs:
        kinds.detect(programs)
        return programs + [name for name in names if kinds.goes_with_program(name)]
    weights = _weights(names)
    if not weights:
        raise ModelUnsupportedError(
            f"{repo} has no GGUF file, no .pte file and no MLC model.",
            hint="Look for a repository with GGUF in its name, or convert it.",
        )
    for quant in QUANT_ORDER:
        matching = [name for name in weights if _has_quant(name, quant)]
        if matching:
            return [min(matching, key=len)]
    if len(weights) > 1:
        raise ModelUnsupportedError(
            f"{repo} has {len(weights)} GGUF models of no usual quantisation: "
            f"{', '.join(sorted(weights)[:6])}.",
            hint="Name one: hf:owner/repo:file.",
        )
    return weights


def _choose_part(names: list[str], part: str, repo: str) -> list[str]:
    """Return the one file that is named, matched by a pattern, or has that quantisation."""
    if part in names:
        return [part]
    if part.lower() == "mmproj":
        part = "*mmproj*"
    found = [name for name in names if fnmatch.fnmatchcase(name.lower(), part.lower())]
    if not found:
        found = [name for name in _weights(names) if _has_quant(name, part)]
    found = [name for name in found if kinds.split_parts(name)[0] == name]
    if not found:
        ggufs = [name for name in names if name.lower().endswith(".gguf")]
        raise ModelNotFoundError(
            f"{repo} has no file {part!r}.",
            hint=f"It has: {', '.join(sorted(ggufs)[:12]) or 'no GGUF file at all'}.",
        )
    if kinds.is_projector(found[0]):
        return [min(found, key=_projector_rank)]
    return [min(found, key=lambda name: (len(name), name))]


def _projector_rank(name: str) -> tuple[int, str]:
    lower = name.lower()
    ranks = [i for i, kind in enumerate(_PROJECTOR_ORDER) if _has_quant(lower, kind)]
    return (min(ranks, default=len(_PROJECTOR_ORDER)), name)


def _weights(names: Sequence[str]) -> list[str]:
    """Return the GGUF models: first parts only, no projectors."""
    ggufs = [n for n in names if n.lower().endswith(".gguf") and not kinds.is_projector(n)]
    return [name for name in ggufs if kinds.split_parts(name)[0] == name]


def _has_quant(name: str, quant: str) -> bool:
    pattern = rf"(?:^|[-._/]){re.escape(quant)}(?:[-./]|$)"
    return re.search(pattern, name, flags=re.IGNORECASE) is not None


def _hub_file(item: Any) -> HubFile:
    """Read a file's description; older versions of the library give plain dictionaries.

    Raises:
        ManifestError, ValueError …: a name, hash or size is none. They become paths and lengths.
    """
    lfs = item.lfs
    sha256, size = None, item.size
    if lfs:
        sha256 = check_sha256(lfs["sha256"] if isinstance(lfs, dict) else lfs.sha256)
        size = lfs["size"] if isinstance(lfs, dict) else lfs.size
    if size is not None and not (isinstance(size, int) and 0 <= size <= MAX_FILE_BYTES):
        raise ValueError(f"a file has {size!r} bytes")
    git_sha1 = _matching(_COMMIT, item.blob_id) if item.blob_id is not None and not lfs else None
    return HubFile(str(item.rfilename), size, sha256, git_sha1)


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{value!r} is no Git id")
    return value


def _text(value: Any) -> str:
    """Return a text of a model card, or several, as one that can be written; "" for none."""
    words = value if isinstance(value, list) else [] if value is None else [value]
    return ", ".join(str(word) for word in words).encode(errors="replace").decode()


def credentials() -> dict[str, dict[str, str]]:
    """Return the hub's headers, for its own host only: files may lie on another."""
    from huggingface_hub import get_token

    token = get_token()
    return {origin(endpoint()): {"Authorization": f"Bearer {token}"}} if token else {}


def _hub_error(error: Exception, reference: HubReference) -> Exception:
    from huggingface_hub import errors

    where = f"{reference.repo}" + (f"@{reference.revision}" if reference.revision else "")
    if isinstance(error, errors.GatedRepoError):
        return DownloadError(
            f"{where} is gated.",
            hint=f"Accept its terms at {endpoint()}/{reference.repo} and set HF_TOKEN.",
        )
    if isinstance(error, errors.RepositoryNotFoundError):
        return ModelNotFoundError(
            f"The hub has no repository {reference.repo}, or it is private.",
            hint="Check the name; for a private one set HF_TOKEN.",
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return ModelNotFoundError(f"{reference.repo} has no revision {reference.revision!r}.")
    if isinstance(error, errors.HFValidationError):
        return ModelNotFoundError(f"{reference.repo!r} cannot be a repository: {error}.")
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status == 404:
        return ModelNotFoundError(f"The hub at {endpoint()} has no {where}.")
    if status in (401, 403):
        return DownloadError(
            f"The hub at {endpoint()} answered {status} ({where}): it wants a token, or another.",
            hint="Set HF_TOKEN.",
        )
    words = f"answered {status}" if status else f"cannot be asked: {type(error).__name__}"
    return DownloadError(f"The hub at {endpoint()} {words} ({where}).")


def _cached_files(repo: str, commit: str) -> dict[str, Path]:
    """Return the files of a commit that the hub's cache has, by name."""
    folder = cache_folder() / f"models--{repo.replace('/', '--')}" / "snapshots" / commit
    if not folder.is_dir():
        return {}
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.resolve() for path in found}


def _resolve_cached(reference: HubReference, asked_for: str, *, offline: bool) -> Offer:
    """Return the offer of what the cache holds of the wanted revision.

    Its blobs are named by their SHA-256 (large files) or Git id, which is what they must have.
    """
    home = cache_folder() / f"models--{reference.repo.replace('/', '--')}"
    commit = reference.revision or "main"
    if not _COMMIT.fullmatch(commit):
        try:
            commit = (home / "refs" / commit).read_text().strip()
        except OSError:
            commit = ""
    cached = _cached_files(reference.repo, commit) if _COMMIT.fullmatch(commit) else {}
    if not cached:
        check_online(f"{reference}, which is not in the hub's cache,", offline=offline)
    files = [
        HubFile(
            name,
            path.stat().st_size,
            path.name if re.fullmatch(r"[0-9a-f]{64}", path.name) else None,
            path.name if _COMMIT.fullmatch(path.name) else None,
        )
        for name, path in cached.items()
    ]
    chosen = choose(files, reference.selector, reference.repo)
    facts = {"source": f"hf:{reference.repo}@{commit}"}
    return _offer(reference, asked_for, commit, chosen=chosen, cached=cached, facts=facts)
