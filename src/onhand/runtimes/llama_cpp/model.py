"""Loads the weights and the adapters, and frees them exactly once."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any, Final

from onhand.errors import CapabilityError, EngineClosedError, ModelNotFoundError
from onhand.formats.gguf import GgufHeader
from onhand.runtimes.base import OnProgress
from onhand.runtimes.llama_cpp.devices import device_handles, has_accelerator
from onhand.runtimes.llama_cpp.failures import load_failure
from onhand.runtimes.llama_cpp.files import check_files, model_files
from onhand.runtimes.llama_cpp.library import Library
from onhand.runtimes.llama_cpp.log import log
from onhand.runtimes.llama_cpp.tokenizer import LlamaTokenizer
from onhand.types.params import Adapter, ModelParams

_ALL_LAYERS: Final = 9999
_SPLIT_MODES: Final = {"none": 0, "layer": 1, "row": 2}
_LOAD_MODES: Final = {  # (mmap, mlock) -> enum llama_load_mode
    (False, False): 0,
    (True, False): 1,
    (False, True): 2,
    (True, True): 3,
}


class NativeModel:
    """Owns one `llama_model` and its adapters."""

    def __init__(
        self, library: Library, path: str, params: ModelParams, on_progress: OnProgress | None
    ) -> None:
        self.library = library
        self.llama: Any = library.llama
        self.path = path
        self.params = params
        self._adapters: list[Any] = []
        files = model_files(path, params.split_paths)
        self.header: GgufHeader = check_files(files)
        for adapter in params.adapters:
            if not Path(adapter.path).is_file():
                raise ModelNotFoundError(f"There is no adapter {adapter.path}.")
            check_files([adapter.path])
        loading = _Loading(library, files, params, on_progress)
        self.native: Any = loading.run()
        self.is_on_cpu: bool = loading.is_on_cpu
        try:
            self.vocab: Any = self.llama.llama_model_get_vocab(self.native)
            self.tokenizer: LlamaTokenizer = LlamaTokenizer(library, self.vocab)
            for adapter in params.adapters:
                self._adapters.append(self._load_adapter(adapter))
        except BaseException:
            self.close()
            raise

    def _load_adapter(self, adapter: Adapter) -> Any:
        mark = log.mark()
        native = self.llama.llama_adapter_lora_init(self.native, os.fsencode(adapter.path))
        if not native:
            raise load_failure(adapter.path, mark)
        return native

    def apply_adapters(self, native_context: Any) -> None:
        """Have a context add the adapters' contributions, each with its scale."""
        if not self._adapters:
            return
        count = len(self._adapters)
        handles = (self.llama.llama_adapter_lora_p_ctypes * count)(*self._adapters)
        scales = (ctypes.c_float * count)(*(adapter.scale for adapter in self.params.adapters))
        if self.llama.llama_set_adapters_lora(native_context, handles, count, scales):
            raise CapabilityError("The adapters cannot be applied.", native_log=log.tail())

    # ── facts that decide what is possible ───────────────────────────────────

    @property
    def is_recurrent(self) -> bool:
        """Whether (some of) its state is recurrent and cannot forget its last tokens."""
        llama = self.llama
        return bool(
            llama.llama_model_is_recurrent(self.native) or llama.llama_model_is_hybrid(self.native)
        )

    @property
    def has_encoder(self) -> bool:
        """Whether it needs an encoder pass before it decodes."""
        return bool(self.llama.llama_model_has_encoder(self.native))

    @property
    def has_decoder(self) -> bool:
        """Whether it can decode at all; some are encoders only."""
        return bool(self.llama.llama_model_has_decoder(self.native))

    @property
    def has_plain_cache(self) -> bool:
        """Whether its memory grows by the same amount with each token."""
        return not self.is_recurrent and not self.params.vocab_only

    def kv_width(self) -> int:
        """Return how many key elements (as many value elements) one token caches in all layers."""
        llama, native = self.llama, self.native
        n_head_kv = llama.llama_model_n_head_kv(native)
        return int(llama.llama_model_n_layer(native)) * int(n_head_kv) * self.head_size()

    def head_size(self) -> int:
        """Return the key elements of one head."""
        n_head = max(1, self.llama.llama_model_n_head(self.native))
        width = int(self.llama.llama_model_n_embd(self.native))
        return self._number("attention.key_length") or width // n_head

    def _number(self, key: str) -> int | None:
        architecture = self.header.metadata.get("general.architecture")
        value = self.header.metadata.get(f"{architecture}.{key}")
        return value if isinstance(value, int) else None

    def close(self) -> None:
        """Free the adapters, then the model; calling again does nothing."""
        adapters, self._adapters = self._adapters, []
        for adapter in adapters:
            self.llama.llama_adapter_lora_free(adapter)
        native, self.native = self.native, None
        if native:
            self.llama.llama_model_free(native)
            log.drain()


