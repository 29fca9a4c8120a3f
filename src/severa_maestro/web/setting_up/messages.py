"""What is said of a set-up that cannot go on."""

from severa_maestro.language import Message, Text

ADDRESS_UNUSABLE = Message(
    what=Text(
        fi="Severan osoite ei kelpaa: sen pitää alkaa https://.",
        sv="Severas adress kan inte användas: den ska börja med https://.",
        en="Severa's address cannot be used: it must begin with https://.",
    ),
    to_do=Text(
        fi="Jätä kenttä tyhjäksi, niin käytetään Severan omaa osoitetta.",
        sv="Lämna fältet tomt, så används Severas egen adress.",
        en="Leave the field empty to use Severa's own address.",
    ),
)

ADDRESS_FOREIGN = Message(
    what=Text(
        fi="{host} ei ole Severan osoite, joten avainta ei lähetetty sinne.",
        sv="{host} är inte Severas adress, så nyckeln skickades inte dit.",
        en="{host} is not an address of Severa's, so the key was not sent there.",
    ),
    to_do=Text(
        fi="Jätä kenttä tyhjäksi, niin käytetään Severan omaa osoitetta. Muun osoitteen voi sallia palvelun ylläpitäjä (SEVERA_MAESTRO_SEVERA_HOSTS).",
        sv="Lämna fältet tomt, så används Severas egen adress. En annan adress kan tillåtas av den som driver tjänsten (SEVERA_MAESTRO_SEVERA_HOSTS).",
        en="Leave the field empty to use Severa's own address. The operator of the service can allow another (SEVERA_MAESTRO_SEVERA_HOSTS).",
    ),
)

NAME_DIFFERS = Message(
    what=Text(
        fi="Nimi ei täsmää, joten yritystä ei poistettu.",
        sv="Namnet stämmer inte, så företaget togs inte bort.",
        en="The name does not match, so the company was not removed.",
    ),
    to_do=Text(
        fi="Kirjoita yrityksen nimi täsmälleen: {name}.",
        sv="Skriv företagets namn exakt: {name}.",
        en="Type the company's name exactly: {name}.",
    ),
)
