"""Everything behind the handle: wire, loop, scheduler, sequences, supervisor. No public API."""
