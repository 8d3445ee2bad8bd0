"""What is given to run matchbot with: read as systemd and a container engine would."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
KNOWN = {
    "FROM", "RUN", "COPY", "ENV", "USER", "WORKDIR", "VOLUME", "EXPOSE", "STOPSIGNAL",
    "HEALTHCHECK", "ENTRYPOINT", "CMD", "ARG", "LABEL",
}  # fmt: skip


def steps() -> list[tuple[str, str]]:
    """Instruction and words of each line of the container file."""
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """A file of systemd: the values of each name, by section."""
    sections: dict[str, dict[str, list[str]]] = {}
    for line in (DEPLOY / name).read_text().splitlines():
        if section := re.fullmatch(r"\[(\w+)\]", line):
            here = sections.setdefault(section[1], {})
        elif line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            assert equals, line
            here.setdefault(key, []).append(value)
    return sections


def test_every_line_of_the_container_file_is_an_instruction() -> None:
    assert {name for name, _ in steps()} <= KNOWN
    assert steps()[0][0] == "FROM"
    for name, words in steps():
        if words.startswith("["):
            assert all(isinstance(word, str) for word in json.loads(words)), name


def test_the_container_runs_as_nobody_special_and_says_how_it_is() -> None:
    last = steps()[::-1]
    last = last[: [name for name, _ in last].index("FROM")]
    names = dict(last)
    assert names["USER"] == "10001" and "useradd" in names["RUN"]
    assert "/ready" in names["HEALTHCHECK"]
    check = names["HEALTHCHECK"].partition("CMD ")[2]
    assert json.loads(check)[0] == "/opt/matchbot/bin/python"
    compile(json.loads(check)[2], "health check", "exec")


def test_what_goes_into_the_container_is_there_and_holds_no_secret() -> None:
    copied = [
        words.split()[:-1] for name, words in steps() if name == "COPY" and "--from" not in words
    ]
    sources = [source for words in copied for source in words]
    assert [s for s in sources if not (ROOT / s).exists()] == []
    allowed = (ROOT / ".containerignore").read_text().split()
    assert allowed[0] == "*"
    assert {f"!{source}" for source in (s.removeprefix("./") for s in sources)} <= set(allowed)
    assert "**/.env*" in allowed


def test_the_unit_starts_what_exists_and_does_not_retry_wrong_settings() -> None:
    service = unit("matchbot.service")["Service"]
    assert service["ExecStart"] == ["/opt/matchbot/.venv/bin/matchbot serve"]
    assert service["RestartPreventExitStatus"] == ["2"]
    assert int(service["TimeoutStopSec"][0]) > 10
    assert service["User"] == ["matchbot"] and service["NoNewPrivileges"] == ["yes"]


def test_every_secret_of_the_unit_is_a_setting_that_may_stand_in_a_file() -> None:
    from matchbot.settings import Settings

    service = unit("matchbot.service")["Service"]
    named = [e.partition("=")[0] for e in service["Environment"] if e.startswith("MATCHBOT_")]
    fields = {f"MATCHBOT_{name.upper()}_FILE" for name in Settings.model_fields}
    assert named and set(named) <= fields


def test_logs_are_kept_as_long_as_the_privacy_page_says() -> None:
    assert unit("journald.conf")["Journal"]["MaxRetentionSec"] == ["30day"]
    assert "30 days: `deploy/journald.conf`" in (ROOT / "docs" / "privacy.md").read_text()


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here; its syntax is read by the tests above")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(DEPLOY / "matchbot.service")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Unknown" not in done.stderr
