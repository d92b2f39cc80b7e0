"""ExecuTorch programs (`.pte`) from GGUF files of the llama kind. Needs the extra `executorch`."""
