"""Reading dates: a grammar of days and periods in four languages, its words in tables.

dateparser was weighed and left out: it reads neither parts of months nor "volgende week dinsdag",
gives an instant where people mean a period, and takes "We" for Wednesday.
"""

from matchbot.core.reading.when.reader import WhenFound, read_when

__all__ = ["WhenFound", "read_when"]
