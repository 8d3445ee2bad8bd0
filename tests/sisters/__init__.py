"""Sister platforms on loopback: honest ones, one that lies, one that is down, one that never ends."""
