"""Our texts by their key: ``overview.title`` is ``TEXTS["title"]`` of ``texts/overview.py``."""

from functools import cache
from importlib import import_module

from django.utils.functional import lazy

from severa_maestro.language import Text
from severa_maestro.web import reader


@cache
def text_of(key: str) -> Text:
    """The text of a key. Raises KeyError where there is none: a test finds every key that is used."""
    page, _, name = key.partition(".")
    try:
        texts: dict[str, Text] = import_module(f"severa_maestro.web.texts.{page}").TEXTS
        return texts[name]
    except (ModuleNotFoundError, KeyError) as error:
        raise KeyError(f"no text has the key {key}") from error


def say(key: str, **values: object) -> str:
    """The text of a key in the reader's language, with its values."""
    return reader.in_words(text_of(key), **values)


#: The same for what is said later, such as a form's label: in the language of whoever reads it then.
lazily = lazy(say, str)
