"""What zeep does with replies: why it builds our requests, and does not read what Severa says."""

from decimal import InvalidOperation

import pytest
import zeep
from lxml import etree

from severa_maestro.severa.soap.client import WSDL
from tests.severa.wire import NAMESPACES, answer, invoice, row

SETTINGS = zeep.Settings(
    strict=False, xsd_ignore_sequence_order=True, forbid_dtd=True, forbid_entities=True, forbid_external=True
)


@pytest.fixture(scope="module")
def client() -> zeep.Client:
    return zeep.Client(str(WSDL), settings=SETTINGS)


def read_by_zeep(client: zeep.Client, text: str) -> zeep.xsd.CompoundValue:
    kind = client.get_type("{http://schemas.datacontract.org/2004/07/Severa.Entities.API}Invoice")
    element = etree.fromstring(text.replace("<a:Invoice>", f"<a:Invoice {NAMESPACES}>", 1))
    return kind.parse_xmlelement(element, client.wsdl.types)


def test_it_reads_members_in_another_order_and_passes_over_unknown_ones(client: zeep.Client) -> None:
    text = invoice().replace("<a:GUID>", "<a:Unknown><a:Number>1</a:Number></a:Unknown><a:GUID>")
    found = read_by_zeep(client, text.replace("<a:Number>12345</a:Number>", "").replace(
        "<a:AccountGUID>", "<a:Number>12345</a:Number><a:AccountGUID>"
    ))  # fmt: skip
    assert (found.GUID, found.Number) == ("invoice-1", 12345)


def test_it_gives_up_at_a_wrong_decimal_without_naming_it(client: zeep.Client) -> None:
    with pytest.raises(InvalidOperation) as raised:
        read_by_zeep(client, invoice(row(rowAmount="abc")))
    assert "rowAmount" not in str(raised.value)


@pytest.mark.parametrize(("name", "text", "value"), [("Number", "abc", None), ("DueDate", "soon", None)])
def test_it_takes_a_wrong_number_or_date_for_none(client: zeep.Client, name: str, text: str, value: object) -> None:
    assert read_by_zeep(client, invoice(**{name: text}))[name] is value


def test_it_takes_a_wrong_boolean_for_false(client: zeep.Client) -> None:
    assert read_by_zeep(client, invoice(IsCreditNote="yes")).IsCreditNote is False


def test_it_takes_half_a_reply_for_a_whole_one(client: zeep.Client) -> None:
    whole = answer("GetInvoicesByStatus", invoice(GUID="1") + invoice(GUID="2") + invoice(GUID="3"))
    half = whole[: whole.index("<a:GUID>3")]
    tree = zeep.loader.parse_xml(half.encode(), None, settings=SETTINGS)
    assert len(tree.findall(".//{*}Invoice")) == 3
    assert len(tree.findall(".//{*}Invoice/{*}GUID")) == 2
