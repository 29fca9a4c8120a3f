"""What the check of a company says of Maestro's products."""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

MESSAGES: dict[str, Message] = {
    "fallback-there": Message(
        what=Text(
            fi="Varatuote A/0 on Maestron tuoterekisterissä.",
            sv="Reservprodukten A/0 finns i Maestros produktregister.",
            en="The fallback product A/0 is in Maestro's product register.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "products-there": Message(
        what=Text(
            fi="Maestron tuoterekisterissä on käytössä olevia tuotteita: {count}.",
            sv="Maestros produktregister har aktiva produkter: {count}.",
            en="Maestro's product register has active products: {count}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "only-fallback": Message(
        what=Text(
            fi="Maestron tuoterekisterissä on käytössä vain A/0, joten kaikki rivit menevät sille.",
            sv="I Maestros produktregister är bara A/0 aktiv, så alla rader går dit.",
            en="In Maestro's product register only A/0 is active, so every row goes there.",
        ),
        to_do=Text(
            fi="Tuo tuotteet: severa-maestro products import.",
            sv="Importera produkterna: severa-maestro products import.",
            en="Import the products: severa-maestro products import.",
        ),
    ),
    "groups-complete": Message(
        what=Text(
            fi="Jokaisella Maestron tuotteella on myyntitili ja verokanta, oma tai pääryhmän.",
            sv="Varje produkt i Maestro har försäljningskonto och momssats, egen eller huvudgruppens.",
            en="Each product of Maestro has a sales account and a VAT rate, its own or its group's.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "groups-without-account": Message(
        what=Text(
            fi="Pääryhmissä on tuotteita ilman myyntitiliä: {groups}.",
            sv="Huvudgrupper har produkter utan försäljningskonto: {groups}.",
            en="Groups have products without a sales account: {groups}.",
        ),
        to_do=Text(
            fi="Anna ryhmälle tili: severa-maestro products group --account.",
            sv="Ge gruppen ett konto: severa-maestro products group --account.",
            en="Give the group an account: severa-maestro products group --account.",
        ),
    ),
    "groups-without-vat": Message(
        what=Text(
            fi="Pääryhmissä on tuotteita ilman verokantaa, joten rivien veroa ei voi verrata siihen: {groups}.",
            sv="Huvudgrupper har produkter utan momssats, så radernas moms kan inte jämföras med den: {groups}.",
            en="Groups have products without a VAT rate, so the VAT of their rows cannot be compared: {groups}.",
        ),
        to_do=Text(
            fi="Anna ryhmälle verokanta: severa-maestro products group --vat.",
            sv="Ge gruppen en momssats: severa-maestro products group --vat.",
            en="Give the group a VAT rate: severa-maestro products group --vat.",
        ),
    ),
    "fallback-incomplete": Message(
        what=Text(
            fi="Varatuotteelta A/0 puuttuu myyntitili tai verokanta.",
            sv="Reservprodukten A/0 saknar försäljningskonto eller momssats.",
            en="The fallback product A/0 lacks a sales account or a VAT rate.",
        ),
        to_do=Text(
            fi="Anna ne ryhmälle A: severa-maestro products group --account --vat.",
            sv="Ge dem till grupp A: severa-maestro products group --account --vat.",
            en="Give them to group A: severa-maestro products group --account --vat.",
        ),
    ),
}
