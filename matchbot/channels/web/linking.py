"""A link to act in Telegram, made by somebody who is logged in; and no chat acting any more."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from matchbot.channels.web.members import SignedPost
from matchbot.flows.linking import chats_of_member, make_chat_link, unlink_all

router = APIRouter()


@router.post("/{lang}/me/telegram")
def link_telegram(signed: SignedPost, act: Annotated[str, Form()] = "") -> Response:
    """Show a link of this moment, or unlink all chats of the member first."""
    if act == "unlink":
        unlink_all(signed.office, signed.member)
    return signed.page(
        "linked.html.j2",
        link=make_chat_link(signed.office, signed.member),
        count=len(chats_of_member(signed.office, signed.member)),
    )
