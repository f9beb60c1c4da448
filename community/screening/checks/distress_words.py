"""Words of danger to oneself, in the notation of ``wording`` and for folded text (small letters, straight apostrophes).

Written for this site from what people in danger say; the corpora in the tests show what is meant and what is not.
"""

import re

from community.screening.checks.wording import any_of

_CANNOT = "(can'?t|cannot|can not|couldn'?t|could not)"
_NOT = "(don'?t|do not|didn'?t|did not|no longer|never) (really |even |just )?"
_NOT_WANT = f"{_NOT}(think i (even )?)?(want|wanted|wish|deserve|feel like|care to)"
_WANT = "(want|wanted|wanting|wanna|need|needed|going|gonna|ready|plan|plans|planning|planned|wish|wished|try|trying)"
_HOPE = "(wish|wished|wishing|hope|hoped|hoping|pray|prayed|praying)"
_ANY_MORE = "(any ?more|(any|much) longer)"
_PILLS = "(pills|tablets|meds|medication|medicines?|painkillers|paracetamol|tylenol|capsules)"
_TAKE = "(take|taking|took|swallow|swallowing|swallowed)"
_STEP = r"(jump(ing|ed)?|throw(ing)? my ?self|walk(ing)?|step(ping)?)"
_SOMEONE = (
    "(he|she|they|my (son|daughter|child|husband|wife|partner|boyfriend|girlfriend|friend|mum|mom|mother|dad|father|"
    "brother|sister))"
)
_THEMSELVES = "(him|her|them)(self|selves)"
# What follows shows that the thought ends here: "I can't go on" is not "I can't go on holiday".
_FULL_STOP = r"(?=\W*$|\s*[.,;!?)\n])"
_END = (
    rf"(?=\W*$|\s*[.,;!?)\n]| (and|but|because|with|since|{_ANY_MORE}|if|so|i|at all|like this|tonight|today|tomorrow|"
    r"ever|again)\b)"
)

