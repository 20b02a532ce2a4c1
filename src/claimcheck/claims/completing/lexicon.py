"""Word lists that completing shares: people's nouns and first names, events, verbs. Written by us, lower case."""

from __future__ import annotations

from enum import StrEnum

from claimcheck.claims.wordings import OFFICES


class Gender(StrEnum):
    """Which of he and she an article uses for somebody."""

    HE = "he"
    SHE = "she"


OFFICE_WORDS = frozenset(
    word for office in OFFICES.replace("[- ]", " ").split("|") for word in office.split() if word != "vice"
)
_OTHER_PEOPLE = frozenset(
    "academic accountant activist actor actress administrator analyst architect artist assistant astronaut "
    "athlete attacker author banker barrister boss boxer boy brother builder businessman businesswoman cardinal "
    "captain champion chemist child civilian cleric client climber coach colleague columnist comedian composer "
    "constable consultant contractor cook councillor councilor councilman councilwoman cousin critic customer "
    "cyclist dancer dad daughter defendant defender detective dictator diplomat doctor driver economist employee "
    "engineer executive expert farmer father fighter firefighter fisherman friend goalkeeper girl graduate guard "
    "gunman guest historian hunter husband imam inspector inventor investigator investor journalist juror keeper "
    "lawmaker lawyer lecturer librarian lieutenant man marshal mechanic midfielder midwife mother motorist mum "
    "mom musician neighbor neighbour nephew niece novelist nurse officer official organizer organiser painter "
    "partner passenger pastor patient pedestrian philosopher photographer physician physicist pilot plaintiff "
    "playwright player poet policeman policewoman politician president-elect priest principal prisoner producer "
    "programmer psychologist publisher pupil rabbi receptionist referee reporter researcher resident rider runner "
    "sailor scholar scientist sculptor sergeant shopkeeper singer sister skipper soldier solicitor son songwriter "
    "speaker statistician striker student superintendent supervisor surgeon survivor suspect swimmer teacher "
    "teenager treasurer trustee tutor uncle aunt veteran victim vicar volunteer waiter waitress wife winger "
    "winner witness woman worker writer".split()
)
PERSON_NOUNS = OFFICE_WORDS | _OTHER_PEOPLE
_PERSON_ENDINGS = ("man", "woman", "person", "ologist", "ician", "keeper", "maker", "holder", "goer", "ographer")
_NOT_PEOPLE = frozenset("human german roman ottoman layman general chair head member representative shaman".split())
PLURAL_PEOPLE = frozenset(
    "people men women children boys girls police residents families parents officers officials students teachers "
    "workers farmers scientists researchers doctors nurses lawyers prosecutors judges ministers leaders lawmakers "
    "senators soldiers troops rebels protesters protestors demonstrators activists players fans firefighters "
    "investigators experts economists analysts engineers passengers drivers survivors victims suspects "
    "authorities negotiators diplomats voters migrants refugees couples brothers sisters sons daughters critics "
    "campaigners supporters opponents members allies colleagues neighbours neighbors customers employees staff "
    "councillors councilors inspectors detectives divers crews teams companies banks".split()
)

HE_WORDS = frozenset(
    "mr sir lord king prince father dad husband brother son uncle nephew man boy businessman chairman spokesman "
    "congressman policeman fisherman gunman actor waiter duke pope monsignor councilman salesman cardinal imam".split()
)
SHE_WORDS = frozenset(
    "mrs ms miss lady dame queen princess mother mum mom wife sister daughter aunt niece woman girl businesswoman "
    "chairwoman spokeswoman congresswoman policewoman actress waitress duchess councilwoman baroness".split()
)
TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady baroness rev fr sgt lt capt col gen maj sen rep gov".split()
)
NAME_SUFFIXES = frozenset("jr sr ii iii iv".split())

