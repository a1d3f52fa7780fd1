"""Graphs read from files: what is read, what is refused, and that the same content is the same graph."""

import gzip
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef

import kg
from kg.errors import InputError, QueryRefused, SyntaxErrorsFound
from kg.stores.cache import cache_folder, clear_cache, write_whole
from kg.stores.embedded import snapshot_graph
from kg.stores.files import graph_files
from kg.stores.snapshot import take_snapshot

A = "@prefix e: <urn:e:> . e:a e:b e:c ; e:d 'x'@en , 5 ."
B = "<urn:e:a> <urn:e:d> 5 . <urn:e:a> <urn:e:b> <urn:e:c> . <urn:e:a> <urn:e:d> 'x'@en ."


def write(folder: Path, **texts: str) -> str:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def test_folders_are_read_without_what_holds_no_facts(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl=A, sub__b_nt="", examples__c_ttl=A, shapes__d_ttl=A, readme_md="no")
    assert [path.name for path in graph_files([folder])] == ["a.ttl", "b.nt"]


def test_a_file_that_is_named_is_read_wherever_it_lies(tmp_path: Path) -> None:
    write(tmp_path, examples__c_ttl=A)
    assert len(graph_files([str(tmp_path / "examples" / "c.ttl")])) == 1


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl=A)
    assert len(graph_files([folder, f"{folder}/*.ttl", f"{folder}/a.ttl"])) == 1


@pytest.mark.parametrize("place", ["nowhere.ttl", "no/such/*.ttl"])
def test_what_does_not_exist_is_said_in_one_sentence(place: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        graph_files([place])


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no RDF file"):
        graph_files([str(tmp_path)])


def test_a_syntax_error_names_file_line_and_column(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl="<urn:a> <urn:b>\n  nope:c .")
    with pytest.raises(SyntaxErrorsFound, match=r"a\.ttl:2:3"):
        take_snapshot([folder])


def test_the_digest_is_that_of_the_sorted_canonical_quads(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl=A)
    dataset = ox.Dataset(ox.parse(A, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in dataset)
    assert take_snapshot([folder]).digest == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_same_triples_written_otherwise_are_the_same_graph(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1", a_ttl=A), write(tmp_path / "2", b_ttl=B)
    assert take_snapshot([one]).digest == take_snapshot([two]).digest


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl="_:x <urn:p> 1 .", b_ttl="_:x <urn:p> 2 .")
    assert len(set(kg.load(folder).subjects())) == 2


def test_blank_nodes_have_the_same_names_at_every_reading(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl="[] <urn:p> [ <urn:q> 1 ] .")
    first = set(kg.load(folder))
    write(tmp_path, a_ttl="[] <urn:p> [ <urn:q> 1 ] . # once more")
    assert set(kg.load(folder)) == first


def test_named_graphs_are_read_as_one_and_still_have_their_names(tmp_path: Path) -> None:
    folder = write(tmp_path, a_trig="<urn:g> { <urn:a> <urn:b> <urn:c> }")
    graph = kg.load(folder)
    assert len(list(graph.query("SELECT * { <urn:a> ?p ?o }"))) == 1
    assert len(list(graph.query("SELECT * { GRAPH <urn:g> { ?s ?p ?o } }"))) == 1


def test_loading_gives_an_rdflib_graph(tmp_path: Path) -> None:
    graph = kg.load(write(tmp_path, a_ttl=A))
    assert isinstance(graph, Graph)
    assert len(graph) == 3


RULE = "CONSTRUCT { ?a <urn:above> ?c } WHERE { ?a <urn:above> ?b . ?b <urn:above> ?c }"


def test_rules_run_until_nothing_new_appears(tmp_path: Path) -> None:
    chain = " ".join(f"<urn:{n}> <urn:above> <urn:{n + 1}> ." for n in range(6))
    folder = write(tmp_path, a_ttl=chain, rules__up_rq=RULE)
    found = take_snapshot([folder])
    assert (found.derived, len(kg.load(folder))) == (15, 21)


def test_rules_without_an_end_are_refused(tmp_path: Path) -> None:
    endless = "CONSTRUCT { ?s <urn:n> ?m } WHERE { ?s <urn:n> ?n BIND(?n + 1 AS ?m) }"
    folder = write(tmp_path, a_ttl="<urn:a> <urn:n> 1 .", rules__more_rq=endless)
    with pytest.raises(InputError, match="without end"):
        take_snapshot([folder])


def test_a_rule_that_is_no_construct_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl=A, rules__ask_rq="ASK {}")
    with pytest.raises(InputError, match="not a CONSTRUCT"):
        take_snapshot([folder])


def test_a_changed_file_is_a_new_snapshot(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl=A)
    first = take_snapshot([folder])
    write(tmp_path, a_ttl=A + " <urn:new> <urn:p> 1 .")
    assert take_snapshot([folder]).quads != first.quads


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonld", '{"@context": "https://example.org/context.jsonld", "@id": "urn:a", "p": "x"}'),
        ("a.ttl", "<urn:o> <http://www.w3.org/2002/07/owl#imports> <https://example.org/other.ttl> ."),
        ("a.rdf", '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>'),
    ],
)
def test_reading_never_opens_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (tmp_path / name).write_text(text)
    try:
        quads = take_snapshot([str(tmp_path)]).quads.read_text()
    except InputError:
        return
    assert "root:" not in quads


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    place = write(tmp_path / "graph", a_ttl=A)
    code = f"from kg.stores.snapshot import take_snapshot; print(take_snapshot([{place!r}]).digest)"
    environment = {**os.environ, "KG_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", code]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(2)]
    printed = {process.communicate(timeout=60)[0] for process in running}
    assert len(printed) == 1
    assert len(printed.pop().strip()) == 64


