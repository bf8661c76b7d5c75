"""Reading: files, folders, standard input, JSON Lines and HTML become articles, one at a time."""

from newsextract.read.article import Article
from newsextract.read.encodings import detect_encoding
from newsextract.read.inputs import article_from_text, parse_item, read_inputs
from newsextract.read.items import Failure, Item, Reading, read_items

__all__ = [
    "Article",
    "Failure",
    "Item",
    "Reading",
    "article_from_text",
    "detect_encoding",
    "parse_item",
    "read_inputs",
    "read_items",
]
