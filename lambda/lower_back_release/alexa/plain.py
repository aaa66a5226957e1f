"""What is plain JSON already goes out as it is: the SDK would look at each of a screen's two thousand values."""

from typing import Any

from ask_sdk_core.serialize import DefaultSerializer


class Plain(dict[str, Any]):
    """A part of a response that is plain JSON already."""


class PlainSerializer(DefaultSerializer):  # type: ignore[misc]  # the SDK has no types
    """The SDK's own, which leaves that as it is."""

    def serialize(self, obj: object) -> Any:
        """An object of the SDK's as plain JSON."""
        return obj if isinstance(obj, Plain) else super().serialize(obj)
