"""Identifiers on Finnish invoices: are they well formed, and their one canonical way of writing.

Check digits of the international ones are python-stdnum's. A wrong one warns and never stops an invoice: Severa and
its users' test companies hold such (Netvisor's own demo company's Y-tunnus fails).
"""

import re
from itertools import cycle

from stdnum import exceptions, iban, iso11649
from stdnum.eu import vat as eu_vat
from stdnum.fi import ytunnus

_SPACES = re.compile(r"\s+")


def _without_spaces(text: str) -> str:
    return _SPACES.sub("", text)


def business_id(text: str) -> str | None:
    """The Y-tunnus as ``1234567-8``, from any usual writing of it or from the VAT number made of it.

    None where it is not one, or its check digit is wrong. Six-digit old ids are padded with a zero.
    """
    compact = _without_spaces(text).upper().removeprefix("FI").replace("-", "").replace(".", "")
    if not re.fullmatch(r"[0-9]{7,8}", compact):
        return None
    try:
        return str(ytunnus.format(ytunnus.validate(compact.zfill(8))))
    except exceptions.ValidationError:
        return None


def looks_like_business_id(text: str) -> bool:
    """Whether ``text`` is meant as a Finnish Y-tunnus or VAT number, right or wrong."""
    compact = _without_spaces(text).upper()
    return bool(re.fullmatch(r"(FI)?[0-9]{6,7}-?[0-9]", compact))


def vat_number(text: str) -> str | None:
    """The VAT number of any EU country in its canonical form, such as ``FI20774740``.

    A bare Y-tunnus becomes a Finnish one. None where it is not one or its check digit is wrong.
    """
    compact = re.sub(r"[\s.\-]", "", text).upper()
    if (finnish := business_id(compact)) is not None:
        return "FI" + finnish.replace("-", "")
    try:
        return str(eu_vat.validate(compact))
    except exceptions.ValidationError:
        return None


def tax_identity(text: str) -> str:
    """What tells two companies apart, however their ids are written; right or wrong, it is never None.

    ``FI20774740``, ``2077474-0`` and ``2077474 0`` are one identity.
    """
    return vat_number(text) or re.sub(r"[\s.\-]", "", text).upper()


def is_iban(text: str) -> bool:
    """Whether ``text`` is an IBAN with right check digits."""
    return bool(iban.is_valid(text))


def is_electronic_address(text: str) -> bool:
    """Whether ``text`` can be an e-invoice address: an OVT, an IBAN, or another operator's address of 2–35 signs."""
    compact = _without_spaces(text)
    if compact.startswith("0037"):
        return is_ovt(compact)
    return 2 <= len(compact) <= 35


def is_ovt(text: str) -> bool:
    """Whether ``text`` is an OVT: 0037, the eight digits of a right Y-tunnus, up to five signs for a unit."""
    compact = _without_spaces(text)
    if not re.fullmatch(r"0037[0-9]{8}[0-9A-Z]{0,5}", compact):
        return False
    return business_id(compact[4:12]) is not None


def ovt(text: str) -> str | None:
    """The OVT that a Y-tunnus gives; None where that is wrong."""
    identity = business_id(text)
    return None if identity is None else "0037" + identity.replace("-", "")


def reference_check_digit(digits: str) -> str:
    """The check digit of a Finnish reference number: weights 7, 3, 1 from the right, up to the next ten.

    Source: Finance Finland, "Kotimaisen viitteen rakenne".
    """
    weighed = sum(int(digit) * weight for digit, weight in zip(reversed(digits), cycle((7, 3, 1)), strict=False))
    return str(-weighed % 10)


def is_finnish_reference(text: str) -> bool:
    """Whether ``text`` is a Finnish reference number: 4–20 digits, the last of them the check digit.

    Leading zeros do not count to its length.
    """
    compact = _without_spaces(text).lstrip("0")
    return bool(re.fullmatch(r"[0-9]{4,20}", compact)) and reference_check_digit(compact[:-1]) == compact[-1]


def finnish_reference(number: int) -> str | None:
    """The reference number that an invoice number gives; None for fewer than three digits, or more than 19."""
    digits = str(number)
    return digits + reference_check_digit(digits) if number > 0 and 3 <= len(digits) <= 19 else None


def is_creditor_reference(text: str) -> bool:
    """Whether ``text`` is an international reference (ISO 11649, ``RF…``) with right check digits."""
    return bool(iso11649.is_valid(text))


def creditor_reference(reference: str) -> str | None:
    """The RF form of a Finnish reference number; None where that is wrong."""
    if not is_finnish_reference(reference):
        return None
    compact = _without_spaces(reference).lstrip("0")
    letters_as_numbers = int(compact + "271500")
    return f"RF{98 - letters_as_numbers % 97:02d}{compact}"


def is_payment_reference(text: str) -> bool:
    """Whether ``text`` is a right reference number of either kind."""
    return is_creditor_reference(text) if _without_spaces(text).upper().startswith("RF") else is_finnish_reference(text)
