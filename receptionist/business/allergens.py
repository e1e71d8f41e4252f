"""Which allergen an ingredient carries, in the words of menus and callers: English, Spanish, Punjabi (both scripts).

Our own list, written from the fourteen allergens of EU regulation 1169/2011, annex II
(https://eur-lex.europa.eu/eli/reg/2011/1169/oj), and the nine of US law (https://www.fda.gov/food/nutrition-food-labeling-and-critical-foods/food-allergies).
A missed allergen is a danger, one too many is a question in the kitchen: what often carries one counts as carrying it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from receptionist.business.definition import Allergen, Business, Language, MenuItem

_CARRIERS: dict[str, dict[Language, str]] = {
    "milk": {
        "en": "milk, dairy, dairies, lactose, casein, caseinate, whey, curd, curds, butter, buttermilk, ghee, cream, creme, creme fraiche, sour cream, cheese, cheesy, cheddar, mozzarella, parmesan, parmigiano, parmigiano reggiano, pecorino, feta, ricotta, mascarpone, brie, camembert, gouda, gruyere, emmental, roquefort, gorgonzola, blue cheese, goat cheese, halloumi, paneer, quark, kefir, yogurt, yoghurt, lassi, raita, kulfi, ice cream, gelato, custard, bechamel, alfredo, milk chocolate, white chocolate, condensed milk, evaporated milk, milk powder, lactalbumin, lactoglobulin, dulce de leche, khoya, malai, rabri",
        "es": "leche, producto lacteo, productos lacteos, derivados lacteos, lacteo, lacteos, lactea, lacteas, lactosa, caseina, caseinato, suero de leche, lactosuero, cuajada, requeson, mantequilla, nata, crema, crema agria, queso, quesos, quesillo, mozzarella, parmesano, manchego, queso fresco, feta, ricota, yogur, yogures, kefir, helado, helados, natillas, flan, bechamel, dulce de leche, leche condensada, leche en polvo, chocolate con leche, paneer, ghee",
        "pa": "ਦੁੱਧ, ਡੇਅਰੀ, ਦਹੀਂ, ਦਹੀ, ਮੱਖਣ, ਘਿਓ, ਘਿਉ, ਪਨੀਰ, ਮਲਾਈ, ਕਰੀਮ, ਲੱਸੀ, ਚੀਜ਼, ਖੋਆ, ਰਾਇਤਾ, ਕੁਲਫੀ, ਆਈਸ ਕਰੀਮ, dudh, doodh, dahi, makhan, ghio, ghee, paneer, malai, lassi, khoya, raita, kulfi",
    },
    "egg": {
        "en": "egg, eggs, egg white, egg whites, egg yolk, egg yolks, whole egg, whole eggs, yolk, yolks, albumen, albumin, ovalbumin, meringue, mayonnaise, mayo, aioli, hollandaise, bearnaise, omelette, omelet, frittata, quiche, eggnog, marzipan glaze, egg noodles, egg powder, lysozyme",
        "es": "huevo, huevos, clara de huevo, claras de huevo, yema, yemas, yema de huevo, albumina, merengue, mayonesa, alioli, tortilla de huevo, tortilla espanola, ovoproducto, ovoproductos, huevina, lisozima",
        "pa": "ਅੰਡਾ, ਅੰਡੇ, ਆਂਡਾ, ਆਂਡੇ, ਮੇਅਨੀਜ਼, anda, ande, aanda, aande",
    },
    "fish": {
        "en": "fish, fishes, cod, haddock, hake, halibut, salmon, trout, tuna, bonito, sardine, sardines, anchovy, anchovies, mackerel, herring, kipper, kippers, sea bass, seabass, bass, bream, sea bream, tilapia, pollock, plaice, sole, dover sole, flounder, turbot, monkfish, swordfish, snapper, catfish, carp, perch, pike, eel, sturgeon, whitebait, roe, caviar, fish sauce, fish stock, dashi, worcestershire sauce, worcester sauce, surimi, isinglass, caesar dressing, gelatin of fish, fish gelatin",
        "es": "pescado, pescados, pez, peces, bacalao, merluza, salmon, trucha, atun, bonito, sardina, sardinas, anchoa, anchoas, boqueron, boquerones, caballa, arenque, lubina, dorada, lenguado, rape, rodaballo, pez espada, emperador, tilapia, mojarra, huachinango, robalo, mero, anguila, caviar, huevas, salsa de pescado, caldo de pescado, surimi, salsa inglesa",
        "pa": "ਮੱਛੀ, ਮੱਛੀਆਂ, ਮਛੀ, ਸਾਲਮਨ, ਟੂਨਾ, machhi, machi, machli",
    },
    "shellfish": {
        "en": "shellfish, shell fish, crustacean, crustaceans, shrimp, shrimps, prawn, prawns, king prawn, king prawns, crab, crabs, crabmeat, lobster, lobsters, crayfish, crawfish, langoustine, langoustines, scampi, krill, shrimp paste, bisque",
        "es": "crustaceo, crustaceos, camaron, camarones, gamba, gambas, langostino, langostinos, langosta, langostas, bogavante, cangrejo, cangrejos, cigala, cigalas, centollo, centolla, jaiba, necora, percebes, krill",
        "pa": "ਝੀਂਗਾ, ਝੀਂਗੇ, ਕੇਕੜਾ, ਕੇਕੜੇ, ਸ਼ੈੱਲਫਿਸ਼, jhinga, jhinge, kekra, prawn, shrimp",
    },
    "molluscs": {
        "en": "mollusc, molluscs, mollusk, mollusks, mussel, mussels, oyster, oysters, clam, clams, cockle, cockles, scallop, scallops, squid, calamari, octopus, cuttlefish, snail, snails, escargot, abalone, whelk, whelks, winkles, oyster sauce",
        "es": "molusco, moluscos, mejillon, mejillones, ostra, ostras, ostion, ostiones, almeja, almejas, berberecho, berberechos, vieira, vieiras, viera, vieras, zamburina, zamburinas, callo de hacha, calamar, calamares, pulpo, pulpos, sepia, chipiron, chipirones, chocos, caracol, caracoles, navaja, navajas, abulon, salsa de ostras",
        "pa": "ਸਿੱਪੀ, ਸਿੱਪੀਆਂ, ਘੋਗਾ, ਘੋਗੇ, ਸਕੁਇਡ, ਆਕਟੋਪਸ, oyster, squid",
    },
    "tree_nuts": {
        "en": "tree nut, tree nuts, nut, nuts, almond, almonds, cashew, cashews, cashew nut, cashew nuts, walnut, walnuts, hazelnut, hazelnuts, pecan, pecans, pecan nut, pistachio, pistachios, pistachio nut, pistachio nuts, macadamia, macadamias, macadamia nut, macadamia nuts, queensland nut, queensland nuts, brazil nut, brazil nuts, pine nut, pine nuts, chestnut, chestnuts, praline, marzipan, nougat, frangipane, gianduja, nutella, amaretto, amaretti, almond milk, almond flour, almond paste, nut butter, nut oil, walnut oil, pesto, baklava, filberts, cobnuts",
        "es": "nuez, nueces, frutos secos, fruto seco, frutos de cascara, frutos secos de cascara, frutas de cascara, otras nueces, otros nueces, otros frutos secos, otros frutos de cascara, otros frutos secos de cascara, almendra, almendras, anacardo, anacardos, maranon, nuez de la india, nueces de la india, nuez de castilla, nuez pecana, nueces pecanas, nuez pecan, pecanas, pacana, pacanas, avellana, avellanas, pistacho, pistachos, pistache, pistaches, nuez de macadamia, nueces de macadamia, macadamia, macadamias, nuez de brasil, nueces de brasil, nuez del brasil, nueces del amazonas, nuez de amazonas, castana, castanas, castanas de para, coquito de brasil, coquitos, coquitos de brasil, pinon, pinones, praline, mazapan, turron, leche de almendras, harina de almendra, nocilla, pesto",
        "pa": "ਗਿਰੀ, ਗਿਰੀਆਂ, ਸੁੱਕੇ ਮੇਵੇ, ਮੇਵੇ, ਮੇਵਿਆਂ, ਬਦਾਮ, ਬਦਾਮਾਂ, ਕਾਜੂ, ਅਖਰੋਟ, ਪਿਸਤਾ, ਪਿਸਤੇ, ਚਿਲਗੋਜ਼ੇ, giri, giriyan, mewe, badam, kaju, akhrot, pista",
    },
    "peanut": {
        "en": "peanut, peanuts, pea nut, pea nuts, groundnut, groundnuts, ground nut, ground nuts, monkey nuts, arachis, arachis oil, arachis hypogaea, peanut butter, peanut oil, satay, goober, goobers, beer nuts",
        "es": "cacahuate, cacahuates, cacahuete, cacahuetes, cacahuet, cacahue, mani, manies, crema de cacahuate, mantequilla de mani, mantequilla de cacahuete, crema de cacahuete, aceite de cacahuete, aceite de mani, arachis hypogaea, satay, mole",
        "pa": "ਮੂੰਗਫਲੀ, ਮੂੰਗਫਲ਼ੀ, ਮੂੰਗਫਲੀਆਂ, ਮੁੰਗਫਲੀ, moongfali, mungfali, mungphali, moongphali",
    },
    "gluten": {
        "en": "gluten, celiac, coeliac, celiacs, coeliacs, barley, malt, malted, malted barley, malted barley extract, malted barley flour, barley malt, barley malt flour, barley malt extract, barley flour, malt flour, rye flour, oat fiber, oat fibre, oat flour, oat bran, oat flakes, spelt flour, malt extract, malt vinegar, pearl barley, rye, pumpernickel, oat, oats, oatmeal, oat milk, spelt, kamut, triticale, einkorn, emmer, seitan, beer, ale, lager",
        "es": "gluten, celiaco, celiaca, celiacos, celiacas, celiaquia, cebada, malta, malteada, extracto de malta, centeno, avena, copos de avena, espelta, kamut, triticale, farro, escanda, seitan, cerveza, cereales con gluten",
        "pa": "ਗਲੂਟਨ, ਜੌਂ, ਜਵੀ, ਓਟਸ, gluten, jau",
    },
    "wheat": {
        "en": "wheat, flour, wheat flour, whole wheat, wholewheat, bread, breadcrumbs, bread crumbs, bun, buns, toast, baguette, brioche, croissant, pastry, pastries, puff pastry, pasta, spaghetti, macaroni, lasagne, lasagna, noodles, udon, ramen, couscous, bulgur, semolina, durum, farro, freekeh, cracker, crackers, cookie, cookies, biscuit, biscuits, cake, cakes, muffin, batter, battered, breaded, tempura, roux, naan, roti, chapati, paratha, samosa, samosas, pita, flour tortilla, pizza, pancake, pancakes, waffle, waffles, dumpling, dumplings, gnocchi, panko, soy sauce, filo, phyllo, tabbouleh, wheat germ, wheat bran, wheat starch",
        "es": "trigo, harina, harinas, harina de trigo, pan, panes, pan rallado, bollo, bollos, bolleria, hojaldre, pasta, fideos, espagueti, espaguetis, macarrones, lasana, cuscus, bulgur, semola, galleta, galletas, bizcocho, pastel, rebozado, rebozados, empanado, empanada, empanadas, empanizado, naan, roti, tortilla de harina, tortillas de harina, pizza, masa, croqueta, croquetas, churro, churros, germen de trigo, salvado de trigo, almidon de trigo, salsa de soja, salsa de soya",
        "pa": "ਕਣਕ, ਆਟਾ, ਮੈਦਾ, ਸੂਜੀ, ਰੋਟੀ, ਨਾਨ, ਪਰੌਂਠਾ, ਸਮੋਸਾ, ਸਮੋਸੇ, ਬਰੈੱਡ, kanak, atta, maida, suji, roti, naan, parontha, samosa",
    },
    "soy": {
        "en": "soy, soya, soybean, soybeans, soy bean, soya bean, soya beans, soy beans, tofu, tempeh, edamame, miso, soy sauce, soya sauce, tamari, teriyaki, soy milk, soya milk, soy lecithin, soya lecithin, soy lecithins, soy lecithine, soy lecithines, soya lecithins, soy protein, soy protein isolate, soy flour, soybean oil, natto, textured vegetable protein",
        "es": "soja, soya, semilla de soja, semillas de soja, haba de soja, habas de soja, habas de soya, tofu, tempeh, edamame, miso, salsa de soja, salsa de soya, tamari, teriyaki, leche de soja, leche de soya, lecitina de soja, lecitina de soya, proteina de soja, proteina de soya, harina de soja, aceite de soja, aceite de soya, natto",
        "pa": "ਸੋਇਆ, ਸੋਇਆਬੀਨ, ਟੋਫੂ, soya, soyabean, tofu",
    },
    "sesame": {
        "en": "sesame, sesame seed, sesame seeds, sesame oil, tahini, tahina, halva, halwa, hummus, houmous, gomasio, til, zaatar, dukkah, benne seed, gingelly",
        "es": "sesamo, ajonjoli, semillas de sesamo, semilla de sesamo, granos de sesamo, aceite de sesamo, tahini, tahin, hummus, halva",
        "pa": "ਤਿਲ, ਤਿਲਾਂ, til, tahini",
    },
    "mustard": {
        "en": "mustard, mustards, mustard seed, mustard seeds, mustard oil, mustard powder, mustard flour, mustard greens, dijon, brassica juncea, brassica nigra, sinapis alba, brassica, vinaigrette, piccalilli",
        "es": "mostaza, mostazas, semilla de mostaza, semillas de mostaza, granos de mostaza, aceite de mostaza, harina de mostaza, mostaza de dijon, vinagreta",
        "pa": "ਸਰ੍ਹੋਂ, ਸਰੋਂ, ਰਾਈ, ਸਰ੍ਹੋਂ ਦਾ ਤੇਲ, sarson, sarhon, rai",
    },
    "celery": {
        "en": "celery, celeriac, celery salt, celery seed, celery seeds, celery stalk, celery root",
        "es": "apio, apios, apionabo, apio nabo, sal de apio, semillas de apio",
        "pa": "ਸੈਲਰੀ, ਅਜਮੋਦ, celery, ajmod",
    },
    "sulphites": {
        "en": "sulphite, sulphites, sulfite, sulfites, sulphur dioxide, sulfur dioxide, sulphur dioxide and sulphites, metabisulphite, metabisulfite, bisulphite, bisulfite, e220, e221, e222, e223, e224, e226, e227, e228, wine, wine vinegar, dried apricots",
        "es": "sulfito, sulfitos, dioxido de azufre, anhidrido sulfuroso, dioxido de azufre y sulfitos, metabisulfito, bisulfito, e220, e221, e222, e223, e224, e226, e227, e228, vino, vinagre de vino, orejones",
        "pa": "ਸਲਫਾਈਟ, ਸਲਫਾਈਟਸ, ਵਾਈਨ, sulphite",
    },
    "lupin": {
        "en": "lupin, lupins, lupine, lupines, lupini, lupini beans, lupin flour, lupin seed, lupin seeds",
        "es": "altramuz, altramuces, lupino, lupinos, tarwi, chocho, chochos, harina de altramuz, semillas de altramuz",
        "pa": "ਲੂਪਿਨ, lupin",
    },
}  # fmt: skip

_ELSE: dict[str, tuple[str, ...]] = {
    "coconut milk": (), "coconut cream": (), "coconut butter": (), "leche de coco": (), "crema de coco": (), "cocoa butter": (),
    "manteca de cacao": (), "peanut butter": ("peanut",), "mantequilla de mani": ("peanut",), "mantequilla de cacahuete": ("peanut",),
    "mantequilla de cacahuate": ("peanut",), "crema de cacahuate": ("peanut",), "crema de cacahuete": ("peanut",), "almond butter": ("tree_nuts",), "almond milk": ("tree_nuts",),
    "cashew cream": ("tree_nuts",), "nut butter": ("tree_nuts",), "leche de almendras": ("tree_nuts",), "leche de almendra": ("tree_nuts",),
    "soy milk": ("soy",), "soya milk": ("soy",), "leche de soja": ("soy",), "leche de soya": ("soy",), "oat milk": ("gluten",),
    "leche de avena": ("gluten",), "rice milk": (), "leche de arroz": (), "rice flour": (), "harina de arroz": (), "corn flour": (),
    "cornflour": (), "harina de maiz": (), "chickpea flour": (), "gram flour": (), "harina de garbanzo": (), "rice noodles": (),
    "glass noodles": (), "fideos de arroz": (), "rice cakes": (), "almond flour": ("tree_nuts",), "harina de almendra": ("tree_nuts",),
    "harina de soja": ("soy",), "soy flour": ("soy",), "soya flour": ("soy",), "butter beans": (), "butter lettuce": (), "egg free": (),
    "eggless": (), "dairy free": (), "gluten free": (), "nut free": (), "sin gluten": (), "sin lactosa": (), "sin huevo": (), "sin leche": (),
    "ginger ale": (), "ginger beer": (), "root beer": (), "vegan cheese": (), "vegan mayo": (), "vegan butter": (), "queso vegano": (),
    "water chestnut": (), "water chestnuts": (), "nuez moscada": (), "corn tortilla": (), "corn bread": ("milk", "egg", "wheat"),
    "corn flatbread": (), "pan de maiz": (), "cream of tartar": (), "rice wine": (), "rice vinegar": (), "harina de mostaza": ("mustard",),
    "mustard flour": ("mustard",), "lupin flour": ("lupin",), "harina de altramuz": ("lupin",), "oyster mushroom": (), "oyster mushrooms": (),
    "fish sauce": ("fish",), "crab stick": ("fish", "shellfish"), "crab sticks": ("fish", "shellfish"), "beer nuts": ("peanut",),
    "milk chocolate": ("milk",), "soy sauce": ("soy", "wheat", "gluten"), "soya sauce": ("soy", "wheat", "gluten"),
    "salsa de soja": ("soy", "wheat", "gluten"), "salsa de soya": ("soy", "wheat", "gluten"), "seafood": ("shellfish", "molluscs", "fish"),
    "mariscos": ("shellfish", "molluscs"), "marisco": ("shellfish", "molluscs"), "pesto": ("tree_nuts", "milk"), "surimi": ("fish", "shellfish", "egg"),
    "nuts": ("tree_nuts", "peanut"), "nut": ("tree_nuts", "peanut"), "frutos secos": ("tree_nuts", "peanut"), "ਗਿਰੀਆਂ": ("tree_nuts", "peanut"),
    "nuez": ("tree_nuts", "peanut"), "nueces": ("tree_nuts", "peanut"), "nut oil": ("tree_nuts", "peanut"), "oyster sauce": ("molluscs", "soy", "wheat", "gluten"),
    "halwa": ("sesame", "milk", "wheat", "gluten"),
}  # fmt: skip
"""Phrases that mean something else than their words, or more."""

_WITH: dict[str, tuple[str, ...]] = {"wheat": ("gluten",)}
"""What always comes with another."""

_EITHER = (frozenset({"wheat", "gluten"}), frozenset({"tree_nuts", "peanut"}))
"""Where a word stands for both, stating one of them states it."""

LONGEST = 5
"""Words of the longest phrase that is looked up."""


_HOW_IT_COMES = frozenset(
    {
        "extract", "flour", "powder", "powdered", "oil", "protein", "proteins", "isolate", "concentrate", "fiber", "fibre", "paste",
        "seed", "seeds", "whole", "dried", "fresh", "ground", "roasted", "raw", "toasted", "chopped", "coating", "filling", "sauce",
        "products", "product", "other", "and", "or", "with", "of", "from", "the", "de", "del", "la", "el", "los", "las", "y", "o", "con",
        "en", "polvo", "extracto", "harina", "aceite", "proteina", "proteinas", "aislado", "concentrado", "fibra", "pasta", "entero",
        "entera", "molido", "molida", "tostado", "tostada", "tostados", "crudo", "fresco", "otros", "otras", "producto", "productos",
        "derivado", "derivados", "grano", "granos", "semilla", "semillas", "cascara",
    }
)  # fmt: skip


def is_ingredient(text: str) -> bool:
    """Whether `text` names ingredients that carry an allergen and nothing else: "malted barley extract", "harina de trigo"."""
    words = words_in(text)
    named = {word for phrase, _ in named_in(text) for word in phrase.split()}
    return bool(named) and all(word in named or word in _HOW_IT_COMES for word in words)


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A dish says it has an ingredient that carries an allergen it does not state in any of the three ways."""

    item: str
    """Its id."""
    word: str
    """As written in the name or the description."""
    allergen: Allergen


