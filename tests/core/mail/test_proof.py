"""Only our own mail server's word proves a sender."""

from __future__ import annotations

import pytest

from matchbot.core.mail.proof import proven_by_dmarc

OURS = "mx.platform.example"
ANNA = "anna@stad.example"
PASSED = f"{OURS}; spf=pass smtp.mailfrom=stad.example; dkim=pass header.d=stad.example;\r\n dmarc=pass (p=reject) header.from=stad.example"


def test_our_server_said_that_dmarc_passed_for_the_domain_of_from() -> None:
    assert proven_by_dmarc([PASSED], OURS, ANNA)
    assert proven_by_dmarc([PASSED.replace(OURS, OURS + " 1")], OURS, ANNA)


@pytest.mark.parametrize(("what", "results", "authserv_id", "sender"), [
    ("no id of ours is set", [PASSED], "", ANNA),
    ("nothing was said", [], OURS, ANNA),
    ("another server says it", [PASSED.replace(OURS, "mx.evil.example")], OURS, ANNA),
    ("ours stands below another", ["mx.evil.example; dmarc=pass header.from=stad.example", PASSED], OURS, ANNA),
    ("it failed", [PASSED.replace("dmarc=pass", "dmarc=fail")], OURS, ANNA),
    ("it passed for another domain", [PASSED], OURS, "anna@gemeente.example"),
    ("it passed for the parent only", [PASSED], OURS, "anna@sub.stad.example"),
    ("the verdict stands in a comment", [f"{OURS}; spf=fail (dmarc=pass header.from=stad.example)"], OURS, ANNA),
    ("the comment is nested", [f"{OURS}; x=y (a (b) ; dmarc=pass header.from=stad.example)"], OURS, ANNA),
    ("two verdicts", [f"{OURS}; dmarc=pass header.from=stad.example; dmarc=fail header.from=stad.example"], OURS, ANNA),
    ("no domain is named", [f"{OURS}; dmarc=pass"], OURS, ANNA),
    ("the form of Microsoft without an id", ["spf=pass smtp.mailfrom=stad.example; dmarc=pass header.from=stad.example"], OURS, ANNA),
    ("far too long", [f"{OURS}; " + "(" * 20_000 + "dmarc=pass header.from=stad.example"], OURS, ANNA),
    ("an id that only begins like ours", [PASSED.replace(OURS, OURS + ".evil")], OURS, ANNA),
])  # fmt: skip
def test_everything_else_proves_nothing(
    what: str, results: list[str], authserv_id: str, sender: str
) -> None:
    assert not proven_by_dmarc(results, authserv_id, sender), what
