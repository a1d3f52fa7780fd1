"""Names of invented people and streets."""

from collections.abc import Iterator
from random import Random

GIVEN = (
    "Adam Agnes Aisha Alba Alma Amir Anders Anja Anton Arthur Astrid Beata Bela Bruno Camille Carla Cedric "
    "Clara Dario Derya Dora Edgar Elif Elin Emil Erik Esther Fabio Farah Felix Fiona Flora Gabor Greta Hanna "
    "Hector Hugo Ida Igor Ines Ivan Jana Jasper Jolanda Jonas Judith Karim Katja Klara Lars Laura Leila Leon "
    "Linnea Louis Lucia Magnus Malin Marco Marta Mats Mila Milan Mona Nadia Nils Nora Olga Oscar Paula Pavel "
    "Petra Quentin Rafael Rita Robin Rosa Samir Sara Selma Sven Tamara Theo Tilda Tomas Ulla Vera Viktor Wanda "
    "Yusuf Zoe"
).split()
FAMILY = (
    "Abel Adler Albers Andersson Arnaud Bakker Barros Becker Bellini Berg Blanc Bondar Brandt Caruso Castel "
    "Chevalier Conti Dahl Danis Demir Dietz Dubois Eklund Engel Faber Falk Ferrari Fischer Fontaine Forsberg "
    "Garnier Girard Gomes Haas Hagen Hansen Hartmann Heller Hofer Holm Horvat Ivanova Jansson Kaya Keller Klein "
    "Koch Kovacs Kraus Kruse Lambert Lang Larsson Leclerc Lenz Lindgren Lopes Lorenz Mancini Marchetti Marek "
    "Martel Meier Mercier Moreau Moritz Nagy Neumann Nilsson Novak Nyberg Olsen Orsini Pereira Perrin Petit "
    "Pinto Popescu Ramos Renard Ricci Richter Roth Roussel Sander Santos Sauer Schuster Seidel Silva Simon "
    "Sjogren Sommer Stark Strand Szabo Thoma Toth Urban Vidal Vogel Wagner Weber Winter Wolff Zeman"
).split()
STREETS = (
    "Harbour Street|Mill Lane|Station Road|Linden Avenue|Market Square|Church Street|Canal Quay|Garden Street|"
    "Castle Hill|Bridge Street|Orchard Road|Foundry Lane|Park Avenue|River Walk|School Street|Tower Street"
).split("|")


def chance(seed: int) -> Random:
    """The same chance each time."""
    return Random(seed)  # noqa: S311 - a benchmark is no secret


def people(rng: Random, count: int) -> Iterator[tuple[str, str]]:
    """Given and family names of so many people, no two alike."""
    pairs = [(given, family) for given in GIVEN for family in FAMILY]
    return iter(rng.sample(pairs, count))


def street(rng: Random) -> str:
    """A street with a number."""
    return f"{rng.choice(STREETS)} {rng.randint(1, 120)}"
