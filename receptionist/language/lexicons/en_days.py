"""English days: rules for dates, what is made of them, and holidays."""

from receptionist.language.lexicon import DayGrammar, LengthGrammar

_NOT_COUNTED = r"(?! (?:one|option|slot|time|table|floor|street|visit|course|choice|person|name|available|thing|appointment|avenue|place|week|weeks|day|half|quarter|party|guest|booking|reservation|of us|call|in line|try|attempt|last))(?! \d{1,3} (?!pm|am|o'clock|in the|of)[a-z])"
_AFTER_DAY = r"(?! (?:pm|am|o'clock|people|of us|guests|hours|minutes|(?:st|street|ave|avenue)\b))"
LASTS = r"(?<!will )(?<!to )(?<!does )(?<!do )(?<!can )(?<!could )(?<!would )(?<!should )(?<!did )(?<!it )(?<!usually )(?<!that )"
"""Not behind these: there "last" is a verb."""
_MAY = r"(?!may (?!$|[,.?]|\d|at|on|for|please|or|and|if|in|we|20))"

_RUN = r"(?<!\d )(?<!half )(?<!quarter )(?<!minutes )" + LASTS + r"(?:the |in the |over the |during the )?"

DATE_RULES = (
    r"(?:{weekday}~(?:on )?(?:the )?)?{day} (?:day )?(?:of )?{month}(?:~(?:of |in )?{year}| of (?P<short>\d\d)|,? (?P<short2>[3-9]\d)(?=$| [,.]))?",
    r"(?:the )?{ordinal} (?:day )?(?:of|in) {month}(?:~(?:of |in )?{year})?",
    r"(?:{weekday}~(?:on )?(?:the )?)?{month}~(?:the )?{day}"
    + _AFTER_DAY
    + r"(?:~(?:of |in )?{year}|,? (?P<short>[3-9]\d)(?=$| [,.]))?(?:~(?:on )?(?:a )?(?P<weekday2>{weekdays}))?",
    r"{day} ?[-/ ] ?{month}(?: [-/] | ){year}",
    r"{year} ?[-/ ] ?{month}(?: [-/] | ){day}",
    r"{month} / {day}(?: / {year})?",
    r"{month}(?:~(?:of |in )?{year})(?! \d)",
    r"(?P<monthyear>(?:0?[1-9]|1[0-2]) / 20\d\d)",
    r"(?:(?:in|next|last|during|for|since|by|from) )(?P<core>" + _MAY + r"{mod}? ?{month})" + _AFTER_DAY,
    r"(?P<core>{mod} " + _MAY + r"{month})(?! \d)",
    r"{weekday}~(?:on )?(?:the )?{ordinal}" + _NOT_COUNTED,
    r"(?:the|on|on the|for the) (?P<core>{ordinal})(?: of (?:this|the) month)?" + _NOT_COUNTED,
    r"(?:on the) (?P<core>{day})(?! (?:people|of us|%|dollars|floor|street))",
    r"(?:{mod} ){weekday}",
    r"{weekday} (?:of |on |in |the )*(?P<mod>next|following) week",
    r"(?:the )?(?P<mod>next|following) week(?:,? on)?~{weekday}",
    r"{weekday}~(?P<day>1[3-9]|2\d|3[01])(?=$| [,.?]| at| for| please| around)",
    r"{weekday} (?P<ahead>week|after next|week after next)(?! (?:of|in))",
    r"(?P<ahead>a week|1 week) (?:on|from|this|after) (?:this |next )?{weekday}",
    r"{n} (?P<ahead>weeks) (?:on|from) {weekday}",
    r"{weekday} in {n} (?P<ahead>weeks)(?: time)?",
    r"{weekday} in (?P<ahead>a week)(?:'s time)?",
    r"(?P<ahead>a week) (?:from )?{rel}",
    r"{n} (?P<ahead>weeks) from {rel}",
    r"{rel} (?P<ahead>week)",
    r"{n} {weekday} from (?P<counted>now|today)",
    r"{n} {weekday} (?P<ago>ago)",
    r"(?<!we )(?<!i )(?<!be )(?<!are )(?<!get )(?<!has )(?<!have )(?<!had )(?!(?<=the )(?:sun|sat|mon|wed)(?!\S)){weekday}(?! (?:roast|will set|sets|rises|is shining|in the sky))",
    r"(?P<core>{ordinal})(?= at |$| please| \.)",
    r"(?:for|from|by|until|after|before) (?P<core>{ordinal})" + _NOT_COUNTED,
    r"{rel}",
    r"in {n} (?P<unit>(?P<years>years?))(?: time)?",
    r"in (?:about |another |like )?{n} (?P<unit>days?|nights?|weeks?|fortnights?|months?|work ?days?|business days?|weekdays?|working days?)(?:'s|s)?(?: time)?",
    r"(?P<within>within) (?:the )?(?:next )?{n} {unit}(?:'s|s)?(?: time)?",
    r"(?<!for ){n} {unit} from today",
    r"{n} {unit} (?:from now|later|out|time|ahead|away)",
    r"{n} {unit} (?:today|hence)",
    r"{n} {unit} (?P<ago>ago|back|earlier)",
    _RUN + r"{mod} (?:couple )?{n} {unit}(?P<run>)",
    r"(?:the |in the |over the |during the )?{n} {mod} {unit}(?P<run>)",
    r"(?:on |for )?(?P<core>(?:{mod} )?{holiday}(?:~(?:in |of )?{year})?)",
    r"(?:{mod} |the |over the |at the |on the )?(?<!\d )(?P<span>weekends?|week end)(?! (?:of|in|after next))",
    r"(?P<core>(?P<span>weekend) (?P<next_but_one>after next))",
    r"(?:the )?(?P<span>week|month) (?P<next_but_one>after next)",
    r"{mod} (?P<span>week|weeks|week's|month|year|fortnight|summer|winter|spring|autumn|fall|workweek|work week|working week)",
    r"(?:in|this|during|for) (?:the )?(?P<core>(?P<span>summer|winter|autumn|spring))(?! (?:rolls?|menu|salads?|street|road|avenue))",
)

