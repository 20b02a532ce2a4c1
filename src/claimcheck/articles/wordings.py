"""The wordings of what pages put around an article, as many sites share them; matched without regard to case."""

from __future__ import annotations

import re

ADVERT = (
    r"ad(?:vert(?:isement)?)?s?(?: \d+)?|(?:ads?|adverts?|advertisement) (?:by|from) .{1,40}|ad feedback|"
    r"sponsored(?: (?:content|post|links?|stories|by .{1,40}))?|promoted(?: (?:content|by .{1,40}))?|"
    r"(?:paid|partner|branded) (?:content|post|partnership)(?: .{1,40})?|advert(?:isement|ising) feature|"
    r"(?:story|article|content|text|report) continues (?:below|after)(?: .{1,40})?|"
    r"(?:scroll|continue) (?:down )?(?:to|for|below|reading below) .{1,30}|(?:report|close|skip|remove) (?:this )?"
    r"(?:ads?|adverts?|advertisement)|why (?:am i seeing )?this ad\??|powered by .{1,30}|(?:shop|buy|order) now"
)
CONSENT = (
    r"(?:accept|reject|allow|decline|refuse)(?: all)?(?: (?:optional |additional )?cookies)?(?: and (?:close|"
    r"continue))?|"
    r"(?:manage|change|customi[sz]e|more) (?:my |your )?(?:cookie )?(?:preferences|cookies|consent|options|settings)|"
    r"(?:cookie|privacy)s? (?:policy|settings?|notice|preferences|choices|statement)|(?:only )?necessary(?: cookies)?"
    r"(?: only)?|terms (?:of (?:use|service)|(?:and|&) conditions)(?: .{1,40})?|do not sell .{1,50}|"
    r"i (?:agree|accept)|got it|no,? thanks|dismiss|close"
)
CONSENT_SENTENCE = (
    r"(?:(?:we|this (?:web ?)?site|our (?:web ?)?sites?|we and our (?:\d+ )?partners)\b.*\bcookies\b|"
    r"by (?:clicking|continuing|using|accepting)\b.*\b(?:cookies|privacy|terms|consent|you agree)\b|"
    r"(?:we value|your privacy|we care about your) .*\b(?:privacy|data|cookies|choices?)\b|"
    r"you can (?:change|manage|withdraw) your (?:consent|preferences|choices?|settings)\b).*"
)
_MEDIA_NAMES = (
    r"newsletters?|inbox|briefings?|alerts?|notifications?|whatsapp|telegram|channels?|app|mailing list|e-?mails?|apps"
)
PROMPTS = (
    rf"(?:sign up|subscribe|register|join|follow|download|get|receive|enable|turn on)\b.*\b(?:{_MEDIA_NAMES})\b.*",
    r"(?:sign up|subscribe|register|log ?in|sign in)(?: (?:now|today|here|free|for .{1,60}|to .{1,60}|from .{1,40}|"
    r"or .{1,40}|with .{1,30}))?",
    r"subscribe\b.*\b(?:(?:a|per) (?:day|week|month|year)|(?:full|whole|rest of the) (?:story|article))\b.*",
    rf"for (?:the latest|more|breaking) (?:stories|news|updates|headlines|coverage|information)\b[^.]*"
    rf"\b(?:download|subscribe|sign up|follow)\b.*\b(?:{_MEDIA_NAMES}|here|us)\b.*",
    r"do you want to\b.*\b(?:sign up|subscribe|newsletter|join us)\b.*",
    r"if you(?:'re| are)\b.*\balready (?:a |an )?(?:subscrib\w+|members?|registered)\b.*"
    r"\b(?:log ?in|sign in|access)\b.*",
    r"to (?:view|see|access) the (?:full|whole|rest of the) (?:stor(?:y|ies)|articles?|reports?|content|page|post)\b.*",
    r"first[- ]time subscribers?\b.*",
    r"(?:submit|send (?:us|in)) (?:your|a) (?:letters?|comments?|stor(?:y|ies)|tips?|photos?|questions?|views?)\b.*",
    r"(?:become|support|back|fund)\b.*\b(?:member|subscriber|supporter|journalism|newsroom|reporting)\b.*",
    r"(?:start|try|claim|begin)\b.*\b(?:trial|subscription|free access|offer)\b.*",
    r"(?:unlock|to (?:continue|keep) reading|to read (?:on|the (?:full|rest))|continue reading|keep reading)\b.*",
    r"(?:already (?:a|have)|not a|are you a)\b.*\b(?:subscrib\w+|member|account|registered|log ?in|sign in)\b.*",
    r"(?:you have|you've) (?:\d+|no|one|two|three|four|five|reached|read|used)\b.*\b(?:articles?|stories|limit|left|"
    r"month)\b.*",
    r"(?:this|the full|the rest of this) (?:article|story|content|page|report)\b.*\b(?:is|are) (?:only |exclusively "
    r")?"
    r"(?:for|available (?:only )?to|reserved for) .*(?:subscribers?|members)\b.*",
    r"(?:never|don't) miss (?:a|an|another|any|our|the latest)\b.*",
    r"(?:enjoy(?:ed|ing)|like|liked?) (?:this|what you)\b.*\b(?:article|story|newsletter|read|reading|"
    r"subscri\w+)\b.*",
    r"(?:want|looking for) (?:more|to (?:read|get|hear|stay))\b.*",
    r"(?:do you have|got|have) (?:a|any|an) (?:story|tip|news|news tip|question|comment|view|opinion)\b.*\?.*",
    r"(?:please|you must|you need to) (?:log ?in|sign in|subscribe|register|enable|disable|turn o)\b.*",
    r"(?:follow|like|find) us\b.*",
    r"(?:click|tap|press) (?:here|the|to|on)\b.*",
    rf"(?:enter|your) (?:your )?(?:{_MEDIA_NAMES})(?: address)?\b.{{0,30}}",
    r"(?:was|is|did you find|how (?:useful|helpful)|rate|help us|tell us)\b.*\b(?:page|article|content|story|site|"
    r"website)\b.*"
    r"(?:useful|helpful|improv|informative|\?).{0,20}|help us improve\b.{0,40}",
    r"thank you for (?:reading|signing up|subscribing|your subscription)\b.*",
    r"(?:free|premium|exclusive) (?:for )?(?:subscribers?|members?|content|article|access)\b.{0,30}",
)
DISCLOSURE = (
    r"(?:this|our) (?:post|article|page|stor(?:y|ies)|sites?|content) (?:may )?(?:contains?|includes?|has)\b.*"
    r"\b(?:affiliate|advertis\w+|sponsor\w*|referral|commissions?)\b.*|"
    r"[^\"“”«»]{0,120}\bwe (?:may|might|can|will)? ?(?:earn|receive|get|be paid) (?:an? )?(?:\w+ ){0,2}"
    r"(?:commissions?|compensation|fees?)\b.*\b(?:when|if|for|from|through|on)\b.*\b(?:you|links?|purchases?|partners?)\b.*"
)
"""How pages say that they earn by what they link to."""
COMMENTS = (
    r"(?:reader )?comments?(?: ?\(?\d*\)?)?(?: (?:are )?closed)?|\d+ comments?|(?:view|show|see|read|hide)(?: "
    r"all)?(?: \d+)?"
    r" comments?|(?:leave|post|add|write) (?:a|your) (?:comment|reply)|join the (?:conversation|discussion|debate)|"
    r"have your say|what do you think|discussion|(?:log ?in|sign in|register) to comment|conversation ?\(?\d*\)?"
)
RELATED = (
    r"(?:also|what to|now|next|you should) read|read (?:also|more|next|now|this(?: next)?|on|further)|see (?:also|"
    r"more)|more|"
    r"more (?:from|on|about|in) .{1,60}|more (?:news|stories|coverage|headlines|like this|articles|reading|to "
    r"explore)|"
    r"related(?: (?:articles?|stor(?:y|ies)|coverage|content|news|links?|posts?|reading|topics?|reports?|internet "
    r"links|"
    r"tags|videos?|terms?))?|recommended(?: (?:for you|reading|stories|articles|by .{1,30}|videos?))?|"
    r"you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy|want to read)(?: .{1,20})?|"
    r"(?:others|other readers|people|readers|what others|what people) (?:are|were|also)(?: also)? (?:reading|read|"
    r"like|liked)"
    r"(?: now)?|(?:what to )?read next|most (?:read|viewed|popular|shared|commented|watched|recent)(?: .{1,25})?|"
    r"trending(?: (?:now|stories|topics|today|on .{1,30}))?|popular(?: (?:now|stories|posts|articles|today))?|"
    r"don't miss(?: this| out)?|(?:editor|editors)(?:'s|'|s)? (?:picks?|choice)|top (?:stories|news|reads|videos)|"
    r"(?:the )?latest(?: (?:news|stories|headlines|updates|articles|videos?|from .{1,40}|in .{1,30}))?|up next|"
    r"(?:next|previous) (?:article|story|post|up)|in case you missed it|in other news|similar (?:articles|stories|"
    r"news)|"
    r"further reading|elsewhere on .{1,30}|(?:from )?around the web|featured(?: (?:stories|articles|video))?|"
    r"must[- ]reads?|tags?|topics?|categor(?:y|ies)|filed under|keywords|explore(?: more)?(?: .{1,30})?|"
    r"in this (?:article|story|section)|breaking(?: news)?|just in|hot (?:topics|right now)|follow (?:the )?topics "
    r".{1,30}|"
    r"more videos?|newsletters?|promotions?|stories for you|for you|on the same (?:topic|subject)|dive deeper|go "
    r"deeper"
)
RELATED_LINE = (
    r"(?:(?:also|now) read|read(?: (?:also|more|next|now|this|here|on))?|see also|related(?: \w+)?|more|watch(?: "
    r"(?:also|now|"
    r"live|more|here))?|listen(?: (?:now|here))?|videos?|photos|gallery|in pictures|don't miss|must read|recommended|"
    r"more on this(?: story)?|more here|tags?|topics?|filed under|categor(?:y|ies)|keywords) ?(?:[:|»›>→]|[–—-] "
    r").*\S.*|"
    r"read (?:more|our|the full|all|about) .{1,90}(?<![.!?])|(?:read|watch|listen to|see) (?:the )?(?:full|whole) "
    r".{1,60}"
)
CREDIT_BEGINNING = (
    r"(?:(?:file |stock |cover |main |lead |library )?(?:photo(?:graph)?s?|photography|images?|pictures?|pics?|"
    r"illustrations?|"
    r"graphics?|maps?)(?: (?:by|courtesy(?: of)?|via|credits?|source|sources|taken by|supplied(?: by)?|from))? "
    r"?[:,/©|].*|"
    r"(?:photo(?:graph)?s?|photography|images?|pictures?|illustrations?) (?:by|courtesy|via|credit|supplied|©) .*|"
    r"(?:credits?|courtesy|via|copyright|photographer|image source|picture credit)\s?(?:[:,|/©]| of ).*|©.*|\(c\) .*|"
    r"file ?(?:photo|picture|image|pic|footage)?\s?[–—:-] .*|file (?:photo|picture|image)s?\.?|supplied\.?)"
)
CREDIT_END = re.compile(
    r"(?:\b(?:photo(?:graph)?|image|picture|pic|credit|illustration)s?(?: (?:by|credit|courtesy(?: of)?))? ?[:©] "
    r"?[^.!?]{2,60}"
    r"|\b(?:photo|image|picture|illustration)s? (?:by|courtesy of|courtesy) [^.!?]{2,60}"
    r"|\((?:photo|image|picture|file|illustration|credit|via)\b[^()]{0,80}\)"
    r"|\([^()]{2,50}/[^()]{2,40}\)|©\s?[^.!?]{2,50})\.?\Z",
    re.IGNORECASE,
)
AGENCY_END = re.compile(
    r"\b(?:getty(?: images)?|reuters|afp|associated press|ap(?: photo| images)?|epa(?:[- ]efe)?|"
    r"shutterstock(?:\.com)?|alamy"
    r"(?: stock photo)?|i ?stock(?: ?photo)?|adobe stock|unsplash|pexels|pixabay|wikimedia(?: commons)?|flickr|"
    r"depositphotos|"
    r"dreamstime|imago(?: images)?|dpa|pa (?:wire|media|images)|press association|anadolu(?: agency)?|xinhua|"
    r"scanpix|zuma"
    r"(?: press)?|sipa(?: press)?|handout|supplied|stock photo|file photo)\)?\Z",
    re.IGNORECASE,
)
SLASHED = re.compile(
    r"(?:[^\W\d_][\w.'’&-]*(?: [\w.'’&-]+){0,4})(?: ?/ ?(?:[^\W\d_][\w.'’&-]*(?: [\w.'’&-]+){0,3})){1,3}"
)
CAPTION_LABEL = r"(?:image|media|photo|picture|video|figure) caption|caption|captions?"
PLAYER = (
    r"play(?: video| audio| again)?|(?:watch|listen)(?: (?:now|live|again|to (?:this|the) (?:article|story|podcast)|"
    r"(?:this|the) "
    r"video))?|loading|(?:view|open|see|expand|enlarge|zoom)(?: (?:image|gallery|photos?|picture|full ?size|full "
    r"image|larger)"
    r"(?: .{1,30})?)?|full ?screen|\d+ ?(?:/|of) ?\d+|\d+ (?:photos?|images?|videos?|pictures?)|(?:image|photo|"
    r"slide|picture) "
    r"\d+ (?:of|/) \d+|mute|unmute|pause|rewind|current time .{1,12}|duration .{1,12}|(?:\d{1,2}:)?\d{1,2}:\d{2}|"
    r"gallery|"
    r"photo gallery|audio|video|videos|photos|pictures|live|(?:this|the) video (?:can ?not|is (?:not|no longer)|"
    r"could not) .*|"
    r"to (?:play|view|watch) this (?:video|content) .*|(?:hide|toggle|show) caption|(?:skip|jump) (?:to|past|over) "
    r".{1,40}|"
    r"back to (?:top|the top|home|news|article|all .{1,20})|(?:show|view|load|see) (?:more|less|all)(?: .{1,20})?|"
    r"swipe .{1,30}|"
    r"end of .{1,40}|text size|font size|a\+|a-|dark mode|translate|editions?|menu|search|share"
)
CONTACT = (
    r"(?:media|press|news desk|public)(?: and \w+)?(?: (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office|"
    r"relations|queries))"
    r"(?: .{1,40})?|contacts?(?: (?:us|details|information|person|for (?:the )?(?:media|press)))?|notes? (?:to|for) "
    r"editors?|"
    r"-*\s*ends?\s*-*|#(?:\s?#)+|about the (?:authors?|writers?)|for immediate release|press release|\*(?:\s?\*)+|"
    r"[-–—_=]{2,}"
)
CONTACT_SENTENCE = (
    r"(?:for )?(?:further|more|media|press|general|additional)(?: \w+)? (?:information|enquiries|inquiries|details|"
    r"queries|"
    r"interviews?|contacts?)\b.*(?:\b(?:contact|call|e-?mail|phone|telephone|write|visit|please)\b|@|https?:).*"
)
REACHED_BY = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:\+|\b00|\()\d[\d ()./-]{6,}\d|\b\d{3,5}[ -]\d{3,4}[ -]?\d{3,4}\b")
LEGAL = (
    r"(?:©|\(c\)|copyright)(?:\W.*)?|.{0,60}\bnot responsible for (?:the )?(?:content|external|third).*|"
    r".{0,80}\ball rights reserved\b.{0,80}|our standards: .*|"
    r"this (?:material|article|content|story) (?:may|must|can) ?not be (?:published|reproduced|copied|republished|"
    r"redistributed).*"
)
REPORTING = r"\(?(?:additional |with )?(?:reporting|writing|editing|compiled|edited|production)(?: and \w+)? by\b.*"
NAVIGATION_WORDS = frozenset(
    "home homepage news world politics business sport sports culture opinion opinions weather video videos live tv "
    "radio tech "
    "technology science health lifestyle life travel local national international regional economy money finance "
    "markets "
    "entertainment arts music film food style fashion education environment climate menu search sections section "
    "log in "
    "login sign up register subscribe account my newsletters newsletter podcasts podcast crossword puzzles games "
    "obituaries "
    "jobs classifieds property motoring cars about us contact help advertise privacy terms skip to main content "
    "navigation "
    "edition editions uk eu europe africa asia americas latest breaking all more index e-paper epaper shop store "
    "events "
    "listings photos pictures gallery letters columnists comment analysis features magazine investigations data and "
    "& "
    "showbiz showbusiness celebrity celebs court crime community people archive notices e-edition premium ad-free "
    "rss faq football rugby cricket tennis your".split()
)
SHARE_WORDS = frozenset(
    "share shares this article story page on via with facebook twitter x whatsapp linkedin telegram email e-mail "
    "mail reddit "
    "pinterest messenger instagram threads bluesky mastodon viber pocket flipboard tumblr youtube tiktok copy link "
    "url print "
    "save saved bookmark comment comments listen gift follow us post tweet send to friend a by close copied options "
    "k "
    "snapchat wechat line sms text the add as preferred source on google min read".split()
)
SHARE_CORE = frozenset(
    "share shares facebook twitter whatsapp linkedin telegram email e-mail reddit pinterest messenger instagram "
    "bluesky print "
    "tweet bookmark copy copied viber flipboard save follow".split()
)
BREADCRUMB = re.compile(r"\s*[>›»|•→]\s*|\s+/\s+|\s+·\s+")