DYING = any_of(
    r"kill(ing)? my ?self",
    r"(almost|nearly) killed my ?self",
    r"(hang|shoot|drown|suffocate|poison)(ing)? my ?self",
    r"tak(e|ing) my (own )?life",
    r"end(ing)? (my (own )?life|it all)",
    r"end(ing)? things (for good|forever|tonight)",
    rf"{_WANT} (to )?(just )?(die|be dead|be gone forever|stop existing|stop living|disappear (forever|for ever))\b",
    r"rather (die|be dead)(?! than (?!live|look|be\b|go on|keep|carry))",
    r"rather not (be here|be around|live|wake up)",
    r"happier dead",
    r"might as well (be dead|die)",
    r"feel(s|ing)? like dying",
    r"(way|ways|how) to (die|kill your ?self|end it all|end your life)",
    r"how many (\w+ ){1,5}(lethal|deadly|fatal|to die|kill me)",
    rf"{_HOPE} (that )?i (could |would )?(just )?die\b",
    rf"({_HOPE}|if) (that )?i('d| had| was| were| wasn'?t| weren'?t) (just |never been )?(dead|alive|born)",
    rf"{_HOPE} (that )?i (would ?n'?t|would not|don'?t|do not|could (just )?not|never) (ever )?wake up",
    rf"{_HOPE} (to |i could )?(just )?never wake up",
    r"(go to |fall a)sleep and (never|not) wake up",
    r"(think(ing)?|thoughts?|fantasi[sz](e|ing)|dream(ing)?) (about|of) (death|dying|being dead|ending it)\b",
    r"(think(ing)?|thoughts?|fantasi[sz](e|ing)|dream(ing)?) (about|of) crashing my car",
    r"death would be (\w+ )?(relief|better|kinder|easier)",
    r"suicide (is|seems|feels like|looks like) (\w+ ){0,2}(way|answer|option|solution)",
    r"(commit(ting)?|attempt(ing)?|plan(ning)?) suicide",
    r"(suicide|goodbye) (note|letter)",
    r"goodbye (world|forever|everyone)",
    r"kms|ctb|unalive my ?self",
)
NOT_LIVING = any_of(
    rf"{_NOT_WANT} to (be alive|exist|go on living|be (on|in) this (earth|planet|world))\b",
    rf"{_NOT_WANT} to live\b(?! with (a|an|the|my|hair|bald)\b)",
    rf"{_NOT_WANT} to (be (here|around)|wake up|go on(?! with (?!life|living))){_END}",
    r"(don'?t|do not) care (if|whether) i (live|die|wake up)",
    r"(lost|no|losing) (\w+ )?will to live",
    r"out of this life",
    rf"{_CANNOT} (go on|do this|take (it|this)|live like this|keep going|carry on|cope) {_ANY_MORE}(?! than)",
    rf"{_CANNOT} (go on|carry on) with (this|my|so much|the) (pain|life|misery|suffering|agony)",
    rf"{_CANNOT} (go on|carry on)( living| like this)?{_FULL_STOP}",
    rf"{_NOT}(think|know (if|how)|see how) i (can|could) (go on|carry on|keep going|live like this){_END}",
    rf"({_CANNOT} |{_NOT})see (a|any|the) (way out|reason to (live|go on)|point (in|of) (living|life|going on))",
    r"(no|any|what is the|what'?s the) (reason|point) (left )?(to live|to go on|to be alive)",
    r"(no|any|what is the|what'?s the) (reason|point) (left )?(in|of) (living|life|being alive)",
    rf"(no|any) (reason|point) (left )?(in|of) going on{_FULL_STOP}",
    r"nothing left for me(?! to)|nothing (left )?to live for",
    r"giv(e|ing|en) up on (life(?! \w+ance)|living)",
    r"(life|living) (is ?n'?t|is not|is no longer|feels not|does ?n'?t feel) worth (living|it)",
    r"not worth living",
    r"life (has (no|lost (all |its )?) ?(meaning|point|sense)|is (pointless|meaningless))",
    r"(tired|sick|done|finished|fed up) (of|with) (living|life(?! with\b)|being alive)\b",
    r"hate (being alive|living|my life)\b",
    r"my life is over\b",
    r"better (off|place) (dead|without me|if i (was|were)( ?n'?t| not)? (dead|gone|here|around|alive))",
    r"happier (without me|if i (died|was|were))",
    r"a burden (to|on) (everyone|everybody|my family|them all)",
    r"(no one|nobody) (would|will|'d) (even |really )?(miss me|(notice|care) if i (died?|was|were|am))",
)
HURTING = any_of(
    r"(to|will|i'll|might|gonna|of|about|like|started|keep|kept|been|stop|urges?) (hurt|harm|cut)(t?ing)? my ?self",
    rf"(started|keep|kept|back to|been|urges? to|want to) cut(ting)?( again)?{_FULL_STOP}",
    r"(cut|cutting|slit|slitting|slash|slashing) my (wrists?|arms?|thighs?|throat)",
    r"my (wrists?|arms?|thighs?) with a (blade|knife|razor)",
    r"(knife|blade|razor|gun) to my (wrists?|throat|neck|head)",
    r"full of fresh cuts",
    r"(hit|hitting|punch|punching) my ?self(?! on)",
    r"burn(ing|ed|t)? my ?self with (a )?(cigarettes?|lighter|iron)",
    r"(i'?m|i am|i'?ve|i have|i|started|keep|urges? to|want(ing)? to|need to) (been |started )?self\W?harm(ing)?\b",
)
BY_MEANS = any_of(
    rf"{_TAKE} all (of )?(my|the|these) {_PILLS}(?! (as|all|for|they|he|she|on)\b)",
    rf"{_TAKE} (the|a) whole (box|bottle|pack|packet) of",
    rf"(enough|all my) {_PILLS} to (end|do) it",
    rf"stockpil(e|ed|ing) (\w+ )?{_PILLS}",
    rf"{_STEP} off (a|the) (bridge|roof|building|balcony|cliff)",
    rf"{_STEP} (in front of|under) (a|the) (train|bus|car|lorry|truck)",
    r"(car|bus|train|truck) would (just )?hit me",
    r"driv(e|ing) (my|the) car (into|off)\b",
    rf"({_WANT}|thinking|thought) (to |of |about |on )*(an? |take an? |taking an? )?(overdos(e|ing)|od)\b",
)
SOMEONE_NEAR = any_of(
    r"(want(s|ed)?|going|threaten(s|ed|ing)?|trying|tries|tried|talk(s|ed|ing)?|says?|said|will) (\w+ ){0,4}"
    rf"(kill|hurt|harm)(ing)? {_THEMSELVES}",
    r"(want(s|ed)?|going|threaten(s|ed|ing)?|talk(s|ed|ing)?|says?|said) (\w+ ){0,3}end(ing)? (his|her|their) life",
    rf"{_SOMEONE} (\w+ ){{0,3}}(wants to die|is suicidal)",
    rf"(he|she|they) (does ?n'?t|does not|don'?t|do not) want to (be alive|exist|live{_END}|be here{_END})",
)
TOLD = any_of(
    r"(tried|attempted) (to )?(kill my ?self|end my life|end it all|take my (own )?life|suicide|hang my ?self|die)",
    r"(took|taken) an overdose",
    rf"overdosed on (purpose|my|sleeping|(\w+ )?{_PILLS})",
    r"(cut|harmed) my ?self",
    r"self\W?harmed",
    r"(after|survived|from) (a|my|another) suicide attempt",
)
STATE = any_of(r"suicidal", r"suicide", r"self\W?harm(ing)?")

# ``told``: an attempt that is told. ``state``: counts only where the writer says it of themselves. ``plain``: the rest.
_PLAIN = f"{DYING}|{NOT_LIVING}|{HURTING}|{BY_MEANS}|{SOMEONE_NEAR}"
DANGER = re.compile(rf"(?<!\w)(?:(?P<told>{TOLD})|(?P<plain>{_PLAIN})|(?P<state>{STATE}))(?!\w)")
