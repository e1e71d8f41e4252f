"""Passwords as they are kept."""

import time

from receptionist.adapters.passwords import Argon2Passwords

PASSWORDS = Argon2Passwords(quick=True)


def test_a_password_is_kept_by_a_slow_hash_with_its_own_salt() -> None:
    kept = Argon2Passwords().hash("correct horse")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "horse" not in kept
    assert PASSWORDS.hash("correct horse") != PASSWORDS.hash("correct horse")
    assert Argon2Passwords().holds(kept, "correct horse")


def test_only_the_right_password_is_right() -> None:
    kept = PASSWORDS.hash("café au lait")
    assert PASSWORDS.holds(kept, "café au lait")
    assert PASSWORDS.holds(kept, "cafe\u0301 au lait"), "an accent composed by another keyboard"
    for wrong in ("cafe au lait", "Café au lait", "", "café au lait ", "\ud800"):
        assert not PASSWORDS.holds(kept, wrong)


def test_nobody_has_a_password_and_a_broken_one_is_never_right() -> None:
    for kept in ("", "$argon2id$", "plain"):
        assert not PASSWORDS.holds(kept, "")
        assert not PASSWORDS.holds(kept, "nobody has this password")


def test_what_was_hashed_more_weakly_is_outdated() -> None:
    weak = PASSWORDS.hash("correct horse")
    assert Argon2Passwords().outdated(weak)
    assert not PASSWORDS.outdated(weak)
    assert Argon2Passwords().holds(weak, "correct horse")


def test_the_password_of_nobody_takes_as_long_as_a_wrong_one() -> None:
    passwords = Argon2Passwords()
    kept = passwords.hash("correct horse")
    passwords.holds("", "the first is hashed for the comparison")
    spent = []
    for known_as in (kept, ""):
        began = time.process_time()
        assert not passwords.holds(known_as, "wrong")
        spent.append(time.process_time() - began)
    assert 0.5 < spent[0] / spent[1] < 2
