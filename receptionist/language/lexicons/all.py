"""Every language the local understander speaks."""

from collections.abc import Mapping

from receptionist.business.definition import Language
from receptionist.language.lexicon import Lexicon
from receptionist.language.lexicons.en import EN
from receptionist.language.lexicons.es import ES
from receptionist.language.lexicons.pa import PA

LEXICONS: Mapping[Language, Lexicon] = {"en": EN, "es": ES, "pa": PA}
