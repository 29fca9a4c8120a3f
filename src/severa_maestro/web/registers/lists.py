"""A list of a register: what was asked for, in which order, and a page of it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, Q, QuerySet, Window

from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily

ON_A_PAGE = 50
_MOST_WORDS = 5
_LONGEST_PAGE = 9

#: Larger numbers and keys are in no table.
LARGEST_NUMBER = 2**63 - 1

_Model = TypeVar("_Model", bound=models.Model)


def search_field() -> forms.CharField:
    """Where words to look for are written."""
    return forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))


def in_use_field() -> forms.ChoiceField:
    """Whether records that are in use are shown, or those that are not."""
    choices = {"": "registers.all", "yes": "registers.in_use", "no": "registers.not_in_use"}
    return forms.ChoiceField(required=False, choices=[(value, lazily(key)) for value, key in choices.items()])


def key_field() -> forms.IntegerField:
    """The key of what a list is about, from the address that led to it."""
    return forms.IntegerField(required=False, min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput())


class FilterForm(Form):
    """What may be asked of a list. What cannot be understood says so beside its field, and filters nothing."""

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked, auto_id="%s")

    def wanted(self) -> dict[str, Any]:
        """What is asked for and was understood, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    @property
    def is_in_use(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.wanted())


def page_of(records: QuerySet[_Model], number: str | None, *, is_filtered: bool) -> Page[_Model]:
    """A page of them, or the last one where there are not so many.

    Its keys are found first, from an index where there is one; only then are the page's own records read.

    Args:
        records: all of them, in their order.
        number: of the page, from 1, as the address has it.
        is_filtered: whether no index tells how many there are: then they are gone through once, not twice.
    """
    read = _read_once(records, number) if is_filtered else None
    keys, count = read or ([], records.count())
    page = Paginator(range(count), ON_A_PAGE).get_page(number)
    keys = keys or list(records.values_list("pk", flat=True)[max(page.start_index() - 1, 0) : page.end_index()])
    found = records.order_by().in_bulk(keys)  # in order SQLite would walk the whole index to them
    return Page([found[key] for key in keys if key in found], page.number, page.paginator)  # type: ignore[arg-type]


def _read_once(records: QuerySet[_Model], number: str | None) -> tuple[list[int], int] | None:
    """A page's keys and how many records there are, in one reading; None where there are not so many pages."""
    page = int(number) if number and number.isascii() and number.isdecimal() and len(number) < _LONGEST_PAGE else 1
    first = max(page - 1, 0) * ON_A_PAGE
    with_count = records.annotate(count=Window(Count("*"))).values_list("pk", "count")
    rows = list(with_count[first : first + ON_A_PAGE])
    if not rows and first:
        return None
    return [key for key, _ in rows], rows[0][1] if rows else 0


def having(text: str, *fields: str) -> Q:
    """Each word must be in one of the fields, in small or large letters.

    SQLite tells large letters from small ones beyond English: so a word is looked for in its usual spellings.
    """
    found = Q()
    for word in text.split()[:_MOST_WORDS]:
        spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
        in_some = Q()
        for field in fields:
            for spelling in sorted(spellings):
                in_some |= Q(**{f"{field}__icontains": spelling})
        found &= in_some
    return found


def column(name: str, first: str, sort: str) -> dict[str, str]:
    """Which order a press on a column's head asks for, and how the list is sorted by it now.

    Args:
        name: what the column sorts by, such as ``total``.
        first: the order that is asked for first, such as ``-total``.
        sort: the order of the list.
    """
    other = first.removeprefix("-") if first.startswith("-") else f"-{first}"
    is_sorted = sort.removeprefix("-") == name
    return {
        "sort": other if sort == first else first,
        "now": ("descending" if sort.startswith("-") else "ascending") if is_sorted else "",
    }
