"""What turns words of danger into something else: denied, long over, a figure of speech, said of a leaflet.

In the notation of ``wording`` and for folded text. Patterns that end in ``$`` are searched in what stands before the
words of danger in their sentence; those that begin with white space are matched against what follows.
"""

import re

from community.screening.checks.wording import any_of

SENTENCE_END = re.compile(r"[.!?;\n]")


def _before(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrases}$")


def _within(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrases}(?!\w)")


# Words that may stand between a "not" or a past verb and what it governs.
_BETWEEN = any_of(
    "( ("
    "ever|even|really|actually|truly|at all|a bit|been|being|be|felt|feel|feeling|feels|have|having|had|has|get|got|"
    "getting|any|some|more|want|wants|wanted|wanting|wish|wished|plan|plans|planning|planned|intend|intended|going|tried|try|"
    "trying|think|thinking|thought|thoughts|ideas?|feelings?|urges?|signs?|of|about|to|on|considered|consider|"
    "considering|contemplated|contemplating|the|slightest|so|very|quite|became|become|or|depressed|depression|i|was|am"
    ")(?= ))* "
)
_NEXT_FEW_WORDS = any_of(r"( [\w'-]+){0,4} ")

DENIED = _before(
    any_of(
        "not|never|no|no longer|without|nor|neither|nobody|rather than|at no (point|time) did|den(y|ies|ied)",
        "(is|was|are|do|did|does|would|have|had|has)n'?t|won'?t",
    )
    + _BETWEEN
)
# "I have never wanted to die more than now" denies nothing.
COMPARED = re.compile(any_of(r"\s*(more|so much|so badly|this much|this badly|as much|as badly)\b"))

# The writer says it of themselves. "I" alone may stand far away, so it is what governs the word that counts.
FIRST_PERSON = _before(
    any_of(
        any_of(
            "i'?m|i am|i was|i'?ve|i have|i had|i got|i get|i felt|i feel|i became|i keep|i started|i think|i thought",
            "i considered|i attempted|i plan|(made|makes|leaves|gave|gives|given|giving) me",
        )
        + any_of(
            r"( (?!(friends?|sister|brother|doctor|dermatologist|gp|leaflet|pharmacist|if|that|whether|read|worried|"
            r"afraid|people|someone|asked)\b)[\w'-]+){0,4} "
        ),
        "my (own )?",
    )
)
# Without a subject ("suicidal since week two") it is the writer, unless the sentence speaks of a text or a study.
OPENING = re.compile(
    r"\W*"
    + any_of(
        "(am|being|been|having|feeling|thinking|constant|constantly|always|the|these|thoughts?|of|about|so|very|and) "
    )
    + "*"
)
GENERAL = _within(
    any_of(
        r"leaflets?|labels?|listed|lists?|reported|reports|stud(y|ies)|trials?|articles?|news|warn\w*|side effects?",
        r"risks?|is a|are a|link\w*|caus\w*|can|may|might",
    )
)
# Asked about, or feared of a treatment: not said of oneself.
SUPPOSED = _before(
    any_of(
        "if (i|you|we|they) (ever )?(felt|become|became|got)|whether|if anyone|if it",
        "(asks?|asked|asking) ((me|us) )?(whether|if|about)",
        "(could|might|may|can|would|will) (make|leave|turn|get|give) (me|you|us|people)",
    )
    + _NEXT_FEW_WORDS
)

# The verb that governs the words is in the past, before them or as their first word.
PAST = _before(
    any_of(
        "was|were|wanted|wished|felt|thought|tried|attempted|had|became|got|been|considered|planned|used|started|kept",
        "(made|left|gave) me",
    )
    + _BETWEEN
)
PAST_VERB = re.compile(
    any_of(
        "wanted|wished|hoped|prayed|needed|thought|kept|started|took|swallowed|planned|almost|nearly",
        "did(n'?t| not)|couldn'?t",
    )
    + r"(?!\w)"
)
OVER = _within(
    any_of(
        r"(\d+|many|several|some|a few|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty) years ago|long ago",
        r"(year|decade)s? ago|in (19|20)\d\d|back then|back in",
        r"as a (teen|teenager|kid|child|student)|when i was (\d+|a|younger|young|in my)|in my (teens|twenties)",
        r"(fine|better|ok|okay|well) now|got better|recovered|never again|no longer do",
        r"(it|that|those|they|this|which|thoughts|feelings?|all) (all )?"
        r"(stopped|passed|went away|lifted|disappeared|vanished|resolved|ended|cleared)",
        r"until i (stopped|came off|quit)",
    )
)
STILL = _within(
    any_of(
        r"still|(?<!never\s)again|tonight|today|lately|these days|right now|at the moment|every (day|night)",
        r"back to that|come back|came back|coming back|returned|this week|last (week|night)|yesterday",
    )
)

# Figures of speech and accidents.
FIGURE_AFTER = re.compile(
    any_of(
        r" (of|from|with) (embarrassment|shame|laughter|laughing|boredom|happiness|joy|heat|the heat|hunger|thirst)",
        r" (laughing|shaving|cooking|chopping|slicing|gardening|tripping|falling|while|accidentally|by accident)",
        r" on (a|the|my|some) (\w+ )?(razor|knife|glass|tin|can|paper|edge|stairs|steps|ice|floor|way)",
        r" (at (the )?(gym|work)|with (the|a|my) kitchen knife)",
        r" for (not )?(being|having|reading|listening|asking|going|using|stopping|starting|buying|taking)",
        r" for (not )?(doing|forgetting|that|it)",
        r" (mission|inhibitor|inhibition|gene|prevention|hotline|helpline|awareness|squad|risk|warning)",
    )
    + r"\b"
)
FIGURE_BEFORE = _before(any_of("accidentally ", r"laugh(ed|ing)? (\w+ ){0,4}"))
