"""Whole conversations as data, played against the real conversation, desk and stores of an office that ends with them."""
