"""The Articles tab."""
