"""Punjabi days, in Gurmukhi and in Latin letters: rules for dates, what is made of them, and holidays."""

from receptionist.language.lexicon import DayGrammar, LengthGrammar

_IN = r"(?:ਵਿੱਚ|ਵਿਚ|'ਚ|ਚ|vich|vicch|ch)"
_OF = r"(?:ਦਾ|ਦੇ|ਦੀ|da|de|di)"
_AFTER = r"(?:ਬਾਅਦ|ਬਾਦ|ਮਗਰੋਂ|baad|bad|magron)"
_TARIKH = r"(?:ਤਰੀਕ|ਤਾਰੀਖ਼|ਤਾਰੀਖ|tarikh|tareek|tarik)"

DATE_RULES = (
    r"(?:{weekday}~)?{day} (?:" + _TARIKH + r" )?{month}(?:~(?:ਸਾਲ |ਸੰਨ )?{year})?",
    r"(?:{weekday}~)?{month} (?:" + _OF + r" )?{day}(?: " + _TARIKH + r")?(?:~{year})?",
    r"{month}~{year}",
    r"(?P<core>{month}) " + _IN,
    r"{mod} {month}",
    r"{weekday} {day} " + _TARIKH,
    r"{day} " + _TARIKH + r"(?: ਨੂੰ| nu)?",
    r"{mod} {weekday}",
    r"{mod} (?:ਹਫ਼ਤੇ|ਹਫਤੇ|hafte|haphte) (?:" + _OF + r" )?{weekday}",
    r"{n} {weekday} (?P<counted>ਵਿੱਚ|ਵਿਚ|ਬਾਅਦ|vich|baad)",
    r"{n} {weekday} (?P<counted>(?P<ago>ਪਹਿਲਾਂ|pehlan))",
    r"{weekday}",
    r"{rel}",
    r"{n} {unit} (?:" + _IN + r"|" + _OF + r" )?(?: ?" + _AFTER + r")",
    r"{n} {unit} " + _IN,
    r"{n} {unit} (?P<ago>ਪਹਿਲਾਂ|pehlan|pehla)",
    r"{mod} {n} {unit}(?P<run>)",
    r"(?P<core>(?:{mod} )?(?P<span>ਵੀਕੈਂਡ|ਵੀਕਐਂਡ|ਹਫ਼ਤੇ ਦੇ ਅੰਤ|weekend|hafte de ant))",
    r"{mod} (?P<span>ਹਫ਼ਤੇ|ਹਫ਼ਤਾ|ਹਫਤੇ|ਹਫਤਾ|ਮਹੀਨੇ|ਮਹੀਨਾ|ਸਾਲ|hafte|hafta|haphte|mahine|mahina|saal)",
    r"{holiday}(?:~{year})?",
)

