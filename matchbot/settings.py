"""Settings from the environment or `.env`, prefix MATCHBOT_. Read by app alone."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from matchbot.core.addresses import BadAddress, parse_address

PREFIX = "MATCHBOT_"
_FOR_TESTS = f"{PREFIX}TEST_"
Words = Annotated[tuple[str, ...], NoDecode]
Security = Literal["tls", "starttls", "none"]
_IMAP = r"imaps?://[^\s/@:]+:[^\s/@]+@[^\s/@:]+(:\d{1,5})?(/[^\s\"]*)?"
_PASSWORD_IN_URL = re.compile(r"(://[^\s:/@]*:)[^\s/]+@")
LANGUAGES = ("nl", "en", "fr", "de")


class SettingsError(Exception):
    """The settings are wrong; `problems` names each setting, what is wrong and the mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """Everything that may be set; all optional for demo, chat and ask."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    database_url: str = "sqlite:///matchbot.db"
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    platform: str = "amsterdam"
    languages: Words = LANGUAGES
    country: str = "NL"
    timezone: str = "Europe/Amsterdam"
    catalogue: Path | None = None
    operators: Words = ()
    network: Words = ()
    city: Words = ()
    viewers: Words = ()
    let_through: Literal["none", "same_kind", "all"] = "same_kind"
    rotation: bool = True
    contact: str = ""

    feed_key: SecretStr = SecretStr("")
    sisters: Words = ()
    sister_offerings: int = Field(20_000, ge=1, le=200_000)
    sister_desk: str = ""
    sisters_loopback: bool = False

    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr = SecretStr("")

    smtp_host: str = ""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Security = "starttls"
    mail_from: str = "matchbot@localhost.example"
    mail_folder: Path | None = None
    mail_rate: float = Field(0, ge=0, le=10_000, allow_inf_nan=False)
    mail_connections: int = Field(4, ge=1, le=100)
    mail_journal: str = ""
    mail_journal_at: SecretStr = SecretStr("")
    mail_reply_domain: str = ""
    dkim_selector: str = ""
    dkim_key: SecretStr = SecretStr("")

    imap_host: str = ""
    imap_port: int | None = Field(None, ge=1, le=65535)
    imap_username: str = ""
    imap_password: SecretStr = SecretStr("")
    imap_security: Security = "tls"
    mail_in_folder: Path | None = None
    authserv_id: str = ""

    secret_key: SecretStr = SecretStr("")
    keep_chats_days: int = Field(90, ge=1)
    keep_inbound_days: int = Field(30, ge=7)
    keep_letters_days: int = Field(30, ge=7)
    keep_leads_months: int = Field(24, ge=1)

    code_minutes: int = Field(60, ge=5)
    lead_letter_minutes: int = Field(30, ge=0)
    remind_days: int = Field(1, ge=1)
    tell_buyer_days: int = Field(2, ge=1)
    lead_days: int = Field(5, ge=1)
    lead_key_days: int = Field(30, ge=1)
    follow_up_days: int = Field(14, ge=1)
    follow_up_again_days: int = Field(14, ge=5)
    opens: int = Field(8, ge=4, le=12)
    closes: int = Field(18, ge=13, le=23)

    @field_validator(
        "languages", "operators", "network", "city", "viewers", "sisters", mode="before"
    )
    @classmethod
    def _listed(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("catalogue", "mail_folder", "mail_in_folder", "imap_port", mode="before")
    @classmethod
    def _nothing_is_none(cls, value: Any) -> Any:
        return value or None

    @field_validator("mail_reply_domain")
    @classmethod
    def _known_domain(cls, value: str) -> str:
        try:
            return parse_address(f"reply@{value}").partition("@")[2] if value else ""
        except BadAddress:
            raise ValueError("give a domain such as reply.match.example") from None

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [v for v in value if v not in LANGUAGES]
        if unknown or not value:
            raise ValueError(f"choose from {', '.join(LANGUAGES)}, for example nl,en")
        return value

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Z]{2}", value):
            raise ValueError("give two capitals such as NL")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("give a zone such as Europe/Amsterdam") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("give sqlite:///file.db or postgresql+psycopg://user@host/name")
        return value

    @field_validator("public_url", "telegram_api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ValueError("give a full address such as https://match.example")
        return value.rstrip("/")

    @field_validator("sisters")
    @classmethod
    def _web_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cls._web_address(address) for address in value)

    @field_validator(
        "operators", "network", "city", "viewers", "mail_from", "mail_journal", "sister_desk"
    )
    @classmethod
    def _addresses(cls, value: Any) -> Any:
        for address in (value,) if isinstance(value, str) and value else value:
            try:
                parse_address(address)
            except BadAddress:
                raise ValueError("give e-mail addresses such as anna@stad.example") from None
        return value

    @field_validator("mail_journal_at")
    @classmethod
    def _mailbox(cls, value: SecretStr) -> SecretStr:
        where = value.get_secret_value()
        if "://" in where and not re.fullmatch(_IMAP, where):
            raise ValueError("give a Maildir, or imaps://user:password@host/INBOX")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        words = [part.strip() for part in value.get_secret_value().split(",") if part.strip()]
        if any(len(word) < 32 for word in words) or len(words) > 2:
            raise ValueError("one or two random words of 32 characters or more, the new one first")
        return value

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The secret keys, the present one first."""
        words = self.secret_key.get_secret_value().split(",")
        return tuple(word.strip() for word in words if word.strip())

    @property
    def site(self) -> str:
        """The public address, without a slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def code_holds(self) -> timedelta:
        """How long a mailed code holds."""
        return timedelta(minutes=self.code_minutes)


def load_settings(**given: Any) -> Settings:
    """The settings as they stand. Raises SettingsError with all problems at once."""
    raw = {k.upper(): v for k, v in {**_env_file(), **os.environ}.items() if v is not None}
    in_files, problems = _from_files(raw)
    try:
        settings = Settings(**{**in_files, **given})
    except ValidationError as wrong:
        raise SettingsError(problems + [_problem(e) for e in wrong.errors()]) from None
    problems += _together(settings)
    if problems:
        raise SettingsError(problems)
    return settings


def strange_names() -> list[str]:
    """Names in .env that start as ours do and are no settings: most likely mistyped."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    known |= {f"{name}_FILE" for name in known}
    ours = [n for n in _env_file() if n.upper().startswith(PREFIX)]
    strange = [n for n in ours if n.upper() not in known and not n.upper().startswith(_FOR_TESTS)]
    return [f"{name} in .env is no setting{_like(name, known)}" for name in strange]


