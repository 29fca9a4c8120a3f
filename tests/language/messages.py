"""Every sentence of the package, found by walking through its modules."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

import severa_maestro
from severa_maestro.language import Language, Message, Text

#: Modules that are not there to be imported: they run, or they change the database.
_LEFT_OUT = ("__main__", "migrations")


@dataclass(frozen=True)
class Found:
    """A message and where it was found first."""

    place: str
    message: Message


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(severa_maestro.__path__, "severa_maestro."):
        if not any(part in _LEFT_OUT for part in module.name.split(".")):
            yield module.name


def all_messages() -> list[Found]:
    """Each message once, however many modules import it."""
    return [Found(place, each) for place, each in _walk(Message)]


def all_texts() -> list[tuple[str, Text]]:
    """Sentences and words that stand alone, beside a message."""
    return list(_walk(Text))


def _walk(kind: type) -> list[tuple[str, object]]:
    seen: dict[int, tuple[str, object]] = {}
    for name in modules():
        for variable, value in vars(importlib.import_module(name)).items():
            for place, each in _inside(value, f"{name.removeprefix('severa_maestro.')}.{variable}", kind):
                seen.setdefault(id(each), (place, each))
    return sorted(seen.values(), key=lambda each: each[0])


def _inside(value: object, place: str, kind: type) -> Iterator[tuple[str, object]]:
    """The sentences in a variable: itself, in what has it as ``message``, in tuples and in dictionaries."""
    if isinstance(value, kind):
        yield place, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _inside(each, f"{place}[{key}]", kind)
    elif isinstance(value, list | tuple | set | frozenset):
        for number, each in enumerate(value):
            yield from _inside(each, f"{place}[{number}]", kind)
    elif type(value).__module__.startswith("severa_maestro.") and isinstance(getattr(value, "message", None), kind):
        yield place, value.message  # type: ignore[attr-defined]


def in_language(text: Text, language: Language) -> str:
    return str(getattr(text, language.value))


def placeholders(text: Text, language: Language) -> set[str]:
    """The names in braces; one that has a form for each language counts as one."""
    names = {name for _, name, _, _ in Formatter().parse(in_language(text, language)) if name is not None}
    return {name.removesuffix(f"_{language.value}") for name in names}
