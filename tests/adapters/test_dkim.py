"""Signed letters: what is in the signature, and that it verifies."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime

import dkim
import pytest
from cast import PLATFORM, SENDER, SITE

from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.letters.dkim import BadKey, DkimSigner
from matchbot.adapters.wording import GettextWording
from matchbot.flows.records import Letter

DOMAIN = SENDER.rpartition("@")[2]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def openssl(*words: str, given: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *words], input=given, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def key() -> bytes:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is absent: no key to sign with")
    return openssl("genrsa", "-traditional", "2048")


def signed(key: bytes) -> bytes:
    writer = MimeLetterWriter(
        GettextWording(), PLATFORM, SENDER, SITE, signer=DkimSigner("mb1", DOMAIN, key)
    )
    letter = Letter(
        "stranger", "nl", "anna@stad.example", {"link": f"{SITE}/mail/x"}, unsubscribe_key="K" * 22,
        reply_to="reply@match.example",
    )  # fmt: skip
    return writer.write(letter, NOW).body


def verifies(raw: bytes, key: bytes) -> bool:
    public = openssl("rsa", "-pubout", given=key).decode()
    point = "".join(public.splitlines()[1:-1])

    def record(name: bytes, timeout: int = 5) -> bytes:
        assert name == f"mb1._domainkey.{DOMAIN}.".encode()
        return f"v=DKIM1; k=rsa; p={point}".encode()

    return bool(dkim.verify(raw, dnsfunc=record))


def test_a_signed_letter_verifies_and_a_changed_one_does_not(key: bytes) -> None:
    raw = signed(key)

    assert verifies(raw, key)
    assert not verifies(raw.replace(b"Subject: ", b"Subject: Gratis "), key)
    assert not verifies(b"From: evil@evil.example\r\n" + raw, key)


def test_both_unsubscribe_headers_are_inside_the_signature(key: bytes) -> None:
    head = signed(key).partition(b"\r\n\r\n")[0].decode()
    names = re.search(r"\bh=([^;]+);", head)

    assert names is not None
    fields = [name.strip().lower() for name in names[1].split(":")]
    assert {"list-unsubscribe", "list-unsubscribe-post", "reply-to", "message-id"} <= set(fields)
    assert "List-Unsubscribe: <https://" in head


def test_a_file_that_is_no_key_says_so() -> None:
    with pytest.raises(BadKey, match="cannot sign"):
        DkimSigner("mb1", DOMAIN, b"this is no key")
