"""English word lists: function words, words that are no names, common names, allergens."""

from receptionist.language.lexicon import words

FUNCTION_WORDS = words(
    """a about above after again all also am an and any are aren't around as at be because been before being but by can
    can't cannot come could couldn't did didn't do does doesn't doing don't down for from get go going good got had
    has have having he hello help her here hey hi him his how i i'd i'll i'm i've if in into is isn't it it's its
    just know let let's like little look looking make many maybe me mean might more most much must my myself need
    new nice no not now of off ok okay on one only or other our out over people person please put right said same
    say see she should so some someone something sorry still such sure take tell than thank thanks that that's the
    their them then there there's these they thing think this those time to too two under until up us use very wait
    want wanted was way we we'd we'll we're well were what what's when where which while who why will with won't
    work works would yeah yes yet you you're your speak call calling called phone number name book booking booked
    reserve reservation appointment cancel change move table tables today tomorrow tonight menu order open close
    closed hours day days week weekend main part party another back better course does done else even ever every few
    first last fine give great guess hear keep kind least long lot made might moment morning near never next nothing
    old once outside inside place problem question quite rather really room soon start stop talk than try turn until
    wanna gonna wonder wondering wrong bit able available currently different anything anyone everything everyone
    lunch dinner breakfast drinks dishes dish food meal something serve serves sign same show send sent late later
    early earlier instead nights evening afternoon parking park price prices cost costs pay card cards cash spicy
    hot vegan vegetarian gluten allergy allergic free contain contains"""
)

NAME_STOPS = FUNCTION_WORDS | words(
    """monday tuesday wednesday thursday friday saturday sunday january february april july august september october
    november december christmas easter thanksgiving spelled spelt spelling spell speaking mr- uh um er ah oh hmm mm
    yep yup nope seven eight nine three four five six ten eleven twelve zero noon midnight mine mom's actually
    correct exactly absolutely certainly definitely perfect afraid sick ill running coming allergic trying not happy
    fine good great pizza birthday anniversary doctor's surname first second couple family friends wife husband kids
    son daughter adults children guests group sir ma'am everybody nobody hold goodbye bye double letter letters
    underneath last full half quarter pm am o'clock clock noon two- dot com email address party my- mister smoke
    window patio garden"""
)

FIRST_NAMES = words(
    """maria jose juan carlos luis ana carmen miguel jorge pedro sofia lucia laura elena rosa pablo diego james john
    robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark paul steven
    andrew kenneth joshua kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel sam frank gregory raymond alexander patrick jack
    dennis jerry tyler aaron adam henry nathan peter mary patricia jennifer linda elizabeth barbara susan jessica
    sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle dorothy carol amanda melissa
    deborah stephanie rebecca sharon cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen
    samantha katherine christine debra rachel carolyn janet catherine heather diane ruth julie olivia joyce virginia
    victoria kelly lauren christina joan evelyn judith megan alice julia grace hannah sophia isabella mia charlotte
    harper simran harpreet gurpreet jaspreet manpreet amrit arjun priya raj ravi anita sunita deepak rahul neha
    pooja kate tom ben dan mike dave chris alex nick matt joe bob bill jim tim jane claire lucy amelia ella zoe noah
    liam ethan mason logan lucas oliver elijah leo max oscar hugo anne marie tony steve jenny katie beth sue liz
    vicky fatima mohammed ahmed ali omar yusuf wei ming"""
)

SURNAMES = words(
    """smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
    anderson taylor moore jackson perez thompson white harris sanchez clark ramirez lewis robinson young allen king
    wright torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez
    phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez
    ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood
    bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers singh kaur gill sidhu dhillon sandhu
    grewal brar bains khan chen wang li liu zhang lee tran ali ahmed shah sharma gupta kumar o'brien o'connor"""
)

ALLERGENS: dict[str, tuple[str, ...]] = {
    "milk": ("milk",), "dairy": ("milk",), "lactose": ("milk",), "cheese": ("milk",), "cream": ("milk",), "butter": ("milk",),
    "egg": ("egg",), "eggs": ("egg",), "fish": ("fish",), "shellfish": ("shellfish",), "shell fish": ("shellfish",),
    "seafood": ("shellfish", "fish", "molluscs"), "shrimp": ("shellfish",), "prawn": ("shellfish",), "crab": ("shellfish",),
    "lobster": ("shellfish",), "crustacean": ("shellfish",), "crustaceans": ("shellfish",),
    "nuts": ("tree_nuts", "peanut"), "nut": ("tree_nuts", "peanut"), "tree nuts": ("tree_nuts",), "tree nut": ("tree_nuts",),
    "almond": ("tree_nuts",), "cashew": ("tree_nuts",), "walnut": ("tree_nuts",), "hazelnut": ("tree_nuts",),
    "pecan": ("tree_nuts",), "pistachio": ("tree_nuts",), "pistachios": ("tree_nuts",), "peanut": ("peanut",),
    "peanuts": ("peanut",), "groundnut": ("peanut",), "wheat": ("wheat", "gluten"), "gluten": ("gluten", "wheat"),
    "celiac": ("gluten", "wheat"), "coeliac": ("gluten", "wheat"), "celiacs": ("gluten", "wheat"), "soy": ("soy",),
    "soya": ("soy",), "soybean": ("soy",), "sesame": ("sesame",), "sesame seeds": ("sesame",), "tahini": ("sesame",),
    "mustard": ("mustard",), "celery": ("celery",), "sulphites": ("sulphites",), "sulfites": ("sulphites",),
    "sulphite": ("sulphites",), "sulfite": ("sulphites",), "lupin": ("lupin",), "mollusc": ("molluscs",),
    "molluscs": ("molluscs",), "mollusks": ("molluscs",), "mussels": ("molluscs",), "oysters": ("molluscs",),
    "clams": ("molluscs",), "squid": ("molluscs",),
}  # fmt: skip
