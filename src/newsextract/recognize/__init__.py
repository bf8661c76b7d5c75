"""Names in the clean text: persons, titles, places, companies and bodies, and who bears which office."""

from newsextract.recognize.names import Names, recognize_names

__all__ = ["Names", "recognize_names"]
