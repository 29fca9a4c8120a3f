"""A company's settings, looked at before they are kept: the command line and the pages share these rules."""

from dataclasses import dataclass

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError
from severa_maestro.language import Language, Text
from severa_maestro.setup import settings_messages as messages


@dataclass(frozen=True, slots=True)
class CompanySettings:
    """What is given of a company's settings; None where nothing was: that stays as it is.

    Attributes:
        default_group: the product group of a bare code such as ``1``; empty: bare codes match nothing.
        writes_severa_log: whether each transfer also writes into the invoice's log in Severa.
    """

    name: str | None = None
    waiting_status: str | None = None
    transferred_status: str | None = None
    default_group: str | None = None
    writes_severa_log: bool | None = None
    language: Language | None = None

    def apply(self, company: Company) -> None:
        """Changes the company; the caller saves it.

        Raises:
            ConfigurationError: a value is empty, the name is another company's, both statuses are the same, or the
                group is not a letter.
        """
        if self.name is not None:
            company.name = _free_name(self.name, company)
        if self.waiting_status is not None:
            company.waiting_status = _filled(self.waiting_status, messages.WAITING_STATUS)
        if self.transferred_status is not None:
            company.transferred_status = _filled(self.transferred_status, messages.TRANSFERRED_STATUS)
        if company.waiting_status and company.waiting_status.casefold() == company.transferred_status.casefold():
            raise ConfigurationError("statuses-equal", messages.STATUSES_EQUAL, status=company.waiting_status)
        if self.default_group is not None:
            group = self.default_group.strip().upper()
            company.default_group = group_letter(group) if group else ""
        if self.writes_severa_log is not None:
            company.writes_severa_log = self.writes_severa_log
        if self.language is not None:
            company.language = self.language.value


def group_letter(text: str) -> str:
    """The letter of a product group. Raises ConfigurationError where it is not one letter A–Z."""
    letter = text.strip().upper()
    if len(letter) != 1 or not "A" <= letter <= "Z":
        raise ConfigurationError("group-not-a-letter", messages.GROUP_NOT_A_LETTER, letter=letter)
    return letter


def _free_name(text: str, company: Company) -> str:
    """A name that no other company has, in small or large letters."""
    name = _filled(text, messages.NAME)
    if Company.objects.filter(name__iexact=name).exclude(pk=company.pk).exists():
        raise ConfigurationError("company-exists", messages.COMPANY_EXISTS, name=name)
    return name


def _filled(text: str, setting: Text) -> str:
    if not text.strip():
        raise ConfigurationError("value-empty", messages.VALUE_EMPTY, setting=setting)
    return text.strip()
