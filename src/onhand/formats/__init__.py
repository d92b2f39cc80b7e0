"""Pure, bounded readers of file formats (GGUF headers). No native code, no store, no network."""
