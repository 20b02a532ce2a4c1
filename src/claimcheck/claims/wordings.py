"""Words that several rules about claims share, as parts of regular expressions."""

from __future__ import annotations

SAYING = (
    "said|says|told|tells|stated|states|declared|declares|announced|announces|claimed|claims|argued|argues|added|adds|"
    "reiterated|insisted|insists|warned|warns|noted|notes|wrote|writes|explained|explains|stressed|stresses|"
    "emphasi[sz]ed|asserted|asserts|alleged|alleges|acknowledged|confirmed|confirms|testified|replied|asked"
)
QUOTING = (
    "called|calls|described|describes|praised|praises|criticis?ed|criticized|condemned|condemns|denounced|denounces|"
    "dismissed|dismisses|labelled|labeled|branded|hailed|hails|welcomed|welcomes|urged|urges|vowed|vows|promised|"
    "promises|pledged|accused|accuses|conceded|concedes|admitted|admits|suggested|suggests|predicted|predicts|tweeted|"
    "posted|shouted|joked|recalled|recalls|continued|concluded|pointed out|remarked|observed|commented|answered|"
    "responded|lamented|complained|complains|cautioned|cautions|maintained|maintains|denied|denies|thinks|believes|"
    "emphasi[sz]es|repeated|repeats|quipped|cried|exclaimed|estimated|estimates|reported|reports"
)
"""Verbs beside `SAYING` whose subject spoke, where quoted words stand with them."""
OFFICES = (
    "president|vice[- ]president|prime minister|minister|premier|chancellor|king|queen|prince|princess|governor|mayor|"
    "senator|congressman|congresswoman|representative|ambassador|envoy|secretary|secretary[- ]general|adviser|advisor|"
    "aide|spokesman|spokeswoman|spokesperson|chief|head|leader|chair|chairman|chairwoman|chairperson|director|general|"
    "commander|commissioner|judge|justice|attorney|prosecutor|sheriff|bishop|pope|professor|founder|owner|manager|coach|"
    "captain|editor|ceo|cfo|chief executive|deputy|speaker|negotiator|candidate|member"
)
NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|"
    "dozens?|half|halved|a third|two[- ]thirds|a quarter|three[- ]quarters|a fifth|a tenth|twice|double[ds]?|doubling|"
    "triple[ds]?|tripling|quadrupled?"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
