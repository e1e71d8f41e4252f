"""Punjabi, in Gurmukhi and as people type it in Latin letters: days, times, numbers, parties, names and the commonest
wishes. Weekdays, months and relative days follow CLDR; the rest is plain speech. ਕੱਲ੍ਹ is yesterday and tomorrow: to a
receptionist it is tomorrow.
"""

import re

from receptionist.language.lexicon import DayPart, Half, Lexicon, cues, listed
from receptionist.language.lexicons.en_words import FIRST_NAMES, SURNAMES
from receptionist.language.lexicons.moods import PUNJABI
from receptionist.language.lexicons.pa_days import DATE_RULES, DAYS, HOLIDAYS, LENGTHS
from receptionist.language.lexicons.pa_words import GURMUKHI_FIRST_NAMES, NUMBERS
from receptionist.language.numbers import NumberWords

_WEEKDAYS = (
    ("ਸੋਮਵਾਰ", "ਸੋਮ", "somvar", "somvaar", "somwar", "somwaar"), ("ਮੰਗਲਵਾਰ", "ਮੰਗਲ", "mangalvar", "mangalvaar", "mangalwar", "mangalwaar"), ("ਬੁੱਧਵਾਰ", "ਬੁੱਧ", "ਬੁਧਵਾਰ", "budhvar", "budhvaar", "budhwar", "budhwaar", "buddhvaar"),
    ("ਵੀਰਵਾਰ", "ਵੀਰ", "veervar", "veervaar", "veerwaar", "veerwar", "virvar", "virvaar", "jumeraat"), ("ਸ਼ੁੱਕਰਵਾਰ", "ਸ਼ੁੱਕਰ", "ਸ਼ੁਕਰਵਾਰ", "shukkarvar", "shukarwaar", "shukkarwaar", "shukarvaar", "shukarvar", "shukkarvaar", "shukravar"),
    ("ਸ਼ਨਿੱਚਰਵਾਰ", "ਸ਼ਨਿੱਚਰ", "ਸ਼ਨੀਵਾਰ", "ਸ਼ਨਿਚਰਵਾਰ", "shanivar", "sanivaar", "shaniwaar", "shanivaar", "shanicharvar", "shanicharvaar", "shaniwar"), ("ਐਤਵਾਰ", "ਐਤ", "aitvar", "aitvaar", "aitwaar", "etvaar", "etvar", "itvaar", "aitwar"),
)  # fmt: skip
_MONTHS = (
    ("ਜਨਵਰੀ", "ਜਨ", "janvari"), ("ਫ਼ਰਵਰੀ", "ਫਰਵਰੀ", "ਫ਼ਰ", "farvari"), ("ਮਾਰਚ", "march"), ("ਅਪ੍ਰੈਲ", "ਅਪ੍ਰੈ", "april"), ("ਮਈ", "mai"),
    ("ਜੂਨ", "june"), ("ਜੁਲਾਈ", "ਜੁਲਾ", "july"), ("ਅਗਸਤ", "ਅਗ", "agast"), ("ਸਤੰਬਰ", "ਸਤੰ", "satambar"), ("ਅਕਤੂਬਰ", "ਅਕਤੂ", "aktubar"),
    ("ਨਵੰਬਰ", "ਨਵੰ", "navambar"), ("ਦਸੰਬਰ", "ਦਸੰ", "dasambar"),
)  # fmt: skip
_ENGLISH_DAYS = listed("""monday tuesday wednesday thursday friday saturday sunday""")
_ENGLISH_MONTHS = listed("""january february march april may june july august september october november december""")
_HALVES: dict[str, Half] = {
    **dict.fromkeys(("am", "ਸਵੇਰੇ", "ਸਵੇਰ", "ਸਵੇਰੇ ਦੇ", "savere", "sver", "swere", "savere de", "subah"), "am"),
    **dict.fromkeys(
        (
            "pm",
            "ਸ਼ਾਮ",
            "ਸ਼ਾਮੀਂ",
            "ਸ਼ਾਮ ਨੂੰ",
            "ਸ਼ਾਮ ਦੇ",
            "ਰਾਤ ਦੇ",
            "shaam de",
            "raat de",
            "ਰਾਤ",
            "ਰਾਤੀਂ",
            "ਰਾਤ ਨੂੰ",
            "ਦੁਪਹਿਰ",
            "ਦੁਪਹਿਰੇ",
            "ਦੁਪਹਿਰ ਨੂੰ",
            "ਦੁਪਹਿਰ ਦੇ",
            "dupehar nu",
            "dupehre",
            "dupahir",
            "dupahir nu",
            "raati",
            "raatin",
            "ratt nu",
            "shaami",
            "sham nu",
            "sham de",
            "shaam",
            "shaam nu",
            "sham",
            "raat",
            "raat nu",
            "dupehar",
        ),
        "pm",
    ),
}
_OCLOCK = r"(?:(?:ਕੁ|ku) )?(?:ਵਜੇ|ਵੱਜੇ|ਵਜ|vaje|vajje|wajje|waje|vje|baje)"
_NO_COUNT = r"(?! (?:ਘੰਟੇ|ਘੰਟਾ|ਘੰਟਿਆਂ|ghante|ghanta|ਦਿਨ|din|ਮਹੀਨੇ|mahine|ਸਾਲ|saal))"
_PERSON = r"(?:ਲੋਕ|ਲੋਕਾਂ|ਜਣੇ|ਜਣਿਆਂ|ਬੰਦੇ|ਬੰਦਿਆਂ|ਵਿਅਕਤੀ|ਵਿਅਕਤੀਆਂ|ਮਹਿਮਾਨ|lok|lokan|jane|janeya|janeyan|bande|bandeya|bandeyan|bandiyan|people|persons?|guests?|ਪੀਪਲ|ਪਰਸਨ|ਗੈਸਟ|log)"