@pytest.mark.parametrize("folder", [".hidden", "alignments", "build", "imports", "questions", "tests"])
def test_a_folder_that_holds_no_facts_is_passed_over_and_read_when_named(tmp_path: Path, folder: str) -> None:
    write(tmp_path, **{"a_ttl": A, f"{folder}__b_ttl": A})
    assert [path.name for path in graph_files([str(tmp_path)])] == ["a.ttl"]
    assert [path.name for path in graph_files([str(tmp_path / folder)])] == ["b.ttl"]


def test_a_glob_reaches_into_folders(tmp_path: Path) -> None:
    write(tmp_path, a_ttl=A, sub__deep__b_ttl=A)
    assert [path.name for path in graph_files([f"{tmp_path}/**/*.ttl"])] == ["a.ttl", "b.ttl"]


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> ."))
    assert len(kg.load(tmp_path)) == 1


@pytest.mark.parametrize(
    "content", [b"hello", gzip.compress(A.encode())[:-12], gzip.compress(A.encode())[:12] + b"x" * 20]
)
def test_a_damaged_gzip_file_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.ttl.gz").write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        take_snapshot([str(tmp_path)])


def test_bytes_that_are_not_utf8_are_a_syntax_error_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes("<urn:a> <urn:b> 'é' .".encode("latin-1"))
    with pytest.raises(SyntaxErrorsFound, match=r"a\.ttl:1:18: .*UTF-8"):
        take_snapshot([str(tmp_path)])


SEPARATORS = ["\u2028", "\u2029", "\u0085", "\u000b", "\u000c", "\u001c", "\n", "\r"]


@pytest.mark.parametrize("separator", SEPARATORS, ids=lambda character: f"U+{ord(character):04X}")
def test_a_literal_survives_whatever_it_breaks_lines_with(tmp_path: Path, separator: str) -> None:
    texts = {f"{letter}{separator}{letter}" for letter in "azm"}
    graph = Graph()
    for text in texts:
        graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(text)))
    graph.serialize(tmp_path / "a.nt", format="nt", encoding="utf-8")
    assert {str(value) for value in kg.load(tmp_path).objects()} == texts


def test_the_digest_does_not_depend_on_the_names_of_blank_nodes(tmp_path: Path) -> None:
    one = write(tmp_path / "1", a_ttl="_:x <urn:p> _:y . _:y <urn:q> 1 .")
    two = write(tmp_path / "2", a_ttl="_:n <urn:q> 1 . [] <urn:p> _:n .")
    assert take_snapshot([one]).digest == take_snapshot([two]).digest


