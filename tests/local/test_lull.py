"""What can wait is done while nobody opens a page."""

from local.lull import LULL_S, Lull


def test_it_is_quiet_until_a_page_is_opened_and_again_a_while_after() -> None:
    now = 100.0
    lull = Lull(lambda: now)
    assert lull()
    lull.page_opened()
    assert not lull()
    now += LULL_S - 0.1
    assert not lull()
    lull.page_opened()
    now += 0.1
    assert not lull(), "another page was opened since"
    now += LULL_S
    assert lull()
