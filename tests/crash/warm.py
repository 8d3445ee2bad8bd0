"""What all lives of a run share, made ready once: the fork server imports this before it forks."""

from __future__ import annotations

from functools import cache

import matchbot.adapters.delivery
import matchbot.adapters.mail
import matchbot.adapters.mail_folder
import matchbot.adapters.smtp
import matchbot.app
import matchbot.channels.telegram.bot_api
import matchbot.flows.digest
import matchbot.process  # noqa: F401
from matchbot.adapters.catalogue_files import read_catalogue, read_platform
from matchbot.adapters.knowledge import build_knowledge
from matchbot.adapters.shipped import shipped
from matchbot.core.knowledge import Knowledge
from matchbot.core.platform import Platform


@cache
def platform() -> Platform:
    """The platform of the sample catalogue."""
    return read_platform(shipped("amsterdam-sample"))


@cache
def knowledge() -> Knowledge:
    """What is known of the sample catalogue. Without the embedding, which decides nothing here."""
    return build_knowledge(platform(), read_catalogue(shipped("amsterdam-sample")).catalogue)


knowledge()