HE_NAMES = frozenset(
    "aaron abdul abdullah adam adrian ahmed alan albert alejandro aleksandr alexander alfred ali allan allen "
    "alvin amir anatoly anders andrei andrew andriy andy angus anthony anton antonio antony archie arnold arthur "
    "arturo barack barry bashar ben benjamin benny bernard bernie bill billy bob bobby boris brad bradley brandon "
    "brendan brent brett brian bruce bruno bryan callum calvin carl carlos cedric chad charles charlie chris "
    "christian christopher clark claude clive clint clyde colin connor conor craig curtis cyril dale damian dan "
    "daniel danny darren dave david dean dennis denis derek desmond dick diego dieter dimitri dmitri dmitry "
    "dominic don donald doug douglas duncan dwight dylan earl ed eddie edgar eduardo edward edwin elias elliott "
    "elon emmanuel enrique eric erik ernest ethan eugene evan felipe felix fernando finn floyd francesco francis "
    "francisco frank franklin fred frederick friedrich gabriel gareth gary gavin geoff geoffrey georg george "
    "georgios gerald gerard gerhard giorgio giovanni glen glenn gordon graham grant greg gregory guillermo "
    "gunther gustav guy hakan hamid hank hans harold harry harvey hassan hector heinrich helmut henri henrik "
    "henry herbert herman howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques jair jake jakob "
    "jamal james jamie jared jason javier jay jeff jeffrey jeremy jerome jerry jesus jim jimmy joachim joao joe "
    "joel johan johannes john johnny jonas jonathan jorge jose joseph josef josh joshua juan julian julio julius "
    "jurgen justin kareem karl keir keith ken kenneth kevin khalid klaus kurt kyle lance larry lars laurent "
    "lawrence lee len leo leon leonard leonardo lewis liam lloyd lorenzo louis luca lucas luigi luis luke luther "
    "magnus malcolm manuel marc marcel marco marcus mario mark martin marvin mathew matt matteo matthew matthias "
    "maurice mauro max maxim melvin michael michel miguel mike mikhail milan miles mitch mitchell mohamed "
    "mohammad mohammed morris moshe muhammad mustafa narendra nathan nathaniel ned neil nelson nicholas nicks "
    "nicolás nigel nikolai nikolas noah noel norman oleg oleksandr oliver olaf omar oscar otto owen pablo pascal "
    "patrick paul pavel pedro per perry pete peter petr petro phil philip philippe phillip pierre pietro piers "
    "rafael raj rajesh ralph ramon randy raul ravi ray raymond recep reginald rene ricardo richard rick ricky "
    "rishi rob robert roberto rod roderick rodney rodrigo roger roland rolf roman ron ronald rory ross roy rudolf "
    "rudy rupert russell ryan salman salvador samuel sanjay santiago saul scott sean sebastian serge sergei "
    "sergey sergio seth shane shaun shawn simon spencer stanley stefan stefano stephen steve steven stewart "
    "stuart sven tariq ted terence theo theodore thomas tim timothy tobias toby todd tom tommy tony travis trevor "
    "tristan tyler ulrich umar vaclav vadim valery vernon victor viktor vince vincent vitaly vladimir vladislav "
    "volodymyr wade wallace walter warren wayne werner wilhelm will willem william winston wolfgang xavier yann "
    "yevgeny yusuf yuri zachary".split()
)
SHE_NAMES = frozenset(
    "abigail ada adele agnes aisha alexandra alice alicia alison allison amanda amber amelia amina amy ana "
    "anastasia angela angelina anika anita ann anna annabel anne annette annie antonia april ariana astrid audrey "
    "ayesha barbara beatrice beatriz becky belinda bernadette bertha beth bethany betty beverly bianca brenda "
    "brianna bridget brigitte camilla carla carmen carol carole carolina caroline carolyn carrie catherine cathy "
    "cecilia celia charlotte chelsea cheryl chiara chloe christa christina christine cindy claire clara clare "
    "claudia colleen connie constance cornelia courtney cristina cynthia daisy daniela danielle daphne dawn "
    "deborah debbie deirdre delia denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor "
    "elena elisa elisabeth elise elizabeth ella ellen elsa emily emma erica erika erin esther eva eve evelyn "
    "farah fatima fiona florence frances francesca freya gabriela gabrielle gail gemma genevieve georgia georgina "
    "geraldine gertrude gillian gina giorgia giulia gloria grace greta gretchen gwen hailey hannah harriet hazel "
    "heather heidi helen helena helga hilary hillary holly ida ilona imogen ines ingrid irene iris irina isabel "
    "isabella isabelle isla jacqueline jacinda jane janet janice jasmine jeanne jenna jennifer jenny jessica jill "
    "jo joan joanna joanne josephine joy joyce judith judy julia juliana julie juliet june kaja kamala karen "
    "karin karina kate katherine kathleen kathryn kathy katie katarina kayla keira kerry khadija kimberly kirsten "
    "kirsty klara kristen kristin kristina lara latifa laura lauren layla lea leah leila lena lilian lillian lily "
    "linda lisa liz lois lola lorraine louisa louise lucia lucille lucy lydia lynn lynne madeleine magda maggie "
    "maia maja margaret margarita maria marian marianne marie marilyn marina marine marion marjorie marta martha "
    "martina mary matilda maureen maya meera megan melanie melinda melissa mercedes mia michelle mila mildred "
    "millie miranda miriam moira molly mona monica monika muriel nadia nancy naomi natalia natalie natasha "
    "nathalie nicola nicole nina nora norma olena olga olivia paige pamela patricia patty paula pauline penelope "
    "penny petra phoebe phyllis polly priscilla priya rachel rebecca regina renata rhonda rita roberta rosa "
    "rosalind rose rosemary rosie roxanne ruth sabrina sally samantha sandra sanna sara sarah scarlett selina "
    "sharon sheila shirley silvia simone sofia sonia sonya sophia sophie stacey stella stephanie sue susan "
    "susanne suzanne svetlana sylvia tamara tanya tara tatiana teresa tess tessa thelma theresa tina tracy ursula "
    "valentina valerie vanessa vera verity veronica vicky victoria violet virginia vivian wendy whitney wilma "
    "yolanda yulia yvette yvonne zainab zara zoe".split()
)

