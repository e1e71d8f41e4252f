"""Trains what tells wishes apart as whole sentences: `python training/intents.py DATA_FOLDER`.

Reads clinc150 (CC BY 3.0), nlupp and restaurant8k (CC BY 4.0), botframework_lu (MIT), snips_bookrestaurant (CC0) as
fetched, and our own sentences in `training/own_intents.tsv`; writes the weights `receptionist/language/wishes.py`
uses. benchmarks/quality_intents.py cross-validates it.
"""

import json
import sys
from base64 import b85encode
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any
from zlib import compress, crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from receptionist.language.intents import words_of
from receptionist.language.tokens import tokenise
from receptionist.language.wishes import ANSWER, bucket, grams

OWN = Path(__file__).parent / "own_intents.tsv"
WEIGHTS = Path(__file__).parents[1] / "receptionist/language/lexicons/wishes.json"
BUCKETS = 1 << 15
STRENGTH = 20.0
"""Inverse of the regularisation, by cross-validation."""
_BOOKINGS = 1500
"""Rows of restaurant8k that are enough: they are much alike."""
Example = tuple[str, str]

CLINC = {
    "restaurant_reservation": "book", "meeting_schedule": "check_booking", "schedule_meeting": "book", "schedule_maintenance": "book",
    "cancel_reservation": "cancel_booking", "confirm_reservation": "check_booking",
    "are_you_a_bot": "question", "what_is_your_name": "question", "accept_reservations": "question",
    "what_can_i_ask_you": "question", "ingredients_list": "question", "nutrition_info": "question",
    "calories": "question", "how_busy": "question", "change_language": "change_language", "greeting": "greeting",
    "yes": "affirm", "no": "deny", "thank_you": "thanks", "goodbye": "goodbye", "repeat": "repeat",
    "oos": "out_of_scope", "spelling": "out_of_scope", "translate": "out_of_scope", "text": "out_of_scope",
    "reminder": "out_of_scope", "bill_due": "out_of_scope", "pay_bill": "out_of_scope", "time": "out_of_scope",
    "next_holiday": "out_of_scope", "order_status": "out_of_scope", "make_call": "out_of_scope",
}  # fmt: skip
"""Those not named (what a caller may or may not mean for us) are left out; `other:*` is out of scope."""
BOTFRAMEWORK = {
    "Confirm": "affirm", "Reject": "deny", "Escalate": "person", "Repeat": "repeat", "Reservation": "book",
    "CreateCalendarEntry": "book", "ChangeCalendarEntry": "change_booking", "DeleteCalendarEntry": "cancel_booking",
    "AddCalendarEntryAttribute": "change_booking", "GetReservationDetails": "check_booking",
    "FindCalendarWhen": "check_booking",
}  # fmt: skip
_SPOKEN = {
    "greet": "greeting", "affirm": "affirm", "deny": "deny", "thank": "thanks", "end_call": "goodbye",
    "repeat": "repeat", "handoff": "person",
}  # fmt: skip
_OF_A_BANK = {
    "card", "account", "pin", "loan", "mortgage", "overdraft", "cheque", "transfer_payment_deposit", "direct_debit",
    "standing_order", "savings", "balance", "withdrawal", "contactless",
}  # fmt: skip


def fold_of(text: str, folds: int = 5) -> int:
    """The same text is in the same fold wherever it comes from."""
    return crc32(" ".join(text.lower().split()).encode()) % folds


def rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def examples(data: Path) -> list[Example]:
    """Every text with its class, each pair once."""
    found: list[Example] = []
    for row in rows(data / "clinc150/dev/train_slice.jsonl"):
        kind: str | None = "out_of_scope" if row["intent"].startswith("other:") else CLINC.get(row["intent"])
        found += [(row["text"], kind)] if kind else []
    for path in sorted((data / "botframework_lu/dev").glob("*.jsonl")):
        found += [(r["text"], BOTFRAMEWORK[r["intent"]]) for r in rows(path) if r["intent"] in BOTFRAMEWORK]
    bookings = [r["text"] for r in rows(data / "restaurant8k/dev/train_sample.jsonl") if r["slots"]]
    found += [(text, ANSWER) for text in sorted(bookings, key=lambda t: crc32(t.encode()))[:_BOOKINGS]]
    found += [(r["text"], "book") for r in rows(data / "snips_bookrestaurant/dev/train_sample.jsonl")][:300]
    for path in sorted((data / "nlupp/dev").glob("*.jsonl")):
        for row in rows(path):
            kind = _of_nlupp(frozenset(row.get("intents", ())), hotel=row["domain"] == "hotels")
            found += [(row["text"], kind)] if kind else []
    lines = OWN.read_text(encoding="utf-8").splitlines()
    found += [(text, kind) for kind, text in (line.split("\t") for line in lines)]
    return list(dict.fromkeys(found))


def _of_nlupp(marks: frozenset[str], *, hotel: bool) -> str | None:
    if hotel and marks & {"booking", "restaurant", "spa"}:
        for mark, kind in (("cancel_close_leave_freeze", "cancel_booking"), ("change", "change_booking"), ("how", "question"),
                           ("request_info", "question"), ("make_open_apply_setup_get_activate", "book")):  # fmt: skip
            if mark in marks:
                return kind
    if len(marks) == 1:
        spoken = _SPOKEN.get(next(iter(marks)))
        if spoken:
            return spoken
    if hotel:
        return "question" if marks & {"request_info", "how_much", "when"} else None
    return "out_of_scope" if marks & _OF_A_BANK and not marks & (_SPOKEN.keys() | {"appointment"}) else None


def features(texts: Sequence[str]) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        here = {bucket(gram, BUCKETS) for gram in grams(words_of(tokenise(text)))}
        columns += sorted(here)
        values += [1 / sqrt(len(here) or 1)] * len(here)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS))


def train(known: Sequence[Example]) -> dict[str, Any]:
    """What `Wishes` takes. Classes count by the square root of their size: few, so not lost; many, so not believed."""
    sizes = Counter(kind for _, kind in known)
    model = LogisticRegression(C=STRENGTH, max_iter=120)
    weight = [1 / sqrt(sizes[kind]) for _, kind in known]
    mean = sum(weight) / len(weight)
    model.fit(features([text for text, _ in known]), [kind for _, kind in known], [w / mean for w in weight])
    scale = float(np.abs(model.coef_).max()) / 127
    whole = np.rint(model.coef_.T / scale).astype(np.int8)
    return {
        "classes": [str(name) for name in model.classes_],
        "bias": [round(float(b), 3) for b in model.intercept_],
        "scale": round(scale, 6),
        "rows": b85encode(compress(whole.tobytes(), 9)).decode(),
    }


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print(__doc__)
        return 2
    known = examples(Path(arguments[0]))
    WEIGHTS.write_text(json.dumps(train(known), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1024} kB from {len(known)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
