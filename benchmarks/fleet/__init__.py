"""Several handlers behind a load balancer, on one machine, with stand-ins for the phone network, the recogniser and the voice.

this process: simulated phone network, callers ──webhooks──▶ front (what Lambda functions do), REST ◀──
                                               ──/media────▶ picker ──▶ handler 1 │ handler 2 │ ...
                                                                          ├─▶ providers (words and voices, over sockets)
                                                                          └─▶ one SQLite file, shared with the front
"""
