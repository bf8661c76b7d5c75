"""cnloc: the division that an address lies in."""

PACKAGES = ["cnloc"]


def load():
    import cnloc

    return lambda text: cnloc.getlocation([text])
