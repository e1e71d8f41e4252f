"""Voicemails that were left while nothing could be written down are looked for at the carrier."""

import logging

from functions.office import Office
from receptionist.desk.note_voicemails import note_missed_voicemails

log = logging.getLogger(__name__)


def note_missed(office: Office) -> None:
    """Looks once. Called every minute on one machine, by functions/call_setup/rescue_handler.py in the cloud."""
    for call in note_missed_voicemails(office.desk, office.carrier):
        log.warning("a voicemail is noted late", extra={"call": call})
