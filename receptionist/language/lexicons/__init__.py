"""One lexicon per language."""