class _Loading:
    """One load: the parameters, what they point to, and the progress callback's life."""

    def __init__(
        self,
        library: Library,
        files: list[str],
        params: ModelParams,
        on_progress: OnProgress | None,
    ) -> None:
        self._llama = library.llama
        self._library = library
        self._files = files
        self._on_progress = on_progress
        self._is_given_up = False
        self._failure: BaseException | None = None
        self._kept: list[Any] = []  # what the native parameters point to
        self._options = self._make_options(params)

    def run(self) -> Any:
        """Load and return the native model."""
        llama, paths = self._llama, [os.fsencode(path) for path in self._files]
        mark = log.mark()
        if len(paths) == 1:
            native = llama.llama_model_load_from_file(paths[0], self._options)
        else:
            listed = (ctypes.c_char_p * len(paths))(*paths)
            native = llama.llama_model_load_from_splits(listed, len(paths), self._options)
        if self._failure is not None or self._is_given_up:
            if native:
                llama.llama_model_free(native)
            log.drain()
            if self._failure is not None:
                raise self._failure
            raise EngineClosedError(f"Loading {self._files[0]} was given up.", hint="")
        if not native:
            raise load_failure(self._files[0], mark)
        log.drain()
        return native

    def _make_options(self, params: ModelParams) -> Any:
        options = self._llama.llama_model_default_params()
        options.n_gpu_layers = self._n_gpu_layers(params)
        self.is_on_cpu = options.n_gpu_layers == 0
        options.split_mode = _SPLIT_MODES[params.split_mode]
        options.main_gpu = params.main_gpu
        options.check_tensors = params.check_tensors
        options.vocab_only = params.vocab_only
        if hasattr(options, "load_mode"):
            options.load_mode = _LOAD_MODES[params.use_mmap, params.use_mlock]
        else:
            options.use_mmap, options.use_mlock = params.use_mmap, params.use_mlock
        if params.tensor_split:
            shares = self._tensor_split(params.tensor_split)
            options.tensor_split = ctypes.cast(shares, ctypes.POINTER(ctypes.c_float))
        if params.devices is not None:
            options.devices = ctypes.cast(self._devices(params.devices), ctypes.c_void_p)
        callback = self._llama.llama_progress_callback(self._progress)
        self._kept.append(callback)
        options.progress_callback = callback
        return options

    def _n_gpu_layers(self, params: ModelParams) -> int:
        wanted = params.n_gpu_layers
        if wanted == 0 or params.vocab_only:
            return 0
        listed = [info for _, info in device_handles(self._library)]
        can_offload = self._llama.llama_supports_gpu_offload() and has_accelerator(listed)
        if wanted is None:
            return _ALL_LAYERS if can_offload else 0
        if not can_offload:
            raise CapabilityError(
                f"{wanted} layers cannot be put on an accelerator: this llama.cpp has none.",
                hint="Leave `n_gpu_layers` out, or install a build for your device.",
            )
        return wanted

    def _tensor_split(self, shares: tuple[float, ...]) -> Any:
        most = self._llama.llama_max_devices()
        if len(shares) > most:
            raise CapabilityError(
                f"The weights cannot be split {len(shares)} ways: this llama.cpp takes {most}.",
                hint="Give `tensor_split` a share for each device that `onhand devices` lists.",
            )
        array = (ctypes.c_float * most)(*shares)
        self._kept.append(array)
        return array

    def _devices(self, names: tuple[str, ...]) -> Any:
        known = {info.name: handle for handle, info in device_handles(self._library)}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise CapabilityError(
                f"There is no device {unknown[0]!r} here; there are {', '.join(known)}.",
                hint="`onhand devices` says what they are.",
            )
        array = (ctypes.c_void_p * (len(names) + 1))(*(known[name] for name in names), None)
        self._kept.append(array)
        return array

    def _progress(self, share: float, _user_data: object) -> bool:
        """Called by the loader, in our thread; nothing may be raised through native code."""
        log.drain()
        if self._on_progress is None:
            return True
        try:
            self._is_given_up = not self._on_progress(share)
        except BaseException as error:  # raised again when the loader has returned
            self._failure = error
        return not self._is_given_up and self._failure is None
