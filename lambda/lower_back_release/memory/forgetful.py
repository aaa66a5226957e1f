"""No memory at all: what the skill runs on where none is set up."""

from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope


class Forgetful(AbstractPersistenceAdapter):  # type: ignore[misc]  # the SDK has no types
    """Keeps nothing beyond the session."""

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """Nothing."""
        return {}

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, Any]) -> None:
        """Does nothing."""

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Does nothing."""
