"""rjieba: jieba in Rust, words with tags."""

PACKAGES = ["rjieba"]


def load():
    import rjieba

    return rjieba.tag
