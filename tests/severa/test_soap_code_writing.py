"""A code written by SOAP: the record goes back as it came, and nothing else of it may be different afterwards."""

from collections.abc import Callable

import pytest
from lxml import etree

from severa_maestro.errors import (
    ConfigurationError,
    ContractError,
    DataError,
    QuotaError,
    SeveraMaestroError,
    TransientError,
)
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.source import RegisterItem
from tests.severa.wire import NAMESPACES, Reply, Request, TinySevera, answer, fault

RECORDS = "http://schemas.datacontract.org/2004/07/Severa.Entities.API"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"

#: Members of the base type first, newer ones that no contract knows among them, and all that is hard to keep.
PRODUCT = (
    '<a:Barcode i:nil="true"/><a:Code>V-1017</a:Code><a:Description>  two\nlines &amp; &lt;b&gt;äö€😀&lt;/b&gt; &#xD;\n'
    "</a:Description><a:GUID>item-1</a:GUID><a:IsActive>true</a:IsActive><a:MeasurementUnit/>"
    "<a:Name>Lisenssi</a:Name><a:Type>Product</a:Type><a:UnitCost>12.3400</a:UnitCost><a:UnitPrice>85.00</a:UnitPrice>"
    '<a:UseInWorkTimeEntry>false</a:UseInWorkTimeEntry><a:VAT i:nil="true"/><a:Zone>north</a:Zone>'
    "<a:CostCentres><b:string>one</b:string><b:string/></a:CostCentres><a:ProductCategoryGUID>c</a:ProductCategoryGUID>"
    '<a:Limits><a:Limit i:nil="true"/><a:Limit>3</a:Limit></a:Limits><a:UpdatedTS>2026-11-20T08:00:00</a:UpdatedTS>'
)
ITEM = RegisterItem(kind=RowKind.PRODUCT, guid="item-1", code="V-1017", name="Lisenssi", is_active=True)

OPERATIONS = {
    RowKind.PRODUCT: ("GetProductByGUID", "productGUID", "UpdateProduct", "productInfo"),
    RowKind.TRAVEL: ("GetTravelExpenseByGUID", "travelExpenseGUID", "UpdateTravelExpense", "travelExpenseInfo"),
    RowKind.WORK: ("GetWorkTypeByGUID", "workTypeGUID", "UpdateWorkType", "workTypeInfo"),
}

Change = Callable[[str], str]


class Register:
    """One record of Severa's, replaced as a whole by what comes.

    Attributes:
        members: the record's members, as XML.
        sent: what came in updates: the element with the record.
        on_update: what Severa makes of the members that came.
        replies: to each update in turn; where there is none left, Severa says that it is done.
    """

    def __init__(self, severa: TinySevera, members: str = PRODUCT, kind: RowKind = RowKind.PRODUCT) -> None:
        self.members = members
        self.sent: list[etree._Element] = []
        self.on_update: Change = lambda members: members
        self.replies: list[Reply] = []
        self._severa = severa
        self._get, _, self._update, _ = OPERATIONS[kind]
        severa.script = self.respond

    def respond(self, request: Request) -> Reply:
        if request.operation == self._get:
            return Reply(answer(self._get, self.members))
        assert request.operation == self._update
        (record,) = request.envelope.find(f".//{{http://soap.severa.com/}}{self._update}")
        self.sent.append(record)
        self.members = self.on_update(written(record))
        return self.replies.pop(0) if self.replies else Reply(answer(self._update, self.members))

    @property
    def operations(self) -> list[str]:
        return self._severa.operations


def written(record: etree._Element) -> str:
    """The members of a record as XML, each with its namespaces."""
    return "".join(etree.tostring(each, encoding="unicode") for each in record)


