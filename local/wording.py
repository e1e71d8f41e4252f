"""`firstring wording`: what a business's receptionist says on this machine, sentence by sentence.

Works on the data folder of `firstring up`, running or not. Before that has run once, what the demo businesses say can be read
and heard as it is shipped.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from local.rehearsal import BUSINESSES
from local.stored import DATABASE, stored_desk
from receptionist.business.definition import Business, Language
from receptionist.business.load import load_business
from receptionist.clock import system_clock
from receptionist.conversation.wording import TONGUES
from receptionist.conversation.wording.editing import Place, restore, reword, sign
from receptionist.conversation.wording.own import Listed, own_faults, sentences
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId


def run(given: argparse.Namespace) -> int:
    """Raises what a person must put right: Misconfigured, Unsayable, Conflict."""
    if given.act in ("set", "reset", "sign"):
        with stored_desk(given.data, system_clock) as desk:
            _change(desk, _known(desk.businesses.get(BusinessId(given.business)), given), given)
        return 0
    _read(as_it_stands(given), given)
    return 0


def _read(business: Business, given: argparse.Namespace) -> None:
    match given.act:
        case "list" | "export":
            languages = (given.language,) if given.language else business.languages
            rows = [row for language in languages for row in sentences(business, TONGUES[language])]
            rows = [row for row in rows if not (given.unreviewed and row.reviewed)]
            print(_exported(business, rows) if given.act == "export" else "\n".join(map(_line, rows)))
            for index, why in own_faults(business, TONGUES):
                print(f"wording {index} of the definition is not spoken: {why}", file=sys.stderr)
        case "show":
            rows = [row for row in _of(business, given.language) if row.sentence == given.sentence]
            print("\n\n".join(map(_shown, rows)) or _unknown(given.sentence))


def _change(desk: Desk, business: Business, given: argparse.Namespace) -> None:
    place = Place(given.language, given.sentence, given.variant)
    version = business.version
    match given.act:
        case "set":
            business = reword(desk, business, place, given.text, version=version)
        case "reset":
            one_asked_for(business, given)
            business = restore(desk, business, place, version=version)
        case "sign":
            rows = [one_asked_for(business, given)] if given.sentence else list(_of(business, given.language))
            read = [(Place(row.language, row.sentence, row.variant), row.text) for row in rows]
            business = sign(desk, business, read, given.by, version=version)
            print(f"{len(read)} sentences signed by {given.by}; version {business.version}")
            return
    print(_shown(one_asked_for(business, given)))


def as_it_stands(given: argparse.Namespace) -> Business:
    """As kept in the folder, else as shipped. Raises Misconfigured."""
    shipped = BUSINESSES / f"{given.business}.yaml"
    if (given.data / DATABASE).is_file():
        with stored_desk(given.data, system_clock) as desk:
            return _known(desk.businesses.get(BusinessId(given.business)), given)
    return _known(load_business(shipped) if shipped.exists() else None, given)


def _known(found: Business | None, given: argparse.Namespace) -> Business:
    if found is None:
        raise Misconfigured(f"no business {given.business!r} in {given.data}")
    return found


def _of(business: Business, language: Language) -> Iterator[Listed]:
    yield from sentences(business, TONGUES[language])


def one_asked_for(business: Business, given: argparse.Namespace) -> Listed:
    """Raises Misconfigured if there is no such sentence."""
    place = (given.sentence, given.variant)
    found = next((row for row in _of(business, given.language) if (row.sentence, row.variant) == place), None)
    if found is None:
        raise Misconfigured(_unknown(given.sentence))
    return found


def _unknown(sentence: str) -> str:
    return f"there is no such sentence as {sentence!r}; `firstring wording list` names them"


def _line(row: Listed) -> str:
    marks = f"{'own, ' if row.own else ''}{'locked, ' if row.locked else ''}{row.review}"
    return f"{row.language}  {f'{row.sentence} {row.variant}':<28} {row.example}  [{marks}]"


def _shown(row: Listed) -> str:
    lines = [
        f"{row.language} {row.sentence} {row.variant}: {row.review}{', locked' if row.locked else ''}",
        f"  {row.text}",
        f"  heard as: {row.example}",
    ]
    if row.own:
        lines.append(f"  in place of: {row.built_in}")
    if row.gaps:
        lines.append(f"  gaps: {', '.join(f'{{{gap}}}' for gap in row.gaps)}")
    return "\n".join(lines)


def _exported(business: Business, rows: list[Listed]) -> str:
    listed = [{**asdict(row), "own": row.own, "review": row.review, "signature": _signed(row)} for row in rows]
    return json.dumps(
        {"business": business.id, "version": business.version, "sentences": listed}, ensure_ascii=False, indent=1
    )


def _signed(row: Listed) -> dict[str, str] | None:
    return {"by": row.signature.by, "on": row.signature.on.isoformat()} if row.signature else None
