"""Settings: everything wrong is said at once, and no secret is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchbot.settings import PREFIX, Settings, SettingsError, load_settings, strange_names

SECRET = "hunter2-very-secret"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine, no .env, an empty folder."""
    import os

    for name in [n for n in os.environ if n.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def problems() -> list[str]:
    with pytest.raises(SettingsError) as wrong:
        load_settings()
    return wrong.value.problems


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()
    assert settings.database_url == "sqlite:///matchbot.db"
    assert settings.site == "http://127.0.0.1:8000"


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PORT": "http", "LANGUAGES": "nl,xx", "TIMEZONE": "Mars/Olympus", "MAIL_FROM": "no address",
        "DATABASE_URL": "mysql://x", "PUBLIC_URL": "match.example", "SMTP_SECURITY": "maybe", "OPERATORS": "noor@stad.example, piet", "CODE_MINUTES": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(PREFIX + name, value)
    told = problems()
    names = {line.split()[0].rstrip(":") for line in told}
    assert names == {
        PREFIX + name
        for name in ("PORT", "LANGUAGES", "TIMEZONE", "MAIL_FROM", "DATABASE_URL", "PUBLIC_URL",
                     "SMTP_SECURITY", "OPERATORS", "CODE_MINUTES")
    }  # fmt: skip
    assert all("\n" not in line for line in told)


def test_a_problem_names_the_setting_the_value_and_the_mend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PREFIX + "TIMEZONE", "Mars/Olympus")
    (told,) = problems()
    assert told == ("MATCHBOT_TIMEZONE (is 'Mars/Olympus'): give a zone such as Europe/Amsterdam")


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SMTP_PASSWORD"):
        monkeypatch.setenv(PREFIX + name, SECRET)
    monkeypatch.setenv(PREFIX + "PORT", "0")
    assert SECRET not in "\n".join(problems())
    monkeypatch.setenv(PREFIX + "PORT", "8000")
    monkeypatch.setenv(PREFIX + "SMTP_USERNAME", "post")
    assert SECRET not in repr(load_settings())


def test_the_password_of_a_database_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + "DATABASE_URL", f"mysql://me:{SECRET}@host/name")
    (told,) = problems()
    assert "mysql://me:***@host/name" in told and SECRET not in told


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv(PREFIX + "TELEGRAM_TOKEN_FILE", str(file))
    assert load_settings().telegram_token.get_secret_value() == SECRET


def test_a_file_that_cannot_be_read_is_a_problem_among_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PREFIX + "TELEGRAM_TOKEN_FILE", str(tmp_path / "nowhere"))
    monkeypatch.setenv(PREFIX + "PORT", "0")
    told = problems()
    assert len(told) == 2
    assert told[0].startswith("MATCHBOT_TELEGRAM_TOKEN_FILE: ")


def test_a_file_that_is_no_text_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv(PREFIX + "SMTP_PASSWORD_FILE", str(tmp_path / "token"))
    assert problems()[0].endswith("is no text")


def test_the_settings_may_stand_in_a_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "MATCHBOT_PORT=9000\nMATCHBOT_LANGUAGES=nl, en\nOTHER=1\n", encoding="utf-8"
    )
    settings = load_settings()
    assert (settings.port, settings.languages) == (9000, ("nl", "en"))


def test_the_environment_goes_before_the_dotenv_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("MATCHBOT_PORT=9000\n", encoding="utf-8")
    monkeypatch.setenv(PREFIX + "PORT", "9001")
    assert load_settings().port == 9001


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"MATCHBOT_PORT=\xe9\xe9\n"])
def test_a_broken_dotenv_file_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".env").write_bytes(content)
    (told,) = problems()
    assert told.startswith(".env cannot be read")


def test_a_mistyped_name_is_told_with_the_right_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MATCHBOT_SMTP_HOSTT=relay.example\nMATCHBOT_PORT=8001\n")
    assert strange_names() == [
        "MATCHBOT_SMTP_HOSTT in .env is no setting; did you mean MATCHBOT_SMTP_HOST?"
    ]


def test_names_that_are_not_ours_are_not_strange(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("EDITOR=vi\nMATCHBOT_TEST_POSTGRES_URL=x\nmatchbot_port=1\n")
    assert strange_names() == []


@pytest.mark.parametrize("given", ["SMTP_USERNAME", "SMTP_PASSWORD"])
def test_a_name_without_password_is_a_problem(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(PREFIX + given, "post")
    (told,) = problems()
    assert "go together" in told


def test_an_address_of_the_site_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + "PUBLIC_URL", "https://match.example/")
    assert load_settings().site == "https://match.example"


def test_every_setting_has_a_default() -> None:
    assert [name for name, field in Settings.model_fields.items() if field.is_required()] == []
