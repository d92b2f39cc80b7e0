"""What one window shows of the models: which of the catalogue, and what is said of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import onhand
from onhand.errors import OnhandError
from onhand.store import CatalogueEntry, Descriptor, UpdateCheck
from onhand.ui.models.fit import Fit
from onhand.ui.models.models import Models
from onhand.ui.models.words import RUNTIMES, parameters, quantization_of, size

USES = ("chat", "tools", "vision", "code", "reasoning", "speed", "embeddings")
"""What the catalogue says models are good for."""
QUICK_TOKENS_PER_S = 7.0
"""Slower models are offered behind those that answer as fast as one reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A model of the catalogue, as it is shown.

    Attributes:
        name: what to pull.
        title: for people.
        facts: size, parameters, licence, in one line.
        description: a sentence; may be empty.
        uses: what it is good for.
        fit: how it suits this device; None: unknown.
        is_installed: whether it is here already.
    """

    name: str
    title: str
    facts: str
    description: str
    uses: tuple[str, ...]
    fit: Fit | None
    is_installed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An installed model, as it is shown.

    Attributes:
        id: names it.
        title: for people.
        facts: quantisation, size, runtime, version, licence, in one line.
        checked: who or what vouches for its bytes.
        fit: how it suits this device; None: unknown.
        update: what is said of an update; "": nothing.
        has_update: whether there is one to get.
        former: versions to roll back to.
        is_used: whether it is the one in use.
        reference: what it was pulled by.
    """

    id: str
    title: str
    facts: str
    checked: str
    fit: Fit | None
    update: str
    has_update: bool
    former: tuple[str, ...]
    is_used: bool
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """The model that comes with the package, as it is shown.

    Attributes:
        facts: quantisation and size, as far as they are known.
        is_used: whether it is the one in use.
    """

    facts: str
    is_used: bool

    @classmethod
    def of(cls, info: onhand.ModelInfo | None, is_used: bool) -> Bundled:
        """Return it, `info` being what the open engine says of its model."""
        said = ["part of the package"]
        if info is not None and is_used:
            said = [info.quantization, size(info.size_bytes) if info.size_bytes else "", *said]
        return cls(facts=" · ".join(filter(None, said)), is_used=is_used)


class ModelsPresenter:
    """The models view's state in one window.

    Attributes:
        models: what all windows share.
        use: only models that are good for it; "": all.
        only_fitting: only models that are not too big.
        sight: what a look at `looked_at` said; None: nobody looked.
        looked_at: the reference that was looked at last.
        failure: why that, or the last thing done, failed.
        is_looking: whether it is being looked at.
    """

    def __init__(self, models: Models) -> None:
        """Begin with all of the catalogue."""
        self.models: Models = models
        self.use: str = ""
        self.only_fitting: bool = False
        self.sight: Fit | None = None
        self.looked_at: str = ""
        self.failure: OnhandError | None = None
        self.is_looking: bool = False

    @property
    def offers(self) -> list[Offer]:
        """The catalogue: what runs well first, the largest of that first."""
        models = self.models
        installed = {model.id for model in models.installed}
        offers = [
            (entry, models.fits.rough(entry))
            for entry in models.catalogue.values()
            if not self.use or self.use in entry.uses
        ]
        if self.only_fitting:
            offers = [pair for pair in offers if pair[1] is None or pair[1].verdict != "no"]
        offers.sort(key=lambda pair: _rank(*pair))
        return [_offer(entry, fit, entry.name in installed) for entry, fit in offers]

    @property
    def cards(self) -> list[Card]:
        """The installed models by name; the one in use first."""
        models = self.models
        now = datetime.datetime.now()
        cards = [
            Card(
                id=model.id,
                title=model.manifest.title or model.id,
                facts=facts_of(model),
                checked=checked_of(model, models.verified_at.get(model.id), now),
                fit=models.fits.close.get(model.id),
                update=update_of(models.updates.get(model.id)),
                has_update=_is_available(models.updates.get(model.id)),
                former=models.former.get(model.id, ()),
                is_used=models.is_used(model.id),
                reference=model.reference,
            )
            for model in models.installed
        ]
        return sorted(cards, key=lambda card: (not card.is_used, card.title.lower()))

    @property
    def device(self) -> str:
        """This device in one line; "": not read yet."""
        fits = self.models.fits
        if fits.device is None:
            return ""
        device, n = fits.device, fits.device.n_cores
        said = [
            f"{size(device.usable_bytes)} of {size(device.memory_total_bytes)} memory free",
            f"{n} core" + ("s" if n != 1 else ""),
        ]
        if fits.free_bytes is not None:
            said.append(f"{size(fits.free_bytes)} free on the disk")
        if fits.calibration is None:
            said.append("measuring the processor …")
        return " · ".join(said)

    def has_room(self, fit: Fit) -> bool:
        """Whether the disk has room for the download."""
        free = self.models.fits.free_bytes
        return free is None or fit.download_bytes is None or fit.download_bytes < free

    async def look(self, reference: str) -> None:
        """Look at what a reference means without fetching it; see `sight` and `failure`."""
        self.looked_at, self.sight, self.failure = reference.strip(), None, None
        self.is_looking = True
        try:
            self.sight = await self.models.fits.look(self.looked_at)
        except OnhandError as error:
            self.failure = error
        finally:
            self.is_looking = False


