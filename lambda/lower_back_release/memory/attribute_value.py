"""Plain JSON to and from DynamoDB's attribute values: every value under the letter of its type.

boto3's own deserializer gives Decimal for every number, which is neither plain JSON nor an int.
"""

from collections.abc import Mapping
from typing import Any

AttributeValue = Mapping[str, Any]


def attribute_value(plain: int | str | list[int | str] | Mapping[str, Any]) -> AttributeValue:
    """An integer, a string, a list, or a mapping of these, as DynamoDB takes it."""
    if isinstance(plain, int):
        return {"N": str(plain)}
    if isinstance(plain, str):
        return {"S": plain}
    if isinstance(plain, list):
        return {"L": [attribute_value(each) for each in plain]}
    return {"M": {name: attribute_value(each) for name, each in plain.items()}}


def plain_value(given: AttributeValue) -> Any:
    """The same, back. Raises ValueError on what `attribute_value` doesn't make, such as a fraction or a set."""
    ((kind, value),) = given.items()
    if kind == "N":
        return int(value)
    if kind == "S":
        return value
    if kind == "L":
        return [plain_value(each) for each in value]
    if kind == "M":
        return {name: plain_value(each) for name, each in value.items()}
    raise ValueError(f"no plain value is kept as {kind}")
