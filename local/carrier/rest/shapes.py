"""Resources as Twilio's REST API writes them: every documented field, in its documented type."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from local.carrier.call import PhoneCall
from local.carrier.model import CallRecording, IncomingNumber, TextMessage
from local.carrier.texts import segments
from local.carrier.wall_clock import rfc2822

VERSION = "2010-04-01"
Json = dict[str, Any]


def account_path(account_sid: str, *rest: str) -> str:
    """The path of something in an account."""
    return "/".join([f"/{VERSION}/Accounts/{account_sid}", *rest])


def error(code: int, message: str, status: int) -> Json:
    """An error as the SDK expects it."""
    more = f"https://www.twilio.com/docs/errors/{code}"
    return {"code": code, "message": message, "more_info": more, "status": status}


def account(sid: str, auth_token: str, owner_sid: str) -> Json:
    """An Account resource."""
    parts = ("Calls", "IncomingPhoneNumbers", "Messages", "Recordings", "AvailablePhoneNumbers")
    return {
        "auth_token": auth_token,
        "date_created": None,
        "date_updated": None,
        "friendly_name": "a simulated account",
        "owner_account_sid": owner_sid,
        "sid": sid,
        "status": "active",
        "subresource_uris": {part.lower(): account_path(sid, f"{part}.json") for part in parts},
        "type": "Full",
        "uri": f"{account_path(sid)}.json",
    }


def call(call: PhoneCall) -> Json:
    """A Call resource."""
    path = account_path(call.account_sid, "Calls", call.sid)
    seconds = None
    if call.finished is not None and call.answered is not None:
        seconds = str(round((call.finished - call.answered).total_seconds()))
    parts = (
        "events notifications payments recordings siprec streams transcriptions user_defined_messages"
        " user_defined_message_subscriptions"
    )
    return {
        "sid": call.sid,
        "date_created": rfc2822(call.created),
        "date_updated": rfc2822(call.updated),
        "parent_call_sid": call.parent_sid,
        "account_sid": call.account_sid,
        "to": call.to,
        "to_formatted": call.to,
        "from": call.from_,
        "from_formatted": call.from_,
        "phone_number_sid": call.number_sid,
        "status": call.state.value,
        "start_time": rfc2822(call.answered),
        "end_time": rfc2822(call.finished),
        "duration": seconds,
        "price": None,
        "price_unit": "USD",
        "direction": call.direction,
        "answered_by": None,
        "api_version": VERSION,
        "forwarded_from": None,
        "group_sid": None,
        "caller_name": None,
        "queue_time": "0",
        "trunk_sid": None,
        "uri": f"{path}.json",
        "subresource_uris": {
            part: f"{path}/{''.join(word.title() for word in part.split('_'))}.json" for part in parts.split()
        },
    }


def message(text: TextMessage) -> Json:
    """A Message resource."""
    path = account_path(text.account_sid, "Messages", text.sid)
    return {
        "body": text.body,
        "num_segments": str(segments(text.body)),
        "direction": text.direction,
        "from": text.from_,
        "to": text.to,
        "date_updated": rfc2822(text.updated),
        "price": None,
        "error_message": None,
        "uri": f"{path}.json",
        "account_sid": text.account_sid,
        "num_media": "0",
        "status": text.status,
        "messaging_service_sid": text.messaging_service_sid or None,
        "sid": text.sid,
        "date_sent": rfc2822(text.sent),
        "date_created": rfc2822(text.created),
        "error_code": text.error_code,
        "price_unit": "USD",
        "api_version": VERSION,
        "subresource_uris": {"media": f"{path}/Media.json"},
    }


def number(owned: IncomingNumber) -> Json:
    """An IncomingPhoneNumber resource."""
    return {
        "sid": owned.sid,
        "account_sid": owned.account_sid,
        "friendly_name": owned.friendly_name,
        "phone_number": owned.phone_number,
        "voice_url": owned.voice_url,
        "voice_method": owned.voice_method,
        "voice_fallback_url": owned.voice_fallback_url,
        "voice_fallback_method": owned.voice_fallback_method,
        "voice_caller_id_lookup": False,
        "voice_application_sid": None,
        "voice_receive_mode": "voice",
        "date_created": rfc2822(owned.created),
        "date_updated": rfc2822(owned.updated),
        "sms_url": owned.sms_url,
        "sms_method": owned.sms_method,
        "sms_fallback_url": owned.sms_fallback_url,
        "sms_fallback_method": owned.sms_fallback_method,
        "sms_application_sid": None,
        "status_callback": owned.status_callback,
        "status_callback_method": owned.status_callback_method,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "beta": False,
        "address_sid": owned.address_sid or None,
        "address_requirements": "none",
        "api_version": VERSION,
        "identity_sid": None,
        "bundle_sid": owned.bundle_sid or None,
        "trunk_sid": None,
        "emergency_status": "Inactive",
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "origin": "twilio",
        "status": "in-use",
        "type": "local",
        "uri": f"{account_path(owned.account_sid, 'IncomingPhoneNumbers', owned.sid)}.json",
        "subresource_uris": {
            "assigned_add_ons": account_path(
                owned.account_sid, "IncomingPhoneNumbers", owned.sid, "AssignedAddOns.json"
            )
        },
    }


def available(phone_number: str, country: str, region: str) -> Json:
    """An AvailablePhoneNumber resource: a number nobody has yet."""
    return {
        "friendly_name": phone_number,
        "phone_number": phone_number,
        "lata": None,
        "locality": None,
        "rate_center": None,
        "latitude": None,
        "longitude": None,
        "region": region or None,
        "postal_code": None,
        "iso_country": country,
        "address_requirements": "none",
        "beta": False,
        # The OpenAPI writes these names small, the service itself has answered in capitals: both.
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False, "SMS": True, "MMS": True},
    }


def recording(kept: CallRecording, api_base_url: str) -> Json:
    """A Recording resource."""
    path = account_path(kept.account_sid, "Recordings", kept.sid)
    return {
        "account_sid": kept.account_sid,
        "api_version": VERSION,
        "call_sid": kept.call_sid,
        "conference_sid": None,
        "channels": len(kept.channels),
        "date_created": rfc2822(kept.created),
        "date_updated": rfc2822(kept.created),
        "start_time": rfc2822(kept.created),
        "price": None,
        "price_unit": "USD",
        "duration": str(kept.duration_s),
        "sid": kept.sid,
        "source": kept.source,
        "status": kept.status,
        "error_code": None,
        "uri": f"{path}.json",
        "encryption_details": None,
        "subresource_uris": {
            "add_on_results": f"{path}/AddOnResults.json",
            "transcriptions": f"{path}/Transcriptions.json",
        },
        "media_url": f"{api_base_url}{path}",
    }


def page(key: str, items: Sequence[Json], path: str, query: Mapping[str, str]) -> Json:
    """One page of a list, cut by `Page` and `PageSize` (50 unless asked, at most 1000)."""
    size = min(max(int(query.get("PageSize", "50")), 1), 1000)
    index = max(int(query.get("Page", "0")), 0)
    shown = list(items[index * size : (index + 1) * size])
    filters = {name: value for name, value in query.items() if name not in ("Page", "PageSize", "PageToken")}

    def uri(at: int) -> str:
        return f"{path}?{urlencode({'PageSize': size, 'Page': at, **filters})}"

    return {
        key: shown,
        "page": index,
        "page_size": size,
        "start": index * size,
        "end": index * size + max(len(shown) - 1, 0),
        "uri": uri(index),
        "first_page_uri": uri(0),
        "previous_page_uri": uri(index - 1) if index else None,
        "next_page_uri": uri(index + 1) if (index + 1) * size < len(items) else None,
    }
