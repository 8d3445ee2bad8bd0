"""What sister platforms read of us: a card with our keys, and a feed they can check."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pytest
from sisters.platforms import new_signer
from web_office import SITE, TestClient, make_site, sample_knowledge

from matchbot.adapters.sisters.signing import BadKey, FeedSigner, is_signed
from matchbot.channels.web.sister_feed import SIGNATURE
from matchbot.core.sister import EXTENSION, WELL_KNOWN
from matchbot.flows.office import Office

SIGNER = new_signer(new_signer())
FEEDS = ["/feed.json", "/feed.json?whole=1"]


@pytest.fixture
def signing(office: Office) -> Iterator[TestClient]:
    with TestClient(make_site(office, signer=SIGNER)) as client:
        yield client


def test_the_card_tells_where_the_feed_is_and_its_keys(signing: TestClient) -> None:
    card = signing.get(WELL_KNOWN).json()
    assert card["feed"] == f"{SITE}/feed.json?whole=1"
    assert card["keys"] == list(SIGNER.keys) and len(card["keys"]) == 2


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_signed_with_every_key_over_its_exact_bytes(
    signing: TestClient, path: str
) -> None:
    answer = signing.get(path)
    digest = hashlib.sha256(answer.content).digest()
    header = answer.headers[SIGNATURE]
    assert all(is_signed(header, digest, key) for key in SIGNER.keys)
    assert not is_signed(header, hashlib.sha256(answer.content + b" ").digest(), SIGNER.keys[0])
    assert not is_signed(header, digest, new_signer().keys[0])


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_the_feed_already_gets_no_body(signing: TestClient, path: str) -> None:
    first = signing.get(path)
    again = signing.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert signing.head(path).headers["content-length"] == str(len(first.content))


def test_the_whole_feed_is_json_with_an_offering_a_line(signing: TestClient) -> None:
    text = signing.get("/feed.json?whole=1").text
    feed, offerings = json.loads(text), sample_knowledge().catalogue.offerings
    assert feed[EXTENSION]["count"] == len(feed["items"]) == len(offerings)
    assert {item[EXTENSION]["id"] for item in feed["items"]} == set(offerings)
    assert text.count("\n") == len(offerings) + 2
    assert "@" not in text


def test_without_a_key_there_is_no_card_and_no_signature(client: TestClient) -> None:
    assert client.get(WELL_KNOWN).status_code == 404
    assert SIGNATURE not in client.get("/feed.json").headers


@pytest.mark.parametrize(
    "pem", ["", "x", "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----"]
)
def test_a_key_that_is_none_is_refused(pem: str) -> None:
    with pytest.raises(BadKey):
        FeedSigner.from_pem(pem)
