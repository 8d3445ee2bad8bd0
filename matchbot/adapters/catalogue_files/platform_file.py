"""platform.toml: what a city or network says about its own installation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from matchbot.adapters.catalogue_files.cells import nearest
from matchbot.adapters.catalogue_files.findings import Finding, Severity, shorten
from matchbot.adapters.catalogue_files.sentences import sentence
from matchbot.core.platform import Platform

PLATFORM_FILE = "platform.toml"
_AT_LINE = re.compile(r"at line (\d+)")
_SETTING = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""")


class CatalogueFileError(ValueError):
    """A file of the catalogue that cannot be used; `findings` say why, all of them."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(_in_words(finding) for finding in findings))
        self.findings = findings


def _in_words(finding: Finding) -> str:
    line = f", line {finding.line}" if finding.line else ""
    column = f", {finding.column}" if finding.column else ""
    return f"{finding.file}{line}{column}: {sentence(finding.key, finding.facts)}"


def read_platform(folder: Path) -> Platform:
    """The platform that the platform.toml of a folder describes. Raises CatalogueFileError."""
    platform, findings = judge_platform(folder)
    if platform is None:
        raise CatalogueFileError(findings)
    return platform


def judge_platform(folder: Path) -> tuple[Platform | None, list[Finding]]:
    """The platform, None when something in the file is wrong, and what was found in it."""
    path = folder / PLATFORM_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except FileNotFoundError:
        return None, [_finding(None, "", "", "missing-file", severity="note")]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        return None, [_finding(None, "", "", "unreadable-file", reason=reason)]
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        return None, [_finding(int(at[1]) if at else None, "", "", "bad-toml", reason=str(error))]
    return _judge(content, _lines(text))


def _lines(text: str) -> dict[str, int]:
    found = ((number, _SETTING.match(line)) for number, line in enumerate(text.split("\n"), 1))
    return {next(filter(None, match.groups())): number for number, match in found if match}


def _judge(content: dict[str, Any], lines: dict[str, int]) -> tuple[Platform | None, list[Finding]]:
    names = [field.name for field in fields(Platform)]
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for name, value in content.items():
        line, shown = lines.get(name), str(value)
        if name not in names:
            likely = nearest(name, names)
            findings.append(
                _finding(line, name, shown, "unknown-setting", severity="warning", nearest=likely)
            )
        elif not _CHECKS[name](value):
            findings.append(_finding(line, name, shown, f"bad-platform-{name}"))
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    for name in ("id", "name"):
        if name not in content:
            findings.append(_finding(None, name, "", "missing-setting"))
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    return Platform(**values), findings


def _finding(
    line: int | None, column: str, value: str, key: str, severity: Severity = "error", **facts: Any
) -> Finding:
    return Finding(PLATFORM_FILE, line, column, shorten(value), key, facts, severity)


def _is_zone(value: Any) -> bool:
    try:
        return bool(ZoneInfo(value).key)
    except (TypeError, ValueError, OSError, KeyError):
        return False


def _is_like(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _is_languages(value: Any) -> bool:
    language = _is_like(r"[a-z]{2}")
    return isinstance(value, list) and bool(value) and all(language(item) for item in value)


_LINE = r"\S[^\n\r\x00-\x1f]{0,199}"
# Colours end up in a style sheet, so they are nothing but a colour.
_COLOUR = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
_CHECKS: dict[str, Callable[[Any], bool]] = {
    "id": _is_like(r"[a-z0-9]+(?:-[a-z0-9]+)*"),
    "name": _is_like(_LINE),
    "languages": _is_languages,
    "country": _is_like(r"[A-Z]{2}"),
    "timezone": _is_zone,
    "place": _is_like(_LINE),
    "contact": _is_like(_LINE),
    "colour": _is_like(_COLOUR),
    "accent": _is_like(_COLOUR),
    "sample": lambda value: isinstance(value, bool),
}
