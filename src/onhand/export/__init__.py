"""Model files for other runtimes, made from GGUF files. Needs the runtime's compiler (extras)."""
