"""The numbers that ring a business: bought, connected, looked after, given back."""
