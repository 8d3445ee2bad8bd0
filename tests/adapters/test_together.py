"""Writes that wait at the same time are one transaction, in their order; a bad one is alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from matchbot.adapters.together import Together


def test_what_waits_while_a_batch_is_at_work_is_the_next_batch_in_order() -> None:
    batches: list[list[int]] = []

    def work(asks: Sequence[int]) -> list[int]:
        batches.append(list(asks))
        return [ask * 10 for ask in asks]

    async def scene() -> list[int]:
        together = Together(work)
        first = together.ask(1)
        while not batches:
            await asyncio.sleep(0)
        return [await first, *await asyncio.gather(*(together.ask(n) for n in (2, 3, 4)))]

    assert asyncio.run(scene()) == [10, 20, 30, 40]
    assert batches == [[1], [2, 3, 4]]


def test_what_has_no_haste_goes_with_what_has() -> None:
    batches: list[list[str]] = []

    def work(asks: Sequence[str]) -> Sequence[str]:
        batches.append(list(asks))
        return asks

    async def scene() -> None:
        together = Together(work)
        patient = together.ask("settle", hurry=False)
        await asyncio.sleep(0)
        await together.ask("gate")
        assert patient.done()
        alone = together.ask("settle", hurry=False)
        assert await asyncio.wait_for(alone, 5) == "settle"

    asyncio.run(scene())
    assert batches == [["settle", "gate"], ["settle"]]


def test_one_bad_request_harms_no_other() -> None:
    def work(asks: Sequence[int]) -> list[int]:
        if 2 in asks:
            raise ValueError("two")
        return list(asks)

    async def scene() -> list[int | BaseException]:
        together = Together(work)
        asked = [together.ask(n) for n in (1, 2, 3)]
        return await asyncio.gather(*asked, return_exceptions=True)

    one, two, three = asyncio.run(scene())
    assert (one, three) == (1, 3)
    with pytest.raises(ValueError, match="two"):
        assert isinstance(two, BaseException)
        raise two
