"""The language-model understander: the same commands as the local one, asked only where that one is not sure.

    heard ──local──▶ commands ──sure──▶ obeyed
                        │
                        └──not sure──▶ prompt ──model──▶ sifted ──anything left──▶ obeyed
                                                   └──slow, down, nonsense──▶ the local commands after all

What a model gives is taken for data from a stranger: a command that is not one of ours, an id we do not have, a value the
caller cannot have said, and words that no fact bears out are dropped. It never owns an effect, and no yes is taken from it.
Pure, but for the model itself, which is an argument.
"""