DAYS = DayGrammar(
    nth={"last": -1, "final": -1, "very last": -1, "penultimate": -2, "second to last": -2},
    heads=(
        r"(?:the |on the )?{nth}(?P<back> to last| last)? (?:{n} )?(?P<what>{weekdays}|days?|weeks?|weekends?|week ends?)(?= (?:\S+ )?(?:of|in|from) (?:the |this |next |last |following |coming |each )*(?:{months}|month|year|week|20\d\d|19\d\d)(?!\S))",
        r"(?:the |on the )?(?P<dom>\d{1,2})(?:th)?(?: day)?(?= (?:of|in) (?:the |this |next |last |following |coming |current |same )+month(?!\S))",
        r"(?:the )?{nth} (?P<what>month)(?= of (?:the |this |next )*year)",
    ),
    latent=(
        r"{month}(?:~{year})?",
        r"(?<!\d )(?<!a )(?<!one )(?<!\dth )(?<!last )(?:the |this )?(?P<unit>week|month|year)",
        r"(?P<year>(?:19|20)\d\d)",
        r"(?:right )?(?P<now>now)",
    ),
    rules=(
        ("nth", r"<H>(?: {part})? (?:of|in|from) (?:the )?<S>"),
        ("weekday_in", r"<W>(?:~|(?: {part})? )(?:of |from |in |on )*(?:the )?<S>"),
        ("weekday_in", r"<S>(?:'s)?(?:~| - )(?:on )?<W>"),
        ("years_on", r"<X>~<T>"),
        ("in_year", r"<X>~(?:of |in )?<S>"),
        ("unit_around", r"<S> (?:of|commencing|beginning|starting)(?: on| at)?~(?:the )?<D>"),
        ("unit_around", r"(?:the )?(?P<unit>weekend) (?:of|after|before) (?:the )?<D>"),
        ("unit_around", r"<D> (?P<unit>weekend|week)"),
        ("portion", r"(?:at |by |in |towards? |for |around )?(?:the )?{portion}(?: in| of| part of)?(?: the)?(?: in)? <S>"),
        ("lasting", r"for (?:the )?{n} {unit}~(?:starting from|starting|beginning|from) (?:on )?(?:the )?<D>"),
        ("offset", r"{n} {unit} (?:after|from|following) (?:the )?<D>"),
        ("offset", r"the (?P<unit>day) (?:after|following) (?:the )?<D>"),
        ("offset", r"the (?P<unit>day) (?P<back>before) (?:the )?<D>"),
        ("weekday_near", r"(?:the )?<W> (?:(?:right |just )?after|following) (?:the )?<D>"),
        ("weekday_near", r"(?:the )?<W> (?:right |just )?(?P<back>before) (?:the )?<D>"),
        ("offset", r"{n} {unit} (?P<back>before|prior to) (?:the )?<D>"),
        ("day_in", r"<S>~(?:on )?(?:the )?<O>"),
        ("same", r"<D>~(?:the |on the )?<O>"),
        ("same", r"<D>~(?:the |on the |which is )?<C>"),
        ("agreeing", r"<D>~(?:which is |that's |on |a )*(?:the )?<W>"),
        ("agreeing", r"<W>~(?:which is |that's |which would be )*(?:the )?<D>"),
        ("days_of", r"(?:from |between )?(?:the )?(?P<d1>\d{1,2})(?:th)? (?:to|until|till|til|through|thru|and|-) (?:the )?(?P<d2>\d{1,2})(?:th)?~(?:of |in )?(?:the )?<S>"),
        ("days_of", r"(?:from |between )?(?:the )?(?P<d1>\d{1,2})(?:th)? (?:to|until|till|til|through|thru|and|-) (?:the )?<C>"),
        ("days_of", r"(?:from |between )?(?:the )?<C> (?:to|until|till|til|through|thru|and|-) (?:the )?(?P<d2>\d{1,2})(?:th)?(?! (?:o'clock|pm|am|people|guests|of us|adults))"),
        ("range", r"<M> <S>"),
        ("open", r"(?:any ?time |some ?time |any day )?{edge} (?:the )?<X>(?! (?:at|in the|{parts})(?!\S))"),
    ),
    portions={
        **dict.fromkeys(("early", "beginning", "start", "first part", "earlier part", "first days"), "early"),
        **dict.fromkeys(("mid", "middle", "mid -"), "mid"),
        **dict.fromkeys(("late", "end", "latter part", "tail end", "back end"), "late"),
        "later": "later", "earlier": "earlier", "rest": "rest", "remainder": "rest", "sooner": "earlier",
    },
    open_edges={
        "before": "before", "prior to": "before", "earlier than": "before", "sooner than": "before", "after": "after",
        "later than": "after", "since": "since", "starting": "since", "starting from": "since", "as of": "since",
        "until": "until", "till": "until", "up to": "until", "no later than": "until", "on or after": "since", "on or before": "until",
    },
    weekends=frozenset({"weekend", "weekends", "week end"}),
)  # fmt: skip

