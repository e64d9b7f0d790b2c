"""SQLCipher, SQLite with every page encrypted and authenticated: the one door to it, used where a key is given."""

from types import ModuleType
from typing import Any

from ..errors import BadInput, StoreFault

MAX_KEY_CHARS = 1_000  # a passphrase, not a file


def driver() -> ModuleType:
    """The DB-API module. Raises: StoreFault where it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise StoreFault(
            "a memory file with a key needs SQLCipher, which is not installed: pip install sqlcipher3-wheels, or leave "
            "key out (exports can be encrypted without it)"
        ) from error
    module: ModuleType = dbapi2
    return module


def unlock(connection: Any, key: str) -> None:
    """Give a new connection its passphrase; SQLCipher derives the key (PBKDF2-SHA512, 256,000 rounds)."""
    connection.execute(f"PRAGMA key = '{key.replace(chr(39), 2 * chr(39))}'")


def checked_key(key: str) -> str:
    """The passphrase. Raises: BadInput."""
    if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY_CHARS or "\0" in key or not _encodable(key):
        raise BadInput(f"key is not a text of 1 to {MAX_KEY_CHARS} characters without NUL; give a passphrase")
    return key


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
