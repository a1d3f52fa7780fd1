"""Graphs read from files: what is read, what is refused, and that the same content is the same graph."""

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

import kg
from kg.errors import InputError, SyntaxErrorsFound
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
