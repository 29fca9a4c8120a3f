"""What can go wrong where Severa itself is set up: a code written into its registers, a status made."""

from severa_maestro.errors import ConfigurationError, ContractError, DataError
from severa_maestro.language import Text
from severa_maestro.severa.meaning import Meaning, message
from severa_maestro.severa.source import InvoiceStatus

#: Where people find things in Severa.
_REGISTERS = Text(
    fi="Asetukset > Työaika-, matkakulu- ja tuoterekisterit",
    sv="Inställningar > Register över arbetstyper, resekostnader och produkter",
    en="Settings > Work time, travel expense & product registries",
)
_STATUSES = Text(
    fi="Asetukset > Laskutus > Laskun tilat",
    sv="Inställningar > Fakturering > Fakturastatusar",
    en="Settings > Invoicing > Invoice statuses",
)

ITEM_GONE = Meaning(
    DataError,
    "severa-item-gone",
    message(
        fi=(
            "Tuotetta, työlajia tai matkakulua ei enää löydy Severan rekisteristä.",
            f"Tarkista Severasta ({_REGISTERS.fi}), onko se poistettu, ja lue rekisterit uudelleen.",
        ),
        sv=(
            "Produkten, arbetstypen eller resekostnaden finns inte längre i Severas register.",
            f"Kontrollera i Severa ({_REGISTERS.sv}) om den har tagits bort och läs registren på nytt.",
        ),
        en=(
            "The product, work type or travel expense is no longer in Severa's registers.",
            f"Check in Severa ({_REGISTERS.en}) whether it was deleted, and read the registers again.",
        ),
    ),
)

ITEM_CHANGED = Meaning(
    DataError,
    "severa-item-changed",
    message(
        fi=(
            "”{name}”: koodi on vaihtunut Severassa sillä välin. Odotettu koodi: {expected}. Koodi nyt: {found}.",
            "Mitään ei kirjoitettu. Lue rekisterit uudelleen ja päätä koodista sen jälkeen.",
        ),
        sv=(
            "”{name}”: koden har under tiden ändrats i Severa. Väntad kod: {expected}. Koden nu: {found}.",
            "Ingenting skrevs. Läs registren på nytt och bestäm koden därefter.",
        ),
        en=(
            "“{name}”: the code has changed in Severa meanwhile. Expected code: {expected}. Code now: {found}.",
            "Nothing was written. Read the registers again, and then decide on the code.",
        ),
    ),
)

CODE_NOT_TAKEN = Meaning(
    DataError,
    "severa-code-not-taken",
    message(
        fi=(
            "”{name}”: Severa vastasi tallentaneensa koodin {wanted}, mutta koodi on yhä {found}.",
            f"Kirjoita koodi itse Severaan: {_REGISTERS.fi}.",
        ),
        sv=(
            "”{name}”: Severa svarade att koden {wanted} sparats, men koden är ännu {found}.",
            f"Skriv koden själv i Severa: {_REGISTERS.sv}.",
        ),
        en=(
            "“{name}”: Severa answered that it saved the code {wanted}, but the code is still {found}.",
            f"Type the code in Severa yourself: {_REGISTERS.en}.",
        ),
    ),
)

ITEM_DAMAGED = Meaning(
    ContractError,
    "severa-item-damaged",
    message(
        fi=(
            "”{name}”: koodia kirjoitettaessa Severassa muuttui muutakin. {members}.",
            (
                f"Palauta aiemmat arvot Severassa ({_REGISTERS.fi}). Älä kirjoita koodeja Severaan täältä käsin, ennen "
                "kuin tuki on selvittänyt syyn."
            ),
        ),
        sv=(
            "”{name}”: när koden skrevs ändrades även annat i Severa. {members}.",
            (
                f"Återställ de tidigare värdena i Severa ({_REGISTERS.sv}). Skriv inga koder till Severa härifrån "
                "förrän supporten har utrett orsaken."
            ),
        ),
        en=(
            "“{name}”: more than the code changed in Severa when the code was written. {members}.",
            (
                f"Put the earlier values back in Severa ({_REGISTERS.en}). Write no codes to Severa from here until "
                "support has found the cause."
            ),
        ),
    ),
)

