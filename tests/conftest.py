"""What all tests share: a cache of their own, a graph of another domain, the engine over the built-in graph."""

import os
from pathlib import Path

import pytest

import kg
from kg.protocols import Encoder
from kg.settings import Settings
from kg.wiring import Engine, open_encoder

LAKES = """
@prefix : <https://example.org/lakes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix kg: <https://w3id.org/mktit/kg#> .

:Lake a owl:Class ; rdfs:label "lake" .
:River a owl:Class ; rdfs:label "river" .
:Country a owl:Class ; rdfs:label "country" .
:Survey a owl:Class ; rdfs:label "survey" .
:feeds a owl:ObjectProperty ; rdfs:label "feeds" ; owl:inverseOf :fedBy .
:fedBy a owl:ObjectProperty ; rdfs:label "is fed by" .
:liesIn a owl:ObjectProperty ; rdfs:label "lies in" .
:depth a owl:DatatypeProperty ; rdfs:label "depth" .
:lake rdfs:subPropertyOf rdf:subject .
:river rdfs:subPropertyOf rdf:object .
:why rdfs:subPropertyOf kg:reason .
:cites rdfs:subPropertyOf kg:source .
:sure rdfs:subPropertyOf kg:strength .

:ladoga a :Lake ; rdfs:label "Lake Ladoga" ; :depth 230 ; :liesIn :russia ; :fedBy :svir ;
    rdfs:comment "The largest lake of Europe." .
:onega a :Lake ; rdfs:label "Lake Onega" ; :depth 127 ; :liesIn :russia .
:saimaa a :Lake ; rdfs:label "Saimaa" ; :depth 82 ; :liesIn :finland .
:svir a :River ; rdfs:label "Svir" ; :feeds :ladoga .
:vuoksi a :River ; rdfs:label "Vuoksi" ; :feeds :ladoga .
:ladoga :fedBy :vuoksi .
:russia a :Country ; rdfs:label "Russia" .
:finland a :Country ; rdfs:label "Finland" .
:certain a :Certainty ; rdfs:label "certain" .
:atlas rdfs:label "Atlas of Lakes" .
:survey1 a :Survey ; :lake :ladoga ; rdf:subject :ladoga ; rdf:predicate :fedBy ; rdf:object :svir ; :river :svir ;
    :why "Its water was measured at the mouth." ; :cites :atlas ; :sure :certain .
"""
"""A graph that knows nothing of the built-in one's domain."""


@pytest.fixture(scope="session", autouse=True)
def own_cache(request: pytest.FixtureRequest) -> Path:
    """A cache that survives from run to run, so that the model is exported once, and is not the user's."""
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir("kg"))
    os.environ["KG_CACHE"] = str(folder)
    os.environ["XDG_CACHE_HOME"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the foreign graph."""
    path = tmp_path_factory.mktemp("lakes") / "lakes.ttl"
    path.write_text(LAKES, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def foreign(lakes: Path, own_cache: Path) -> Engine:
    """An engine over the foreign graph, without a model."""
    return Engine.open(settings=Settings((str(lakes),), "hashing"))


@pytest.fixture(scope="session")
def engine(own_cache: Path) -> Engine:
    """The engine over the built-in graph with the default model."""
    return kg.Engine.open(settings=Settings())


@pytest.fixture(scope="session")
def model_encoder(own_cache: Path) -> Encoder:
    """The default model in ONNX Runtime; exported by the first run that asks for it."""
    return open_encoder("")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with three triples."""
    path = tmp_path / "tiny" / "tiny.ttl"
    path.parent.mkdir()
    path.write_text("@prefix e: <urn:e:> . e:a e:b e:c ; e:d 'x'@en , 5 .", encoding="utf-8")
    return path.parent
