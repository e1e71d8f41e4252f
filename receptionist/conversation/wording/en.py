"""English."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from receptionist.conversation.visits import Visit
from receptionist.conversation.wording.tongue import Saying, Tongue, spelled

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _number(value: int) -> str:
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _day(day: date, today: date) -> str:
    full = f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {_ordinal(day.day)}"
    return {0: "today", 1: f"tomorrow, {full}"}.get((day - today).days, full)


def _clock(at: time) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'AM' if at.hour < 12 else 'PM'}"


def _moment(at: datetime, today: date) -> str:
    if at.date() == today:
        return f"{'tonight' if at.hour >= 17 else 'today'} at {_clock(at.time())}"
    return f"{_day(at.date(), today)} at {_clock(at.time())}"


def _visit(saying: Saying, visit: Visit) -> str:
    party = f" for {_number(visit.party)}" if visit.party else ""
    staff = f" with {visit.staff}" if visit.staff else ""
    return f"{saying.text(visit.service) or 'a visit'}{party}{staff}, {_moment(visit.start, saying.today)}"


def _money(amount: Decimal, currency: str) -> str:
    whole, cents = divmod(int(amount * 100), 100)
    name = {"USD": "dollars", "CAD": "dollars", "EUR": "euros", "GBP": "pounds", "INR": "rupees"}.get(
        currency, currency
    )
    return f"{whole} {name}" if not cents else f"{whole} {name} {cents:02d}" if currency != "USD" else f"${amount:.2f}"


def _joined(parts: Sequence[str], either: bool) -> str:
    word = "or" if either else "and"
    if len(parts) < 2:
        return "".join(parts)
    comma = ";" if any("," in part for part in parts) else ","
    return f"{f'{comma} '.join(parts[:-1])} {word} {parts[-1]}"


def _greeting(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    recording = {
        "notice": " This call is recorded; tell me if you would rather it were not.",
        "ask": " May I record this call? You can say no and we simply go on.",
    }.get(args["recording"], "")
    return f"Hello, this is {args['assistant']}, the AI assistant of {saying.business_name}.{recording}"


def _sittings(sittings: Sequence[tuple[time, time]]) -> str:
    return _joined([f"from {_clock(opens)} to {_clock(closes)}" for opens, closes in sittings], False)


def _closed(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    day = "today" if args["day"] == saying.today else f"on {_day(args['day'], date.min)}"
    if not args["sittings"]:
        why = f" for {args['holiday']}" if args["holiday"] else ""
        return f"I'm sorry, we are closed {day}{why}."
    return f"I'm sorry, we have no opening at {_clock(args['clock'])} {day}; we are open {_sittings(args['sittings'])}."


def _full(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"I'm sorry, {_visit(saying, args['visit'])} is not available."


def _offer_times(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    lead = "Again, I have" if variant else "I have" if args["as_wished"] else "The nearest I have"
    return f"{lead}: {saying.times(args['options'])}. Which one would you like?"


def _confirm_book(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    name = f", under {args['name']}" if args["name"] else ""
    notes = f", with a note: {args['notes']}" if args["notes"] else ""
    return f"{'So that is' if not variant else 'Once more:'} {_visit(saying, args['visit'])}{name}{notes}. Shall I book it?"


def _code(args: Mapping[str, Any]) -> str:
    code = spelled(args["code"])
    return f"Your code is {code}." if args.get("texted") else f"Your code is {code}. Once more: {code}."


def _booked(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " I'm texting you the details." if args["texted"] else ""
    return f"You're booked: {_visit(saying, args['visit'])}.{text} {_code(args)}"


def _changed(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " I'm texting you the new details." if args["texted"] else f" {_code(args)}"
    return f"Done, your booking is changed: {_visit(saying, args['visit'])}.{text}"


def _cancelled(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    text = " I'm texting you about it." if args["texted"] else ""
    return f"Your booking is cancelled: {_visit(saying, args['visit'])}.{text}"


def _which_booking(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"I see more than one: {_joined([_visit(saying, visit) for visit in args['visits']], True)}. Which one do you mean?"


def _hours_day(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    day = _day(args["day"], saying.today)
    if not args["sittings"]:
        return f"We are closed {day}" + (f" for {args['holiday']}." if args["holiday"] else ".")
    return f"We are open {day} {_sittings(args['sittings'])}."


def _hours_week(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    names = [_DAYS[(args["first"].weekday() + n) % 7] for n in range(7)]
    groups: list[tuple[list[str], Any]] = []
    order = sorted(range(7), key=lambda n: _DAYS.index(names[n]))
    for n in order:
        if groups and groups[-1][1] == args["week"][n]:
            groups[-1][0].append(names[n])
        else:
            groups.append(([names[n]], args["week"][n]))
    said = [
        f"{days[0] if len(days) == 1 else f'{days[0]} to {days[-1]}'}{' closed' if not sittings else ' ' + _sittings(sittings)}"
        for days, sittings in groups
    ]
    return f"We are open {'; '.join(said)}."


def _items(saying: Saying, items: Sequence[Any]) -> str:
    names = [saying.text(item.name) for item in items]
    return _joined(names, False) if len(names) <= 6 else f"{', '.join(names[:6])} and {_number(len(names) - 6)} more"


def _allergy(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    what = saying.terms(args["allergens"], either=True)
    parts = [
        f"These contain {what}: {_items(saying, args['containing'])}."
        if args["containing"]
        else f"No recipe of ours lists {what}."
    ]
    if args["doubtful"]:
        parts.append(f"May contain it, or we don't know: {_items(saying, args['doubtful'])}.")
    return " ".join(parts)


def _diet(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    diet = saying.term(args["diet"])
    if not args["items"]:
        return f"We have nothing on the menu marked {diet}."
    return f"Yes, {diet} dishes: {_items(saying, args['items'])}."


def _dish_allergens(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    contains = (
        f"contains {saying.terms(args['contains'])}" if args["contains"] else "lists no major allergen in its recipe"
    )
    doubt = f", and may contain {saying.terms(args['doubtful'], either=True)}" if args["doubtful"] else ""
    return f"The {saying.text(args['item'])} {contains}{doubt}."


def _dish(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"{saying.text(args['item'])}, {saying.tell(args['price'])}. {saying.text(args['description'])}"


def _price_dish(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return _joined([f"{saying.text(name)} is {saying.tell(price)}" for name, price in args["items"]], False) + "."


def _price_service(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    parts = [
        f"{saying.text(name)} {'starts at' if from_ else 'is'} {saying.tell(price)}"
        for name, price, from_ in args["services"]
    ]
    return _joined(parts, False) + "."


def _services(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"We offer {_joined([saying.text(name) for name in args['services']], False)}."


def _ask_service(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    names = _joined([saying.text(name) for name in args["services"]], True)
    return "What would you like to come in for?" if variant == 0 else f"What may I book for you: {names}?"


def _languages(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    return f"I speak {saying.terms(args['languages'])}."


def _choose_from(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    names = saying.tongue.joined([saying.tell(name) for name in args["choices"]], True)
    return f"Please choose: {names}."


def _confirm_own(saying: Saying, args: Mapping[str, Any], variant: int) -> str:
    lines = "; ".join(f"{saying.tell(label)}: {saying.tell(value)}" for label, value in args["lines"])
    return f"{saying.tell(args['name'])}. {lines}. Is that right?"


ENGLISH = Tongue(
    language="en",
    day=_day, clock=_clock, moment=_moment, visit=_visit, money=_money, joined=_joined, number=_number,
    terms={
        "tree_nuts": "tree nuts", "peanut": "peanuts", "egg": "egg", "gluten_free_recipe": "gluten free by recipe",
        "dairy_free_recipe": "dairy free by recipe", "en": "English", "es": "Spanish", "pa": "Punjabi",
    },
    composed={
        "choose_from": _choose_from,
        "confirm_own": _confirm_own,
        "greeting": _greeting, "cannot_closed": _closed, "cannot_slot_taken": _full, "offer_times": _offer_times,
        "confirm_book": _confirm_book, "booked": _booked, "changed": _changed, "cancelled": _cancelled,
        "which_booking": _which_booking, "hours_day": _hours_day, "hours_week": _hours_week, "allergy": _allergy, "diet": _diet,
        "dish_allergens": _dish_allergens, "dish": _dish, "price_dish": _price_dish, "price_service": _price_service,
        "services": _services, "ask_service": _ask_service, "languages": _languages, "language_not_spoken": _languages,
        "offer_time": lambda saying, args, variant: f"I could give you {saying.tell(args['options'][0])}. Would that suit you?",
        "this_booking": lambda saying, args, variant: f"I have {saying.tell(args['visits'][0])}. Is that the one?",
        "booking_is": lambda saying, args, variant: f"I have {saying.tell(args['visit'])}, under {args['visit'].name}. The code is {spelled(args['code'])}.",
        "allergy_which": lambda saying, args, variant: "Which allergy is it? Then I can tell you what the recipes list.",
        "menu": lambda saying, args, variant: f"From our {args['section']}: {_items(saying, args['items'])}.",
        "dish_contains": lambda saying, args, variant: f"The {saying.text(args['item'])} contains {saying.terms(args['allergens'], either=True)}.",
        "dish_may_contain": lambda saying, args, variant: f"The {saying.text(args['item'])} may contain {saying.terms(args['allergens'], either=True)}.",
        "dish_unknown": lambda saying, args, variant: f"I don't know whether the {saying.text(args['item'])} contains {saying.terms(args['allergens'], either=True)}.",
        "dish_not_listed": lambda saying, args, variant: f"The recipe of the {saying.text(args['item'])} does not list {saying.terms(args['allergens'], either=True)}.",
        "dish_suits": lambda saying, args, variant: f"Yes, the {saying.text(args['item'])} is {saying.term(args['diet'])}.",
        "dish_suits_not": lambda saying, args, variant: f"No, the {saying.text(args['item'])} is not marked {saying.term(args['diet'])}.",
        "offer_person": lambda saying, args, variant: "Would you like to speak to a person?" if not variant else "Shall I put you through to a person?",
    },
    templates={
        "how_can_i_help": ("How can I help you?",),
        "hello": ("Hello! How can I help you?",),
        "again": ("{text}",),
        "robot": ("Yes, I'm {assistant}, an AI assistant, not a person. I can put you through to a person if you like.",),
        "recording_is": ("Calls may be recorded, and you can tell me not to.",),
        "recording_agreed": ("Thank you.",),
        "not_recorded": ("Of course, this call will not be recorded.",),
        "language_changed": ("Of course, we can speak English.",),
        "what_can_i_do": ("How can I help you?", "I can make, change or cancel a booking, answer a question, or take a message. What would you like?",
            "Press 1 to book, 2 to change a booking, 3 to cancel one, 4 to leave a message."),
        "anything_else": ("Is there anything else I can do for you?",),
        "back_to": ("Now, back to where we were.",),
        "all_right": ("All right.",),
        "welcome": ("You're welcome.",),
        "welcome_goodbye": ("You're welcome. Goodbye!",),
        "goodbye": ("Thank you for calling {business}. Goodbye!",),
        "sorry": (
            "Sorry, I didn't get that.",
            "I'm sorry, I still didn't understand. Let me put it another way.",
        ),
        "out_of_scope": (
            "I'm sorry, that is something I can't help with. I can make, change or cancel a booking, answer questions about us, or take a message.",
        ),
        "still_there": ("Are you still there?",),
        "use_keys": ("You can also answer with the keys of your phone.",),
        "use_keys_or_person": ("You can also answer with the keys of your phone, or press zero for a person.",),
        "close_silence": ("I can't hear you, so I'll end the call here. Please call again any time. Goodbye.",),
        "close_not_understood": ("I'm sorry, the line is too bad for me to understand. Please call again, or send us a text message. Goodbye.",),
        "offer_message": ("Would you like to leave a message instead?", "Nobody is here to take the call right now. Shall I take a message?"),
        "sorry_upset": ("I'm sorry this is not going well.",),
        "person_away": ("Nobody can come to the phone right now, but I'll gladly take a message.",),
        "person_no_answer": ("I'm sorry, nobody picked up. I'll gladly take a message.",),
        "transferring": ("One moment, I'm putting you through to {label}.",),
        "emergency": ("If this is an emergency, please hang up now and call 911.",),
        "resumed": ("Sorry, we were cut off for a moment.",),
        "trouble": ("I'm sorry, I can't reach our book at the moment.",),
        "trouble_message": ("I'm sorry, I can't write that down at the moment. Please call again a little later.",),
        "noted": ("I'll make a note of that.",),
        "dropped": ("All right, we'll leave that.",),
        "dropped_message": ("All right, no message then.",),
        "kept_booking": ("All right, your booking stays as it is.",),
        "nothing_booked": ("All right, then I have not made a booking.",),
        "just_taken": ("I'm sorry, somebody else has just taken that place.",),
        "free": ("Good, I have {visit}.",),
        "cannot_too_late": ("I'm sorry, that is too short notice for a booking by phone.",),
        "cannot_too_far": ("I'm sorry, our book only goes {days} days ahead.",),
        "cannot_too_many": ("For more than {most} people a colleague has to help.",),
        "cannot_sold_out": ("I'm sorry, we are sold out {day}.",),
        "cannot_full": ("I'm sorry, so many are coming at that time that I can't take more.",),
        "cannot_day_full": ("I'm sorry, that day is fully booked for this.",),
        "cannot_too_few": ("I'm sorry, that is for larger parties only.",),
        "cannot_not_for_new_clients": ("I'm sorry, that is only for people who have been here before.",),
        "cannot_not_for_returning_clients": ("That is for a first visit only.",),
        "cannot_no_such_place": ("I'm sorry, we have no place like that.",),
        "cannot_unknown_service": ("I'm sorry, we don't offer that.",),
        "cannot_nobody_has_that_skill": ("I'm sorry, that person doesn't do this.",),
        "which_day": ("Which day would that be?",),
        "too_late_to_change": ("I'm sorry, it is too late for me to change that visit by phone.",),
        "no_booking": ("I can't find a booking like that.",),
        "confirm_change": (
            "You have {before}. I would make that {visit}. Shall I change it?",
            "Once more: instead of {before} it would be {visit}. Shall I change it?",
        ),
        "confirm_cancel": ("You have {visit}. Shall I cancel it?", "I have {visit}. Do you want me to cancel it, yes or no?"),
        "ask_date": (
            "For which day would you like it?",
            "Which day would you like?",
            "Please say a day, for example tomorrow or Saturday.",
            "Please key in the month and the day with two digits each, for example 1 1 2 7.",
        ),
        "ask_time": (
            "At what time?",
            "What time would you like?",
            "Please say a time, for example half past seven in the evening.",
            "Please key in the time with four digits, for example 1 9 3 0.",
        ),
        "ask_party_size": (
            "For how many people?",
            "How many people will you be?",
            "Please say just the number of people.",
            "Please press the number of people on your phone.",
        ),
        "ask_your_name": ("May I have your name, please?", "What is your name, please?", "Please say just your first and last name."),
        "ask_name": ("What name may I put it under?", "What is your name, please?", "Please say just your first and last name."),
        "ask_phone": (
            "And what phone number can we reach you at?",
            "What is your phone number, please?",
            "Please say your phone number digit by digit, or key it in.",
        ),
        "ask_message": ("What message may I take?", "Please tell me your message now.", "Just say what I should pass on."),
        "ask_change": ("What would you like to change: the day, the time or the number of people?",),
        "ask_find_name": (
            "What name is the booking under? Or tell me its code.",
            "Please tell me the name of the booking, or its five character code.",
            "Please say just the last name, or spell the code.",
        ),
        "ask_find_day": ("And for which day is it?", "Which day is the booking for?", "Please say the day of the booking, for example Saturday."),
        "confirm_waitlist": (
            "Nothing is booked yet. Shall I put you on the waiting list for {visit}?",
            "{visit}: shall I put you on the waiting list for that? Please say yes or no.",
        ),
        "waitlist_joined": ("You're on the waiting list for {visit}. We will let you know if a place becomes free; it is not booked yet.",),
        "waitlist_possible": ('If you would rather wait for it, just say "waiting list".',),
        "offer_waitlist": ("Would you like to be on the waiting list for that?",),
        "message_kept": ("Thank you, I've taken your message.",),
        "call_back_kept": ("Thank you, I've noted that somebody should call you back.",),
        "address": ("We are at {address}. {directions}",),
        "fact": ("{text}",),
        "no_answer": ("I'm afraid I don't know that. I can take a message and somebody will get back to you.",),
        "price_unknown": ("I'm afraid I don't have that price.",),
        "cross_contact": ("Everything is made in one kitchen, so I can't promise that a dish is free of traces. Please tell your server about any allergy.",),
    },
)  # fmt: skip
