"""Models on disk: manifests, pull, verify, update, advise. Never imports a runtime or the engine."""