def elements(members: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<record {NAMESPACES}>{members}</record>"))


def canonical(members: list[etree._Element], *, without: str = "") -> list[str]:
    kept = [each for each in members if etree.QName(each).localname != without]
    return [etree.tostring(each, method="c14n", exclusive=True).decode() for each in kept]


def error_of(source: SoapSource, item: RegisterItem = ITEM, code: str = "B12") -> SeveraMaestroError:
    with pytest.raises(SeveraMaestroError) as raised:
        source.write_code(item, code)
    return raised.value


# What is sent


def test_the_record_goes_back_as_it_came_member_by_member_in_their_order_but_for_its_code(
    severa: TinySevera, source: SoapSource
) -> None:
    register = Register(severa)
    source.write_code(ITEM, "B12")
    (record,) = register.sent
    assert record.tag == "{http://soap.severa.com/}productInfo"
    assert canonical(list(record), without="Code") == canonical(elements(PRODUCT), without="Code")
    assert [each.tag for each in record] == [each.tag for each in elements(PRODUCT)]
    assert [each.text for each in record.iter(f"{{{RECORDS}}}Code")] == ["B12"]


@pytest.mark.parametrize("kind", OPERATIONS)
def test_each_register_has_its_own_calls(severa: TinySevera, source: SoapSource, kind: RowKind) -> None:
    register = Register(severa, "<a:Code>old</a:Code><a:GUID>item-1</a:GUID><a:Name>Asia</a:Name>", kind)
    source.write_code(RegisterItem(kind=kind, guid="item-1", code="old", name="Asia", is_active=True), "new")
    get, guid, update, parameter = OPERATIONS[kind]
    assert register.operations == [get, update, get]
    assert severa.requests[0].parameters == {guid: "item-1"}
    assert [etree.QName(each).localname for each in register.sent] == [parameter]
    assert source.writes_codes_of == set(OPERATIONS)


def test_an_empty_code_goes_out_as_nil(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa)
    source.write_code(ITEM, "")
    (code,) = register.sent[0].iter(f"{{{RECORDS}}}Code")
    assert (code.text, code.get(NIL)) == (None, "true")


@pytest.mark.parametrize("empty", ['<a:Code i:nil="true"/>', '<a:Code i:nil="1"></a:Code>', "<a:Code/>"])
def test_a_code_takes_the_place_of_none(severa: TinySevera, source: SoapSource, empty: str) -> None:
    register = Register(severa, PRODUCT.replace("<a:Code>V-1017</a:Code>", empty))
    source.write_code(RegisterItem(kind=RowKind.PRODUCT, guid="item-1", code="", name="x", is_active=True), "B12")
    (code,) = register.sent[0].iter(f"{{{RECORDS}}}Code")
    assert (code.text, dict(code.attrib)) == ("B12", {})


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ("<a:GUID>item-1</a:GUID><a:Name>x</a:Name>", ["Code", "GUID", "Name"]),
        (
            "<a:Barcode>1</a:Barcode><a:GUID>i</a:GUID><a:Category>c</a:Category>",
            ["Barcode", "Code", "GUID", "Category"],
        ),
        ("<a:Barcode>1</a:Barcode>", ["Barcode", "Code"]),
    ],
)
def test_a_code_that_came_with_no_member_at_all_stands_at_its_place_in_the_order(
    severa: TinySevera, source: SoapSource, members: str, names: list[str]
) -> None:
    register = Register(severa, members)
    source.write_code(RegisterItem(kind=RowKind.PRODUCT, guid="item-1", code="", name="x", is_active=True), "B12")
    assert [etree.QName(each).localname for each in register.sent[0]] == names


def test_a_code_that_xml_cannot_carry_is_no_crash(severa: TinySevera, source: SoapSource) -> None:
    Register(severa)
    assert error_of(source, code="B\x0012").code == "severa-code-not-taken"


# When nothing is sent


def test_a_code_that_is_there_already_is_not_sent(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa, PRODUCT.replace("V-1017", "B12"))
    source.write_code(ITEM, "B12")
    assert register.operations == ["GetProductByGUID"]


def test_a_code_that_somebody_changed_meanwhile_is_left_alone(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa, PRODUCT.replace("V-1017", "KM25"))
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-item-changed")
    assert "Odotettu koodi: V-1017. Koodi nyt: KM25." in error.say(Language.FINNISH)
    assert register.sent == []


@pytest.mark.parametrize("gone", [fault("NotFoundException"), Reply(answer("GetProductByGUID", ""))])
def test_an_item_that_is_gone_is_said_to_be_gone(severa: TinySevera, source: SoapSource, gone: Reply) -> None:
    severa.answer(gone)
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-item-gone")


@pytest.mark.parametrize("forbidden", ["&#xB;", "&#x1F;", "\x0b"])
def test_a_record_that_cannot_go_back_as_it_came_is_not_sent(
    severa: TinySevera, source: SoapSource, forbidden: str
) -> None:
    register = Register(severa, PRODUCT.replace("two", f"two{forbidden}"))
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-item-unwritable")
    assert register.sent == []


def test_a_record_that_cannot_be_read_is_not_sent(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa, PRODUCT + "<a:Code>twice</a:Code>")
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-record-unreadable")
    assert "Code comes twice" in str(error)
    assert register.sent == []


def test_a_register_that_soap_does_not_know_is_to_be_written_by_hand(severa: TinySevera, source: SoapSource) -> None:
    other = RegisterItem(kind=RowKind.OTHER, guid="x", code="", name="Muu", is_active=True)
    error = error_of(source, other)
    assert (type(error), error.code) == (DataError, "severa-code-by-hand")
    assert "”Muu” > Koodi: B12." in error.say(Language.FINNISH)
    assert severa.requests == []


# What has become of it


DAMAGES: dict[str, tuple[Change, str]] = {
    "a price is emptied": (lambda m: m.replace(">85.00<", "><"), "UnitPrice: 85 → –"),
    "a member is gone": (lambda m: members_without(m, "Zone"), "Zone: north → –"),
    "a member has come": (lambda m: m + f'<a:VATCode xmlns:a="{RECORDS}">K</a:VATCode>', "VATCode: – → K"),
    "it is switched off": (lambda m: m.replace(">true<", ">false<"), "IsActive: true → false"),
    "a nought is an amount": (lambda m: m.replace(">85.00<", ">0<"), "UnitPrice: 85 → 0"),
    "a list is shorter": (lambda m: m.replace(">3<", "><"), "Limits: Limit, Limit 3 → Limit, Limit"),
}


