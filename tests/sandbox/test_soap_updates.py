"""Updates of registers over SOAP: a record is taken as it is sent, and what is not sent is lost."""

import pytest
from lxml import etree

from tests.sandbox.soap_caller import ENTITIES, NIL

#: Every register: its update, what reads one record, the parameter of each, and one of its records.
REGISTERS = {
    "Product": ("IProduct.UpdateProduct", "productInfo", "IProduct.GetProductByGUID", "productGUID", "product-1"),
    "TravelExpense": (
        *("IProduct.UpdateTravelExpense", "travelExpenseInfo", "IProduct.GetTravelExpenseByGUID"),
        *("travelExpenseGUID", "travel-expense-3"),
    ),
    "WorkType": (
        *("IWorkType.UpdateWorkType", "workTypeInfo", "IWorkType.GetWorkTypeByGUID", "workTypeGUID"),
        "work-type-1",
    ),
}
#: What a record has beside id, code and name, and the ways of saying nothing of it.
CONTENTS = {
    "Product": {"IsActive": "true", "MeasurementUnit": "kpl", "UnitCost": "27.00", "UnitPrice": "45.00", "VAT": "25.5"},
    "TravelExpense": {"IsActive": "true", "MeasurementUnit": "yö", "UnitPrice": "129.00", "VAT": "13.5"},
    "WorkType": {"IsActive": "true", "IsDefault": "true", "IsProductive": "true"},
}


class Register:
    """One record of a register, read and updated."""

    def __init__(self, sandbox, call, kind):
        self.update_name, self.wrapper, self.read_name, self.parameter, self.key = REGISTERS[kind]
        self.sandbox, self.call, self.kind = sandbox, call, kind

    @property
    def guid(self):
        return self.sandbox.state.opaque(self.key)

    def read(self):
        """The members as they came."""
        reply = self.call(self.read_name, f"<{self.parameter}>{self.guid}</{self.parameter}>")
        assert reply.status == 200
        return list(reply.result)

    def told(self):
        """The members that have a value."""
        return {etree.QName(each).localname: each.text for each in self.read() if each.get(NIL) is None}

    def send(self, members):
        """An update with elements as they are, or with text."""
        inner = members if isinstance(members, str) else "".join(etree.tostring(each).decode() for each in members)
        return self.call(self.update_name, f"<{self.wrapper}>{inner}</{self.wrapper}>")


@pytest.fixture(params=list(REGISTERS))
def register(sandbox, call, request):
    return Register(sandbox, call, request.param)


def with_code(members, code):
    """The members with another code, each in its place."""
    for each in members:
        if each.tag == f"{{{ENTITIES}}}Code":
            each.text = code
    return members


def test_a_record_that_is_sent_back_whole_keeps_everything_but_its_new_code(register):
    before = register.told()
    assert CONTENTS[register.kind].items() <= before.items()
    assert register.send(with_code(register.read(), "Z1")).status == 200
    assert register.told() == {**before, "Code": "Z1"}


def test_who_sends_only_the_code_loses_everything_else(register):
    reply = register.send(f"<a:Code>Z1</a:Code><a:GUID>{register.guid}</a:GUID>")
    assert reply.status == 200
    after = register.told()
    assert after["Code"] == "Z1"
    assert after["IsActive"] == "false"
    lost = {"Name", *CONTENTS[register.kind]}
    assert {after.get(name) for name in lost} <= {None, "false"}


def test_a_nil_member_is_emptied_like_one_that_is_missing(register):
    nil = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"'
    register.send(f"<a:Code {nil}/><a:GUID>{register.guid}</a:GUID><a:IsActive>true</a:IsActive><a:Name>Nimi</a:Name>")
    after = register.told()
    assert "Code" not in after
    assert (after["Name"], after["IsActive"]) == ("Nimi", "true")


def test_a_member_out_of_its_order_is_lost_too(register):
    members = register.read()
    register.send(sorted(members, key=lambda each: each.tag == f"{{{ENTITIES}}}Code"))
    assert "Code" not in register.told()