DAYS = DayGrammar(
    nth={"ਆਖਰੀ": -1, "ਆਖ਼ਰੀ": -1, "ਅਖੀਰਲਾ": -1, "ਅਖੀਰਲੇ": -1, "akhri": -1, "aakhri": -1},
    heads=(r"(?:(?<=ਦਾ )|(?<=ਦੇ )|(?<=ਦੀ )|(?<=da )|(?<=de )|(?<=di )){nth} (?P<what>{weekdays}|ਹਫ਼ਤਾ|ਹਫ਼ਤੇ|ਦਿਨ|hafta|hafte|din|ਵੀਕੈਂਡ|weekend)",),
    latent=(
        r"{month}(?:~{year})?",
        r"(?:ਇਸ |is )?(?P<unit>ਹਫ਼ਤੇ|ਹਫਤੇ|ਮਹੀਨੇ|ਸਾਲ|hafte|haphte|mahine|saal)",
        r"(?P<now>ਹੁਣ|ਹੁਣੇ|hun|hune)",
    ),
    rules=(
        ("nth", r"<S> " + _OF + r" <H>"),
        ("weekday_in", r"<S> (?:" + _OF + r" )?<W>"),
        ("portion", r"<S> " + _OF + r" {portion}(?: " + _IN + r"|(?: ਤੇ| te))?"),
        ("offset", r"<D> (?:ਤੋਂ|ton|to) {n} {unit} " + _AFTER),
        ("offset", r"<D> (?:ਤੋਂ|ton|to) {n} {unit} (?P<back>ਪਹਿਲਾਂ|pehlan|pehla)"),
        ("agreeing", r"<D>~<W>"),
        ("agreeing", r"<W>~<D>"),
        ("days_of", r"(?P<d1>\d{1,2}) (?:ਤੋਂ|ton|to|-) (?P<d2>\d{1,2}) <S>(?: (?:ਤੱਕ|ਤਕ|takk|tak))?"),
        ("days_of", r"<S> " + _OF + r" (?P<d1>\d{1,2}) (?:ਤੋਂ|ton|to|-) (?P<d2>\d{1,2})(?: (?:ਤੱਕ|ਤਕ|takk|tak))?"),
        ("open", r"<X> (?:ਤੋਂ |ton |to )?{edge}"),
    ),
    portions={
        **dict.fromkeys(("ਸ਼ੁਰੂ", "ਸ਼ੁਰੂਆਤ", "shuru", "shuruaat"), "early"),
        **dict.fromkeys(("ਅੱਧ", "ਵਿਚਕਾਰ", "addh", "vichkar"), "mid"),
        **dict.fromkeys(("ਅੰਤ", "ਅਖੀਰ", "ant", "akhir", "akheer"), "late"),
    },
    open_edges={
        **dict.fromkeys(("ਬਾਅਦ", "ਮਗਰੋਂ", "baad", "magron"), "after"),
        **dict.fromkeys(("ਪਹਿਲਾਂ", "pehlan", "pehla"), "before"),
        **dict.fromkeys(("ਤੱਕ", "ਤਕ", "takk", "tak"), "until"),
    },
    weekends=frozenset({"ਵੀਕੈਂਡ", "ਵੀਕਐਂਡ", "ਹਫ਼ਤੇ ਦੇ ਅੰਤ", "weekend", "hafte de ant"}),
)  # fmt: skip

LENGTHS = LengthGrammar(
    rules=(
        r"{n} {unit}",
        r"{n} (?P<unit>ਘੰਟੇ|ਘੰਟਾ|ghante|ghanta) (?P<more>\d{1,2}) (?:ਮਿੰਟ|ਮਿੰਟਾਂ|minute|mint)",
        r"{mixed} {unit}",
        r"{plus} {n} {unit}",
    ),
    of_one={
        **dict.fromkeys(("ਅੱਧਾ", "ਅੱਧੇ", "addha", "adha", "addhe"), 0.5),
        **dict.fromkeys(("ਪੌਣਾ", "ਪੌਣੇ", "pauna", "paune"), 0.75),
        **dict.fromkeys(("ਸਵਾ", "sava", "swa"), 1.25),
        **dict.fromkeys(("ਡੇਢ", "ਡੇੜ", "dedh", "derh", "dhed"), 1.5),
        **dict.fromkeys(("ਢਾਈ", "dhai", "dhaai"), 2.5),
    },
    added={
        **dict.fromkeys(("ਸਾਢੇ", "sadhe", "saadhe", "sade"), 0.5),
        **dict.fromkeys(("ਸਵਾ", "sava", "swa"), 0.25),
        **dict.fromkeys(("ਪੌਣੇ", "paune"), -0.25),
    },
)  # fmt: skip

HOLIDAYS = {
    **dict.fromkeys(("ਕ੍ਰਿਸਮਸ", "ਕ੍ਰਿਸਮਿਸ", "christmas"), "christmas"),
    **dict.fromkeys(("ਵਿਸਾਖੀ", "ਬੈਸਾਖੀ", "vaisakhi", "baisakhi"), "vaisakhi"),
    **dict.fromkeys(("ਦੀਵਾਲੀ", "ਦਿਵਾਲੀ", "diwali", "divali", "ਬੰਦੀ ਛੋੜ ਦਿਵਸ"), "diwali"),
    **dict.fromkeys(("ਗੁਰਪੁਰਬ", "gurpurab"), "gurpurab"),
    **dict.fromkeys(("ਲੋਹੜੀ", "lohri"), "lohri"),
    **dict.fromkeys(("ਨਵਾਂ ਸਾਲ", "ਨਵੇਂ ਸਾਲ", "nava saal", "nave saal"), "new_year"),
}  # fmt: skip
