"""Every transcript of this folder, replayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cast import Mailbox, StillClock
from stage import Stage, read_transcript

from matchbot.flows.office import Office

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda p: p.stem)
def test_the_bot_answers_as_the_transcript_says(
    path: Path, office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    stage = Stage(office, clock, maildir, language=path.name[:2])
    for line in read_transcript(path):
        try:
            stage.play(line)
        except AssertionError:
            where = f"{path.name}:{line.number}: {line.word}: {line.rest}"
            said = "\n".join(stage.heard)
            pytest.fail(f"{where}\n--- heard\n{said}", pytrace=False)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_language_has_at_least_six_transcripts(language: str) -> None:
    assert len([p for p in TRANSCRIPTS if p.name.startswith(f"{language}_")]) >= 6
