"""Deleting facts for good, with all that says the same."""

from . import facts, lexicon, sources
from .store import Scoped

_SAME = "scope = :scope AND subject = :subject AND predicate = :predicate AND object = :object"
_RENAMED = (  # to and from
    "SELECT other.subject FROM fact one JOIN fact other ON {link} WHERE one.scope = :scope AND other.scope = :scope "
    "AND one.subject = :subject AND one.predicate = :predicate AND one.object = :object "
    "AND other.predicate = :predicate AND other.object = :object AND other.subject <> :subject"
)
_LINKS = ("other.id = one.superseded_by", "other.superseded_by = one.id")


def purge(scope: Scoped, fact_id: int) -> None:
    """Delete a fact and all that says the same, such as what was left of it when another took its place, or what it
    was before its subject was renamed. Raises: NotFound.
    """
    with scope.writing():
        fact = facts.get(scope, fact_id)
        told = {"predicate": fact.predicate, "object": fact.object}
        subjects = [fact.subject]
        for subject in subjects:  # grows
            for link in _LINKS:
                for row in scope.run(_RENAMED.format(link=link), subject=subject, **told):
                    if row[0] not in subjects:
                        subjects.append(row[0])
        for subject in subjects:
            for row in scope.run(f"SELECT id FROM fact WHERE {_SAME}", subject=subject, **told):
                _delete(scope, row["id"])


def purge_said_in(scope: Scoped, episode_id: int) -> None:
    """Delete the facts that a turn said."""
    with scope.writing():
        for row in scope.run("SELECT id FROM fact WHERE scope = :scope AND episode = :id", id=episode_id):
            _delete(scope, row["id"])


def _delete(scope: Scoped, fact_id: int) -> None:
    lexicon.remove(scope, "fact", fact_id, facts.get(scope, fact_id).text)
    sources.forget(scope, "fact", fact_id)
    scope.change("DELETE FROM fact WHERE scope = :scope AND id = :id", id=fact_id)
