"""[pure] What is known of predicates: which can have several objects at a time, and which exclude each other."""

SEVERAL = frozenset({
    "likes", "dislikes", "allergic_to", "has_pet", "speaks", "learns", "plays", "plans", "has_condition",
})  # fmt: skip
ONE_RELATION = frozenset({  # of the others (sisters, friends, doctors) people have several
    "mother", "father", "husband", "wife", "partner", "spouse", "girlfriend", "boyfriend", "fiance", "boss", "landlord",
    "mother-in-law", "father-in-law",
})  # fmt: skip
PARTNERS = frozenset({"partner", "girlfriend", "boyfriend", "fiance", "husband", "wife",
    "spouse"})  # one may stand for any
_COURTING = ("boyfriend", "girlfriend")
BEFORE_IT = {  # what somebody was before, and is no more
    "fiance": _COURTING, "husband": (*_COURTING, "fiance"), "wife": (*_COURTING, "fiance"),
    "spouse": (*_COURTING, "fiance"),
}  # fmt: skip
OPPOSITES = {"likes": "dislikes", "dislikes": "likes"}  # of the same object, one ends the other
UNRESOLVED = "unresolved"


def several(predicate: str, subject: str) -> bool:
    """Whether a subject may have several objects of it at a time; of a name: whether it is of a kind ("user's dog")."""
    kind, _, role = predicate.partition(".")
    of_kind = predicate == "name" and subject != "user"
    return predicate in SEVERAL or of_kind or (kind == "relation" and role not in ONE_RELATION)


def naming(predicate: str) -> bool:
    """Whether its object is somebody's name."""
    return predicate == "name" or predicate.startswith("relation.")
