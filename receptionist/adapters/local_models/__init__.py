"""Speech and language models that run on this machine, from files, without a network or an account."""
