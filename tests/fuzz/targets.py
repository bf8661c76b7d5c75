"""What is fuzzed: whatever comes in, the laws hold. Each target takes bytes and raises where they do not."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from newsextract import Extractor
from newsextract.clean import clean_text
from newsextract.clean.offsets import apply_edits
from newsextract.clean.script import simplify
from newsextract.errors import InputError
from newsextract.measure.dates import find_times, infer_anchor
from newsextract.measure.quantities import find_quantities
from newsextract.read import Failure, article_from_text, read_inputs
from newsextract.validate import validate_record
from newsextract.write.json import format_jsonl

_EXTRACTOR = Extractor()
# What fuzzing begins with and puts together: news in both scripts, dirt, numbers, marks.
PIECES = (
    *("桂林市", "副市長林知遠", "同比增長", "下降1.66%", "近35億元", "2023年", "1—6月", "民國113年", "截至6月底"),
    *("(yè)", "產(chǎn)業(yè)", "&nbsp;", "&#20013;", "<b>", "</p>", ",,", "\ufeff", "\u200b", "\x00", "１２３", "。"),
    *("(", "）", "“", "，", "；", "其中", "分别为", "至", "由", "翻一番", "每亩150公斤", "第4位", "万", "亿", "百分之"),
    *("本报讯（记者 方晓）", "有限公司", "以下简称", "表示，", "责任编辑：", "指标\t数值\n", "|", "昨日22时", "-", "~"),
    *("三成五", "\n", "\t", "."),
)


def to_text(data: bytes) -> str:
    """Bytes as a text: below 128 each is a piece, the others are read as UTF-16 pairs, so that any character comes."""
    out, at = [], 0
    while at < len(data):
        byte = data[at]
        if byte < 0x80:
            out.append(PIECES[byte % len(PIECES)])
            at += 1
        else:
            out.append(chr(int.from_bytes(data[at + 1 : at + 3], "big")))
            at += 3
    return "".join(out)


def fuzz_article(data: bytes) -> None:
    """Any text: InputError, or a record that keeps its contract and is the same when made again."""
    text = to_text(data)
    try:
        record = _EXTRACTOR.extract(text)
    except InputError:
        return
    validate_record(record, text)
    assert format_jsonl(record.to_dict()) == format_jsonl(_EXTRACTOR.extract(text).to_dict())


def fuzz_clean(data: bytes) -> None:
    """Any text: the log replayed gives the cleaned text; the map is covering, bounded and monotone."""
    text = to_text(data)
    cleaned = clean_text(text)
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert len(cleaned.shadow) == len(cleaned.text)
    last = 0
    for span in (cleaned.span(at, at + 1) for at in range(len(cleaned.text))):
        assert last <= span.start < span.end <= len(text)
        last = span.start


def fuzz_measure(data: bytes) -> None:
    """Any text: quantities and times lie within it, in order, apart from each other."""
    text = simplify(to_text(data))
    anchor, *_ = infer_anchor(text, date="2024-05-06", metadata_dates=(), dateline_date=None, region=None)
    for spans in (find_quantities(text, [])[0], find_times(text, anchor)):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            end = span.end


def fuzz_bytes(data: bytes) -> None:
    """Any file of any kind: articles or failures that say why; offsets are those of the decoded bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("txt", "html", "jsonl", "txt.gz"):
            path = Path(folder) / f"any.{suffix}"
            path.write_bytes(data)
            for item in read_inputs([path]):
                if isinstance(item, Failure):
                    assert item.message
                    continue
                if suffix == "txt":
                    assert data.decode(item.encoding, "replace") == item.text
                validate_record(_EXTRACTOR.extract(article_from_text(item.text)), item.text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "article": fuzz_article,
    "clean": fuzz_clean,
    "measure": fuzz_measure,
    "bytes": fuzz_bytes,
}
