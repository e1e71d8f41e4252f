"""The carrier's side of a call: its wire format as data, and the socket."""
