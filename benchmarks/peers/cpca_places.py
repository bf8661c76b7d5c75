"""cpca: the division that an address lies in."""

PACKAGES = ["cpca-new"]


def load():
    import cpca_new as cpca

    return cpca.transform_text_with_addrs
