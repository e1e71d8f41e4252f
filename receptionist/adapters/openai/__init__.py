"""OpenAI: the language model that is asked where the local understander is not sure."""
