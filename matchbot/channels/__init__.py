"""Where people reach us: each channel turns an outside message into a Turn, a Reply back out."""
