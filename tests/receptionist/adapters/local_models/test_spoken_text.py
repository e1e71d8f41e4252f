"""What is written is said the way people say it."""

import pytest

from receptionist.adapters.local_models.spoken_text import as_spoken, clauses, growing


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Call 415-555-0192.", "Call 4 1 5, 5 5 5, 0 1 9 2."),
        ("Call (415) 555-0192 today", "Call 4 1 5, 5 5 5, 0 1 9 2 today"),
        ("at +14155550192", "at 1, 4 1 5, 5 5 5, 0 1 9 2"),
        ("at 7:30 p.m. tonight", "at 7 30 p m tonight"),
        ("See you at 7:30 p.m. Goodbye.", "See you at 7 30 p m. Goodbye."),
        ("See you at 7 pm.", "See you at 7 p m."),
        ("until 10:00", "until 10 o'clock"),
        ("at 9:05 a.m.", "at 9 oh 5 a m."),
        ("It is $12.50 each", "It is 12 dollars and 50 cents each"),
        ("only $1", "only 1 dollar"),
        ("$1,200", "1200 dollars"),
        ("Your code is K7P4Q.", "Your code is K, 7, P, 4, Q."),
        ("Your code is K 7 P 4.", "Your code is K, 7, P, 4."),
        ("Dr. Patel & Mr. Lee", "Doctor Patel and Mister Lee"),
        ("A table for 4 on 27 November 2026", "A table for 4 on 27 November 2026"),
        ("Please hang up now and call 911.", "Please hang up now and call 9 1 1."),
        ("$911.50 for 9112 people", "911 dollars and 50 cents for 9112 people"),
        ("No. We are closed then.", "No. We are closed then."),
        ("Bus No. 5, or #7", "Bus number 5, or number 7"),
        ("12 Main St. Parking is behind.", "12 Main Street. Parking is behind."),
        ("40 Harbor Dr., Suite 2, by St. Mary's", "40 Harbor Drive, Suite 2, by Saint Mary's"),
        ("Mon–Fri 11 AM–2:30 PM, Sat 10–2", "Monday to Friday 11 a m to 2 30 p m, Saturday 10 to 2"),
        ("The sun – if it shines – and wed couples", "The sun – if it shines – and wed couples"),
        ("$10–15, or $1 – $2", "10 to 15 dollars, or 1 to 2 dollars"),
        ("It takes 90 min", "It takes 90 minutes"),
        ("Write to ana.lopez@mail-box.com.", "Write to ana dot lopez at mail dash box dot com."),
        ("See https://www.example.com/menu.", "See example dot com slash menu."),
        ("* Naan: $4", "Naan: 4 dollars"),
    ],
)
def test_english_is_said_as_on_the_phone(written: str, said: str) -> None:
    assert as_spoken(written, "en") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("La Dra. Ruiz le espera a las 19:30.", "La doctora Ruiz le espera a las 19 30."),
        ("Son 9,50 €.", "Son 9 euros con 50."),
        ("de 8:00 a 14:30", "de 8 a 14 30"),
        ("Cuesta 8,50 US$ o $95.", "Cuesta 8 dólares con 50 o 95 dólares."),
        ("lun–vie, 11:00 – 14:30 h, y los sábados", "lunes a viernes, 11 a 14 30, y los sábados"),
        ("Av. Reforma n.º 12, 2.º piso", "avenida Reforma número 12, segundo piso"),
        ("Ud. escriba a ana@correo.com", "usted escriba a ana arroba correo punto com"),
    ],
)
def test_spanish_is_said_as_on_the_phone(written: str, said: str) -> None:
    assert as_spoken(written, "es") == said


def test_the_first_piece_is_short_and_the_rest_are_sentences() -> None:
    text = "Thanks for calling, this is the Golden Fork. I can help with bookings, hours, and the menu. How can I help?"
    assert clauses(text) == [
        "Thanks for calling,",
        "this is the Golden Fork.",
        "I can help with bookings, hours, and the menu.",
        "How can I help?",
    ]


def test_nothing_of_a_text_is_lost_in_cutting_it() -> None:
    text = "Yes. We have 3.5 stars, a table at 8, and (if you like) the terrace: it is quiet! Is that all right?"
    assert " ".join(clauses(text)) == text


def test_a_very_short_beginning_waits_for_the_next_words() -> None:
    assert clauses("Yes, of course. Bye.") == ["Yes, of course.", "Bye."]


def test_a_text_without_a_stop_is_one_piece() -> None:
    assert clauses("one moment please") == ["one moment please"]


def test_a_slow_voice_gets_pieces_that_grow_and_break_where_a_speaker_would() -> None:
    whole = "una mesa para cuatro personas, el martes 24 de noviembre a las siete de la tarde, a nombre de Carlos."
    assert growing(["Entonces:", whole], by=3.5) == [
        "Entonces:",
        "una mesa para cuatro personas,",
        "el martes 24 de noviembre a las siete de la tarde, a nombre de Carlos.",
    ]
    assert growing(["Perfecto,", "Carlos, le he reservado una mesa para cuatro personas."], by=3.5) == [
        "Perfecto,",
        "Carlos, le he reservado",
        "una mesa para cuatro personas.",
    ]


def test_no_piece_outgrows_what_is_heard_before_it_and_no_word_is_lost() -> None:
    text = "Sí: " + "palabra larga sin pausa ninguna " * 12
    pieces = growing(["Sí:", text[4:].strip()], by=3.0)
    assert " ".join(pieces) == text.strip()
    assert len(pieces) > 3
    assert all(len(piece) <= 3 * max(map(len, pieces[:before])) for before, piece in enumerate(pieces) if before > 1)


def test_a_word_longer_than_the_limit_stays_whole() -> None:
    assert growing(["Ya", "electroencefalografista y ya"], by=2.0) == ["Ya", "electroencefalografista", "y ya"]
