"""What may stand in braces in a sentence, said beside the field that holds it."""


class Gaps:
    """As in `Annotated[str, Gaps("poses")]`: what is filled in, and stands in a sentence of that field."""

    def __init__(self, *names: str, alone: bool = False) -> None:
        """The names; `alone` where what is filled in anywhere else isn't filled in here."""
        self.names = frozenset(names)
        self.alone = alone
