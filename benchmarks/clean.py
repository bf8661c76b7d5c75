"""Seconds that cleaning and mapping, and all of the stage (shadow, script, layout), take for a megabyte of UTF-8.

    python benchmarks/clean.py [--check]

``--check`` ends with status 1 where a limit is broken: 0.35 s for polluted text, 0.1 s for clean text.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from newsextract.clean import clean_text, strip_noise

LIMITS = {"polluted": 0.35, "clean": 0.1}
SIZE = 1_000_000
READINGS = {
    "縣": "xiàn",
    "會": "huì",
    "產": "chǎn",
    "業": "yè",
    "議": "yì",
    "農": "nóng",
    "務": "wù",
    "區": "qū",
    "實": "shí",
}
HANT = (
    "雲嶺縣政府昨天召開會議,公布全年產業發展情況:農業產值12.8億元,同比增長4.2%,工業區實現產值36億元。\n"
    "縣長林知遠說,全縣要做好服務,推動農產品加工業發展;縣議會代表、各區負責人參加會議。\n"
)
HANS = (
    "云岭市统计局昨天公布，全年地区生产总值1234.5亿元，比上年增长5.3%；其中第一产业增加值98亿元。\n"
    "市长林知远说，全市规模以上工业企业达到320家，从业人员12万人，形势持续向好。\n"
)
NOISY = "<p>云岭市&nbsp;２０２３年增长５％，，比上年多2.1个百分点。</p><!-- 广告 --><div>责任编辑：方晓</div>\n"


def documents() -> dict[str, str]:
    """A megabyte of each kind."""
    polluted = "".join(f"{char}({READINGS[char]})" if char in READINGS else char for char in HANT)
    kinds = {"polluted": polluted, "noisy": NOISY, "clean": HANS, "clean, Traditional": HANT}
    return {kind: text * (SIZE // len(text.encode()) + 1) for kind, text in kinds.items()}


def measure(stage: Callable[[str], object], text: str, repeats: int = 3) -> float:
    """Seconds of processor time for a megabyte, the best of a few runs."""
    stage(text[:2000])
    best = float("inf")
    for _ in range(repeats):
        begin = time.process_time()
        stage(text)
        best = min(best, time.process_time() - begin)
    return best * SIZE / len(text.encode())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail where a limit is broken")
    check = parser.parse_args().check
    broken = 0
    for kind, text in documents().items():
        seconds, limit = measure(strip_noise, text), LIMITS.get(kind)
        broken += limit is not None and seconds > limit
        print(
            f"{kind:20} cleaning and mapping {seconds:.3f} s, all {measure(clean_text, text):.3f} s"
            + (f"  limit {limit}" if limit else "")
        )
    return 1 if check and broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
