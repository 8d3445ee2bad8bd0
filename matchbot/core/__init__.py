"""What we know: frozen dataclasses and pure functions. No I/O, no async, no clock."""
