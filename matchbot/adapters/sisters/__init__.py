"""Sister platforms: the key our feed is signed with, and the reading of theirs."""

from matchbot.adapters.sisters.signing import BadKey, FeedSigner
from matchbot.adapters.sisters.source import WebSisters

__all__ = ["BadKey", "FeedSigner", "WebSisters"]
