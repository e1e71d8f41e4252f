"""What came of a business's calls, in numbers."""
