"""What is said of a timetable that cannot be kept."""

from severa_maestro.language import Message, Text

INTERVAL_UNUSABLE = Message(
    what=Text(
        fi="Ajoväli {minutes} minuuttia ei käy.",
        sv="Intervallet {minutes} minuter går inte.",
        en="{minutes} minutes is no usable interval between runs.",
    ),
    to_do=Text(
        fi="Anna minuutit väliltä {least}–{most}.",
        sv="Ange minuter mellan {least} och {most}.",
        en="Give minutes from {least} to {most}.",
    ),
)

DAYS_UNUSABLE = Message(
    what=Text(
        fi="Viikonpäivät ”{days}” eivät käy.",
        sv="Veckodagarna ”{days}” går inte.",
        en="“{days}” are no usable weekdays.",
    ),
    to_do=Text(
        fi="Anna ainakin yksi päivä numeroina: 1 on maanantai, 7 sunnuntai; arkipäivät ovat 12345.",
        sv="Ange minst en dag som siffror: 1 är måndag, 7 söndag; vardagarna är 12345.",
        en="Give at least one day as digits: 1 is Monday, 7 Sunday; working days are 12345.",
    ),
)
