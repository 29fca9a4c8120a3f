"""The customer register follows Severa: new, changed, renumbered, inactive; by the minute, and nothing missed."""

from datetime import timedelta

from severa_maestro.maestro.registers.models import RegisterCustomer
from severa_maestro.sandbox.records import Customer
from tests.transfer.conftest import World


def a_customer(world: World) -> Customer:
    """A customer who has an invoice, a number and an address."""
    entry = world.severa.state.invoices_in(world.severa.waiting_status)[0]
    return world.severa.state.customer(world.severa.state.invoice(entry.key).customer_key)


def registered(world: World, customer: Customer) -> RegisterCustomer:
    number = world.severa.state.customer(customer.key).number
    return RegisterCustomer.objects.get(company=world.company, number=str(number))


def test_every_numbered_customer_comes_over_inactive_ones_too(clean_world: World) -> None:
    customer = a_customer(clean_world)
    others = clean_world.severa.state.customers
    idle = next(each for each in others if each.number and each.key != customer.key)
    clean_world.severa.state.edit_customer(idle.key, is_active=False)
    clean_world.run()
    numbered = {str(each.number) for each in others if each.number}
    assert set(RegisterCustomer.objects.values_list("number", flat=True)) == numbered
    assert not registered(clean_world, idle).is_active


def test_a_changed_name_and_address_come_over_and_the_rest_is_not_touched(clean_world: World) -> None:
    clean_world.run()
    customer = a_customer_of_register(clean_world)
    before = dict(RegisterCustomer.objects.values_list("pk", "updated_at"))
    clean_world.severa.state.edit_customer(customer.key, name="Uusi Nimi Oy")
    outcome = clean_world.run()
    assert outcome.counts.customers_upserted == 1
    assert registered(clean_world, customer).name == "Uusi Nimi Oy"
    after = dict(RegisterCustomer.objects.values_list("pk", "updated_at"))
    assert sum(before[key] != after[key] for key in before) == 1


def test_a_change_of_address_alone_comes_over(clean_world: World) -> None:
    clean_world.run()
    customer = a_customer_of_register(clean_world)
    clean_world.severa.state.edit_address(customer.key, street="Uusikatu 99")
    outcome = clean_world.run()
    assert outcome.counts.customers_upserted == 1
    assert registered(clean_world, customer).street == "Uusikatu 99"


def test_a_customer_renumbered_keeps_its_record_and_its_invoices(clean_world: World) -> None:
    customer = a_customer(clean_world)
    clean_world.run()
    record = registered(clean_world, customer)
    invoices = record.sales_invoices.count()
    clean_world.severa.state.edit_customer(customer.key, number=99123)
    clean_world.run()
    renumbered = registered(clean_world, customer)
    assert (renumbered.pk, renumbered.number) == (record.pk, "99123")
    assert renumbered.sales_invoices.count() == invoices > 0
    (line,) = clean_world.log("customer-renumbered")
    assert line.values["before"] == str(customer.number)


def test_nothing_changed_means_nothing_written(clean_world: World) -> None:
    clean_world.run()
    before = list(RegisterCustomer.objects.values_list())
    assert clean_world.run().counts.customers_upserted == 0
    assert list(RegisterCustomer.objects.values_list()) == before


def test_the_time_moves_only_when_the_customers_are_committed(clean_world: World) -> None:
    clean_world.severa.faults.plant("garbage", "GetAddressesChangedSince", times=None)
    clean_world.run()
    clean_world.company.refresh_from_db()
    assert clean_world.company.customers_read_until is None
    clean_world.severa.faults.clear()
    clean_world.run()
    clean_world.company.refresh_from_db()
    assert clean_world.company.customers_read_until is not None


def test_a_change_just_before_the_last_reading_is_not_missed(clean_world: World) -> None:
    """Severa's clock and ours differ, and it compares to the minute: readings overlap."""
    clean_world.run()
    customer = a_customer_of_register(clean_world)
    clean_world.company.refresh_from_db()
    until = clean_world.company.customers_read_until
    assert until is not None
    clean_world.severa.state.edit_customer(customer.key, name="Myöhäinen Oy", updated=until - timedelta(minutes=5))
    clean_world.run()
    assert registered(clean_world, customer).name == "Myöhäinen Oy"


def test_a_customer_made_after_the_register_was_read_is_asked_for(clean_world: World) -> None:
    """The invoice names a customer that the changes did not bring."""
    clean_world.severa.faults.plant("nil-result", "GetCustomersChangedSince", times=None)
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.transferred == 10


def test_the_billing_customer_gets_the_invoice(world: World) -> None:
    world.few("billing-customer").run()
    invoice = world.severa.state.invoice("billing-customer")
    billed = world.severa.state.customer(invoice.customer_key)
    assert invoice.project_customer_key not in {"", invoice.customer_key}
    assert world.registered("billing-customer")[0].customer.number == str(billed.number)


def a_customer_of_register(world: World) -> Customer:
    """A customer that came over."""
    record = RegisterCustomer.objects.order_by("pk").first()
    assert record is not None
    return next(each for each in world.severa.state.customers if str(each.number) == record.number)
