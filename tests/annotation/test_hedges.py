"""Hedges in sentences of our own: the brackets mark what must be found, and nothing else may be."""

import re
from itertools import pairwise

import pytest

from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.language.text import Text

MARKED = re.compile(r"\[([^]]*)\]")


def marked(sentence: str) -> str:
    """The sentence with brackets around every hedge that is found."""
    text = Text(sentence)
    for hedge in reversed(find_hedges(text, find_modals(text))):
        sentence = f"{sentence[: hedge.start]}[{sentence[hedge.start : hedge.end]}]{sentence[hedge.end :]}"
    return sentence


def plain(sentence: str) -> str:
    return MARKED.sub(r"\1", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The road is [about] 40 miles long.",
        "The talks are about peace.",
        "We talked about two things.",
        "She lost [about] $3.5 million in [about] a week.",
        "It is [about] half of what we asked for.",
        "The book is about one of them.",
        "[Around] 600 people walked around the square.",
        "[Some] 40 villages were lost, and some people left.",
        "[Nearly] every seat was taken.",
        "We need [15 or 20] volunteers and [two or three] buses.",
        "It was built in 1914 or 1915.",
        "The strike lasted a month [or so].",
        "He is gone, or so he says.",
        "They waited a [couple of] hours.",
        "There were [like] 40 people in the hall.",
        "It took [a few] hundred votes.",
        "A few friends came.",
        "[Roughly] a third agreed.",
        "The guards treated him roughly.",
        "It cost [close to] 90 dollars, and he stood close to tears.",
        "[An estimated] 300 people were hurt.",
    ],
)
def test_figures_made_inexact(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "It [may] be too late.",
        "They met on May 3 in the town hall.",
        "May I ask a question?",
        "If I may, I would like to begin.",
        "We built it so that every child may learn.",
        "Whatever you may think, vote.",
        "They [might] not know.",
        "He spoke up so that all might hear.",
        "That [could] be a mistake.",
        "Could you repeat the question?",
        "We could not see the stage.",
        "She did everything she could.",
        "It [can] be a mess.",
        "We can do better.",
        "We should act now.",
        "Should the court agree, they will appeal.",
        "I [would] say the plan is sound.",
        "It [would] [seem] that nobody asked.",
        "He would resign if they asked him.",
        "The vote [could] [possibly] be close.",
        "You may leave the room, but you [may] be sorry.",
        "Either party may end the treaty.",
        "No member may be heard without leave.",
        "Everybody should be able to read.",
        "The fence [should] cost [about] forty crowns.",
        "We should be kind.",
        "The registrar may by notice waive the fee.",
        "The permit may only be used once.",
        "Tenants may not keep geese.",
        "Tenants [may] not like geese.",
        "Such sums as may fall due are paid from it.",
        "We shall pay any sum that may fall due.",
        "We shall pay a price that [may] ruin us.",
        "They closed the gap by which the flood may enter.",
        "We shall keep any rule which the crew may make.",
        "The cost could easily be paid.",
        "Such sums as shall fall due upon the day so named, and the delay [may] cause a quarrel.",
        "Such sums as shall fall due upon the day which the clerk shall name may be paid by him.",
        "Such walls as shall fall shall be mended, unless rain, which [may] spoil them, comes.",
        "Such walls as shall fall shall be mended, and the court may name the mason.",
        "Such walls as shall fall shall be mended, for it [may] [perhaps] be done.",
        "Such walls as shall fall shall be mended, and help is [expected] from the town.",
        "Such walls as shall fall shall be mended, and no more than is expected of us.",
        "Such walls as shall fall shall be mended, and it may be justly [presumed] that we pay.",
        "Such walls as shall fall shall be mended, and they are essentially parts of the town.",
        "Such walls as shall fall shall be mended, being of use to the town generally.",
        "I thought it proper to wait.",
        "Such an hour do I [believe] this to be.",
        "It was [in a great measure] done.",
        "The work was [in part] mended.",
        "It is my hope to leave.",
        "That admits of some [doubt].",
        "They left without any apparent haste.",
        "However small the island may prove, it is ours.",
        "It was our wish that the road might be mended.",
        "It may justly be said that we gained.",
        "I may add that the harvest was good.",
        "May peace return to the valley.",
        "May the crops prosper.",
        "Neither of them could be mended.",
        "The dam, [I fear], leaks.",
        "The dam, [it is believed], leaks.",
        "[It is supposed that] the dam leaks.",
        "We [have reason to believe] the dam leaks.",
        "They have reason to believe it.",
        "I feel it my duty to speak.",
        "The sum was divided according to the laws of the valley.",
        "[According to] the law professor, it was wrong.",
        "In no case whatever.",
        "We counted the horses and such of the mules as came.",
        "She formed a just estimate of the task.",
        "The other side [may] end the treaty.",
    ],
)
def test_possibility_not_ability(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "I [think] the deal is dead.",
        "I don’t [think] so.",
        "We still [believe] that it can work.",
        "I really do not [think] it helps.",
        "He believes the deal is dead.",
        "They think about it every day.",
        "I think of my mother.",
        "Do you think it works?",
        "What we think does not matter.",
        "It was worse than I thought.",
        "I believe in hard work.",
        "I [believe] it is over.",
        "I believe you.",
        "I [feel] that we were misled.",
        "I feel the weight of it.",
        "We [assume] the numbers are right.",
        "I [guess] they had no choice, or so I [suppose].",
        "The party [seems] [likely] to lose.",
        "She [appears] to agree.",
        "She appeared on television.",
        "Rates [tend] to rise, and nurses tend the sick.",
        "It [looks like] they will settle.",
        "She looks like her mother.",
        "The polls [suggest] a close race.",
        "He suggested a debate.",
        "It is [estimated] that half will vote.",
        "The minister is [expected] to resign.",
        "He is [believed to] be abroad.",
        "Growth was better than expected.",
    ],
)
def test_belief_of_the_sentences_own_speaker(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "[Perhaps] the court will agree; [maybe] it will not.",
        "A veto is [likely], but a war is [unlikely].",
        "They will [likely] appeal.",
        "Police seek a [possible] accomplice.",
        "Send it as soon as possible.",
        "A strike is [possible] in May.",
        "Anything is possible.",
        "Make it possible to vote by mail.",
        "It is [possible] that he knew.",
        "They found [potential] fraud.",
        "She has the potential to win.",
        "It is [unclear] who paid, and I am [not sure] it matters.",
        "Make sure it works.",
        "There is a good [chance] that it fails.",
        "Give peace a chance.",
        "There is a [risk] that prices rise.",
        "The risk is small.",
        "The deal is in [doubt].",
        "There is no doubt about the deal.",
        "The voters said they were less likely to vote.",
        "In the unlikely event of a tie, they vote again.",
    ],
)
def test_possibility_in_adverbs_adjectives_and_nouns(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "He [kind of] gave up.",
        "What kind of man is he? It is a kind of cheese.",
        "It was [sort of] agreed.",
        "The plan is [pretty] good, and the talks are [fairly] open.",
        "They were fairly treated in a very pretty town.",
        "The mood was [rather] grim.",
        "They left rather than vote; she would rather stay.",
        "The talks went [quite] well.",
        "The two plans are quite different.",
        "We are [a little] less sure.",
        "He met a little boy.",
        "The envoy was [a bit] blunt.",
        "She had a bit part in a pretty town.",
        "It was a [pretty] good day.",
        "The plan [largely] failed, and it was [not really] a debate.",
        "They [don’t really] care.",
        "Voters [generally] agree, [in general], on taxes.",
        "They use generally accepted rules in general elections.",
        "It is [basically] a tax, [more or less].",
        "[In a way], they won.",
        "Do it in a way that helps.",
        "They tax cars, fuel [and so on].",
        "Call it a tax [or something].",
        "They want guns and stuff envelopes.",
        "They said no, yes, [whatever].",
        "Whatever you do, vote.",
        "It was, [like], over.",
        "He fights like that because I like it.",
        "She was like, no.",
    ],
)
def test_terms_made_softer(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "[In my view], the deal is dead.",
        "[As far as I know], he left.",
        "[I hope] that they agree.",
        "I hope to see you there.",
        "[I'm afraid] that is wrong.",
        "[I don't know if] he left.",
        "It is [my understanding] that he left.",
        "[According to] the mayor, it works.",
        "It all went according to plan.",
        "The seats are shared out according to the vote share.",
        "[According to] the plan's critics, it fails.",
        "He [reportedly] left, and the [alleged] leak was denied.",
        "The [so-called] reform failed.",
        "[It is said] that he left.",
        "The mayor said that he left.",
        "[For all I know], he left.",
    ],
)
def test_shields(sentence: str) -> None:
    assert marked(plain(sentence)) == sentence


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("It may fail.", "epistemic-modal"),
        ("I think so.", "epistemic-verb"),
        ("Perhaps it failed.", "epistemic-adverb"),
        ("They will likely appeal.", "epistemic-adverb"),
        ("They are likely to appeal.", "epistemic-adjective"),
        ("I doubt it.", "epistemic-verb"),
        ("The deal is in doubt.", "epistemic-noun"),
        ("It took something like 40 days.", "approximator"),
        ("It was something like a draw.", "vague-language"),
        ("It is like 40 miles.", "approximator"),
        ("It was, like, over.", "degree-adaptor"),
        ("In my opinion, it failed.", "plausibility-shield"),
        ("He allegedly lied.", "attribution-shield"),
    ],
)
def test_category_of_the_reading(sentence: str, category: str) -> None:
    text = Text(sentence)
    assert [hedge.category for hedge in find_hedges(text, find_modals(text))] == [category]


def test_the_longest_phrase_wins_and_a_shorter_one_gets_its_chance() -> None:
    assert marked("At least to me it is clear.") == "[At least to me] it is clear."
    assert marked("He is a kind of a king.") == "He is a kind of a king."
    assert marked("They say little; it may rain.") == "They say little; it [may] rain."


def test_hedges_are_in_order_and_do_not_overlap() -> None:
    text = Text("I think it may possibly cost about 15 or 20 dollars, or so I guess, in my view.")
    spans = [(hedge.start, hedge.end) for hedge in find_hedges(text, find_modals(text))]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_phrase_does_not_cross_sentences_or_split_words() -> None:
    assert marked("It is his kind. Of course.") == "It is his kind. Of course."
    assert marked("We can't be late.") == "We can't be late."


def test_what_stands_before_the_text_is_not_searched() -> None:
    text = Text("perhaps\n\nIt is perhaps late.", start=9)
    assert [(hedge.start, hedge.end) for hedge in find_hedges(text, [])] == [(15, 22)]