def facts_of(model: Descriptor) -> str:
    """Return what is known of an installed model, in one line."""
    manifest = model.manifest
    quant = quantization_of(manifest.entry) or quantization_of(model.reference)
    said = (
        quant,
        size(model.size_bytes),
        RUNTIMES.get(model.runtime, model.runtime),
        f"version {model.version[:12]}",
        manifest.license,
    )
    return " · ".join(filter(None, said))


def checked_of(model: Descriptor, verified_at: float | None, now: datetime.datetime) -> str:
    """Return what vouches for an installed model's bytes."""
    said = "Every byte checked when it was fetched"
    if verified_at is not None:
        when = datetime.datetime.fromtimestamp(verified_at)
        day = "today" if when.date() == now.date() else f"on {when.day} {when:%b}"
        said = f"Every byte checked {day} at {when:%H:%M}"
    if model.verified_by:
        said += f"; signed by {', '.join(key[:8] for key in model.verified_by)}"
    return said


def update_of(check: UpdateCheck | None) -> str:
    """Return what is said of a model's update."""
    if check is None or (check.status == "skipped" and check.reason == "recent"):
        return ""
    if check.status == "available":
        version = f": version {check.available[:12]}" if check.available else ""
        return f"There is an update{version}"
    if check.status == "current":
        return "This is the newest version"
    return {
        "offline": "Not asked for updates: the network is switched off (ONHAND_OFFLINE)",
        "metered": "Not asked for updates: this connection costs by volume",
    }.get(check.reason, f"Could not be asked for updates: {check.reason}")


def updates_in_words(checks: Sequence[UpdateCheck]) -> str:
    """Return in a sentence what asking for updates found."""
    if not checks:
        return "No model is installed, so there is nothing to update."
    n = sum(_is_available(check) for check in checks)
    if n:
        return f"{n} update{'s' if n != 1 else ''} can be had."
    reasons = {check.reason for check in checks if check.status == "skipped"}
    if "offline" in reasons:
        return "The network is switched off (ONHAND_OFFLINE); nobody was asked."
    if "metered" in reasons:
        return "This connection costs by volume; nobody was asked."
    if any(check.status == "failed" for check in checks):
        return "Not all sources could be asked; see the models."
    return "All models are current."


def is_metered(checks: Iterable[UpdateCheck]) -> bool:
    """Whether a metered connection kept anybody from being asked."""
    return any(check.status == "skipped" and check.reason == "metered" for check in checks)


def _is_available(check: UpdateCheck | None) -> bool:
    return check is not None and check.status == "available"


def _rank(entry: CatalogueEntry, fit: Fit | None) -> tuple[int, float]:
    """Return the place: quick ones that fit, slow ones that fit, tight ones, those too big."""
    n_params = entry.params_b or 0.0
    if fit is None or fit.verdict == "tight":
        return 2, -n_params
    if fit.verdict == "no":
        return 3, n_params
    is_slow = fit.tokens_per_s is not None and fit.tokens_per_s < QUICK_TOKENS_PER_S
    return (1, n_params) if is_slow else (0, -n_params)


def _offer(entry: CatalogueEntry, fit: Fit | None, is_installed: bool) -> Offer:
    said = [parameters(entry.params_b), entry.default_quant]
    if fit is not None and fit.download_bytes:
        said.append(f"{'about ' if fit.is_rough else ''}{size(fit.download_bytes)}")
    said.append(entry.license)
    return Offer(
        name=entry.name,
        title=entry.title or entry.name,
        facts=" · ".join(filter(None, said)),
        description=entry.description,
        uses=entry.uses,
        fit=fit,
        is_installed=is_installed,
    )
