"""The server over every kind of database that it can stand on."""

import io
import warnings
import zipfile

import pytest

from newsextract.cli import main
from newsextract.serve.app import Settings, make_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it announces a successor of httpx
    from starlette.testclient import TestClient

TEXT = "桂林市召开会议\n2022年，桂林市粮食产量120万吨。2023年，桂林市粮食产量125万吨，增长4.2%。桂林市市长林知远出席。"


@pytest.mark.slow
def test_articles_go_in_and_lists_and_annotation_come_out(database_url, tmp_path):
    with TestClient(make_app(Settings(database_url)), base_url="http://localhost") as client:
        stored = client.post(
            "/documents", params={"key": "n1"}, content=TEXT.encode(), headers={"content-type": "text/plain"}
        )
        assert stored.json() == {"key": "n1", "outcome": "added"}, stored.text
        [document] = client.get("/documents", params={"words": "会议"}).json()["items"]
        assert (document["document_key"], document["has_text"], document["facts"]) == ("n1", True, 3)
        facts = client.get("/facts", params={"kind": "quantity", "since": "2023-01-01"}).json()["items"]
        assert [fact["value"] for fact in facts] == [1250000]
        assert client.get("/offices").json()["items"][0]["person"] == "林知远"
        [indicator, *_] = client.get("/indicators").json()["items"]
        series = client.get("/series", params={"indicator": indicator["indicator_key"]}).json()
        assert [point["value"] for point in series["items"]] == [1200000, 1250000]
        assert "125万吨" in series["items"][1]["said"][0]["sentence"]
        assert "<svg" in series["charts"]
        said = {"target": "fact", "action": "change", "id": facts[0]["fact_id"], "fields": {"value": "1250001"}}
        assert client.post("/document/corrections", params={"key": "n1"}, json=said).status_code == 201
        archive = zipfile.ZipFile(io.BytesIO(client.get("/gold.zip").content))
        assert "1250001" in archive.read("n1.gold.json").decode()
    assert main(["gold", database_url, "-o", str(tmp_path / "reviewed")]) == 0
    assert (tmp_path / "reviewed" / "n1.gold.json").read_bytes() == archive.read("n1.gold.json")
