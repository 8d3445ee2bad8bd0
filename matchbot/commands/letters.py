"""`matchbot letters`: every letter in every language, as files to look at."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Annotated

import typer

from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.letters.letters import LETTERS
from matchbot.adapters.letters.samples import MOMENT, sample_letter
from matchbot.adapters.wording import GettextWording
from matchbot.app import platform_of
from matchbot.commands.running import UNREACHABLE, fail, people, settings_or_exit

app = typer.Typer(help="The letters that are sent.", no_args_is_help=True)


@app.callback()
def letters() -> None:
    """The letters that are sent."""


@app.command()
def preview(
    folder: Annotated[Path, typer.Argument(help="Where the files go.", show_default=False)],
) -> None:
    """Write every letter in every language, with made-up facts: text, HTML and raw mail."""
    settings = settings_or_exit()
    platform = platform_of(settings)
    writer = MimeLetterWriter(
        GettextWording(platform.timezone), platform, settings.mail_from, settings.site
    )
    names = [(template, language) for template in LETTERS for language in platform.languages]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        subjects = {name: _write(writer, *name, folder) for name in names}
        (folder / "index.html").write_text(_index(subjects), encoding="utf-8")
    except OSError as problem:
        raise fail(f"{folder}: {problem.strerror}", UNREACHABLE) from None
    people.print(f"{len(names)} letters; open {folder / 'index.html'}", markup=False)


def _write(writer: MimeLetterWriter, template: str, language: str, folder: Path) -> str:
    """The three files of one letter; its subject."""
    letter = sample_letter(template, language)
    words, text, html = writer.preview(letter)
    name = f"{template}.{language}"
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.html").write_text(html, encoding="utf-8")
    (folder / f"{name}.eml").write_bytes(writer.write(letter, MOMENT).body)
    return words.subject


def _index(subjects: dict[tuple[str, str], str]) -> str:
    rows = "".join(
        f"<li>{template} {language}: {escape(subject)} "
        + " ".join(f'<a href="{template}.{language}.{kind}">{kind}</a>' for kind in FILES)
        for (template, language), subject in subjects.items()
    )
    return f'<!doctype html><meta charset="utf-8"><title>Letters</title><ul>{rows}</ul>'


FILES = ("txt", "html", "eml")
