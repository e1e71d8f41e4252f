"""What the dashboard reads and changes, except bookings."""
