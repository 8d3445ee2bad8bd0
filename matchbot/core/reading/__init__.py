"""Reading: what one text of a buyer says, as facts."""
