"""Encrypted workbooks opened: with the passwords that were given, or with the one that Excel uses when nobody chose any."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from aktywna.domain.sheets.refusals import CLOSED, ENCRYPTED, NOT_THERE, WRONG_PASSWORD, refused
from aktywna.io.reading.xls_records import records_locked

_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOBODYS = "VelvetSweatshop"
"""Excel encrypts with this one what is only protected against changes; it opens such files without asking."""
_LONGEST_FILE = 65_536
_MOST_ROUNDS = 2_000_000


def unlocked(content: bytes, file: str, passwords: Sequence[str]) -> bytes:
    """
    Give the content of an OLE file, decrypted when it is encrypted.

    Raise `InputRefused` when none of the passwords opens it.
    """
    if not _is_locked(content, file):
        return content
    for password in (*passwords, _NOBODYS):
        opened = _opened(content, password)
        if opened is not None:
            return opened
    raise refused(WRONG_PASSWORD if passwords else ENCRYPTED, file)


def passwords_in(path: Path) -> tuple[str, ...]:
    """Read the passwords of a file, one in a line; raise `InputRefused` when it cannot be read."""
    try:
        with path.open("rb") as opened:
            text = opened.read(_LONGEST_FILE).decode("utf-8-sig", errors="strict")
    except FileNotFoundError as error:
        raise refused(NOT_THERE, path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise refused(CLOSED, path.name) from error
    return tuple(line for line in text.splitlines() if line)


def _is_locked(content: bytes, file: str) -> bool:
    return _PACKAGE in content or records_locked(content, file)


def _opened(content: bytes, password: str) -> bytes | None:
    """Decrypt with one password; nothing when it is not the one, or when the file cannot be decrypted at all."""
    import msoffcrypto  # noqa: PLC0415 - few workbooks are encrypted

    plain = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(BytesIO(content))
        if getattr(office, "type", "") == "agile":
            # Hashing may be asked for so often that it never ends.
            if office.info["spinValue"] > _MOST_ROUNDS:
                return None
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(plain)
    except Exception:  # noqa: BLE001 - it raises whatever a damaged header makes of it
        return None
    return plain.getvalue()
