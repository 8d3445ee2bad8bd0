"""What the flows see of the tables: one class for each Protocol of `flows/ports.py`."""