_FUNCTION_WORDS = frozenset(
    listed(
        """ਹੈ ਹਾਂ ਹਨ ਸੀ ਦਾ ਦੀ ਦੇ ਨੂੰ ਨੇ ਤੇ ਅਤੇ ਵਿੱਚ ਵਿਚ ਤੋਂ ਲਈ ਕੀ ਮੈਂ ਮੈਨੂੰ ਮੇਰਾ ਮੇਰੀ ਅਸੀਂ ਸਾਨੂੰ ਤੁਸੀਂ ਤੁਹਾਡਾ ਤੁਹਾਡੀ ਇਹ ਉਹ ਨਹੀਂ ਜੀ ਚਾਹੁੰਦਾ ਚਾਹੁੰਦੀ ਚਾਹੀਦਾ ਚਾਹੀਦੀ
        ਕਰਨਾ ਕਰਨੀ ਕਰੋ ਹੋ ਵੀ ਨਾਲ mainu menu mera meri assi asi sanu tusi tuhada tuhadi hai haan ate vich
        layi nahi nahin chahunda chahundi chahida chahidi karna karni karo naal sri akal kal ajj bhalke
        main mainun tuhanu tuhanun saanu saanun tuhade thuade tuade sada sadi sade saade saadi apna apni apne aapni ki kiven kiddan kidda
        kithe kitthe kado kadon kyon kinna kinne kinni kehra kehri kehre haiga haigi haige hunda hundi hunde hovega hovegi howega
        chaunda chaundi chahide chaida chaidi laini leni laina milna milu milegi milega milni dasso deo dio deyo kardo kardeo
        karvauni karwauni karvani karwani karauni karvauna karda kardi karde bol bolda boldi bolde reha rahi rehi auna auni aauna
        aunde aundi aavange avange javanga jaavanga sakda sakdi sakde banda bande bandeya bandeyan lokan lokaan lokkan wala wali
        wale vaste waste lai nu nuu nun vich wich vicch ton tak nal fer phir koi kujh kuch bahut bohut thik theek accha acha changa
        shukriya dhanvaad dhanwad meharbani kirpa shri akaal ji haanji hanji bhaji veerji paaji bhenji saab sahib munda munde kudi
        bacha bache bachche ghar shaam sham savere swere raat dupahir hafte mahine chheti jaldi thaan jagah khali khaali khana
        paise mez ethe othe ik ikk thoda thodi saal layo jau hoya hoyi gal gall karan karke rakh badal badlo badalni"""
    )
)

_OURS = r"(?:ਮੇਰੀ|ਆਪਣੀ|ਸਾਡੀ|meri|apni|aapni|sadi)(?: \S+){0,3} (?:ਬੁਕਿੰਗ|ਰਿਜ਼ਰਵੇਸ਼ਨ|ਅਪੌਇੰਟਮੈਂਟ|ਅਪਾਇੰਟਮੈਂਟ|ਮੁਲਾਕਾਤ|booking|reservation|appointment)"
_ASKED_FOR = _OURS + r"(?: \S+){0,2} (?:ਕਦੋਂ|ਕਿੰਨੇ|ਕਿਹੜੇ|ਪੱਕੀ|ਹੈ|kadon|kinne|kehre|pakki|hai)(?: .*)?"
_ASKED_ABOUT = (
    _OURS + r"(?: (?!ਰੱਦ|ਕੈਂਸਲ|ਬਦਲ\S*|radd|cancel|bada?l\S*)\S+){0,7} (?:ਹੈ|ਆ|ਏ|ਸੀ|hai|aa|e|si)(?: (?:ਨਾ|ਜੀ|na|ji))* \?$"
)
""" "Is my booking on Saturday at seven?"."""
_MOVED = r"(?:ਦੀ|ਵਾਲੀ|di|wali|vali) (?:ਬੁਕਿੰਗ|ਰਿਜ਼ਰਵੇਸ਼ਨ|ਅਪੌਇੰਟਮੈਂਟ|ਅਪਾਇੰਟਮੈਂਟ|ਮੁਲਾਕਾਤ|booking|reservation|appointment)(?: (?!ਲਈ|ਵਾਸਤੇ|layi|lai|vaste|ਰੱਦ|ਕੈਂਸਲ|radd|cancel)\S+){1,4} (?:ਨੂੰ|ਤੇ|ਉੱਤੇ|ਵਜੇ|nu|te|utte|vaje|vajje)(?: \S+)? (?:ਕਰ|ਪਾ|ਰੱਖ|kar|pa|rakh)\S*(?: .*)?"
""" "Put tomorrow's appointment on Friday"."""
_PUT_ELSEWHERE = (
    _OURS.replace("ਮੇਰੀ|", "ਮੇਰੀ|ਉਹ|").replace("meri|", "meri|oh|")
    + r"(?! (?:ਪੱਕੀ|ਕਨਫਰਮ|ਰੱਦ|ਕੈਂਸਲ|pakki|confirm|radd|cancel))(?: (?!ਲਈ|ਵਾਸਤੇ|layi|lai|vaste)\S+){1,6} (?:ਕਰ ਦਿਓ|ਕਰ ਦਿਉ|ਕਰ ਦੋ|ਕਰਨੀ|kar deo|kar dio|kar do|karni)(?: .*)?"
)
"""A booking there is, at another time or on another day: "make my booking eight o'clock"."""

