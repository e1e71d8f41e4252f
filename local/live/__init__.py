"""`firstring verify-live`: calls over the real telephone network to a deployed number, measured as heard, within a budget."""
