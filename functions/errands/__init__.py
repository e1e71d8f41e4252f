"""What has come due is done: news of bookings, reminders, webhooks."""
