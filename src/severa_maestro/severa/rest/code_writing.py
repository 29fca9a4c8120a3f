"""Codes of products written over REST: the one register whose codes the contract lets change."""

from typing import Any

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.severa.code_writing import ItemRecord
from severa_maestro.severa.record_errors import MemberError, unreadable
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.values import RegisterValues
from severa_maestro.severa.setting_up_errors import ITEM_GONE

#: The registers whose codes REST can change.
WRITABLE = frozenset({RowKind.PRODUCT})

#: The code itself, and what Severa itself keeps: another time of the last change is no change of what people typed.
_NOT_COMPARED = frozenset({"code", "lastUpdatedDateTime", "lastUpdatedBy"})


class Products:
    """The register of products."""

    def __init__(self, client: RestClient) -> None:
        self._client = client

    def read(self, guid: str) -> ItemRecord[Any] | None:
        """The product as it is now; None where it is not there. Raises DataError where it cannot be read."""
        reply = self._client.ask(routes.PRODUCT, guid=guid)
        if reply is None:
            return None
        try:
            values = RegisterValues.read(reply.content)
        except MemberError as error:
            raise unreadable("Product", guid=guid, name="", reason=str(error)) from None
        others = {name: value for name, value in reply.content.items() if name not in _NOT_COMPARED}
        return ItemRecord(content=reply.content, code=values.code, others=others)

    def send(self, record: ItemRecord[Any], code: str) -> None:
        """Gives the product another code, null for none."""
        change = [{"op": "Replace", "path": "/code", "value": code or None}]
        if self._client.ask(routes.CHANGE_PRODUCT, guid=record.content["guid"], content=change) is None:
            raise ITEM_GONE.error()