INTENTS = cues(
    ("book", 0.9, r"(?:ਬੁੱਕ|ਬੁਕ|ਰਿਜ਼ਰਵ|ਬੁਕਿੰਗ|ਰਿਜ਼ਰਵੇਸ਼ਨ|book|booking|reserve)(?: .*)?(?:ਕਰ\S*|ਚਾਹ\S*|ਦਿਓ|kar\S*|chah\S*|dio|deo)"),
    ("book", 0.85, r"(?:ਮੇਜ਼|ਟੇਬਲ|ਅਪੌਇੰਟਮੈਂਟ|ਅਪਾਇੰਟਮੈਂਟ|ਮੁਲਾਕਾਤ|ਸਮਾਂ|mez|table|appointment)(?: .*)?(?:ਚਾਹ\S*|ਮਿਲ\S*|ਲੈਣ\S*|ਦਿਓ|ਹੈ|chah\S*|mil\S*|laina|dio|deo|hai)"),
    ("book", 0.8, r"(?:ਖਾਣ\S*|khan\S*) (?:ਲਈ|ਵਾਸਤੇ|layi|lai|vaste) (?:ਆਉਣਾ|ਆਵਾਂਗੇ|ਆ|auna|aavange|aunde)(?: .*)?"),
    ("book", 0.6, r"(?:ਮੇਜ਼|ਟੇਬਲ|ਬੁਕਿੰਗ|mez)"),
    ("book", 0.85, r"(?:ਸੀਟ|ਜਗ੍ਹਾ|ਥਾਂ|jagah|jagha|seat)(?: \S+){0,2}? (?:ਮਿਲ\S*|ਹੈ|ਖਾਲੀ|mil\S*|hai|khali)"),
    ("book", 0.85, r"(?:ਡਾਕਟਰ|doctor|dr)(?: \S+){0,3}? (?:ਮਿਲਣ\S*|ਦਿਖਾਉਣ\S*|ਵਿਖਾਉਣ\S*|milna|milan|dikhaun\S*|vikhaun\S*)"),
    ("book", -0.85, r"(?:ਰੱਦ|ਕੈਂਸਲ|ਬਦਲ\S*|ਅੱਗੇ ਪਾ\S*|ਨਹੀਂ ਆ ਸਕ\S*|radd|cancel|bada?l\S*|agge pa\S*|nahin? aa sak\S*)"),
    ("book", -0.85, _ASKED_FOR),
    ("book", -0.85, _PUT_ELSEWHERE),
    ("book", 0.85, r"(?:ਡਾਕਟਰ|doctor|dr)(?: \S+){0,3}? (?:ਮਿਲ|mil) (?:ਸਕ|ਜਾ|sak|ja)\S*"),
    ("book", -0.85, r"(?:ਬੈਠਣ|ਬੈਠ ਸਕ|baithan|baith sak)(?:.*) \?$"),
    ("book", -0.9, r"(?:ਰਿਜ਼ਲਟ|ਨਤੀਜ|ਰਿਪੋਰਟ|results?|report)\S*(?: .*)?"),
    ("question", 0.8, r"(?:ਰਿਜ਼ਲਟ|ਨਤੀਜ|ਰਿਪੋਰਟ|results?|report)\S*(?: .*)?"),
    ("book", -0.85, _ASKED_ABOUT),
    ("book", -0.85, _MOVED),
    ("change_booking", 0.88, _PUT_ELSEWHERE),
    ("change_booking", 0.88, _MOVED),
    ("check_booking", 0.88, _ASKED_ABOUT),
    ("cancel_booking", 0.7, r"(?:ਨਹੀਂ ਆ ਸਕ\S*|nahin? aa sak\S*)"),
    ("waitlist", 0.95, r"(?:ਉਡੀਕ ਸੂਚੀ|ਵੇਟਿੰਗ ਲਿਸਟ|udee?k suchi|waiting list|waitlist)"),
    ("cancel_booking", 0.92, r"(?:ਰੱਦ|ਕੈਂਸਲ|radd|cancel)"),
    ("cancel_booking", -0.9, r"(?:ਜੇ|ਜੇਕਰ|je|jekar)(?: \S+){0,5} (?:ਰੱਦ|ਕੈਂਸਲ|radd|cancel)(?: .*)? \?$"),
    ("change_booking", 0.88, r"(?:ਬਦਲ\S*|ਅੱਗੇ ਪਾ\S*|bada?l\S*|agge pa\S*)"),
    ("change_booking", -0.8, r"(?:ਭਾਸ਼ਾ|ਬੋਲੀ|bhasha)"),
    ("check_booking", 0.85, _ASKED_FOR),
    ("check_booking", -0.8, r"(?:ਰੱਦ|ਕੈਂਸਲ|ਬਦਲ\S*|radd|cancel|bada?l\S*)"),
    ("check_booking", -0.8, _PUT_ELSEWHERE),
    ("person", 0.9, r"(?:ਕੋਈ|koi) (?:ਬੰਦਾ|ਇਨਸਾਨ|ਵਿਅਕਤੀ|banda|insaan)(?: \S+){0,4} (?:ਗੱਲ|gall|gal)(?: .*)?"),
    ("person", 0.93, r"(?:ਕਿਸੇ|ਬੰਦੇ|ਇਨਸਾਨ|ਵਿਅਕਤੀ|ਮੈਨੇਜਰ|kise|kisse|bande|insaan|insan|manager)(?: \S+){0,3} (?:ਗੱਲ|gall|gal)(?: .*)?"),
    ("call_back", 0.9, r"(?:ਵਾਪਸ|ਮੈਨੂੰ|wapas|vapas|mainu) (?:ਕਾਲ|ਫ਼ੋਨ|ਫੋਨ|call|phone)(?: .*)?"),
    ("leave_message", 0.93, r"(?!.*(?:ਕੋਡ|ਸਮਾਂ|ਬੁਕਿੰਗ|code|time|booking|number))(?:.*)(?:ਭੁੱਲ|ਛੱਡ|ਰਹਿ|bhull?|chh?add|reh) (?:ਗਿਆ|ਗਈ|ਗਏ|ਆਇਆ|ਆਈ|ਆਏ|ga(?:ya|yi|i|ye)|a(?:aya|ya|ayi|yi|ai|i))(?: .*)?"),
    ("leave_message", 0.93, r"(?:ਗੁਆਚ|ਗਵਾਚ|guach|gawach|gum ho|ਗੁੰਮ ਹੋ)(?:\S*)(?: .*)?"),
    ("leave_message", 0.9, r"(?:ਸ਼ਿਕਾਇਤ|shikayat|shikait|complaint)(?: .*)?"),
    ("book", -0.9, r"(?:ਭੁੱਲ|ਗੁਆਚ|ਗਵਾਚ|ਸ਼ਿਕਾਇਤ|bhull?|guach|gawach|shikayat|shikait)(?:\S*)(?: .*)?"),
    ("leave_message", 0.93, r"(?:ਸੁਨੇਹਾ|ਮੈਸੇਜ|suneha|message)(?: .*)?"),
    ("emergency", 0.95, r"(?:ਛਾਤੀ (?:\S+ ){0,3}ਦਰਦ|ਸਾਹ (?:\S+ )?ਨਹੀਂ|ਸਾਹ ਲੈਣ|ਸਾਹ ਘੁੱਟ\S*|ਦੌਰਾ ਪੈ\S*|(?:ਖੂਨ|ਖ਼ੂਨ|ਲਹੂ) (?:\S+ )?(?:ਵਗ|ਵਹਿ|ਬੰਦ ਨਹੀਂ|ਰੁਕ ਨਹੀਂ)|ਮਰਨਾ ਚਾਹੁੰਦ\S*|ਬੇਹੋਸ਼|ਐਂਬੂਲੈਂਸ|ਅੱਗ ਲੱਗ\S*|ਗੈਸ ਲੀਕ|ਖ਼ੁਦਕੁਸ਼ੀ|ਖੁਦਕੁਸ਼ੀ|ਦਿਲ ਦਾ ਦੌਰਾ|chhaa?ti (?:\S+ ){0,3}dard|saa?h (?:\S+ )?nahin?|saa?h ghutt?\S*|saa?h lain|behosh|ambulance|agg lagg?\S*|dil da daura|daura p[aei]\S*|(?:khoon|lahu) (?:\S+ )?(?:vag|band nahin?|ruk nahin?)|gas leak|khudkushi|marna cha\S*)"),
    ("emergency", 0.95, r"(?:ਜ਼ਹਿਰ|ਬਲੀਚ|ਤੇਜ਼ਾਬ) (?:\S+ ){0,2}(?:ਪੀ|ਖਾ|ਨਿਗਲ)\S*(?: .*)?|(?:ਜੀਣਾ|ਜਿਊਣਾ|ਜਿਉਣਾ) (?:\S+ )?ਨਹੀਂ(?: .*)?|(?:ਗੋਲੀਆਂ|ਦਵਾਈਆਂ|ਦਵਾਈ ਦੀ ਸ਼ੀਸ਼ੀ) (?:\S+ ){0,2}(?:ਖਾ|ਨਿਗਲ) (?:ਲਈਆਂ|ਲਈ|ਗਿਆ|ਗਈ)(?: .*)?|(?:zehar|zeher|bleach|tezaab) (?:\S+ ){0,2}(?:pee|pi|kha|nigal)\S*(?: .*)?|(?:jeena|jina|jiuna) (?:\S+ )?nahin?(?: .*)?|(?:goliyan|goliya|pills|tablets) (?:\S+ ){0,2}(?:kha|nigal) (?:layian|laiyan|lai|gaya|gayi)(?: .*)?|(?:bahut|bohut|ਬਹੁਤ) (?:khoon|ਖੂਨ|ਖ਼ੂਨ)"),
    ("emergency", 0.75, r"(?:ਐਮਰਜੈਂਸੀ|ਅਮਰਜੈਂਸੀ|emergency) (?:ਹੈ|ਆ|hai|aa)"),
    ("emergency", -0.85, r"(?:ਐਮਰਜੈਂਸੀ|ਅਮਰਜੈਂਸੀ|emergency) (?:ਨਹੀਂ|nahin?)"),
    ("affirm", 0.93, r"^(?:ਹਾਂ|ਹਾਂਜੀ|ਜੀ|ਜੀ ਹਾਂ|ਹਾਂ ਜੀ|ਠੀਕ|ਠੀਕ ਹੈ|ਬਿਲਕੁਲ|ਸਹੀ|ਸਹੀ ਹੈ|ਚੰਗਾ|ਓਕੇ|haan|haanji|han ji|haan ji|hanji|ji|ji haan|theek|theek hai|thik hai|bilkul|sahi|sahi hai|changa|ok)(?: (?:ਜੀ|ਹੈ|ਠੀਕ ਹੈ|ਬਿਲਕੁਲ|ਧੰਨਵਾਦ|ਸਹੀ ਹੈ|ji|hai|theek hai|bilkul|sahi hai))*$"),
    ("affirm", 0.8, r"^(?:ਹਾਂ|ਹਾਂਜੀ|ਆਹੋ|haan|haanji|hanji|aa?ho)(?: .*)?$"),
    ("affirm", 0.9, r"^(?:ਚਲੋ |ਚੱਲੋ |ਬੱਸ |chalo |bas )*(?:ਠੀਕ|ਵਧੀਆ|ਪੱਕਾ|theek|thik|vadhiya|pakka)(?: (?:ਹੀ|hi))?(?: (?:ਹੈ|ਆ|ਏ|ਰਹੇਗਾ|hai|aa?|e|rahega))?(?: (?:ਜੀ|ਧੰਨਵਾਦ|ji|dhanvaad))*$"),
    ("affirm", 0.85, r"^(?:ਜੀ |ਚਲੋ |ਬਿਲਕੁਲ |ਠੀਕ ਹੈ |ਠੀਕ ਹੈ ਜੀ |ji |chalo |bilkul |theek hai )*(?:(?:ਬੁੱਕ|ਬੁਕ|book) )?(?:ਕਰ ਦਿਓ|ਕਰ ਦਿਉ|ਕਰ ਦੇਵੋ|ਕਰ ਦੋ|ਕਰੋ|kar deo|kar dio|kar devo|kar do|karo)(?: ਜੀ| ji)*$"),
    ("affirm", 0.92, r"^(?=.*(?:ਹਾਂ|ਹਾਂਜੀ|ਆਹੋ|ਬਿਲਕੁਲ|ਠੀਕ|ਪੱਕ[ਾੀ]|ਕਰ ਦ|ਕਰੋ|ਸਹੀ|ਓਕੇ|ਵਧੀਆ|ਚੱਲੇਗਾ|ਚੱਲੂਗਾ|ਮਨਜ਼ੂਰ))(?:(?:ਜੀ|ਹਾਂ|ਹਾਂਜੀ|ਆਹੋ|ਬਿਲਕੁਲ|ਠੀਕ|ਹੈ|ਆ|ਏ|ਚਲੋ|ਚੱਲੋ|ਬੱਸ|ਪੱਕਾ|ਪੱਕੀ|ਕਰ|ਦਿਓ|ਦਿਉ|ਦੇਵੋ|ਦੋ|ਕਰੋ|ਬੁੱਕ|ਬੁਕ|ਕਨਫਰਮ|ਕਨਫ਼ਰਮ|ਸਹੀ|ਵਧੀਆ|ਚੰਗਾ|ਇਹ|ਇਹੀ|ਓਹੀ|ਉਹੀ|ਹੀ|ਧੰਨਵਾਦ|ਸ਼ੁਕਰੀਆ|ਮਿਹਰਬਾਨੀ|ਓਕੇ|ਯੈੱਸ|ਰਹੇਗਾ|ਰਹੂਗਾ|ਚੱਲੇਗਾ|ਚੱਲੂਗਾ|ਮਨਜ਼ੂਰ)(?: |$))+$"),
    ("affirm", 0.92, r"^(?=.*(?:haan|haanji|hanji|han ji|aa?ho|bilkul|theek|thik|pakka|pakki|kar d|karo|sahi|vadhiya|chalega|chaluga))(?:(?:ji|haan|han|haanji|hanji|aho|aaho|bilkul|theek|thik|hai|aa|e|chalo|bas|pakka|pakki|kar|deo|dio|devo|do|karo|book|confirm|sahi|vadhiya|changa|eh|ehi|ohi|hi|dhanvaad|dhanwad|shukriya|meharbani|ok|okay|yes|please|rahega|rahuga|chalega|chaluga)(?: |$))+$"),
    ("affirm", -0.85, r"(?:ਠੀਕ|ਸਹੀ|theek|thik|sahi) (?:ਨਹੀਂ|nahin?)"),
    ("deny", 0.93, r"^(?:ਨਹੀਂ|ਨਹੀ|ਨਾ|ਨਹੀਂ ਜੀ|ਜੀ ਨਹੀਂ|ਬਿਲਕੁਲ ਨਹੀਂ|nahi|nahin|na|nahi ji|ji nahi|bilkul nahi)(?: (?:ਜੀ|ਧੰਨਵਾਦ|ਨਹੀਂ|ਬੱਸ|ਠੀਕ ਨਹੀਂ|ji|dhanvaad|nahi|bas))*$"),
    ("deny", 0.8, r"^(?:ਨਹੀਂ|ਨਈਂ|ਨਈ|nahi|nahin|nai|nahii)(?: .*)?$"),
    ("deny", 0.85, r"^(?:ਬੱਸ |bas )?(?:ਹੋਰ ਕੁਝ|ਹੋਰ ਕੁੱਝ|hor kujh) (?:ਨਹੀਂ|ਨਈਂ|nahin?)(?: .*)?$"),
    ("deny", 0.85, r"(?:ਰਹਿਣ ਦਿ\S*|(?:rehn|rehan|rahin) (?:deo|dio|do)|(?:ਠੀਕ|ਸਹੀ|theek|thik|sahi) (?:ਨਹੀਂ|nahin?)|^(?:ਇਹ |eh )?(?:ਗਲਤ|ਗ਼ਲਤ|galat)(?: (?:ਹੈ|ਆ|hai|aa))?$)"),
    ("repeat", 0.92, r"(?:ਦੁਬਾਰਾ|ਫਿਰ ਤੋਂ|ਫੇਰ|ਸਮਝ ਨਹੀਂ|ਸੁਣਿਆ ਨਹੀਂ|ਕੀ ਕਿਹਾ|ਹੌਲੀ ਬੋਲੋ|ਹੌਲੀ ਹੌਲੀ|hauli bolo|dubara|phir ton|samajh nahi|suniya nahi|ki keha)(?: .*)?"),
    ("change_language", 0.93, r"(?:ਪੰਜਾਬੀ|ਅੰਗਰੇਜ਼ੀ|ਸਪੈਨਿਸ਼|ਹਿੰਦੀ|punjabi|panjabi|angrezi|english)(?: .*)?(?:ਬੋਲ\S*|ਗੱਲ|ਵਿੱਚ|ਵਿਚ|bol\S*|gall|vich)(?: .*)?"),
    ("change_language", 0.85, r"^(?:ਪੰਜਾਬੀ|ਅੰਗਰੇਜ਼ੀ|ਇੰਗਲਿਸ਼|punjabi|panjabi)(?: ਜੀ| ji| please)?$"),
    ("greeting", 0.9, r"^(?:ਸਤ ਸ੍ਰੀ ਅਕਾਲ|ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ|ਸਤਿ ਸ਼੍ਰੀ ਅਕਾਲ|ਨਮਸਤੇ|ਹੈਲੋ|sat sri akal|sat sri akaal|ssa|namaste|hello|hanji)(?: ਜੀ| ji)*$"),
    ("greeting", 0.6, r"^(?:ਸਤ ਸ੍ਰੀ ਅਕਾਲ|ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ|ਸਤਿ ਸ਼੍ਰੀ ਅਕਾਲ|ਨਮਸਤੇ|ਹੈਲੋ|sat sri akal|namaste)(?: .*)?$"),
    ("thanks", 0.93, r"(?:ਧੰਨਵਾਦ|ਸ਼ੁਕਰੀਆ|ਮਿਹਰਬਾਨੀ|dhanvaad|dhanwad|shukriya|meharbani)"),
    ("goodbye", 0.9, r"(?:ਅਲਵਿਦਾ|ਰੱਬ ਰਾਖਾ|ਫਿਰ ਮਿਲਾਂਗੇ|ਬਾਏ|rabb rakha|rab rakha|phir milange|alvida)(?: ਜੀ| ji)?$"),
    ("goodbye", 0.6, r"^(?:ਬੱਸ|ਬਸ|bas)(?: (?:ਜੀ|ਧੰਨਵਾਦ|ਇੰਨਾ ਹੀ|ji|dhanvaad))*$"),
    ("question", 0.75, r"(?:^|\s)(?:ਕੀ|ਕਦੋਂ|ਕਿੱਥੇ|ਕਿਵੇਂ|ਕਿੰਨਾ|ਕਿੰਨੇ|ਕਿੰਨੀ|ਕਿਹੜਾ|ਕਿਹੜੇ|ਕਿਹੜੀ|ਕੌਣ|ki|kadon|kithe|kitthe|kiven|kinna|kinne|kehra|kaun)(?: .*)?"),
    ("question", 0.5, r"^.* \?$"),
)  # fmt: skip

