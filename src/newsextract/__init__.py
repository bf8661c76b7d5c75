"""Chinese news articles in, validated structured data out."""

__version__ = "0.1.0"
