"""The dialogue: one pure function for every channel, `advance`."""
