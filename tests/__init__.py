"""The test suite, a package so that its helpers can be imported by tests and benchmarks alike."""
