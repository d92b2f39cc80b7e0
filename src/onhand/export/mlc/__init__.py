"""MLC bundles: weights, tokenizer, configuration and a compiled library. Loads nothing natively."""
