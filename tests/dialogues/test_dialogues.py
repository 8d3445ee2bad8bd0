"""Every transcript of this folder, replayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cast import Mailbox, StillClock
from other_channels import ByMail, InTerminal
from stage import Stage, read_transcript

from matchbot.flows.office import Office

#: By the second word of a transcript's name: where its conversation is, if not in the web chat.
STAGES: dict[str, type[Stage]] = {"mail": ByMail, "terminal": InTerminal}
TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda p: p.stem)
def test_the_bot_answers_as_the_transcript_says(
    path: Path, office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    stage = STAGES.get(path.stem.split("_")[1], Stage)(
        office, clock, maildir, language=path.name[:2]
    )
    for line in read_transcript(path):
        try:
            stage.play(line)
        except AssertionError:
            where = f"{path.name}:{line.number}: {line.word}: {line.rest}"
            said = "\n".join(stage.heard)
            pytest.fail(f"{where}\n--- heard\n{said}", pytrace=False)


#: What there is a transcript of in each language.
SUBJECTS = {
    "main_path", "facts_and_corrections", "mistakes", "bad_input", "next_match", "nothing_fits",
    "rights", "subscription", "several_needs", "language_switch", "silence_of_days", "withdraw",
    "saved_need", "compare", "asked_by_name", "offering", "joining", "together", "elsewhere",
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
def test_each_subject_has_a_transcript_in_each_language(language: str) -> None:
    there = {p.stem[3:] for p in TRANSCRIPTS if p.name.startswith(f"{language}_")}
    assert there >= SUBJECTS
