"""What a query may do is decided on its parsed form, wherever in it the offence hides."""

import pytest

from kg.errors import QueryError, QueryRefused
from kg.stores.limits import require_read_only

SERVICE = "SERVICE <urn:x> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {{ SELECT * {{ {SERVICE} }} }} }}",
        "SELECT * { OPTIONAL { SERVICE SILENT ?where { ?s ?p ?o } } }",
        f"ASK {{ {{}} UNION {{ {SERVICE} }} }}",
        f"SELECT * {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
        f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER(?o IN (1, EXISTS {{ {SERVICE} }})) }}",
        f"SELECT * {{ BIND(EXISTS {{ {SERVICE} }} AS ?x) }}",
        f"SELECT (EXISTS {{ {SERVICE} }} AS ?x) {{}}",
        f"SELECT * {{}} ORDER BY (EXISTS {{ {SERVICE} }})",
        f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING(NOT EXISTS {{ {SERVICE} }})",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} }}",
        f"DESCRIBE ?s {{ {SERVICE} }}",
        "SELECT * { \\u0053ERVICE <urn:x> { ?s ?p ?o } }",
        "select * { service <urn:x> { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p ?o # a comment\r {SERVICE}\n }}",
    ],
)
def test_a_question_to_another_server_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryRefused, match="another server"):
        require_read_only(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX e: <urn:e:> DELETE { ?s e:p ?o } INSERT { ?s e:q ?o } WHERE { ?s e:p ?o }",
        "LOAD <https://example.org/x>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
        "CLEAR ALL",
        "DROP GRAPH <urn:g>",
        "CREATE GRAPH <urn:g>",
    ],
)
def test_an_update_is_refused_as_such(query: str) -> None:
    with pytest.raises(QueryRefused, match="only read"):
        require_read_only(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <urn:x> { DELETE }" }',
        "SELECT * { ?s ?p '''DROP ALL ; # SERVICE''' }",
        "SELECT * { ?s <urn:SERVICE#LOAD> ?o } # INSERT DATA {}",
        "SELECT ?service { ?service <urn:delete> ?insert } VALUES ?service { <urn:LOAD> }",
        "SELECT (COUNT(*) AS ?n) FROM <urn:g> { ?s (<urn:a>|^<urn:b>)*/<urn:c> ?o }",
    ],
)
def test_words_that_only_look_like_an_offence_pass(query: str) -> None:
    require_read_only(query)


@pytest.mark.parametrize(
    "query",
    [
        f'SELECT * {{ ?s ?p "a\\u0022 # " . {SERVICE}\n }}',
        f'SELECT * {{ ?s ?p "a\\U00000022 # " . {SERVICE}\n }}',
    ],
)
def test_what_two_parsers_read_in_two_ways_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="ASCII character as its number"):
        require_read_only(query)


def test_letters_may_be_written_as_their_numbers() -> None:
    require_read_only('SELECT * { ?s ?p "caf\\u00e9" }')


@pytest.mark.parametrize(
    "query", ["", "what is this?", "ASK {", "ASK {} ; DROP ALL", "PREFIX e: <urn:e:>", "\x00", "{" * 500]
)
def test_what_is_not_sparql_is_an_error_in_words(query: str) -> None:
    with pytest.raises(QueryError, match="The query"):
        require_read_only(query)


def test_a_syntax_error_names_line_and_column() -> None:
    with pytest.raises(QueryError, match="line 2, column 3"):
        require_read_only("SELECT * {\n  nonsense }")