_CARRIER = r"(?:ਗਿਰੀ\S*|ਮੇਵੇ|ਬਦਾਮ|ਕਾਜੂ|ਅਖਰੋਟ|ਪਿਸਤਾ|ਮੂੰਗਫਲ\S*|ਮੁੰਗਫਲ\S*|ਦੁੱਧ|ਮੱਖਣ|ਪਨੀਰ|ਅੰਡ[ਾੇ]|ਆਂਡ[ਾੇ]|ਮੱਛੀ|ਝੀਂਗ[ਾੇ]|ਗਲੂਟਨ|ਗਲੁਟਨ|ਕਣਕ|ਆਟਾ|ਮੈਦਾ|ਸੋਇਆ|ਤਿਲ|ਸਰ੍ਹੋਂ|ਰਾਈ|giri\S*|mewe|badam|kaju|akhrot|pista|moongfali|mungfali|nuts?|dudh|doodh|makhan|paneer|anda|ande|machhi|jhinga|gluten|kanak|atta|maida|soya|til)"
"""What callers ask after in a dish."""

TOPICS = cues(
    ("robot", 0.95, r"(?:ਰੋਬੋਟ|ਮਸ਼ੀਨ|ਕੰਪਿਊਟਰ|robot|machine|computer)"),
    ("recording", 0.95, r"(?:ਰਿਕਾਰਡ\S*|record\S*)"),
    (
        "hours",
        0.92,
        r"(?:ਕਦੋਂ|ਕਿੰਨੇ ਵਜੇ|ਕਿੰਨੇ|kadon|kinne vaje|kinne) (?:ਤੱਕ|ਤਕ|ਤੋਂ|takk?|ton)(?: .*)?|(?:ਟਾਈਮਿੰਗ|timings?|time ki hai|ਟਾਈਮ ਕੀ)(?: .*)?",
    ),
    ("cancellation", 0.95, r"(?:ਜੇ|ਜੇਕਰ|je|jekar)(?: \S+){0,5} (?:ਰੱਦ|ਕੈਂਸਲ|radd|cancel)(?: .*)?"),
    ("duration", 0.93, r"(?:ਕਿੰਨਾ|ਕਿੰਨੀ|kinna|kinni) (?:ਟਾਈਮ|ਸਮਾਂ|ਚਿਰ|ਦੇਰ|time|sama|chir|der)(?: .*)?"),
    ("deposit", 0.93, r"(?:ਪੇਸ਼ਗੀ|ਐਡਵਾਂਸ|ਡਿਪਾਜ਼ਿਟ|peshgi|advance|deposit)(?: .*)?"),
    ("hours", 0.92, r"(?:ਖੁੱਲ\S*|ਬੰਦ|khull?\S*|band)(?: .*)?"),
    ("address", 0.92, r"(?:ਕਿੱਥੇ|ਪਤਾ|kithe|kitthe|pata|address)(?: .*)?"),
    (
        "price",
        0.9,
        r"(?:ਕੀਮਤ|ਕਿੰਨੇ ਦਾ|ਕਿੰਨੇ ਦੀ|ਕਿੰਨੇ ਦੇ|ਪੈਸੇ|ਮਹਿੰਗਾ|ਖਰਚਾ|ਫੀਸ|ਰੇਟ|ਕਿੰਨੇ ਲੱਗ\S*|keemat|kimat|kinne d[aie]|paise|kharcha|fees?|rate|kinne lagg?\S*)(?: .*)?",
    ),
    ("parking", 0.93, r"(?:ਪਾਰਕਿੰਗ|parking)(?: .*)?"),
    ("allergens", 0.93, r"(?:ਐਲਰਜੀ|ਅਲਰਜੀ|allergy)(?: .*)?"),
    (
        "allergens",
        0.93,
        r"(?<!ਮੀਨੂ )(?<!menu )(?:ਵਿੱਚ|ਵਿਚ|'?ਚ|vich|wich|ch)(?: (?:ਕੋਈ|koi))? "
        + _CARRIER
        + r"(?: .*)?|"
        + _CARRIER
        + r" (?:ਤੋਂ|ton) (?:ਬਿਨਾਂ|bina)(?: .*)?|(?:ਬਿਨਾਂ|bina) "
        + _CARRIER
        + r"(?: .*)?",
    ),
    (
        "diet",
        0.9,
        r"(?:ਸ਼ਾਕਾਹਾਰੀ|ਵੈਜ|ਵੈੱਜ|ਵੈਜੀਟੇਰੀਅਨ|ਵੈਸ਼ਨੂੰ|ਵੀਗਨ|ਵੀਗਨ|ਹਲਾਲ|shakahari|vaishnu|veg|vegan|vegetarian|halal)(?: .*)?",
    ),
    (
        "menu",
        0.9,
        r"(?:ਮਿੱਠ[ਾੇ]|ਮਿਠਿਆਈ|ਮਿਠਾਈ|ਡੈਜ਼ਰਟ|mith[ae]|mitth[ae]|dessert)(?: .*)?|(?:ਕੀ ਕੀ|ki ki) (?:ਮਿਲਦਾ|ਬਣਦਾ|ਹੈ|milda|banda|hai)(?: .*)?",
    ),
    ("menu", 0.88, r"(?:ਮੀਨੂ|(?<!ਦੁਪਹਿਰ ਦੇ )(?<!ਰਾਤ ਦੇ )(?<!ਸ਼ਾਮ ਦੇ )ਖਾਣ(?!ੇ ਲਈ ਆ)\S*|ਪਕਵਾਨ|menu|khan\S*)(?: .*)?"),
)

