"""Amazon's own classes for what it is sent, used as a check on the files that are sent."""

import json
from collections.abc import Iterator
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer


def differences(given: Any, kept: Any, path: str = "") -> Iterator[str]:
    """Where two JSON documents part, as paths."""
    if isinstance(given, dict) and isinstance(kept, dict):
        for key in given | kept:
            yield from differences(given.get(key), kept.get(key), f"{path}/{key}")
    elif isinstance(given, list) and isinstance(kept, list) and len(given) == len(kept):
        for index, pair in enumerate(zip(given, kept, strict=True)):
            yield from differences(*pair, f"{path}/{index}")
    elif given != kept:
        yield path


def not_understood(document: dict[str, Any], envelope: type) -> list[str]:
    """The paths that Amazon's class does not carry there and back.

    Raises SerializationException on a value that an enum does not have.
    """
    serializer = DefaultSerializer()
    understood = serializer.deserialize(json.dumps(document), envelope)
    return list(differences(document, serializer.serialize(understood)))
