"""`firstring doctor`: what keeps a deployment from answering calls, each with its remedy."""
