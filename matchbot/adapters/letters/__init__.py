"""Letters: mails as words, written from blocks into text and HTML, then into bytes."""

from matchbot.adapters.letters.writer import MimeLetterWriter

__all__ = ["MimeLetterWriter"]
