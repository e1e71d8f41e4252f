"""Punjabi number words, 0 to 100, in Gurmukhi and in Latin letters, with the spellings people use."""

import unicodedata

from receptionist.language.lexicon import listed

_GURMUKHI = listed(
    """ਸਿਫ਼ਰ ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ ਦਸ ਗਿਆਰਾਂ ਬਾਰਾਂ ਤੇਰਾਂ ਚੌਦਾਂ ਪੰਦਰਾਂ ਸੋਲਾਂ ਸਤਾਰਾਂ ਅਠਾਰਾਂ ਉੱਨੀ ਵੀਹ ਇੱਕੀ ਬਾਈ ਤੇਈ ਚੌਵੀ ਪੱਚੀ ਛੱਬੀ ਸਤਾਈ ਅਠਾਈ ਉਨੱਤੀ
    ਤੀਹ ਇਕੱਤੀ ਬੱਤੀ ਤੇਤੀ ਚੌਂਤੀ ਪੈਂਤੀ ਛੱਤੀ ਸੈਂਤੀ ਅਠੱਤੀ ਉਨਤਾਲੀ ਚਾਲੀ ਇਕਤਾਲੀ ਬਤਾਲੀ ਤਰਤਾਲੀ ਚੁਤਾਲੀ ਪੰਤਾਲੀ ਛਿਆਲੀ ਸੰਤਾਲੀ ਅਠਤਾਲੀ ਉਨੰਜਾ ਪੰਜਾਹ ਇਕਵੰਜਾ ਬਵੰਜਾ ਤਰਵੰਜਾ ਚੁਰੰਜਾ
    ਪਚਵੰਜਾ ਛਪੰਜਾ ਸਤਵੰਜਾ ਅਠਵੰਜਾ ਉਨਾਹਠ ਸੱਠ ਇਕਾਹਠ ਬਾਹਠ ਤਰੇਹਠ ਚੌਂਹਠ ਪੈਂਹਠ ਛਿਆਹਠ ਸਤਾਹਠ ਅਠਾਹਠ ਉਨੱਤਰ ਸੱਤਰ ਇਕਹੱਤਰ ਬਹੱਤਰ ਤਿਹੱਤਰ ਚੁਹੱਤਰ ਪੰਝੱਤਰ ਛਿਹੱਤਰ ਸਤੱਤਰ ਅਠੱਤਰ
    ਉਨਾਸੀ ਅੱਸੀ ਇਕਾਸੀ ਬਿਆਸੀ ਤਿਰਾਸੀ ਚੁਰਾਸੀ ਪਚਾਸੀ ਛਿਆਸੀ ਸਤਾਸੀ ਅਠਾਸੀ ਉਨਾਨਵੇਂ ਨੱਬੇ ਇਕਾਨਵੇਂ ਬਾਨਵੇਂ ਤਰਾਨਵੇਂ ਚੁਰਾਨਵੇਂ ਪਚਾਨਵੇਂ ਛਿਆਨਵੇਂ ਸਤਾਨਵੇਂ ਅਠਾਨਵੇਂ ਨੜਿੰਨਵੇਂ"""
)
_ROMAN = listed(
    """sifar ikk do tinn char panj chhe satt atth naun das giaran baran teran chaudan pandran solan sataran atharan unni
    vih ikki bai tei chauvi pacchi chhabbi satai athai unatti tih ikatti batti teti chaunti painti chhatti sainti athatti
    untali chali iktali batali tartali chutali pantali chhiali santali athtali unanja panjah ikvanja bavanja tarvanja
    churanja pachvanja chhapanja satvanja athvanja unahth satth ikahth bahth trehth chaunth painth chhiahth satahth
    athahth unattar sattar ikhattar bahattar tihattar chuhattar panjhattar chhihattar satattar athattar unasi assi ikasi
    biasi tirasi churasi pachasi chhiasi satasi athasi unanve nabbe ikanve banve taranve churanve pachanve chhianve
    satanve athanve narinve"""
)
_OTHERS = {
    "ਬਿਆਲੀ": 42, "ਤਿਰਤਾਲੀ": 43, "ਤਤਾਲੀ": 43, "ਚੌਤਾਲੀ": 44, "ਚਵਾਲੀ": 44, "ਅੱਠਤਾਲੀ": 48, "ਅੜਤਾਲੀ": 48, "ਇਕੱਤਰ": 71, "ਤਹੱਤਰ": 73,
    "ਚਹੱਤਰ": 74, "ਪਚਹੱਤਰ": 75, "ਪਚਹੱਤ": 75, "ਛਹੱਤਰ": 76, "ਸਤਹੱਤਰ": 77, "ਅਠਹੱਤਰ": 78, "ਇੱਕਨਵੇ": 91, "ਬੱਨਵੇ": 92, "ਬਾਨਵੇ": 92,
    "ਤਰੱਨਵੇ": 93, "ਤਿਰਾਨਵੇ": 93, "ਚੁਰੱਨਵੇ": 94, "ਪਚੱਨਵੇ": 95, "ਪੰਚਾਨਵੇ": 95, "ਛਿਅੱਨਵੇ": 96, "ਛਿਨਵੇ": 96, "ਸਤੱਨਵੇ": 97, "ਅਠੱਨਵੇ": 98,
    "ਨੜਿੱਨਵੇ": 99, "ਇਕਿਆਸੀ": 81, "ਬਿਰਾਸੀ": 82, "ਤਿਆਸੀ": 83, "ਚੌਰਾਸੀ": 84, "ਪੰਜਾਸੀ": 85, "ਸੌ": 100, "ਹਜ਼ਾਰ": 1000, "ਲੱਖ": 100000,
    "sau": 100, "ਜ਼ੀਰੋ": 0, "ਦੱਸ": 10, "ਛੇਂ": 6, "ਤਿਨ": 3, "ਗਿਆਰ੍ਹਾਂ": 11, "ਬਾਰ੍ਹਾਂ": 12, "ਤੇਰ੍ਹਾਂ": 13, "ਪੰਦਰ੍ਹਾਂ": 15, "ਸੋਲ੍ਹਾਂ": 16,
    "ਸਤਾਰ੍ਹਾਂ": 17, "ਅਠਾਰ੍ਹਾਂ": 18, "ਉੱਨਤੀ": 29, "ਉਣੱਤੀ": 29, "ਕੱਤੀ": 31, "ਤੇਤੀ": 33, "ਉਣਤਾਲੀ": 39, "ਪਨਤਾਲੀ": 45, "ਪੈਂਤਾਲੀ": 45,
    "ਸੈਂਤਾਲੀ": 47, "ਉਣੰਜਾ": 49, "ਪਚਾਸ": 50, "ਚੁਵੰਜਾ": 54, "ਪਚਵੰਜਾ": 55, "ਛਵੰਜਾ": 56, "ਉਣਾਠ": 59, "ਉਨਾਠ": 59, "ਇਕਾਠ": 61,
    "ਬਾਠ": 62, "ਤਰੇਠ": 63, "ਚੌਂਠ": 64, "ਪੈਂਠ": 65, "ਛਿਆਠ": 66, "ਸਤਾਠ": 67, "ਅਠਾਠ": 68, "ਉਣੱਤਰ": 69, "ਪਚੱਤਰ": 75, "ਪਝੱਤਰ": 75,
    "ਛਿਅੱਤਰ": 76, "ਉਣਾਸੀ": 79, "ਤਰਿਆਸੀ": 83, "ਉਣਾਨਵੇਂ": 89, "ਨਵਾਸੀ": 89, "ਨੌਵੇਂ": 90, "ਨਿੜੰਨਵੇਂ": 99, "ਨੜਿਨਵੇਂ": 99, "ਨਿਨਾਨਵੇਂ": 99,
    "ik": 1, "ek": 1, "tin": 3, "chaar": 4, "punj": 5, "chhey": 6, "che": 6, "sat": 7, "ath": 8, "nau": 9, "dus": 10,
    "gyaran": 11, "baaran": 12, "chauda": 14, "pandra": 15, "sola": 16, "zero": 0, "vee": 20, "veeh": 20, "bees": 20,
    "aath": 8, "athh": 8, "aatth": 8, "teen": 3, "paanch": 5, "panch": 5, "saat": 7, "saatt": 7, "dass": 10, "gyarah": 11, "giarah": 11,
    "gyara": 11, "gyaara": 11, "yaran": 11, "baarah": 12, "barah": 12, "baara": 12, "bara": 12, "pandrah": 15, "ਨੌ": 9, "ਨੌੰ": 9, "ਗਿਆਰਾ": 11, "ਬਾਰਾ": 12,
    "pachi": 25, "pachhi": 25, "tee": 30, "teeh": 30, "panja": 50, "pachas": 50, "sath": 60,
}  # fmt: skip


