"""Each point of the isomorphism watch, reckoned once more from the raw rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import numpy as np
import pytest
from cast import StillClock, make_office
from insight_rows import seed
from sqlalchemy import Engine, create_engine, text

from matchbot.adapters.store import SqlStore
from matchbot.core.insight.isomorphism import Watched
from matchbot.core.insight.likeness import likeness
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.normalise import stems
from matchbot.flows.isomorphism import keep_likeness, watched
from matchbot.flows.office import Office

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
THEIRS = "(:wise = '' or wise = :wise)"
PAID_SHARE = f"""select year, sum(paid) * 1.0 / sum(paid + volunteer + daytime) from people_figure
    where year < 2026 and {THEIRS} group by year
    having sum(paid) not between 1 and 4 and sum(volunteer + daytime) not between 1 and 4
    and sum(paid + volunteer + daytime) > 4"""
TURNOVER = f"""select p.year, (select sum(amount) from lead where state = 'won'
      and (:wise = '' or wise_id = :wise)
      and cast(strftime('%Y', created_at, '+1 hour') as integer) = p.year) / p.people as each
    from (select year, sum(paid + volunteer + daytime) as people from people_figure
      where year < 2026 and {THEIRS} group by year) p
    where p.people > 4 and each is not null and (select count(amount) from lead where state = 'won'
      and (:wise = '' or wise_id = :wise)
      and cast(strftime('%Y', created_at, '+1 hour') as integer) = p.year) >= 5"""


@pytest.fixture
def seeded(
    stocked_sqlite: Callable[[], str], knowledge: Knowledge
) -> Iterator[tuple[Office, Engine]]:
    url = stocked_sqlite()
    store = SqlStore.open(url, knowledge.platform.id)
    seed(store, knowledge.platform.id)
    engine = create_engine(url)
    yield make_office(store, knowledge, StillClock(NOW)), engine
    engine.dispose()
    store.close()


def points(found: tuple[Watched, ...], wise: str, name: str) -> dict[int, float]:
    lines = [line for one in found if one.wise == wise for line in one.lines if line.name == name]
    return {point.year: point.value for line in lines for point in line.points}


@pytest.mark.parametrize("wise", ["", "buitenbaan", "de-bezemklas"])
@pytest.mark.parametrize(("name", "query"), [("paid_share", PAID_SHARE), ("turnover", TURNOVER)])
def test_every_point_is_what_the_raw_rows_say(
    seeded: tuple[Office, Engine], wise: str, name: str, query: str
) -> None:
    office, engine = seeded
    with engine.connect() as connection:
        rows = connection.execute(text(query), {"wise": wise}).all()
    counted = {int(year): round(value, 4) for year, value in rows}
    assert points(watched(office), wise, name) == pytest.approx(counted, abs=1e-4)
    assert counted, "the rows tell of something"


def test_likeness_is_the_mean_cosine_of_all_pairs(knowledge: Knowledge) -> None:
    """Reckoned again with a matrix of all pairs."""
    offerings = knowledge.catalogue.offerings.values()
    wises = sorted({one.wise for one in offerings})
    words = {w: [s for o in offerings if o.wise == w
                 for s in stems(f"{o.title} {o.description}", o.language)] for w in wises}  # fmt: skip
    terms = sorted({word for bag in words.values() for word in bag})
    at = {word: n for n, word in enumerate(terms)}
    counts = np.zeros((len(wises), len(terms)))
    for row, wise in enumerate(wises):
        for word in words[wise]:
            counts[row, at[word]] += 1
    weights = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0)
    weights *= np.log(len(wises) / (counts > 0).sum(axis=0))
    unit = weights / np.linalg.norm(weights, axis=1, keepdims=True)
    pairs = unit @ unit.T
    means = (pairs.sum(axis=1) - 1) / (len(wises) - 1)
    found = likeness(knowledge.catalogue)
    assert [found[w] for w in wises] == pytest.approx(list(means), abs=2e-4)
    assert found[""] == pytest.approx(float(means.mean()), abs=2e-4)


def test_what_is_kept_of_a_year_is_a_number_and_the_running_year_is_not_shown(
    seeded: tuple[Office, Engine], knowledge: Knowledge
) -> None:
    office, engine = seeded
    assert keep_likeness(office) > 50
    assert points(watched(office), "", "likeness") == {}
    later = make_office(office.store, knowledge, StillClock(NOW.replace(year=2027)))
    kept = likeness(knowledge.catalogue)
    assert points(watched(later), "", "likeness") == {2026: kept[""]}
    with engine.connect() as connection:
        stored = connection.execute(text("select value from memory where name = 'likeness.2026'"))
        assert "Hoveniers" not in str(stored.scalar())
