"""The book, as the dashboard and other systems read and write it."""
