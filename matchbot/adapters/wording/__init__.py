"""Wording: what is said becomes text of a language, through gettext catalogues."""

from matchbot.adapters.wording.catalogue import GettextWording

__all__ = ["GettextWording"]
