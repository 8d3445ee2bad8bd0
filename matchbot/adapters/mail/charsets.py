"""Bytes to text by the charsets that mail is written in; no other codec is ever asked."""

from __future__ import annotations

import re
import unicodedata

_CODECS = {
    "utf-8": "utf-8 utf8 utf8mb4 cp65001 unicode-1-1-utf-8",
    "cp1252": "us-ascii ascii ansi iso-8859-1 iso8859-1 latin1 latin-1 windows-1252 cp1252 x-ansi 8bit"
    " ansi_x3.4-1968 iso_8859-1 iso-8859-8859-1",
    "iso8859-15": "iso-8859-15 iso8859-15 latin-9 latin9",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5",
    "cp1255": "windows-1255 cp1255 iso-8859-8 iso-8859-8-i",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp437": "cp437 ibm437",
    "cp850": "cp850 ibm850",
    "cp866": "cp866 ibm866",
    "koi8-r": "koi8-r koi8r",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh mac x-mac-roman macroman",
    "gb18030": "gb2312 gbk gb18030 x-gbk cp936",
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big5-hkscs x-x-big5 cp950",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j cp932 ms_kanji",
    "euc-jp": "euc-jp x-euc-jp",
    "iso2022_jp_ext": "iso-2022-jp iso-2022-jp-2 iso-2022-jp-ms cp50220",
    "cp949": "euc-kr ks_c_5601-1987 ks_c_5601 ksc5601 cp949 korean uhc",
    "iso2022_kr": "iso-2022-kr",
    "cp874": "tis-620 windows-874 iso-8859-11 cp874",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    **{f"iso8859-{n}": f"iso-8859-{n} iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 10, 13, 14, 16)},
}
_CODEC = {name: codec for codec, names in _CODECS.items() for name in names.split()}

#: Controls, zero-width signs and marks that turn the direction of reading: they hide text.
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]"
)


def decoded(data: bytes, charset: str) -> str:
    """The text of `data`; what does not fit the charset becomes a replacement sign.

    UTF-8 that is labelled as something else with one byte a letter is read as UTF-8. Names that
    are not on the list (utf-7, rot13, zlib, unicode_escape…) never reach a codec.
    """
    codec = _CODEC.get(_name(charset), "")
    if codec in {"", "utf-8", "cp1252"}:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            codec = "utf-8" if codec == "utf-8" and _mostly_utf8(data) else "cp1252"
    return data.decode(codec, "replace")


def _name(charset: str) -> str:
    found = re.search(r"[\w.:-]+", charset)
    return found.group().lower().replace("iso_8859", "iso-8859") if found else ""


def _mostly_utf8(data: bytes) -> bool:
    return data.decode("utf-8", "replace").count("\ufffd") * 20 < max(len(data), 1)


def seen(text: str) -> str:
    """The text as a person sees it: composed, plain spaces and line feeds, no controls or hidden signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize(
        "NFC", _SPACES.sub(" ", _UNSEEN.sub("", text.replace("\x85", "…")))
    )
