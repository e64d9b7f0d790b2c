"""Skills: learned, suggested by what they are for and how well they did."""

import pytest

from aria_memory import BadInput, NotFound
from aria_memory.skills import ALPHA, FIRST_UTILITY
from tests.aria_memory.samples import START
from tests.aria_memory.samples import plain as memory

pytestmark = pytest.mark.usefixtures("each_store")


def test_rewards_move_the_utility_as_act_r_says() -> None:
    with memory() as m:
        skill = m.skills.learn("book a table", ["call", "ask for eight o'clock", "confirm"])
        assert (skill.utility, skill.uses, skill.successes) == (FIRST_UTILITY, 0, 0)
        won = m.skills.reward(skill.skill_id, 1.0)
        assert won.utility == pytest.approx(FIRST_UTILITY + ALPHA * (1.0 - FIRST_UTILITY))
        lost = m.skills.reward(skill.skill_id, 0.0)
        assert lost.utility == pytest.approx(won.utility * (1 - ALPHA))
        assert (lost.uses, lost.successes) == (2, 1)


def test_the_better_of_two_is_suggested_first() -> None:
    with memory() as m:
        phone = m.skills.learn("book a table by phone", ["call"])
        online = m.skills.learn("book a table by web", ["open the site"])
        m.skills.learn("mend a bicycle", ["find the hole"])
        m.skills.reward(phone.skill_id, 0.0)
        m.skills.reward(online.skill_id, 1.0)
        assert [s.skill_id for s in m.skills.suggest("please book us a table")] == [online.skill_id, phone.skill_id]
        assert m.skills.suggest("swim") == []
        assert m.skills.suggest("book a table", k=1)[0].skill_id == online.skill_id


def test_the_same_skill_is_one() -> None:
    with memory() as m:
        one = m.skills.learn("greet", ["say hello"])
        assert m.skills.learn("greet", ["say hello"]) == one
        assert m.skills.learn("greet", ["wave"]) != one


def test_bad_skills_are_refused() -> None:
    with memory() as m:
        for steps in ([], "one text", ["x"] * 101):
            with pytest.raises(BadInput, match="steps are"):
                m.skills.learn("greet", steps)
        with pytest.raises(BadInput, match="step 2 is empty"):
            m.skills.learn("greet", ["wave", ""])
        skill = m.skills.learn("greet", ["wave"])
        with pytest.raises(BadInput, match="reward is 2"):
            m.skills.reward(skill.skill_id, 2.0)
        with pytest.raises(NotFound, match="skill 9"):
            m.skills.reward(9, 1.0)
        m.purge(skill_id=skill.skill_id)
        assert m.skills.suggest("greet") == []


def test_a_skill_learned_later_is_not_of_the_past() -> None:
    with memory() as m:
        m.skills.learn("mending the boat", ["caulk"])
        assert m.recall("boat", as_of=START - 1) == []
        assert [item.kind for item in m.recall("boat", as_of=START)] == ["skill"]
