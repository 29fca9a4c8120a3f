"""The preview: what a run would do."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Esikatselu", sv="Förhandsvisning", en="Preview"),
    "what": Text(
        fi="Esikatselu lukee odottavat laskut ja näyttää, mitä ajo tekisi. Mitään ei kirjoiteta: ei Maestroon eikä "
        "Severaan.",
        sv="Förhandsvisningen läser de väntande fakturorna och visar vad en körning skulle göra. Inget skrivs: varken i "
        "Maestro eller i Severa.",
        en="The preview reads the waiting invoices and shows what a run would do. Nothing is written, neither in Maestro "
        "nor in Severa.",
    ),
    "start": Text(fi="Näytä, mitä ajo tekisi", sv="Visa vad en körning skulle göra", en="Show what a run would do"),
    "again": Text(fi="Katso uudelleen", sv="Granska på nytt", en="Look again"),
    "going": Text(
        fi="Odottavia laskuja luetaan.", sv="Väntande fakturor läses.", en="Waiting invoices are being read."
    ),
    "ended": Text(fi="Katsottu {when}.", sv="Granskat {when}.", en="Looked at {when}."),
    "failed": Text(fi="Esikatselu keskeytyi.", sv="Förhandsvisningen avbröts.", en="The preview broke off."),
    "nothing_waits": Text(
        fi="Severassa ei odota yhtään laskua.", sv="Ingen faktura väntar i Severa.", en="No invoice waits in Severa."
    ),
    "fetched": Text(fi="Laskuja odottaa", sv="Fakturor väntar", en="Invoices waiting"),
    "transferred": Text(fi="Siirrettäisiin", sv="Skulle överföras", en="Would go over"),
    "blocked": Text(fi="Pysähtyisi", sv="Skulle stoppas", en="Would stop"),
    "still_blocked": Text(fi="Odottaa jo korjausta", sv="Väntar redan på rättelse", en="Waiting for you already"),
    "fallback": Text(fi="Rivejä A/0:lle", sv="Rader till A/0", en="Rows to A/0"),
    "new_customers": Text(fi="Uusia asiakkaita", sv="Nya kunder", en="New customers"),
    "changed_customers": Text(fi="Muuttuvia asiakkaita", sv="Ändrade kunder", en="Changed customers"),
    "sum": Text(fi="Siirrettäisiin, {currency}", sv="Skulle överföras, {currency}", en="Would go over, {currency}"),
    "invoices": Text(fi="Laskut", sv="Fakturor", en="Invoices"),
    "narrow": Text(
        fi="Laskut sen mukaan, mitä tapahtuisi",
        sv="Fakturorna efter vad som skulle ske",
        en="Invoices by what would happen",
    ),
    "every": Text(fi="Kaikki", sv="Alla", en="All"),
    "invoice": Text(fi="Lasku", sv="Faktura", en="Invoice"),
    "without_number": Text(fi="Ilman numeroa", sv="Utan nummer", en="Without a number"),
    "outcome": Text(fi="Mitä tapahtuisi", sv="Vad som skulle ske", en="What would happen"),
    "date": Text(fi="Päiväys", sv="Datum", en="Date"),
    "customer": Text(fi="Asiakas", sv="Kund", en="Customer"),
    "total": Text(fi="Verollinen", sv="Inkl. moms", en="With VAT"),
    "findings": Text(fi="Havainnot", sv="Anmärkningar", en="Findings"),
    "customers": Text(
        fi="Asiakkaat, joiden tiedot muuttuisivat",
        sv="Kunder vars uppgifter skulle ändras",
        en="Customers that would change",
    ),
    "changes": Text(fi="Muutokset", sv="Ändringar", en="Changes"),
    "differences": Text(
        fi="Mitä on muuttunut siitä, mikä Maestrossa on",
        sv="Vad som har ändrats från det som finns i Maestro",
        en="What has changed from what is in Maestro",
    ),
    "before": Text(fi="Ennen", sv="Före", en="Before"),
    "now": Text(fi="Nyt", sv="Nu", en="Now"),
    "numbering_unit": Text(fi="Numerosarja", sv="Nummerserie", en="Number series"),
    "no_longer_kept": Text(
        fi="Esikatselu on vanhentunut. Katso uudelleen, mitä ajo tekisi.",
        sv="Förhandsvisningen är för gammal. Granska på nytt vad en körning skulle göra.",
        en="The preview is too old. Look again at what a run would do.",
    ),
    "more_customers": Text(
        fi="Näytetään {count} ensimmäistä.", sv="De {count} första visas.", en="The first {count} are shown."
    ),
}