LENGTHS = LengthGrammar(
    rules=(
        r"{n} {unit}(?:(?: and|,)? (?P<more>\d{1,2})(?: minutes?| mins?)(?! (?:past|to|after)))?",
        r"{n} (?P<unit>hours?|hrs?)(?: and)? (?P<more>\d{1,2})(?! (?:people|of us|guests|hours|pm|am|days))(?=$| [,.])",
        r"(?P<n>\d+[.,]\d+) {unit}",
        r"{n} {unit} {plus}",
        r"{n} {plus}(?: of)?(?: an?)? {unit}",
        r"{mixed} {unit}",
        r"(?:(?<=next )|(?<=last )|(?<=past ))(?P<unit>hour|minute)",
        r"(?:(?<=for all )|(?<=for the whole )|(?<=for the entire ))(?P<unit>day|week|month)",
        r"(?<=in )(?P<n>10|15|20|25|30|40|45|50)(?=$| [.,])",
    ),
    of_one={
        **dict.fromkeys(("half", "half a", "half an", "a half", "1/2", "½", "1/2 an", "half of an"), 0.5),
        **dict.fromkeys(("quarter", "quarter of an", "a quarter of an", "a quarter", "quarter of a", "1/4", "¼", "1/4 of an"), 0.25),
        **dict.fromkeys(("3 quarters of an", "3 quarter of an", "3 quarters", "3/4", "¾", "3/4 of an", "3 quarters of a"), 0.75),
    },
    added={
        **dict.fromkeys(("and a half", "and half", "and 1/2", "1/2", "½", "and a half an"), 0.5),
        **dict.fromkeys(("and a quarter", "and quarter"), 0.25),
        **dict.fromkeys(("and 3 quarters", "and three quarters"), 0.75),
    },
)  # fmt: skip

