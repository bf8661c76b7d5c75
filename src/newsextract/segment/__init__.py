"""Sentences and words of the cleaned text."""
