"""What the check of a company says of how Severa is set up, with where to click there.

Menus as Severa's help names them (support articles 77000546035, 77000465122, 77000465017).
"""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

MESSAGES: dict[str, Message] = {
    "statuses-not-chosen": Message(
        what=Text(
            fi="Odottavien ja siirrettyjen laskujen tiloja ei ole vielä valittu.",
            sv="Statusar för väntande och överförda fakturor har inte valts ännu.",
            en="The statuses of waiting and of transferred invoices have not been chosen yet.",
        ),
        to_do=Text(
            fi="Valitse ne: severa-maestro company change.",
            sv="Välj dem: severa-maestro company change.",
            en="Choose them: severa-maestro company change.",
        ),
    ),
    "statuses-equal": Message(
        what=Text(
            fi="Odottavilla ja siirretyillä laskuilla on sama tila: ”{status}”.",
            sv="Väntande och överförda fakturor har samma status: ”{status}”.",
            en="Waiting and transferred invoices have the same status: “{status}”.",
        ),
        to_do=Text(
            fi="Anna niille eri tilat: severa-maestro company change.",
            sv="Ange olika statusar: severa-maestro company change.",
            en="Give two different ones: severa-maestro company change.",
        ),
    ),
    "status-there": Message(
        what=Text(
            fi="Tila ”{status}” on Severassa ja käytössä.",
            sv="Statusen ”{status}” finns i Severa och är aktiv.",
            en="The status “{status}” is in Severa and active.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "waiting-readable": Message(
        what=Text(
            fi="Tilan ”{status}” laskuja voidaan lukea. Luettu kokeeksi: {count}.",
            sv="Fakturor med statusen ”{status}” kan läsas. Lästa på prov: {count}.",
            en="Invoices in “{status}” can be read. Read for a trial: {count}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "waiting-unreadable": Message(
        what=Text(
            fi="Tilassa ”{status}” on laskuja, joita ei voida lukea: {count}/{of}.",
            sv="Det finns fakturor med statusen ”{status}” som inte kan läsas: {count}/{of}.",
            en="There are invoices in “{status}” that cannot be read: {count}/{of}.",
        ),
        to_do=Text(
            fi="Katso syy laskuittain: severa-maestro run --dry-run.",
            sv="Se orsaken för varje faktura: severa-maestro run --dry-run.",
            en="See the reason for each invoice: severa-maestro run --dry-run.",
        ),
    ),
    "waiting-without-number": Message(
        what=Text(
            fi="Tila ”{status}” ei anna laskunumeroa, joten sen laskuja ei voi siirtää.",
            sv="Statusen ”{status}” ger inget fakturanummer, så dess fakturor kan inte överföras.",
            en="The status “{status}” assigns no invoice number, so its invoices cannot be transferred.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > tila > Laskun numero.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > statusen > Fakturanummer.",
            en="In Severa: Settings > Invoicing > Invoice statuses > the status > Invoice number.",
        ),
    ),
    "waiting-paid": Message(
        what=Text(
            fi="Tila ”{status}” merkitsee laskun maksetuksi jo ennen siirtoa.",
            sv="Statusen ”{status}” märker fakturan som betald redan före överföringen.",
            en="The status “{status}” marks an invoice as paid before it is transferred.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > tila: poista valinta Maksettu.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > statusen: avmarkera Betald.",
            en="In Severa: Settings > Invoicing > Invoice statuses > the status: untick Paid.",
        ),
    ),
    "status-editable": Message(
        what=Text(
            fi="Tilassa ”{status}” laskua voi vielä muokata, joten se voi erota Maestrossa olevasta.",
            sv="En faktura med statusen ”{status}” kan ännu ändras, så den kan komma att avvika från den i Maestro.",
            en="An invoice in “{status}” can still be edited, so it may come to differ from the one in Maestro.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > tila > Ei muokattavissa.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > statusen > Kan inte redigeras.",
            en="In Severa: Settings > Invoicing > Invoice statuses > the status > Not editable.",
        ),
    ),
    "transferred-without-number": Message(
        what=Text(
            fi="Tilassa ”{status}” laskulla ei ole laskunumeroa: siirretyn laskun numero voi kadota Severasta.",
            sv="Med statusen ”{status}” har fakturan inget fakturanummer: en överförd fakturas nummer kan försvinna ur Severa.",
            en="The status “{status}” has no invoice number: a transferred invoice may lose its number in Severa.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > tila > Laskun numero.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > statusen > Fakturanummer.",
            en="In Severa: Settings > Invoicing > Invoice statuses > the status > Invoice number.",
        ),
    ),
    "status-not-sent": Message(
        what=Text(
            fi="Tila ”{status}” ei merkitse laskua lähetetyksi.",
            sv="Statusen ”{status}” märker inte fakturan som skickad.",
            en="The status “{status}” does not mark an invoice as sent.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > tila > Lähetetty.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > statusen > Skickad.",
            en="In Severa: Settings > Invoicing > Invoice statuses > the status > Sent.",
        ),
    ),
    "credit-notes-wait": Message(
        what=Text(
            fi="Hyvityslaskut luodaan tilaan ”{status}”, ja ne siirtyvät itsestään.",
            sv="Kreditfakturor skapas med statusen ”{status}” och överförs automatiskt.",
            en="Credit notes are made in “{status}” and go over by themselves.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "credit-notes-elsewhere": Message(
        what=Text(
            fi="Hyvityslaskut luodaan tilaan ”{other}”, eivätkä ne siirry, ennen kuin joku vaihtaa niiden tilaksi ”{status}”.",
            sv="Kreditfakturor skapas med statusen ”{other}” och överförs först när någon ger dem statusen ”{status}”.",
            en="Credit notes are made in “{other}” and do not go over until somebody sets “{status}”.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > ”{status}” > Hyvityslaskun oletus.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > ”{status}” > Standard för kreditfakturor.",
            en="In Severa: Settings > Invoicing > Invoice statuses > “{status}” > Credit note default.",
        ),
    ),
    "credit-notes-nowhere": Message(
        what=Text(
            fi="Mikään tila ei ole hyvityslaskujen oletustila.",
            sv="Ingen status är standard för kreditfakturor.",
            en="No status is the default for credit notes.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Laskutus > Laskun tilat > ”{status}” > Hyvityslaskun oletus.",
            sv="I Severa: Inställningar > Fakturering > Fakturastatusar > ”{status}” > Standard för kreditfakturor.",
            en="In Severa: Settings > Invoicing > Invoice statuses > “{status}” > Credit note default.",
        ),
    ),
    "credit-notes-untold": Message(
        what=Text(
            fi="SOAP ei kerro, mihin tilaan hyvityslaskut luodaan.",
            sv="SOAP uppger inte med vilken status kreditfakturor skapas.",
            en="SOAP does not tell in which status credit notes are made.",
        ),
        to_do=Text(
            fi="Tarkista itse, että oletus on ”{status}”. Severassa: Asetukset > Laskutus > Laskun tilat > Hyvityslaskun oletus.",
            sv="Kontrollera själv att standarden är ”{status}”. I Severa: Inställningar > Fakturering > Fakturastatusar > Standard för kreditfakturor.",
            en="See for yourself that the default is “{status}”. In Severa: Settings > Invoicing > Invoice statuses > Credit note default.",
        ),
    ),
    "electronic-addresses-come": Message(
        what=Text(
            fi="Asiakkaiden verkkolaskuosoitteet tulevat Severasta: {count}/{of}.",
            sv="Kundernas e-fakturaadresser kommer från Severa: {count}/{of}.",
            en="Customers' e-invoice addresses come from Severa: {count}/{of}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "electronic-addresses-missing": Message(
        what=Text(
            fi="Yhdelläkään yritysasiakkaalla ei ole verkkolaskuosoitetta. Tarkistettuja asiakkaita: {count}.",
            sv="Ingen företagskund har e-fakturaadress. Granskade kunder: {count}.",
            en="No business customer has an e-invoice address. Customers looked at: {count}.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Yrityksen tiedot > API-parametrit: valitse asiakkaan verkkolaskuosoitetiedot. Ilman valintaa Severa jättää kentät pois.",
            sv="I Severa: Inställningar > Företagsuppgifter > API-parametrar: välj kundens e-fakturaadressuppgifter. Utan valet lämnar Severa bort fälten.",
            en="In Severa: Settings > Company information > API parameters: tick “Electronic invoice address information for the customer”. Without it Severa leaves the fields out.",
        ),
    ),
    "electronic-addresses-untold": Message(
        what=Text(
            fi="Verkkolaskuosoitteita ei voitu tarkistaa, koska Severassa ei ole vielä yritysasiakkaita.",
            sv="E-fakturaadresserna kunde inte kontrolleras, eftersom Severa ännu inte har några företagskunder.",
            en="E-invoice addresses could not be checked, for Severa has no business customers yet.",
        ),
        to_do=Text(
            fi="Severassa: Asetukset > Yrityksen tiedot > API-parametrit: valitse asiakkaan verkkolaskuosoitetiedot.",
            sv="I Severa: Inställningar > Företagsuppgifter > API-parametrar: välj kundens e-fakturaadressuppgifter.",
            en="In Severa: Settings > Company information > API parameters: tick “Electronic invoice address information for the customer”.",
        ),
    ),
    "items-have-products": Message(
        what=Text(
            fi="Jokaisella Severan tuotteella, työlajilla ja matkakululla on Maestron tuote. Määrä: {count}.",
            sv="Varje produkt, arbetstyp och resekostnad i Severa har en produkt i Maestro. Antal: {count}.",
            en="Every product, work type and travel expense in Severa has a product in Maestro. In all: {count}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "items-without-product": Message(
        what=Text(
            fi="Severan tuotteista, työlajeista ja matkakuluista ilman Maestron tuotetta: {gaps}/{count} (ilman koodia: {empty}). Niiden rivit menevät tuotteelle A/0.",
            sv="Av Severas produkter, arbetstyper och resekostnader saknar produkt i Maestro: {gaps}/{count} (utan kod: {empty}). Deras rader går till produkten A/0.",
            en="Of Severa's products, work types and travel expenses without a product in Maestro: {gaps}/{count} (without a code: {empty}). Their rows go to product A/0.",
        ),
        to_do=Text(
            fi='Katso, mitkä, ja hyväksy ehdotukset: severa-maestro codes compare "{company}".',
            sv='Se vilka, och godkänn förslagen: severa-maestro codes compare "{company}".',
            en='See which, and accept the suggestions: severa-maestro codes compare "{company}".',
        ),
    ),
    "pace-allowed": Message(
        what=Text(
            fi="Pyyntöjä sekunnissa enintään {pace}; Severa sallii koko yritykselle {most}.",
            sv="Högst {pace} anrop per sekund; Severa tillåter {most} för hela företaget.",
            en="At most {pace} requests a second; Severa allows {most} for the whole company.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "pace-too-fast": Message(
        what=Text(
            fi="Pyyntöjä sekunnissa enintään {pace}, mutta Severa sallii koko yritykselle vain {most}.",
            sv="Högst {pace} anrop per sekund, men Severa tillåter bara {most} för hela företaget.",
            en="At most {pace} requests a second, but Severa allows only {most} for the whole company.",
        ),
        to_do=Text(
            fi="Pienennä määrää: severa-maestro company connect --requests-per-second.",
            sv="Sänk det: severa-maestro company connect --requests-per-second.",
            en="Lower it: severa-maestro company connect --requests-per-second.",
        ),
    ),
    "quota-left": Message(
        what=Text(
            fi="Vuorokauden kutsuista on käytetty {used}/{allowed}.",
            sv="Av dygnets anrop har {used}/{allowed} använts.",
            en="Of the day's calls {used}/{allowed} are used.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "quota-short": Message(
        what=Text(
            fi="Vuorokauden kutsuista on käytetty jo {used}/{allowed}.",
            sv="Av dygnets anrop har redan {used}/{allowed} använts.",
            en="Of the day's calls {used}/{allowed} are used already.",
        ),
        to_do=Text(
            fi="Kiintiö nollautuu yöllä. Tarkista, mikä muu ohjelma käyttää Severan rajapintaa.",
            sv="Kvoten nollställs på natten. Kontrollera vilket annat program som använder Severas gränssnitt.",
            en="The quota starts anew at night. Check which other program uses Severa's API.",
        ),
    ),
    "quota-untold": Message(
        what=Text(
            fi="Severa ei kertonut, paljonko vuorokauden kutsuista on jäljellä.",
            sv="Severa uppgav inte hur många av dygnets anrop som återstår.",
            en="Severa did not tell how many of the day's calls are left.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "clock-right": Message(
        what=Text(
            fi="Tämän koneen kello käy samassa ajassa kuin Severan.",
            sv="Den här datorns klocka stämmer överens med Severas.",
            en="This machine's clock agrees with Severa's.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "clock-behind": Message(
        what=Text(
            fi="Tämän koneen kello on jäljessä Severan kellosta. Ero sekunteina: {seconds}.",
            sv="Den här datorns klocka går efter Severas. Skillnad i sekunder: {seconds}.",
            en="This machine's clock is behind Severa's. Difference in seconds: {seconds}.",
        ),
        to_do=Text(
            fi="Aseta koneen kello oikeaan aikaan (esimerkiksi timedatectl set-ntp true).",
            sv="Ställ datorns klocka rätt (till exempel timedatectl set-ntp true).",
            en="Set the machine's clock right (for example timedatectl set-ntp true).",
        ),
    ),
    "clock-ahead": Message(
        what=Text(
            fi="Tämän koneen kello on edellä Severan kelloa. Ero sekunteina: {seconds}.",
            sv="Den här datorns klocka går före Severas. Skillnad i sekunder: {seconds}.",
            en="This machine's clock is ahead of Severa's. Difference in seconds: {seconds}.",
        ),
        to_do=Text(
            fi="Aseta koneen kello oikeaan aikaan (esimerkiksi timedatectl set-ntp true).",
            sv="Ställ datorns klocka rätt (till exempel timedatectl set-ntp true).",
            en="Set the machine's clock right (for example timedatectl set-ntp true).",
        ),
    ),
    "clock-untold": Message(
        what=Text(
            fi="Severa ei kertonut kellonaikaansa.",
            sv="Severa uppgav inte sin tid.",
            en="Severa did not tell its time.",
        ),
        to_do=NOTHING_TO_DO,
    ),
}