HOLIDAYS = {
    **dict.fromkeys(("christmas eve", "xmas eve", "christmas eve day"), "christmas_eve"),
    **dict.fromkeys(("christmas day", "christmas", "xmas", "xmas day"), "christmas"),
    **dict.fromkeys(("boxing day", "st stephen's day"), "boxing_day"),
    **dict.fromkeys(
        ("new year's eve", "new years eve", "new year eve", "nye", "hogmanay", "new year's eve day"), "new_years_eve"
    ),
    **dict.fromkeys(
        ("new year's day", "new years day", "new year day", "new year's", "new years", "new year"), "new_year"
    ),
    **dict.fromkeys(
        ("valentine's day", "valentines day", "valentine day", "valentine's", "valentines", "saint valentine's day"),
        "valentines",
    ),
    **dict.fromkeys(("independence day", "4th of july", "july 4th"), "independence"),
    **dict.fromkeys(("halloween", "hallowe'en", "halloween night", "all hallows eve"), "halloween"),
    **dict.fromkeys(("thanksgiving", "thanksgiving day", "turkey day"), "thanksgiving"),
    "black friday": "black_friday",
    "cyber monday": "cyber_monday",
    **dict.fromkeys(("labor day", "labour day"), "labor_day"),
    **dict.fromkeys(("memorial day", "decoration day"), "memorial_day"),
    **dict.fromkeys(("mother's day", "mothers day", "mothers' day"), "mothers_day"),
    **dict.fromkeys(("father's day", "fathers day", "fathers' day"), "fathers_day"),
    **dict.fromkeys(
        (
            "martin luther king day", "martin luther king's day", "martin luther kings day", "mlk day",
            "martin luther king jr day", "martin luther king jr . day", "civil rights day", "mlk jr day",
        ),
        "mlk_day",
    ),
    **dict.fromkeys(
        (
            "presidents day", "presidents' day", "president's day", "president day", "washington's birthday",
            "george washington day",
        ),
        "presidents_day",
    ),
    **dict.fromkeys(("columbus day", "indigenous peoples' day", "indigenous peoples day"), "columbus_day"),
    **dict.fromkeys(
        (
            "st patrick's day", "saint patrick's day", "st patricks day", "saint patricks day", "st paddy's day",
            "saint paddy's day", "saint patrick", "st patrick", "st . patrick's day", "paddy's day",
        ),
        "st_patricks",
    ),
    **dict.fromkeys(("easter sunday", "easter", "easter day"), "easter"),
    "good friday": "good_friday",
    "easter monday": "easter_monday",
    "palm sunday": "palm_sunday",
    "maundy thursday": "maundy_thursday",
    **dict.fromkeys(("holy saturday", "easter saturday"), "holy_saturday"),
    "ash wednesday": "ash_wednesday",
    **dict.fromkeys(("mardi gras", "shrove tuesday", "pancake day", "fat tuesday"), "mardi_gras"),
    **dict.fromkeys(("pentecost", "whit sunday", "whitsunday"), "pentecost"),
    **dict.fromkeys(("whit monday", "pentecost monday", "monday of the holy spirit"), "whit_monday"),
    "trinity sunday": "trinity_sunday",
    **dict.fromkeys(("ascension day", "ascension"), "ascension"),
    **dict.fromkeys(("veterans day", "veterans' day", "veteran's day", "remembrance day"), "veterans"),
    "juneteenth": "juneteenth",
    "cinco de mayo": "cinco_de_mayo",
    **dict.fromkeys(("vaisakhi", "baisakhi"), "vaisakhi"),
    **dict.fromkeys(("diwali", "deepavali", "bandi chhor"), "diwali"),
    **dict.fromkeys(("gurpurab", "guru nanak's birthday", "guru nanak gurpurab"), "gurpurab"),
    "lohri": "lohri",
    **dict.fromkeys(
        ("chinese new year", "chinese new year's day", "lunar new year", "lunar new year's day", "chinese new years"),
        "lunar_new_year",
    ),
    **dict.fromkeys(("groundhog day", "groundhogs day", "groundhog's day"), "groundhog"),
    **dict.fromkeys(("april fools day", "april fool's day", "april fools'", "april fools"), "april_fools"),
    "earth day": "earth_day",
    "canada day": "canada_day",
    "victoria day": "victoria_day",
    "family day": "family_day",
    **dict.fromkeys(("bc day", "b c day", "civic holiday"), "bc_day"),
    **dict.fromkeys(("national day for truth and reconciliation", "truth and reconciliation day"), "truth_day"),
    **dict.fromkeys(("may day",), "may_day"),
    **dict.fromkeys(("international women's day", "women's day", "womens day"), "womens_day"),
    **dict.fromkeys(("super bowl sunday", "superbowl sunday", "super bowl"), "super_bowl"),
    **dict.fromkeys(("early may bank holiday", "may bank holiday"), "may_bank_holiday"),
    "spring bank holiday": "spring_bank_holiday",
    **dict.fromkeys(("summer bank holiday", "august bank holiday"), "summer_bank_holiday"),
    **dict.fromkeys(("all saints day", "all saints' day", "all saint's day"), "all_saints"),
    **dict.fromkeys(("all souls day", "all souls' day", "day of the dead"), "all_souls"),
    **dict.fromkeys(("epiphany", "three kings day", "three kings' day"), "epiphany"),
    **dict.fromkeys(("ides of march", "the ides of march"), "ides_of_march"),
}  # fmt: skip
