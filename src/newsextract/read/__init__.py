"""Reading: files, folders, standard input, JSON Lines and HTML become articles, one at a time."""

from newsextract.read.article import Article
from newsextract.read.encodings import detect_encoding
from newsextract.read.inputs import Failure, article_from_text, read_inputs

__all__ = ["Article", "Failure", "article_from_text", "detect_encoding", "read_inputs"]
