"""Bookings as other calendars show them, other calendars' entries as busy times, and bookings brought from elsewhere. Pure."""
