"""Two spellings of one name as a recogniser may have written them, and names that are different people's."""

import pytest

from receptionist.language.same_name import closest, nearest, same_name


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("Jon Smyth", "John Smith"),
        ("Maria Lopes", "María López"),
        ("Smith John", "John Smith"),
        ("Lopez", "Ana López"),
        ("Dr. Paul Grant", "Paul Grant"),
        ("Maria Delacruz", "María de la Cruz"),
        ("O Brien", "Pat O'Brien"),
        ("Maria Garcia Lopez", "María García"),
        ("Gurprit Gill", "Gurpreet Gill"),
        ("ਪਾਲ ਗ੍ਰਾਂਟ", "Paul Grant"),
        ("Simran Kaur", "ਸਿਮਰਨ ਕੌਰ"),
    ],
)
def test_what_sounds_alike_is_one_name(heard: str, written: str) -> None:
    assert same_name(heard, written)


@pytest.mark.parametrize(
    ("heard", "written"),
    [("John Smart", "John Smith"), ("Luis Lopez", "Ana Lopez"), ("Maria Garcia", "Maria Lopez"), ("", "Ana Lopez"),
     ("Ana Lopez", ""), ("ਪਾਲ ਗਿੱਲ", "Paul Grant"), ("123", "Ana Lopez")],
)  # fmt: skip
def test_what_does_not_is_another(heard: str, written: str) -> None:
    assert not same_name(heard, written)


def test_in_a_family_the_first_name_must_have_been_heard() -> None:
    assert nearest(("Lopez",), "Ana Lopez", "first") == 0
    assert nearest(("Ana",), "Ana Lopez", "first") > 0
    assert nearest(("Ana",), "Ana Lopez", "full") == 0
    assert nearest(("Anna Lopes", "Ana Lopes"), "Ana Lopez", "full") > 0


def test_of_two_alike_the_nearer_is_meant_and_of_two_equal_both() -> None:
    near = [nearest(("Luis Gomez",), name) for name in ("Luis Gomez", "Luisa Gomez", "Luís Gómez")]
    assert all(near)
    assert [one >= closest(near) for one in near] == [True, False, True]
