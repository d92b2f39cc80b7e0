"""The command line on scripted models."""
