"""Sister platforms: the key our feed is signed with, the reading of theirs, and what they offer.

Nothing is imported here: fetching and signing are heavy, and most processes need neither.
"""