def members_without(members: str, name: str) -> str:
    return written_again([each for each in elements(members) if etree.QName(each).localname != name])


def written_again(members: list[etree._Element]) -> str:
    return "".join(etree.tostring(each, encoding="unicode") for each in members)


@pytest.mark.parametrize("what", DAMAGES)
def test_any_other_member_that_changed_is_named_with_what_it_was(
    severa: TinySevera, source: SoapSource, what: str
) -> None:
    register = Register(severa)
    register.on_update, said = DAMAGES[what]
    error = error_of(source)
    assert (type(error), error.code) == (ContractError, "severa-item-damaged")
    assert all(said in error.say(language) for language in Language)


def test_all_members_that_changed_are_named_and_long_ones_shortly(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa, PRODUCT.replace("north", "n" * 500))
    register.on_update = lambda members: members_without(members_without(members, "Zone"), "UnitCost")
    said = str(error_of(source))
    assert "UnitCost: 12.34 → –; Zone: nnn" in said
    assert len(said) < 500


@pytest.mark.parametrize(
    "harmless",
    [
        lambda m: m.replace(">85.00<", ">85.0000<"),
        lambda m: m.replace(">85.00<", ">85<"),
        lambda m: m.replace("2026-11-20T08", "2026-11-22T09"),
        lambda m: members_without(m, "VAT"),
        lambda m: members_without(m, "MeasurementUnit"),
        lambda m: written_again(elements(m)[::-1]),
    ],
    ids=["more noughts", "no noughts", "the time of the change", "nil left out", "empty left out", "another order"],
)
def test_what_says_the_same_otherwise_is_no_change(severa: TinySevera, source: SoapSource, harmless: Change) -> None:
    register = Register(severa)
    register.on_update = harmless
    source.write_code(ITEM, "B12")
    assert register.operations == ["GetProductByGUID", "UpdateProduct", "GetProductByGUID"]


def test_a_code_that_severa_says_it_took_and_did_not_take_is_an_error(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa)
    register.on_update = lambda members: members.replace(">B12<", ">V-1017<")
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-code-not-taken")
    assert "B12" in str(error)
    assert "still V-1017" in str(error)


def test_an_update_whose_reply_is_lost_is_found_written_and_not_sent_again(
    severa: TinySevera, source: SoapSource
) -> None:
    register = Register(severa)
    register.replies = [Reply(hang_up=True)]
    source.write_code(ITEM, "B12")
    assert register.operations == ["GetProductByGUID", "UpdateProduct", "GetProductByGUID"]


@pytest.mark.parametrize(
    "failure", [Reply(hang_up=True), Reply(status=503), Reply("<html/>", content_type="text/html")]
)
def test_an_update_that_failed_and_wrote_nothing_is_that_failure(
    severa: TinySevera, source: SoapSource, failure: Reply
) -> None:
    register = Register(severa)
    register.on_update = lambda _: PRODUCT
    register.replies = [failure]
    error = error_of(source)
    assert isinstance(error, TransientError) or error.code == "severa-reply-unreadable"
    assert len(register.sent) == 1


@pytest.mark.parametrize(
    ("kind", "branch", "code"),
    [
        ("GeneralFailureException", DataError, "severa-record-refused"),
        ("ValidationException", DataError, "severa-values-refused"),
        ("NotFoundException", DataError, "severa-item-gone"),
        ("NoPermissionException", ConfigurationError, "severa-right-missing"),
        ("AuthenticationFailureException", ConfigurationError, "severa-key-refused"),
        ("QuotaLimitExceededException", QuotaError, "severa-quota-used-up"),
    ],
)
def test_a_refused_update_says_why_and_is_not_sent_again(
    severa: TinySevera, source: SoapSource, kind: str, branch: type[SeveraMaestroError], code: str
) -> None:
    register = Register(severa)
    register.replies = [fault(kind, "The code is used elsewhere")]
    error = error_of(source)
    assert (type(error), error.code) == (branch, code)
    assert register.operations == ["GetProductByGUID", "UpdateProduct"]


def test_a_user_who_may_not_change_registers_is_told_so(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa)
    register.replies = [fault("NoPermissionException")]
    assert "ei saa muuttaa Severan rekistereitä" in error_of(source).say(Language.FINNISH)


def test_a_code_written_can_be_taken_back(severa: TinySevera, source: SoapSource) -> None:
    register = Register(severa)
    source.write_code(ITEM, "B12")
    source.write_code(RegisterItem(kind=RowKind.PRODUCT, guid="item-1", code="B12", name="x", is_active=True), "V-1017")
    assert canonical(list(register.sent[-1])) == canonical(elements(PRODUCT))
