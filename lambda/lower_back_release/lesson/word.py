"""A name as it stands in a sentence, in each form that a language has for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

NO_FORMS: Mapping[str, str] = MappingProxyType({})


class Word(str):
    """A word that is filled into templates: "{next}" is how it is mostly said, "{next.den}" the form called "den".

    English has one form of each. Where articles and endings change with what is said of a thing, a language names the
    forms as it likes: nobody but its own templates asks for them.
    """

    forms: Mapping[str, str]

    def __new__(cls, mostly: str, forms: Mapping[str, str] = NO_FORMS) -> Self:
        """How it is mostly said, and its forms by name, where it has several."""
        word = super().__new__(cls, mostly)
        word.forms = dict(forms)
        return word

    def __getattr__(self, name: str) -> str:
        """A form by its name. Raises AttributeError where there is none."""
        try:
            return self.forms[name]
        except KeyError:
            raise AttributeError(f"{str(self)!r} has no form '{name}'") from None
