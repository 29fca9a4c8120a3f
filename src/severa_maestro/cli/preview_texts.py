"""What ``run --dry-run`` says."""

from severa_maestro.language import Text
from severa_maestro.transfer.ledger.models import State

TITLE = Text(
    fi="{company}: mitä ajo tekisi",
    sv="{company}: vad en körning skulle göra",
    en="{company}: what a run would do",
)
FILE_TITLE = Text(fi="Mitä ajo tekisi", sv="Vad en körning skulle göra", en="What a run would do")
CUSTOMERS = Text(
    fi="Asiakasrekisterissä muuttuisi",
    sv="I kundregistret skulle ändras",
    en="What would change in the customer register",
)
ROWS = Text(fi="Rivit", sv="Rader", en="Rows")
DIFFERENCES = Text(fi="Muutokset", sv="Ändringar", en="Changes")

NOTHING_WAITS = Text(
    fi="Severassa ei odota yhtään laskua.",
    sv="Ingen faktura väntar i Severa.",
    en="No invoice waits in Severa.",
)
NOTHING_WRITTEN = Text(
    fi="Mitään ei kirjoitettu: ei Maestroon eikä Severaan.",
    sv="Ingenting skrevs: varken i Maestro eller i Severa.",
    en="Nothing was written, neither in Maestro nor in Severa.",
)
CUSTOMER_COUNTS = Text(
    fi="Uusia asiakkaita: {new}. Muuttuvia asiakkaita: {changed}. Näistä ilman laskua: {idle}.",
    sv="Nya kunder: {new}. Ändrade kunder: {changed}. Av dem utan faktura: {idle}.",
    en="New customers: {new}. Changed customers: {changed}. Of these without an invoice: {idle}.",
)
VAT_LINE = Text(
    fi="ALV {rate} %: veroton {base}, vero {vat}",
    sv="Moms {rate} %: utan moms {base}, moms {vat}",
    en="VAT {rate} %: without VAT {base}, VAT {vat}",
)
TOTALS = Text(
    fi="Veroton {excluding}, ALV {vat}, yhteensä {including}",
    sv="Utan moms {excluding}, moms {vat}, totalt {including}",
    en="Without VAT {excluding}, VAT {vat}, total {including}",
)

MARKS = {State.BLOCKED: "✋", State.TRANSFERRED: "✓", State.DISMISSED: "–"}