PA = Lexicon(
    language="pa",
    numbers=NumberWords(
        units=NUMBERS,
        tens={},
        hundreds={},
        multipliers={"ਸੌ": 100, "ਹਜ਼ਾਰ": 1000, "ਹਜਾਰ": 1000, "ਲੱਖ": 100000, "sau": 100, "hazar": 1000},
        ordinals={"ਪਹਿਲੀ": 1, "ਦੂਜੀ": 2, "ਤੀਜੀ": 3, "ਪਹਿਲਾ": 1, "ਦੂਜਾ": 2, "ਤੀਜਾ": 3},
        not_before=frozenset(
            {
                ("ਇੱਕ", "ਮਿੰਟ"),
                *(("one", word) for word in ("minute", "second", "moment", "table", "booking")),
                ("ਇੱਕ", "ਮੇਜ਼"),
                ("ਇੱਕ", "ਟੇਬਲ"),
                ("ikk", "table"),
                ("ik", "table"),
                ("sat", "sri"),
                ("ਸਤ", "ਸ੍ਰੀ"),
                ("ਸਤਿ", "ਸ੍ਰੀ"),
            }
        ),
        not_after=frozenset({("ਕਰ", "ਦੋ"), ("kar", "do")}),
    ),
    few={},
    fillers=frozenset(listed("ਜੀ ਅੱਛਾ ਉਹ ਮਤਲਬ ji achha oh matlab")),
    function_words=_FUNCTION_WORDS,
    weekdays={word: i for i, names in enumerate(_WEEKDAYS) for word in names}
    | {f"{names[0]}ਾਂ": i for i, names in enumerate(_WEEKDAYS)}
    | {name: i for i, name in enumerate(_ENGLISH_DAYS)},
    months={word: i for i, names in enumerate(_MONTHS, 1) for word in names}
    | {word: i for i, word in enumerate(_ENGLISH_MONTHS, 1)},
    relative={
        "ਅੱਜ": 0,
        "ਅੱਜ ਰਾਤ": 0,
        "ਅੱਜ ਸ਼ਾਮ": 0,
        "ਕੱਲ੍ਹ": 1,
        "ਕੱਲ": 1,
        "ਭਲਕੇ": 1,
        "ਪਰਸੋਂ": 2,
        "ਬੀਤਿਆ ਕੱਲ੍ਹ": -1,
        "ajj": 0,
        "aj": 0,
        "ajj raat": 0,
        "ajj shaam": 0,
        "kal": 1,
        "kall": 1,
        "kalh": 1,
        "kallh": 1,
        "ਅਜ": 0,
        "bhalke": 1,
        "parson": 2,
        "parso": 2,
    },  # fmt: skip
    tonight=frozenset({"ਅੱਜ ਰਾਤ", "ਅੱਜ ਸ਼ਾਮ", "ajj raat", "ajj shaam"}),
    mods={
        "ਆਉਣ ਵਾਲੇ": 2,
        "ਆਉਂਦੇ": 2,
        "aun wale": 2,
        "aun vale": 2,
        "aunde": 2,
        "ਇਸ": 0,
        "ਇਹ": 0,
        "ਅਗਲੇ": 1,
        "ਅਗਲਾ": 1,
        "ਪਿਛਲੇ": -1,
        "ਪਿਛਲਾ": -1,
        "is": 0,
        "agle": 1,
        "agla": 1,
        "pichhle": -1,
    },
    units={
        "ਦਿਨ": "day",
        "ਦਿਨਾਂ": "day",
        "ਹਫ਼ਤੇ": "week",
        "ਹਫ਼ਤਾ": "week",
        "ਹਫ਼ਤਿਆਂ": "week",
        "ਹਫਤੇ": "week",
        "ਮਹੀਨੇ": "month",
        "ਮਹੀਨਾ": "month",
        "ਮਹੀਨਿਆਂ": "month",
        "ਸਾਲ": "year",
        "ਸਾਲਾਂ": "year",
        "ਘੰਟੇ": "hour",
        "ਘੰਟਾ": "hour",
        "ਘੰਟਿਆਂ": "hour",
        "ਮਿੰਟ": "minute",
        "ਮਿੰਟਾਂ": "minute",
        "din": "day",
        "dinan": "day",
        "hafte": "week",
        "hafta": "week",
        "mahine": "month",
        "mahina": "month",
        "saal": "year",
        "ghante": "hour",
        "ghanta": "hour",
        "ghantian": "hour",
        "minute": "minute",
        "mint": "minute",
        "minutan": "minute",
    },  # fmt: skip
    holidays=HOLIDAYS,
    day_first=True,
    date_rules=DATE_RULES,
    days=DAYS,
    parts={
        "ਸਵੇਰੇ": DayPart(6, 12, "am"),
        "ਸਵੇਰ": DayPart(6, 12, "am"),
        "ਦੁਪਹਿਰੇ": DayPart(12, 17, "pm"),
        "ਦੁਪਹਿਰ": DayPart(12, 17, "pm"),
        "ਸ਼ਾਮ": DayPart(16, 22, "pm"),
        "ਸ਼ਾਮੀਂ": DayPart(16, 22, "pm"),
        "ਰਾਤ": DayPart(18, 24, "pm"),
        "ਰਾਤੀਂ": DayPart(18, 24, "pm"),
        "savere": DayPart(6, 12, "am"),
        "swere": DayPart(6, 12, "am"),
        "dupehar": DayPart(12, 17, "pm"),
        "dupehre": DayPart(12, 17, "pm"),
        "dupahir": DayPart(12, 17, "pm"),
        "sham": DayPart(16, 22, "pm"),
        "shaam": DayPart(16, 22, "pm"),
        "raat": DayPart(18, 24, "pm"),
    },  # fmt: skip
    named_times={
        **dict.fromkeys(
            ("ਅੱਧੀ ਰਾਤ", "addhi raat", "adhi raat", "ਰਾਤ 12 ਵਜੇ", "ਰਾਤ ਦੇ 12 ਵਜੇ", "ਰਾਤ ਨੂੰ 12 ਵਜੇ", "raat 12 vaje"), (0, 0)
        ),
        **dict.fromkeys(("raat de 12 vaje", "raat nu 12 vaje", "ਰਾਤੀਂ 12 ਵਜੇ"), (0, 0)),
    },
    fractions={
        "ਸਾਡੇ": 30,
        "saadhe": 30,
        "swa": 15,
        "sawa": 15,
        "sva": 15,
        "saade": 30,
        "sadde": 30,
        "saddhe": 30,
        "ਸਾਢੇ": 30,
        "ਸਵਾ": 15,
        "ਪੌਣੇ": 15,
        "sadhe": 30,
        "sade": 30,
        "sava": 15,
        "paune": 15,
    },
    towards=frozenset(
        {"ਪੌਣੇ", "paune", "ਵੱਜਣ ਵਿੱਚ", "ਵੱਜਣ ਵਿਚ", "ਵਜਣ ਵਿੱਚ", "ਵਜਣ ਵਿਚ", "ਵੱਜਣ ਨੂੰ", "vajjan vich", "vajan vich"}
    ),
    halves=_HALVES,
    time_rules=(
        r"{named}",
        r"(?:{half} )?{clock}(?: " + _OCLOCK + r")?",
        r"(?:{half} )?(?:ਦੇ |de )?(?P<frac>(?P<toward>ਪੌਣੇ|paune)) {h}(?: " + _OCLOCK + r")?" + _NO_COUNT,
        r"(?:{half} )?(?:ਦੇ |de )?{frac} {h}(?: " + _OCLOCK + r")?" + _NO_COUNT,
        r"(?P<frac>(?P<toward>ਪੌਣੇ|paune)) {h}(?: " + _OCLOCK + r")?" + _NO_COUNT,
        r"{frac} {h}(?: " + _OCLOCK + r")?" + _NO_COUNT,
        r"(?:{half} )?{h} (?:ਵਜ ਕੇ|ਵੱਜ ਕੇ|vaj ke|vajj ke) (?P<m>\d{1,2})(?: (?:ਮਿੰਟ|minute|mint))?(?: ਤੇ| te)?",
        r"(?:{half} )?{h} (?P<toward>(?:ਵੱਜਣ|ਵਜਣ) (?:ਵਿੱਚ|ਵਿਚ|ਨੂੰ)|vajj?an vich) (?P<m>\d{1,2})(?: (?:ਮਿੰਟ|minute|mint))?",
        r"(?:{half} )?(?:ਦੇ |de )?{mixed} " + _OCLOCK,
        r"{half} (?:ਦੇ |ਨੂੰ |de |nu )?{h} " + _OCLOCK,
        r"{h} " + _OCLOCK,
    ),
    bare_hour_after=r"ਲਗਭਗ|kareeb",
    bare_hour_before=_OCLOCK,
    not_an_hour=r"ਲੋਕ|ਲੋਕਾਂ|ਜਣੇ|ਬੰਦੇ|ਮਿੰਟ|ਦਿਨ|ਹਫ਼ਤੇ|lok|bande|minute|din",
    moving=r"(?!)",
    between=(r"<A> (?:ਤੋਂ|ਤੇ|ਅਤੇ|ton|te) <B>(?: (?:ਤੱਕ|ਦੇ ਵਿਚਕਾਰ|takk|tak))?",),
    after=r"(?!)",
    before=r"(?!)",
    joins=r"[,.-]|ਨੂੰ|ਨੂ|ਦੀ|ਦੇ|nu|di|de|ਸ਼ਾਮ|ਰਾਤ|ਸਵੇਰੇ|shaam|raat|savere",
    offset_rules=(r"<U> (?:ਵਿੱਚ|ਵਿਚ|ਬਾਅਦ|ਤੱਕ|vich|vicch|baad|tak)", r"<U> (?P<ago>ਪਹਿਲਾਂ|pehlan)"),
    lengths=LENGTHS,
    party_rules=(
        r"{p} (?:"
        + _PERSON
        + r" |ਵੱਡੇ |vadde )(?:ਹਾਂ |haan |han )?(?:ਤੇ|ਅਤੇ|te|ate|plus) (?P<more>\d{1,2}) (?:(?:ਛੋਟ[ਾੇ]|ਨਿੱਕ[ਾੇ]|chhot[ae]|chot[ae]|nikk[ae]) )?(?:ਬੱਚ[ਾੇ]|ਨਿਆਣ[ਾੇ]|bach[ae]|bachch[ae]|nian[ae])",
        r"{p} " + _PERSON,
        r"(?:table|booking|ਟੇਬਲ|ਬੁਕਿੰਗ) (?:for|ਫਾਰ|ਫ਼ਾਰ) (?P<core>{p})",
        r"(?:ਅਸੀਂ|assi|asi) {p}",
        r"{p} (?:ਜਣਿਆਂ|ਲੋਕਾਂ|ਬੰਦਿਆਂ)? ?(?:ਲਈ|ਵਾਸਤੇ|layi|lai|vaste)(?P<weak>)",
    ),
    people={
        **dict.fromkeys(listed("ਮੈਂ ਮੇਰੇ main mere"), "self"),
        **dict.fromkeys(
            listed(
                """ਪਤਨੀ ਪਤੀ ਘਰਵਾਲੀ ਘਰਵਾਲਾ ਮੰਮੀ ਡੈਡੀ ਮਾਤਾ ਪਿਤਾ ਪੁੱਤਰ ਧੀ ਭਰਾ ਭੈਣ ਦੋਸਤ ਬੱਚਾ ਬੱਚੇ ਬੱਚਿਆਂ ਵੱਡੇ ਵੱਡਾ patni pati gharwali gharwala mummy
                daddy mata pita puttar dhee bhra bhain dost bacha bachcha bache bachche bachiyan vadde"""
            ),
            "kin",
        ),
    },
    people_glue=r"ਅਤੇ|ਤੇ|ਮੇਰੀ|ਮੇਰਾ|ਆਪਣੀ|te|ate|meri|mera",
    with_whom=re.compile(r"(?!)"),
    homophones={},
    name_rules=(
        r"(?:ਮੇਰਾ ਨਾਮ|ਮੇਰਾ ਨਾਂ|ਮੇਰਾ ਨਾਂਅ|mera naam|mera nam|mera na)(?: ਹੈ| hai)?(?P<strong>)",
        r"(?<![^,] )(?:ਨਾਮ|ਨਾਂ|naam)(?: ਹੈ| hai)?(?P<strong>)",
        r"(?P<name>[^\W\d]\S*(?: [^\W\d]\S*)?) (?:ਦੇ ਨਾਮ|ਦੇ ਨਾਂ|de naam)",
    ),
    name_stops=_FUNCTION_WORDS
    | frozenset(
        listed(
            """ਲਿਖੋ ਲਿਖ ਬਦਲ ਬਦਲੋ ਦੱਸੋ likho dasso badlo ਮਾਫ਼ ਮਾਫ ਸੌਰੀ ਪੰਜਾਬੀ ਅੰਗਰੇਜ਼ੀ ਹਿੰਦੀ ਸੁਨੇਹਾ ਮੈਸੇਜ ਲੈ ਲਓ ਬੁੱਕ ਬੁਕ ਬੁਕਿੰਗ ਟੇਬਲ ਮੇਜ਼ ਪੱਕਾ ਪੱਕੀ ਕਨਫਰਮ ਗਲਤ ਗ਼ਲਤ ਕਿਸੇ ਨਾਲ maaf sorry punjabi panjabi english suneha
            message booking pakka pakki confirm galat kise
            ਸੱਚ ਅੱਛਾ ਹੋਰ ਅਸੀਂ sach accha hor asi assi ਨਾਮ ਨਾਂ ਠੀਕ ਬਿਲਕੁਲ ਸਹੀ ਚੰਗਾ ਹਾਂਜੀ ਆਹੋ ਨਾ ਬੱਸ ਚਲੋ ਧੰਨਵਾਦ ਕਰ ਦਿਓ ਕੋਈ ਗੱਲ ਬੋਲ ਰਿਹਾ ਰਹੀ ਲਿਖ ਲਓ ਲਵੋ ਦਿਉ main bol reha rehi likh lo lao ji naam theek thik bilkul sahi changa haanji hanji
            aaho chalo dhanvaad koi gall kar deo"""
        )
    ),
    titles=frozenset(listed("ਡਾਕਟਰ ਸਰਦਾਰ ਸ਼੍ਰੀ dr doctor sardar")),
    first_names=FIRST_NAMES | GURMUKHI_FIRST_NAMES,
    surnames=SURNAMES | frozenset(listed("ਸਿੰਘ ਕੌਰ ਗਿੱਲ ਸਿੱਧੂ ਢਿੱਲੋਂ ਸੰਧੂ ਗਰੇਵਾਲ ਬਰਾੜ ਪਟੇਲ ਸ਼ਰਮਾ")),
    spelling={},
    misheard_letters={},
    spelling_as_in=r"(?:ਜਿਵੇਂ|jiven|as in)",
    spelled=r"ਸਪੈਲਿੰਗ|spelling",
    digits={"oh": "0", "o": "0"},
    repeats={"ਡਬਲ": 2, "ਟ੍ਰਿਪਲ": 3, "double": 2, "triple": 3},
    plus=frozenset({"ਪਲੱਸ", "plus"}),
    email_words={"ਐਟ": "@", "ਡਾਟ": ".", "at": "@", "@": "@", "dot": "."},
    email_stops=frozenset(listed("ਹੈ ਈਮੇਲ hai email")),
    postcode_cue=r"ਪਿੰਨ ਕੋਡ|ਜ਼ਿਪ|pin code|zip",
    money_rules=(r"(?P<sign>[$€£]) ?(?P<n>\d+(?:\.\d+)?)", r"(?P<n>\d+) (?P<currency>ਡਾਲਰ|dollar|dollars)"),
    currencies={"ਡਾਲਰ": "USD", "dollar": "USD", "dollars": "USD"},
    allergens={
        "ਦੁੱਧ": ("milk",),
        "ਅੰਡੇ": ("egg",),
        "ਅੰਡਾ": ("egg",),
        "ਮੱਛੀ": ("fish",),
        "ਮੂੰਗਫਲੀ": ("peanut",),
        "ਮੂੰਗਫਲ਼ੀ": ("peanut",),
        "ਗਿਰੀਆਂ": ("tree_nuts", "peanut"),
        "ਬਦਾਮ": ("tree_nuts",),
        "ਕਾਜੂ": ("tree_nuts",),
        "ਕਣਕ": ("wheat", "gluten"),
        "ਗਲੂਟਨ": ("gluten", "wheat"),
        "ਗਲੁਟਨ": ("gluten", "wheat"),
        "ਮੇਵੇ": ("tree_nuts", "peanut"),
        "ਅਖਰੋਟ": ("tree_nuts",),
        "ਪਿਸਤਾ": ("tree_nuts",),
        "ਝੀਂਗਾ": ("shellfish",),
        "gluten": ("gluten", "wheat"),
        "giri": ("tree_nuts", "peanut"),
        "giriyan": ("tree_nuts", "peanut"),
        "nuts": ("tree_nuts", "peanut"),
        "anda": ("egg",),
        "ande": ("egg",),
        "machhi": ("fish",),
        "ਸੋਇਆ": ("soy",),
        "ਤਿਲ": ("sesame",),
        "ਸਰ੍ਹੋਂ": ("mustard",),
        "dudh": ("milk",),
        "moongfali": ("peanut",),
        "badam": ("tree_nuts",),
        "kaju": ("tree_nuts",),
    },  # fmt: skip
    allergen_context=r"ਐਲਰਜੀ|ਅਲਰਜੀ|allergy|ਬਿਨਾਂ|bina|ਵਿੱਚ|ਵਿਚ|vich|wich",
    negation=r"(?!)",
    repair=r"(?:(?:ਲਈ|ਵਾਸਤੇ|ਨੂੰ|layi|lai|vaste|nu) )?(?:[,.] )?(?:(?:ਨਹੀਂ|ਮਾਫ਼ ਕਰਨਾ|ਮਤਲਬ|ਸੌਰੀ|ਸਗੋਂ|nahin?|maaf karna|matlab|sorry|sagon)(?: ਜੀ| ji)?(?: [,.])? ?){1,2}",
    addressing=frozenset(listed("ਤੁਸੀਂ ਤੁਹਾਡਾ ਤੁਹਾਡੀ ਤੁਹਾਡੇ ਇੱਥੇ ਅਸੀਂ ਮੈਂ tusi tuhada tuhadi tuhade ethe")),
    cues=INTENTS,
    topics=TOPICS,
    affects=PUNJABI,
    borrowed=frozenset(
        listed(
            "table book booking booked reservation appointment cancel change confirm confirmed open close closed card code time "
            "phone number name menu parking please doctor late patio sorry party birthday confirm ok okay number address free busy"
        )
    ),
    denied=r"ਨਹੀਂ|ਨਾ|nahi|nahin|na",
    after_behind=r"(?:ਤੋਂ|ton|to) (?:ਬਾਅਦ|ਬਾਦ|ਮਗਰੋਂ|baad|magron)",
    before_behind=r"(?:ਤੋਂ|ton|to) (?:ਪਹਿਲਾਂ|pehlan|pehla)|(?:ਤੱਕ|ਤਕ|takk|tak)",
)
