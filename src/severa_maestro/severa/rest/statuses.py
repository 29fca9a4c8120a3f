"""Severa's invoice statuses: read once, and made where one is not there."""

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa.rest import errors, register_mapping, routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.registers import Registers
from severa_maestro.severa.rest.values import StatusValues
from severa_maestro.severa.retries import may_help_again
from severa_maestro.severa.setting_up_errors import STATUS_REFUSED, STATUS_SWITCHED_OFF, choices_of
from severa_maestro.severa.source import InvoiceStatus


class Statuses:
    """The statuses of one company."""

    def __init__(self, client: RestClient, registers: Registers) -> None:
        self._client = client
        self._registers = registers
        self._read: list[StatusValues] | None = None

    def all(self) -> list[InvoiceStatus]:
        """All statuses, inactive ones too."""
        return [register_mapping.status(each) for each in self._values()]

    def guids(self, name: str) -> list[str]:
        """The ids of the statuses of this name."""
        return [each.guid for each in self._values() if each.name == name]

    def guid_in_use(self, name: str) -> str:
        """The id of the status of this name that invoices can be given.

        Raises:
            ConfigurationError: there is none.
        """
        for each in self._values():
            if each.is_active and each.name == name:
                return each.guid
        raise errors.STATUS_NOT_THERE.error(status=name)

    def make(self, status: InvoiceStatus) -> None:
        """Makes a status unless one of its name is there.

        The request is sent once. Was its answer lost, the list of statuses tells whether it came through.

        Raises:
            DataError: Severa refuses it, or has one of this name that is switched off.
            ConfigurationError: the right to do it is missing.
        """
        if self._is_there(status):
            return
        try:
            self._client.ask(routes.MAKE_STATUS, content=_model(status))
        except SeveraMaestroError as error:
            if error.code == errors.REQUEST_REFUSED.code:
                said = error.values.get("said")
                raise STATUS_REFUSED.error(name=status.name, said=said, choices=choices_of(status)) from error
            if not may_help_again(error) or not self._is_there(status):
                raise
        finally:
            self._read = None

    def _is_there(self, status: InvoiceStatus) -> bool:
        """Whether there is one of this name now, in any case of its letters. Raises DataError where it is inactive."""
        self._read = None
        name = status.name.casefold().strip()
        same = [each for each in self._values() if each.name.casefold() == name]
        if same and not any(each.is_active for each in same):
            raise STATUS_SWITCHED_OFF.error(name=status.name, choices=choices_of(status))
        return bool(same)

    def _values(self) -> list[StatusValues]:
        if self._read is None:
            self._read = self._registers.read(routes.STATUSES, StatusValues)
        return self._read


def _model(status: InvoiceStatus) -> dict[str, object]:
    """The ``InvoiceStatusModel`` of a new status: what is sent and not paid waits for payment."""
    return {
        "name": status.name,
        "isActive": status.is_active,
        "isReadOnly": status.is_read_only,
        "hasInvoiceNumber": status.gives_number,
        "isSent": status.is_sent,
        "isWaitingPayment": status.is_sent and not status.is_paid,
        "isPaid": status.is_paid,
        "isDefaultForCreditNote": bool(status.is_credit_note_default),
    }
