"""Each figure of impact, counted once more by a query over the raw rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from cast import StillClock, make_office
from insight_rows import seed
from sqlalchemy import Engine, create_engine, text

from matchbot.adapters.store import SqlStore
from matchbot.core.insight.impact import FIGURES, Impact
from matchbot.core.knowledge import Knowledge
from matchbot.flows.insight import impact

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
#: Winter in Amsterdam: an hour later than UTC.
YEAR = "cast(strftime('%Y', {}, '+1 hour') as integer)"
NEED_YEAR, LEAD_YEAR = YEAR.format("n.at"), YEAR.format("l.created_at")
HEARD = "coalesce(l.notified_at, l.created_at)"
DUE = f"""l.state not in ('withdrawn', 'cancelled') and
    (l.decided_at is not null or julianday({HEARD}) + 2 <= julianday('2026-11-23 08:00'))"""
QUERIES = {
    "wises_new": "select count(*) from wise where cast(strftime('%Y', joined) as integer) = :year",
    "wises": """select count(*) from wise
        where joined is null or cast(strftime('%Y', joined) as integer) <= :year""",
    "offerings": """select count(*) from offering
        where since is not null and cast(strftime('%Y', since) as integer) <= :year""",
    "reported": "select count(distinct wise) from people_figure where year = :year",
    "paid": "select sum(paid) from people_figure where year = :year",
    "volunteer": "select sum(volunteer) from people_figure where year = :year",
    "daytime": "select sum(daytime) from people_figure where year = :year",
    "people": "select sum(paid + volunteer + daytime) from people_figure where year = :year",
    "moved_to_paid": "select sum(moved_to_paid) from people_figure where year = :year",
    "needs": f"select count(*) from need n where {NEED_YEAR} = :year",
    "needs_met": f"""select count(*) from need n where {NEED_YEAR} = :year and exists (
        select 1 from lead l where l.need_id = n.id
        and l.state in ('accepted', 'contacted', 'won', 'lost', 'not_yet'))""",
    "leads": f"select count(*) from lead l where {LEAD_YEAR} = :year",
    "leads_due": f"select count(*) from lead l where {LEAD_YEAR} = :year and {DUE}",
    "leads_in_time": f"""select count(*) from lead l where {LEAD_YEAR} = :year and {DUE}
        and round((julianday(l.decided_at) - julianday({HEARD})) * 24, 3) <= 48""",
    "leads_won": f"select count(*) from lead l where {LEAD_YEAR} = :year and l.state = 'won'",
    "amounts": f"""select count(l.amount) from lead l
        where {LEAD_YEAR} = :year and l.state = 'won'""",
    "won_amount": f"select sum(l.amount) from lead l where {LEAD_YEAR} = :year and l.state = 'won'",
}


@pytest.fixture
def counted(
    stocked_sqlite: Callable[[], str], knowledge: Knowledge
) -> Iterator[tuple[Impact, Engine]]:
    """The figures of a seeded platform, and its database to count again."""
    url = stocked_sqlite()
    store = SqlStore.open(url, knowledge.platform.id)
    seed(store, knowledge.platform.id)
    engine = create_engine(url)
    yield impact(make_office(store, knowledge, StillClock(NOW))), engine
    engine.dispose()
    store.close()


def ask(engine: Engine, query: str, **values: Any) -> Any:
    with engine.connect() as connection:
        return connection.execute(text(query), values).scalar() or 0


def test_every_figure_of_a_year_is_what_the_raw_rows_say(counted: tuple[Impact, Engine]) -> None:
    found, engine = counted
    assert set(QUERIES) == set(FIGURES) - {"year"}
    told = 0
    for row in found.years:
        for figure, query in QUERIES.items():
            shown, raw = getattr(row, figure), ask(engine, query, year=row.year)
            assert shown is None or shown == pytest.approx(raw), (row.year, figure)
            told += shown is not None and shown > 0
    year = found.year(2026)
    assert year and None not in (year.needs, year.needs_met, year.leads, year.leads_won)
    assert told > 50


def test_new_year_begins_where_the_platform_is(counted: tuple[Impact, Engine]) -> None:
    found, engine = counted
    in_utc = "select count(*) from need where strftime('%Y', at) = '2026'"
    assert found.year(2026).needs == ask(engine, in_utc) + 1  # type: ignore[union-attr]


def test_the_needs_of_a_kind_are_what_the_raw_rows_say(counted: tuple[Impact, Engine]) -> None:
    found, engine = counted
    query = "select count(*) from need where json_extract(need, '$.kinds[0].id') = :kind"
    for group in found.kinds:
        if group.id:
            assert group.needs in (None, ask(engine, query, kind=group.id))
    assert sum(1 for group in found.kinds if group.needs) >= 4


def test_the_needs_of_a_borough_are_what_the_raw_rows_say(counted: tuple[Impact, Engine]) -> None:
    found, engine = counted
    query = "select count(*) from need where json_extract(need, '$.place.name') = :name"
    boroughs = {group.id: group.needs for group in found.boroughs}
    assert boroughs["Noord"] == ask(engine, query, name="Amsterdam-Noord") > 0
    assert boroughs["Zuidoost"] == ask(engine, query, name="Amsterdam-Zuidoost") > 0
