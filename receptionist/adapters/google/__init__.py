"""Google Calendar, over plain HTTPS."""
