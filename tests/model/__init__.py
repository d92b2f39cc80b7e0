"""The bundled model, through the public API."""
