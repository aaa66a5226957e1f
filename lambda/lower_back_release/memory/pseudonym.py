"""Who is remembered, and the names under which that is kept."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeGuard


@dataclass(frozen=True)
class Identity:
    """Somebody who is remembered: an account, or one voice of those that use it."""

    account: str
    """Alexa's id of the user."""
    voice: str = ""
    """The pseudonym of a voice that Alexa knows; empty where it knows none."""


_PSEUDONYM = re.compile(r"[0-9a-f]{64}")


def is_pseudonym(text: object) -> TypeGuard[str]:
    """Whether something can be what `pseudonym` makes."""
    return isinstance(text, str) and bool(_PSEUDONYM.fullmatch(text))


def pseudonym(alexas_id: str) -> str:
    """SHA-256 of an id of Alexa's, as 64 hexadecimal digits.

    Amazon's id would do as a key. But it is 200 characters or more and its length is not promised, and whoever sees a
    backup, an export or a log of the table would hold an id that Amazon can tie to a customer. An id is too random to
    be guessed from its hash; whoever has the id, as we do while somebody talks to us, finds the item again.
    """
    return sha256(alexas_id.encode()).hexdigest()
