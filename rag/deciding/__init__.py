"""Answered, quoted or silent."""