def _like(name: str, known: set[str]) -> str:
    near = get_close_matches(name.upper(), sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _env_file() -> dict[str, str | None]:
    try:
        return dict(dotenv_values(".env", encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError([f".env cannot be read: {problem}"]) from None


def _from_files(raw: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Settings that stand in a file: MATCHBOT_X may be given as MATCHBOT_X_FILE=path."""
    values: dict[str, str] = {}
    problems: list[str] = []
    for name in Settings.model_fields:
        path = raw.get(f"{PREFIX}{name.upper()}_FILE")
        if not path:
            continue
        try:
            values[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            why = getattr(problem, "strerror", None) or "is no text"
            problems.append(f"{PREFIX}{name.upper()}_FILE: {path}: {why}")
    return values, problems


def _together(settings: Settings) -> list[str]:
    """Settings that only make sense with each other."""
    problems = []
    for server in ("smtp", "imap"):
        username = bool(getattr(settings, f"{server}_username"))
        password = bool(getattr(settings, f"{server}_password").get_secret_value())
        if username != password:
            name = f"{PREFIX}{server.upper()}"
            problems.append(f"{name}_USERNAME and {name}_PASSWORD go together: set both or neither")
    if bool(settings.mail_journal) != bool(settings.mail_journal_at.get_secret_value()):
        problems.append(
            f"{PREFIX}MAIL_JOURNAL and {PREFIX}MAIL_JOURNAL_AT go together: set both or neither"
        )
    if settings.imap_host and not settings.imap_username:
        problems.append(f"{PREFIX}IMAP_USERNAME: a mailbox needs a user name and a password")
    if bool(settings.dkim_selector) != bool(settings.dkim_key.get_secret_value()):
        problems.append(
            f"{PREFIX}DKIM_SELECTOR and {PREFIX}DKIM_KEY_FILE go together: both or neither"
        )
    return problems


def _problem(error: Any) -> str:
    name = f"{PREFIX}{str(error['loc'][0]).upper()}" if error["loc"] else PREFIX + "…"
    message = str(error["msg"]).removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    given = error.get("input")
    secret = (
        "token" in name.lower()
        or name.endswith("_AT")
        or "password" in name.lower()
        or "secret" in name.lower()
        or "key" in name.lower()
    )
    if isinstance(given, str):
        given = _PASSWORD_IN_URL.sub(r"\1***@", given)
    shown = f" (is {given!r})" if isinstance(given, str) and not secret else ""
    return f"{name}{shown}: {message}"
