"""How a relationship reads from its other end."""

from db.rules.codes import Relation, Sex

_INVERSE = {
    Relation.MOTHER: Relation.CHILD,
    Relation.FATHER: Relation.CHILD,
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.STEPPARENT: Relation.STEPCHILD,
    Relation.STEPCHILD: Relation.STEPPARENT,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
    Relation.AUNT_UNCLE: Relation.NIECE_NEPHEW,
    Relation.NIECE_NEPHEW: Relation.AUNT_UNCLE,
    Relation.FOSTER_PARENT: Relation.FOSTER_CHILD,
    Relation.FOSTER_CHILD: Relation.FOSTER_PARENT,
    Relation.GUARDIAN: Relation.WARD,
    Relation.WARD: Relation.GUARDIAN,
}
_PARENT_OF_SEX = {Sex.FEMALE: Relation.MOTHER, Sex.MALE: Relation.FATHER}


def inverse(relation: Relation, sex_of_other: Sex = Sex.UNKNOWN) -> Relation:
    """If A is the `relation` of B, what B is of A; `sex_of_other` is B's.

    Who is a child has a mother or a father where the sex is known. Spouses, siblings and the
    like are the same from both ends.
    """
    turned = _INVERSE.get(relation, relation)
    if turned is Relation.PARENT:
        return _PARENT_OF_SEX.get(sex_of_other, turned)
    return turned
