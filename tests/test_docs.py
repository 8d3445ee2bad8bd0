"""What the documentation must tell, held against what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from matchbot.commands.table import cli
from matchbot.core.offering import Label, Offering, PeopleFigure, Wise
from matchbot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every command as it is typed, such as "catalogue import"."""
    root = typer.main.get_command(cli)
    found = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", {})
        found += [f"{name} {sub}" for sub in below] or [name]
    return found


def test_every_setting_is_explained_in_the_example() -> None:
    example = text(ROOT / ".env.example")
    named = set(re.findall(rf"^#? ?({PREFIX}[A-Z_]+)=", example, re.MULTILINE))
    assert named == {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme_or_the_docs(command: str) -> None:
    told = "\n".join(text(page) for page in PAGES)
    first, _, sub = command.partition(" ")
    # "matchbot catalogue check, import, export" on one line tells of three commands.
    pattern = rf"\bmatchbot {first}\b" + (rf".*\b{sub}\b" if sub else "")
    assert re.search(pattern, told), f"nobody tells of matchbot {command}"


@pytest.mark.parametrize("command", commands())
def test_every_command_has_a_sentence_of_help(command: str) -> None:
    root = typer.main.get_command(cli)
    found = root
    for name in command.split():
        found = found.commands[name]  # type: ignore[attr-defined]
    assert found.help
    assert found.help.strip().split("\n")[0].endswith((".", "?"))


@pytest.mark.parametrize("row", [Wise, Offering, PeopleFigure, Label])
def test_every_column_of_the_catalogue_files_is_explained(row: type) -> None:
    told = text(ROOT / "catalogue" / "README.md")
    named = set(re.findall(r"`([a-z_]+)`", told))
    # One line may explain `title_nl`, … together.
    named |= {f"{m[1]}_{lang}" for m in re.finditer(r"`(\w+)_nl\|en\|fr\|de`", told)
              for lang in ("nl", "en", "fr", "de")}  # fmt: skip
    assert [f.name for f in fields(row) if f.name not in named] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(text(page)) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert 80 <= len(text(ROOT / "README.md").splitlines()) <= 120


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_begins_with_two_commands(command: str) -> None:
    assert command in text(ROOT / "README.md")


def test_the_register_of_processing_is_that_of_the_tables() -> None:
    from matchbot.adapters.store.register import register

    assert register() in (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_test_that_the_security_page_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text()))
    written = "\n".join(file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))
    assert named and sorted(n for n in named if f"def {n}(" not in written) == []