def test_the_digest_tells_a_named_graph_from_the_default_one(tmp_path: Path) -> None:
    one = write(tmp_path / "1", a_trig="<urn:g> { <urn:a> <urn:b> <urn:c> }")
    two = write(tmp_path / "2", a_trig="{ <urn:a> <urn:b> <urn:c> }")
    assert take_snapshot([one]).digest != take_snapshot([two]).digest


def test_what_was_taken_before_is_found_again(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl="<urn:a> <urn:above> <urn:b> . <urn:b> <urn:above> <urn:c> .", rules__up_rq=RULE)
    first = take_snapshot([folder])
    written = first.quads.stat().st_mtime_ns
    assert take_snapshot([folder]) == first
    assert first.quads.stat().st_mtime_ns == written


def test_a_changed_rule_is_a_new_snapshot(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl="<urn:a> <urn:above> <urn:b> . <urn:b> <urn:above> <urn:c> .", rules__up_rq=RULE)
    first = take_snapshot([folder])
    write(tmp_path, rules__up_rq="CONSTRUCT { ?a <urn:near> ?b } WHERE { ?a <urn:above> ?b }")
    assert (first.derived, take_snapshot([folder]).derived) == (1, 2)


def test_a_rule_may_not_ask_another_server(tmp_path: Path) -> None:
    asks = "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:8/sparql> { ?s ?p ?o } }"
    folder = write(tmp_path, a_ttl=A, rules__far_rq=asks)
    with pytest.raises(QueryRefused, match="another server"):
        take_snapshot([folder])


def test_a_graph_made_in_python_has_the_digest_of_its_file(tmp_path: Path) -> None:
    folder = write(tmp_path, a_ttl="<urn:a> <urn:b> [ <urn:c> 'x'@en , 5 ] .")
    assert snapshot_graph(Graph().parse(tmp_path / "a.ttl")).digest == take_snapshot([folder]).digest


def test_a_loaded_graph_that_grew_is_a_new_snapshot(tmp_path: Path) -> None:
    graph = kg.load(write(tmp_path, a_ttl=A))
    before = snapshot_graph(graph).digest
    graph.add((URIRef("urn:new"), URIRef("urn:p"), Literal(1)))
    assert snapshot_graph(graph).digest != before


def test_clearing_removes_the_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    write_whole(cache_folder() / "deep" / "x", b"1")
    assert clear_cache() == tmp_path / "cache"
    assert not (tmp_path / "cache").exists()


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", b"old")
    write_whole(tmp_path / "x", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"new")]


def test_entities_that_unfold_are_refused_and_plain_ones_are_read(tmp_path: Path) -> None:
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">{}</rdf:RDF>'
    plain = '<!DOCTYPE r [<!ENTITY n "Ann">]>' + rdf.format('<e:C rdf:about="urn:a"><e:name>&n;</e:name></e:C>')
    (tmp_path / "a.rdf").write_text(plain)
    assert "Ann" in {str(value) for value in kg.load(tmp_path / "a.rdf").objects()}
    (tmp_path / "b.rdf").write_text('<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + rdf.format(""))
    with pytest.raises(SyntaxErrorsFound, match="unfold"):
        kg.load(tmp_path / "b.rdf")


def test_a_graph_that_was_edited_is_asked_as_it_is_now(tmp_path: Path) -> None:
    from rdflib import URIRef

    from kg.stores.embedded import snapshot_graph

    graph = kg.load(write(tmp_path, a_ttl="<urn:a> <urn:p> <urn:b> ."))
    graph.remove((URIRef("urn:a"), URIRef("urn:p"), URIRef("urn:b")))
    graph.add((URIRef("urn:a"), URIRef("urn:p"), URIRef("urn:c")))
    assert "urn:c" in snapshot_graph(graph).quads.read_text()


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xef\xbb\xbf<urn:a> <urn:p> 1 .")
    assert len(kg.load(tmp_path)) == 1
