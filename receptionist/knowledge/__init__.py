"""Answers from the business's facts: hours, prices, menu, allergens, questions with written answers."""