CODE_BY_HAND = Meaning(
    DataError,
    "severa-code-by-hand",
    message(
        fi=(
            "”{name}”: Severa ei anna muuttaa tämän rekisterin koodeja rajapinnan kautta.",
            (
                "Vie koodi koodikarttaan (severa-maestro codes map) tai kirjoita se itse Severaan: "
                f"{_REGISTERS.fi} > ”{{name}}” > Koodi: {{wanted}}."
            ),
        ),
        sv=(
            "”{name}”: Severa låter inte gränssnittet ändra koderna i detta register.",
            (
                "För in koden i kodkartan (severa-maestro codes map) eller skriv den själv i Severa: "
                f"{_REGISTERS.sv} > ”{{name}}” > Kod: {{wanted}}."
            ),
        ),
        en=(
            "“{name}”: Severa does not let its API change the codes of this register.",
            (
                "Put the code into the code map (severa-maestro codes map), or type it in Severa: "
                f"{_REGISTERS.en} > “{{name}}” > Code: {{wanted}}."
            ),
        ),
    ),
)

STATUS_BY_HAND = Meaning(
    ConfigurationError,
    "severa-status-by-hand",
    message(
        fi=(
            "Severan SOAP-rajapinta ei osaa luoda laskun tilaa ”{name}”.",
            f"Luo se Severassa: {_STATUSES.fi} > Lisää. Nimi: {{name}}. Valitse: {{choices}}.",
        ),
        sv=(
            "Severas SOAP-gränssnitt kan inte skapa fakturastatusen ”{name}”.",
            f"Skapa den i Severa: {_STATUSES.sv} > Lägg till. Namn: {{name}}. Välj: {{choices}}.",
        ),
        en=(
            "Severa's SOAP API cannot make the invoice status “{name}”.",
            f"Make it in Severa: {_STATUSES.en} > Add. Name: {{name}}. Tick: {{choices}}.",
        ),
    ),
)

STATUS_REFUSED = Meaning(
    DataError,
    "severa-status-refused",
    message(
        fi=(
            "Severa ei luonut laskun tilaa ”{name}”: ”{said}”.",
            f"Luo se Severassa: {_STATUSES.fi} > Lisää. Nimi: {{name}}. Valitse: {{choices}}.",
        ),
        sv=(
            "Severa skapade inte fakturastatusen ”{name}”: ”{said}”.",
            f"Skapa den i Severa: {_STATUSES.sv} > Lägg till. Namn: {{name}}. Välj: {{choices}}.",
        ),
        en=(
            "Severa did not make the invoice status “{name}”: “{said}”.",
            f"Make it in Severa: {_STATUSES.en} > Add. Name: {{name}}. Tick: {{choices}}.",
        ),
    ),
)

STATUS_SWITCHED_OFF = Meaning(
    DataError,
    "severa-status-switched-off",
    message(
        fi=(
            "Severassa on jo laskun tila ”{name}”, mutta se ei ole käytössä.",
            f"Ota se käyttöön Severassa: {_STATUSES.fi}. Valitse sille: {{choices}}.",
        ),
        sv=(
            "Fakturastatusen ”{name}” finns redan i Severa, men den är inte i bruk.",
            f"Ta den i bruk i Severa: {_STATUSES.sv}. Välj för den: {{choices}}.",
        ),
        en=(
            "Severa has the invoice status “{name}” already, but it is switched off.",
            f"Switch it on in Severa: {_STATUSES.en}. Tick for it: {{choices}}.",
        ),
    ),
)

#: What can be said of a code by either way in.
CODE_MEANINGS = (ITEM_GONE, ITEM_CHANGED, CODE_NOT_TAKEN, ITEM_DAMAGED, CODE_BY_HAND)

_CHOICES = {
    "is_read_only": Text(fi="Ei muokattavissa", sv="Kan inte redigeras", en="Not editable"),
    "gives_number": Text(fi="Laskun numero", sv="Fakturanummer", en="Invoice number"),
    "is_sent": Text(fi="Lähetetty", sv="Skickad", en="Sent"),
    "is_paid": Text(fi="Maksettu", sv="Betald", en="Paid"),
    "is_credit_note_default": Text(
        fi="Hyvityslaskun oletus", sv="Standard för kreditfakturor", en="Credit note default"
    ),
}
_NO_CHOICE = Text(fi="ei mitään", sv="ingenting", en="nothing")


def choices_of(status: InvoiceStatus) -> Text:
    """The boxes that a person ticks for a status in Severa's settings (support article 77000546035)."""
    ticked = [choice for member, choice in _CHOICES.items() if getattr(status, member)] or [_NO_CHOICE]
    return Text(
        fi=", ".join(each.fi for each in ticked),
        sv=", ".join(each.sv for each in ticked),
        en=", ".join(each.en for each in ticked),
    )