def _spellings(word: str) -> set[str]:
    """A word with and without the signs people leave out: doubling, the dot below, a final nasal."""
    written = unicodedata.normalize("NFC", word)
    plain = {written, written.replace("ੱ", ""), written.replace("਼", "")}
    return plain | {one.rstrip("ਂ") for one in plain if len(one) > 3} | {one.replace("ੰ", "ਂ") for one in plain}


_ENGLISH = listed("zero one two three four five six seven eight nine ten eleven twelve")
"""In the middle of Punjabi as often as not: "kal shaam 7 vaje, four people"."""
_ENGLISH_IN_GURMUKHI = {
    "ਟੂ": 2,
    "ਥ੍ਰੀ": 3,
    "ਫੋਰ": 4,
    "ਫ਼ੋਰ": 4,
    "ਫਾਈਵ": 5,
    "ਸਿਕਸ": 6,
    "ਸੈਵਨ": 7,
    "ਏਟ": 8,
    "ਨਾਈਨ": 9,
    "ਟੈਨ": 10,
}
NUMBERS: dict[str, int] = {
    **{word: i for i, word in enumerate(_ENGLISH)},
    **{spelling: i for word, i in _ENGLISH_IN_GURMUKHI.items() for spelling in _spellings(word)},
    **{spelling: i for i, word in reversed([*enumerate(_GURMUKHI)]) for spelling in _spellings(word)},
    **{word: i for i, word in enumerate(_ROMAN) if word != "assi"},  # that is "we" far oftener than 80
    **{spelling: i for word, i in _OTHERS.items() for spelling in _spellings(word)},
}