EVENTS = frozenset(
    "talks negotiations summit meeting attack attacks election elections vote referendum trial hearing match "
    "final crash fire blaze explosion blast shooting earthquake quake flood floods flooding storm hurricane "
    "cyclone tornado eruption protest protests march rally strike strikes war conflict invasion ceasefire truce "
    "deal agreement treaty pact merger takeover outbreak pandemic epidemic conference ceremony festival "
    "tournament investigation inquiry probe raid raids accident collision incident murder killing robbery riot "
    "riots siege battle visit debate lockdown shutdown coup campaign concert exhibition auction audit operation "
    "eviction evacuation closure derailment landslide wildfire stabbing heist spill leak breach hack".split()
)
SAME_EVENT = (frozenset({"talks", "negotiations"}), frozenset({"earthquake", "quake"}), frozenset({"fire", "blaze"}))
VAGUE = frozenset("current latest ongoing recent present same whole entire said above".split())
"""Adjectives that leave open which one is meant."""

HEADS_OF_BODIES = frozenset("chief head leader boss".split())
ORGANISATIONS = frozenset(
    "company firm club team ministry council court government party agency union bank university school hospital "
    "charity group organisation organization committee commission association federation manufacturer "
    "airline operator developer retailer department".split()
)
NATIONS = {
    "american": "us",
    "british": "uk",
    "english": "england",
    "scottish": "scotland",
    "welsh": "wales",
    "irish": "ireland",
    "french": "france",
    "german": "germany",
    "italian": "italy",
    "spanish": "spain",
    "portuguese": "portugal",
    "dutch": "netherlands",
    "belgian": "belgium",
    "swiss": "switzerland",
    "austrian": "austria",
    "polish": "poland",
    "czech": "czechia",
    "hungarian": "hungary",
    "romanian": "romania",
    "bulgarian": "bulgaria",
    "greek": "greece",
    "turkish": "turkey",
    "russian": "russia",
    "ukrainian": "ukraine",
    "belarusian": "belarus",
    "swedish": "sweden",
    "norwegian": "norway",
    "danish": "denmark",
    "finnish": "finland",
    "chinese": "china",
    "japanese": "japan",
    "korean": "korea",
    "indian": "india",
    "pakistani": "pakistan",
    "iranian": "iran",
    "iraqi": "iraq",
    "syrian": "syria",
    "israeli": "israel",
    "palestinian": "palestine",
    "egyptian": "egypt",
    "kenyan": "kenya",
    "nigerian": "nigeria",
    "canadian": "canada",
    "mexican": "mexico",
    "brazilian": "brazil",
    "argentine": "argentina",
    "australian": "australia",
}
PROGRAMME = frozenset(
    "opens open starts start begins begin meets meet returns return plays play hosts host travels travel visits visit "
    "ends end closes close launches launch votes vote arrives arrive leaves leave".split()
)
"""Verbs whose present tense may tell of what is to come."""
PLANNING = frozenset(
    "forecast forecasts predicted "
    "due set expected scheduled planned plans plan planning hopes hope hoping intends intend intending agreed "
    "agree agrees going wants want aims aim likely ready prepares preparing slated bound".split()
)


def is_person_noun(word: str) -> bool:
    """Whether a noun, in the singular, means a person."""
    lowered = word.casefold()
    return lowered in PERSON_NOUNS or (lowered.endswith(_PERSON_ENDINGS) and lowered not in _NOT_PEOPLE)


def gender_of_words(words: str) -> Gender | None:
    """What a title or a noun says of somebody's gender."""
    found = {word.strip(".,").casefold() for word in words.split()}
    he, she = bool(found & HE_WORDS), bool(found & SHE_WORDS)
    return None if he == she else Gender.HE if he else Gender.SHE


def gender_of_first_name(name: str) -> Gender | None:
    """What a first name says, where it is one that hardly leaves a doubt."""
    lowered = name.casefold()
    he, she = lowered in HE_NAMES, lowered in SHE_NAMES
    return None if he == she else Gender.HE if he else Gender.SHE
