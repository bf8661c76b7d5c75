"""One article of the database: what it says, what people correct of it, and that as annotation."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from newsextract.evaluate.reviewed import Reviewed, find_reviewed
from newsextract.record import content_id
from newsextract.serve.models import AnyCorrection, Key, StoredCorrection
from newsextract.store.corrections import Correction, add_correction, read_corrections
from newsextract.store.database import Store
from newsextract.store.reading import read_record, read_text

router = APIRouter(tags=["review"])

KeyQuery = Annotated[Key, Query(description="document_key of the article.")]
_MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "No such article, or its text was not kept."}}
_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/document", summary="The record of an article", responses={
    **_MISSING,
    200: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Record"}}}},
})  # fmt: skip
def document(request: Request, key: KeyQuery) -> dict[str, Any]:
    """As it was extracted; corrections are not applied."""
    with request.app.state.service.store() as store:
        record = store and read_record(store.engine, key)
    if not record:
        raise HTTPException(404, "no such article")
    return record


@router.get("/document/view", summary="An article as the pieces of a page, corrected", responses=_MISSING)
def view(request: Request, key: KeyQuery) -> dict[str, Any]:
    """HTML of the text with everything marked, of charts and tables; the corrected record; what was said of it."""
    service = request.app.state.service
    with service.store() as store:
        record = store and read_record(store.engine, key)
        text = read_text(store.engine, key) if record else None
        said = tuple(read_corrections(store.engine, key)) if record else ()
    if not record:
        raise HTTPException(404, "no such article")
    found: dict[str, Any]
    if text is None:
        found = service.run("view_record", record)
    else:
        found = service.run("view_stored", Reviewed(record, text, said))
    told = [_told(correction).model_dump() for correction in said]
    return {**found, "has_text": text is not None, "corrections": told}


@router.get("/document/corrections", summary="What people said of an article", responses=_MISSING)
def corrections(request: Request, key: KeyQuery) -> list[StoredCorrection]:
    """The oldest first; an article may have gone since."""
    with request.app.state.service.store() as store:
        return [_told(correction) for correction in read_corrections(store.engine, key)] if store else []


@router.post("/document/corrections", status_code=201, summary="Correct something", responses=_MISSING)
def correct(request: Request, key: KeyQuery, said: AnyCorrection) -> StoredCorrection:
    """The correction is stored beside the extraction, which stays as it is; later ones of the same thing win."""
    service = request.app.state.service
    with service.store() as store:
        stored = _stored(store, key)
    correction = _parse(key, stored, said)
    if correction.action not in ("accept", "undo"):
        service.run("check_correction", stored, correction)
    with service.store() as store:
        return _told(add_correction(store.engine, correction))


@router.get("/document/gold", summary="An article as annotation", responses=_MISSING)
def gold(request: Request, key: KeyQuery) -> dict[str, Any]:
    """In the format of the corpus, with all corrections."""
    service = request.app.state.service
    with service.store() as store:
        stored = _stored(store, key)
    files = dict(service.run("files_of", stored, "article"))
    annotation: dict[str, Any] = json.loads(files["article.gold.json"])
    return annotation


@router.get("/gold.zip", summary="What was looked at, as annotation", responses=_ZIP, response_class=Response)
def gold_zip(request: Request) -> Response:
    """NAME.txt, NAME.gold.json and clean/NAME.txt of every article with a correction or an acceptance."""
    service = request.app.state.service
    buffer = io.BytesIO()
    with service.store() as store, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, stored in find_reviewed(store) if store else ():
            for path, data in service.run("files_of", stored, name):
                archive.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), data)
    headers = {"Content-Disposition": 'attachment; filename="gold.zip"'}
    return Response(buffer.getvalue(), media_type="application/zip", headers=headers)


def _stored(store: Store | None, key: str) -> Reviewed:
    record = read_record(store.engine, key) if store else None
    if store is None or record is None:
        raise HTTPException(404, "no such article")
    text = read_text(store.engine, key)
    if text is None:
        raise HTTPException(404, "the text of this article was not kept; store it with --keep-text")
    return Reviewed(record, text, tuple(read_corrections(store.engine, key)))


def _parse(key: str, stored: Reviewed, said: AnyCorrection) -> Correction:
    """What was sent as a correction; something new gets its id."""
    content = stored.record["document"]["id"]
    if said.target == "document":
        return Correction(key, content, "document", "accept", reviewer=said.reviewer)
    fields = said.fields.model_dump(exclude_unset=True)
    own = said.id
    if said.action == "add":
        if fields.get("start") is None or fields.get("end") is None:
            raise HTTPException(422, "fields.start and fields.end tell where in the text it stands")
        own = content_id("new", content, said.target, fields["start"], fields["end"], len(stored.corrections))
    elif not own:
        raise HTTPException(422, "id tells which one")
    return Correction(key, content, said.target, said.action, own, fields, said.reviewer)


def _told(correction: Correction) -> StoredCorrection:
    return StoredCorrection(
        correction_id=correction.id,
        target=correction.target,
        id=correction.target_id,
        action=correction.action,
        fields=dict(correction.fields),
        reviewer=correction.reviewer,
        made_at=correction.made_at,
    )
