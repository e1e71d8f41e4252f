"""Voicemails that were left while nothing could be written down are looked for at the carrier."""

import logging

from functions.office import Office
from receptionist.desk.note_voicemails import note_missed_voicemails
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)


def note_missed(office: Office) -> None:
    """Looks once. Called every minute on one machine, by functions/call_setup/rescue_handler.py in the cloud. While the carrier does
    not answer, the next look finds them."""
    try:
        noted = note_missed_voicemails(office.desk, office.carrier)
    except VendorUnavailable as error:
        log.warning("voicemails were not looked for", extra={"reason": str(error)})
        return
    for call in noted:
        log.warning("a voicemail is noted late", extra={"call": call})
