"""Finnish identifiers with valid check digits, computed here and nowhere else.

The sandbox shares no code with the client: what the client checks must not have been made by its own checks.
"""

import random

_BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def business_id(generator: random.Random) -> str:
    """A Y-tunnus such as ``1967543-8``: seven digits and their check digit modulo 11."""
    while True:
        digits = f"{generator.randrange(1_000_000, 3_400_000):07d}"
        check = business_id_check_digit(digits)
        if check is not None:
            return f"{digits}-{check}"


def business_id_check_digit(digits: str) -> int | None:
    """The check digit of seven digits, or None where the rest is 1: such numbers are never given out."""
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _BUSINESS_ID_WEIGHTS, strict=True)) % 11
    if rest == 1:
        return None
    return 0 if rest == 0 else 11 - rest


def with_wrong_check_digit(identifier: str) -> str:
    """The same identifier with its last digit one higher, so that its check no longer holds."""
    return identifier[:-1] + str((int(identifier[-1]) + 1) % 10)


def vat_number(finnish_business_id: str) -> str:
    """The VAT number of a Y-tunnus: ``FI`` and its eight digits."""
    return "FI" + finnish_business_id.replace("-", "")


def electronic_address(finnish_business_id: str) -> str:
    """The OVT code of a Y-tunnus: ``0037`` and its eight digits."""
    return "0037" + finnish_business_id.replace("-", "")


def reference_number(number: int) -> str:
    """A 7-3-1 reference: the number and its check digit, weights 7, 3, 1 from the right."""
    weighted = sum(int(digit) * (7, 3, 1)[place % 3] for place, digit in enumerate(reversed(str(number))))
    return f"{number}{-weighted % 10}"


def iban(generator: random.Random, bank_code: str) -> str:
    """A Finnish IBAN: bank and account of 13 digits, the domestic Luhn check digit, and ISO 13616 check digits."""
    account = bank_code + "".join(str(generator.randrange(10)) for _ in range(13 - len(bank_code)))
    account += str(_luhn_check_digit(account))
    check = 98 - int(account + "151800") % 97
    return f"FI{check:02d}{account}"


def _luhn_check_digit(digits: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10