def test_a_member_newer_than_the_contract_is_there_in_its_place_and_lost_when_it_is_not_sent(register):
    assert "Zone" not in register.told()
    register.sandbox.state.newer_members = True
    names = [etree.QName(each).localname for each in register.read()]
    after_zone = {"Product": "ProductCategoryGUID", "TravelExpense": "CostCurrencyGUID"}.get(register.kind)
    assert names.index("Zone") == (names.index(after_zone) - 1 if after_zone else len(names) - 1)
    assert register.told()["Zone"] == "north"
    register.send(with_code(register.read(), "Z1"))
    assert (register.told()["Zone"], register.told()["Code"]) == ("north", "Z1")
    register.send([each for each in register.read() if each.tag != f"{{{ENTITIES}}}Zone"])
    assert "Zone" not in register.told()
    (zone,) = [each for each in register.read() if each.tag == f"{{{ENTITIES}}}Zone"]
    assert zone.get(NIL) == "true"
    register.sandbox.state.newer_members = False
    assert "Zone" not in [etree.QName(each).localname for each in register.read()]


def test_an_update_while_the_newer_member_is_unknown_does_not_empty_it(register):
    register.send(register.read())
    register.sandbox.state.newer_members = True
    assert register.told()["Zone"] == "north"


def test_a_code_may_be_anothers_unless_codes_are_unique(register):
    state = register.sandbox.state
    shelf = {"Product": state.products, "TravelExpense": state.travel_expenses, "WorkType": state.work_types}
    other = next(each for each in shelf[register.kind] if each.key != register.key and each.code)
    assert register.send(with_code(register.read(), other.code)).status == 200
    register.send(with_code(register.read(), "Z1"))
    state.unique_codes = True
    assert register.send(with_code(register.read(), other.code)).fault == "GeneralFailureException"
    assert register.told()["Code"] == "Z1"
    edit = {"Product": state.edit_product, "TravelExpense": state.edit_travel_expense, "WorkType": state.edit_work_type}
    edit[register.kind](other.key, is_active=False)
    assert register.send(with_code(register.read(), other.code)).status == 200


def test_unique_codes_are_those_of_one_register_and_an_empty_one_is_nobodys(sandbox, call):
    sandbox.state.unique_codes = True
    register = Register(sandbox, call, "Product")
    assert register.send(with_code(register.read(), "M1")).status == 200
    sandbox.state.edit_product("B1", code="")
    assert register.send(with_code(register.read(), "")).status == 200


def test_a_right_is_looked_at_before_the_record(register):
    name = register.update_name.partition(".")[2]
    unknown = f"<a:GUID>{register.sandbox.state.opaque('product-999')}</a:GUID>"
    told = "NotFoundException" if register.kind == "TravelExpense" else "GeneralFailureException"
    assert register.send(unknown).fault == told
    register.sandbox.state.deny(name)
    assert register.send(unknown).fault == "NoPermissionException"
    assert register.send("<a:GUID>nonsense</a:GUID>").fault == "NoPermissionException"
    assert register.send(register.read()).fault == "NoPermissionException"


def test_marking_without_the_right_is_no_permission_whatever_the_id_and_the_status(sandbox, call):
    sandbox.state.deny("SetInvoiceStatus")
    for guid in ("nonsense", "", sandbox.state.opaque("invoice-999999")):
        assert call.set_status(guid, "no such status").fault == "NoPermissionException"


def test_invoices_can_still_be_written_when_an_update_has_emptied_their_items(sandbox, call):
    for kind in REGISTERS:
        register = Register(sandbox, call, kind)
        for item in list({"Product": sandbox.state.products}.get(kind, sandbox.state.travel_expenses)):
            register.key = item.key
            register.send(f"<a:Code>{item.code}</a:Code><a:GUID>{register.guid}</a:GUID>")
    assert len(sandbox.state.add_invoices(20)) == 20