GURMUKHI_FIRST_NAMES = frozenset(
    listed(
        """ਹਰਪ੍ਰੀਤ ਗੁਰਪ੍ਰੀਤ ਮਨਪ੍ਰੀਤ ਜਸਪ੍ਰੀਤ ਸੁਖਪ੍ਰੀਤ ਅਮਨਪ੍ਰੀਤ ਰਮਨਪ੍ਰੀਤ ਨਵਪ੍ਰੀਤ ਕੁਲਪ੍ਰੀਤ ਦਿਲਪ੍ਰੀਤ ਗੁਰਦੀਪ ਹਰਦੀਪ ਮਨਦੀਪ ਜਸਦੀਪ ਸੁਖਦੀਪ ਅਮਨਦੀਪ
        ਕੁਲਦੀਪ ਸੰਦੀਪ ਰਾਜਦੀਪ ਨਵਦੀਪ ਬਲਵਿੰਦਰ ਹਰਵਿੰਦਰ ਕੁਲਵਿੰਦਰ ਸੁਖਵਿੰਦਰ ਜਸਵਿੰਦਰ ਪਰਵਿੰਦਰ ਦਵਿੰਦਰ ਰਵਿੰਦਰ ਸਤਵਿੰਦਰ ਲਖਵਿੰਦਰ ਮਨਜਿੰਦਰ ਹਰਜਿੰਦਰ ਬਲਜਿੰਦਰ
        ਗੁਰਜਿੰਦਰ ਸਤਿੰਦਰ ਮਨਜੀਤ ਹਰਜੀਤ ਰਣਜੀਤ ਸਰਬਜੀਤ ਬਲਜੀਤ ਚਰਨਜੀਤ ਅਮਰਜੀਤ ਗੁਰਜੀਤ ਕਮਲਜੀਤ ਪਰਮਜੀਤ ਇੰਦਰਜੀਤ ਸੁਰਜੀਤ ਦਲਜੀਤ ਗੁਰਮੀਤ ਹਰਮੀਤ ਜਗਮੀਤ ਮਨਮੀਤ
        ਸਿਮਰਨ ਅਮਨ ਕਿਰਨ ਨਵਜੋਤ ਹਰਜੋਤ ਮਨਜੋਤ ਪਰਨੀਤ ਜਸਲੀਨ ਹਰਲੀਨ ਗੁਰਲੀਨ ਅਰਸ਼ਦੀਪ ਅਰਜਨ ਅੰਗਦ ਜਗਜੀਤ ਬਲਬੀਰ ਰਣਬੀਰ ਹਰਭਜਨ ਗੁਰਬਚਨ ਮਹਿੰਦਰ ਸੁਰਿੰਦਰ
        ਰਾਜਿੰਦਰ ਨਰਿੰਦਰ ਜੋਗਿੰਦਰ ਭੁਪਿੰਦਰ ਤੇਜਿੰਦਰ ਅਵਤਾਰ ਨਿਰਮਲ ਜਗਦੀਸ਼ ਸੋਨੀਆ ਪ੍ਰਿਆ ਰਾਜ"""
    )
)
"""Frequent first names as Gurmukhi writes them."""
