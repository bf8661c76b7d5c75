"""newsextract: from bytes to a validated JSON line."""

PACKAGES = []


def load():
    from newsextract.pipeline import extract_article
    from newsextract.read import article_from_text
    from newsextract.write.json import format_jsonl

    return lambda text: format_jsonl(extract_article(article_from_text(text)).to_dict()).encode()
