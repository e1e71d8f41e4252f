"""What needs no model: dates, times, numbers, names, intents, affect and language; and how to say them."""
