"""How well the program reads: scores against annotated articles, and the floors that they must not fall below."""
