"""The name under which a person's progress is kept."""

from hashlib import sha256


def pseudonym(person: str) -> str:
    """SHA-256 of Alexa's user id, as 64 hexadecimal digits.

    Amazon's id would do as a key. But it is 200 characters or more and its length is not promised, and whoever sees a
    backup, an export or a log of the table would hold an id that Amazon can tie to a customer. An id is too random to
    be guessed from its hash; whoever has the id, as we do while somebody talks to us, finds the item again.
    """
    return sha256(person.encode()).hexdigest()
