"""What may be asked of the list of transfers, and what that means to the database."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import FloatField, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.identifiers import is_payment_reference
from severa_maestro.matching.blocking_texts import BLOCKING_MESSAGES
from severa_maestro.matching.fallback_texts import FALLBACK_MESSAGES
from severa_maestro.matching.warning_texts import WARNING_MESSAGES
from severa_maestro.transfer.ledger.models import AWAITING_MARK, SeveraId, State, TimelineEntry, Transfer
from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily
from severa_maestro.web.transfers.fallback import rows_with_codes

#: What is asked for beside the states themselves: all that is on its way, and what Severa could not be told of.
WAITING, UNMARKED = "waiting", "unmarked"

#: Amounts are compared as floats, which keep every one below a thousand million to the cent.
_HALF_A_CENT = 0.005
_LARGEST_NUMBER = 2**63 - 1
_MOST_WORDS = 5
_SHORTEST_ID = 20


def read_amount(text: str) -> Decimal | None:
    """The amount that somebody wrote: ``1 234,50``, ``1,234.50``, ``−5 €``; None where it is none.

    The last comma or point is the decimal one, and those before it part thousands.
    """
    compact = re.sub(r"[\s€]", "", text).replace("−", "-")
    if not re.fullmatch(r"-?[0-9][0-9.,]*", compact):
        return None
    *thousands, last = re.split(r"[.,]", compact)
    return Decimal(f"{''.join(thousands)}.{last or 0}" if thousands else last)


def read_day(text: str) -> date | None:
    """The day that somebody wrote: ``22.11.2026`` or ``2026-11-22``; None where it is none."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return None


class AmountField(forms.CharField):
    """An amount as people write it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """A Decimal; None where nothing was written."""
        text = super().clean(value)
        amount = read_amount(text)
        if text and amount is None:
            raise forms.ValidationError(lazily("transfers.not_an_amount"))
        return amount


def _day() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _states() -> list[tuple[str, Any]]:
    states = [(state.value, lazily(f"state.{state.value}")) for state in State]
    any_state, waiting = ("", lazily("transfers.any")), (WAITING, lazily("transfers.waiting"))
    return [any_state, waiting, *states, (UNMARKED, lazily("transfers.unmarked"))]


def _findings() -> list[tuple[Any, Any]]:
    """Every finding by its short name, those that block first."""

    def named(codes: Iterable[str]) -> list[tuple[str, Any]]:
        return [(code, lazily(f"finding.{code}")) for code in codes]

    return [
        ("", lazily("transfers.any")),
        (lazily("state.blocking"), named(BLOCKING_MESSAGES)),
        (lazily("state.fallback"), named(FALLBACK_MESSAGES)),
        (lazily("state.warning"), named(WARNING_MESSAGES)),
    ]


class Filters(Form):
    """What may be asked for. What cannot be understood says so beside its field, and filters nothing."""

    page = "transfers"
    #: Those that stand behind "more".
    rare = ("customer", "number", "since", "until", "least", "most", "moved", "fallback", "code")

    q = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "aria-describedby": "id_q_helptext"}),
    )
    state = forms.ChoiceField(required=False, choices=_states)
    finding = forms.ChoiceField(required=False, choices=_findings)
    customer = forms.CharField(required=False, max_length=200)
    number = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=_LARGEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    since = _day()
    until = _day()
    least = AmountField(required=False)
    most = AmountField(required=False)
    moved = _day()
    fallback = forms.BooleanField(required=False)
    code = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def wanted(self) -> dict[str, Any]:
        """What is asked for and was understood, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}


def condition(company: Company, wanted: dict[str, Any]) -> Q:
    """What is asked for, as a condition on transfers that have ``amount`` (a float) and ``findings_text`` beside them.

    Args:
        company: whose.
        wanted: ``Filters.wanted()``.
    """
    of_field: dict[str, Callable[[Any], Q]] = {
        "q": lambda text: _free(company, text),
        "state": _state,
        # In JSON as both databases write it; a quotation mark within a value would have a backslash.
        "finding": lambda code: Q(findings_text__contains=f'"code": "{code}"'),
        "customer": _customer,
        "number": lambda number: Q(number=number),
        "since": lambda day: Q(invoice_date__gte=day),
        "until": lambda day: Q(invoice_date__lte=day),
        "least": lambda amount: Q(amount__gte=float(amount) - _HALF_A_CENT),
        "most": lambda amount: Q(amount__lte=float(amount) + _HALF_A_CENT),
        "moved": lambda day: _moved(company, day),
        "fallback": lambda _: Q(fallback_rows__gt=0),
        "code": lambda codes: Q(register_id__in=rows_with_codes(company, codes.split(", ")).values("invoice")),
    }
    asked = Q()
    for name, value in wanted.items():
        asked &= of_field[name](value)
    return asked


def asked_for(company: Company, wanted: dict[str, Any]) -> QuerySet[Transfer]:
    """The company's transfers that are asked for, in no order; an order may be by ``amount``.

    Args:
        company: whose.
        wanted: ``Filters.wanted()``.
    """
    amount, findings = Cast("total_including_vat", FloatField()), Cast("findings", TextField())
    return Transfer.objects.alias(amount=amount, findings_text=findings).filter(
        condition(company, wanted), company=company
    )


def _free(company: Company, text: str) -> Q:
    """Each word must be in the customer or name the invoice; or the whole is an amount or a day."""
    found = Q()
    for word in text.split()[:_MOST_WORDS]:
        found &= _customer(word) | _named(company, word)
    amount, day = read_amount(text), read_day(text)
    if day is not None:
        found |= Q(invoice_date=day)
    elif amount is not None and not text.isdecimal():
        found |= Q(amount__range=(float(amount) - _HALF_A_CENT, float(amount) + _HALF_A_CENT))
    return found


def _named(company: Company, word: str) -> Q:
    """By an invoice number, a reference number made of it, or Severa's id."""
    found = Q(pk__in=[])
    reference = re.sub(r"^RF[0-9]{2}", "", word.upper())
    numbers = [word, reference[:-1]] if is_payment_reference(word) else [word]
    for number in numbers:
        if number.isdecimal() and int(number) <= _LARGEST_NUMBER:
            found |= Q(number=int(number))
    if len(word) >= _SHORTEST_ID:
        found |= Q(pk__in=list(SeveraId.objects.filter(company=company, guid=word).values_list("transfer", flat=True)))
    return found


def _customer(text: str) -> Q:
    """SQLite tells large letters from small ones beyond English: so a text is looked for in its usual spellings."""
    spellings = {text} if text.isascii() else {text, text.lower(), text.upper(), text.title()}
    found = Q(customer_number__icontains=text)
    for each in sorted(spellings):
        found |= Q(customer_name__icontains=each)
    return found


def _state(state: str) -> Q:
    if state == WAITING:
        return Q(state__in=(State.FETCHED, *AWAITING_MARK))
    return Q(state__in=AWAITING_MARK) & ~Q(unmarked="") if state == UNMARKED else Q(state=state)


def _moved(company: Company, day: date) -> Q:
    """Those that became transferred on a day in Helsinki; what happens to one later leaves it transferred."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    entries = TimelineEntry.objects.filter(
        to_state=State.TRANSFERRED, at__gte=begins, at__lt=ends, transfer__company=company
    )
    return Q(pk__in=entries.exclude(from_state=State.TRANSFERRED).values("transfer"))
