"""Bookings in other calendars, other calendars' busy times, and bookings brought from elsewhere."""