def words_in(text: str) -> list[str]:
    """In small letters, without Latin accents."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not "\u0300" <= c <= "\u036f")
    return re.findall(r"[a-z0-9]+|[\u0a00-\u0a7f]+", unicodedata.normalize("NFC", bare))


@lru_cache(maxsize=1)
def _carriers() -> dict[str, tuple[Allergen, ...]]:
    found: dict[str, dict[str, None]] = {}
    for allergen, languages in _CARRIERS.items():
        for phrases in languages.values():
            for phrase in phrases.split(","):
                found.setdefault(" ".join(words_in(phrase)), {}).update(
                    dict.fromkeys((allergen, *_WITH.get(allergen, ())))
                )
    return {phrase: tuple(names) for phrase, names in found.items()} | {
        " ".join(words_in(p)): a for p, a in _ELSE.items()
    }  # type: ignore[return-value]  # the names above are Allergens


def carried_by(phrase: str) -> tuple[Allergen, ...] | None:
    """The allergens of exactly this ingredient, the plainest first; () if it is known to carry none, None if it is not known."""
    return _carriers().get(phrase)


def named_in(text: str) -> Iterator[tuple[str, tuple[Allergen, ...]]]:
    """Ingredients that carry an allergen, as they stand in `text`, the longest phrase at each place."""
    words = words_in(text)
    at = 0
    while at < len(words):
        size = next(
            (n for n in range(min(LONGEST, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in _carriers()), 0
        )
        if size and (found := _carriers()[" ".join(words[at : at + size])]):
            yield " ".join(words[at : at + size]), found
        at += size or 1


def undeclared(item: MenuItem) -> tuple[Undeclared, ...]:
    """What the words of a dish let one expect and its allergens do not state: for whoever wrote the menu to look at."""
    stated = {*item.contains, *item.may_contain, *item.unknown}
    if "gluten_free_recipe" in item.diets:
        stated |= {"gluten", "wheat"}
    if "dairy_free_recipe" in item.diets:
        stated |= {"milk"}
    texts: Sequence[str] = (*item.name.values(), *item.description.values())
    found = {
        allergen: Undeclared(item.id, word, allergen)
        for text in reversed(texts)
        for word, allergens in named_in(text)
        for allergen in allergens
        if allergen not in stated and not any(stated & pair for pair in _EITHER if pair <= set(allergens))
    }
    return tuple(found.values())


def undeclared_on(business: Business) -> tuple[Undeclared, ...]:
    return tuple(one for item in business.menu for one in undeclared(item))
