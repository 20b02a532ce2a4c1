"""Countries with their adjectives and other names, large cities, and regions.

Used for two things: "Russian" and "Russia" are about the same country and "Türkiye" is Turkey; and a city lies in
its country, so that "in Turkey" and "in Istanbul" do not differ.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from claimcheck.differences.folding import fold

# country: adjectives and other names / cities (an equals sign joins two names of one) / regions
_GAZETTEER: Final = """
afghanistan: afghan, afghans / kabul, kandahar
albania: albanian, albanians / tirana
algeria: algerian, algerians / algiers
argentina: argentine, argentinian, argentines / buenos aires, cordoba
armenia: armenian, armenians / yerevan
australia: australian, australians / sydney, melbourne, canberra, brisbane, perth, adelaide / queensland, tasmania
austria: austrian, austrians / vienna, salzburg, graz, linz
azerbaijan: azerbaijani, azeri / baku
bangladesh: bangladeshi / dhaka
belarus: belarusian, belarusians, belarussian / minsk, gomel, brest
belgium: belgian, belgians / brussels, antwerp, ghent, bruges
bolivia: bolivian / la paz
bosnia: bosnian, bosnians / sarajevo
brazil: brazilian, brazilians / brasilia, sao paulo, rio de janeiro
bulgaria: bulgarian, bulgarians / sofia
cambodia: cambodian / phnom penh
canada: canadian, canadians / ottawa, toronto, montreal, vancouver, calgary / quebec, ontario, alberta
chile: chilean, chileans / santiago
china: chinese / beijing=peking, shanghai, shenzhen, guangzhou, wuhan
colombia: colombian, colombians / bogota, medellin
croatia: croatian, croatians, croat / zagreb
cuba: cuban, cubans / havana
cyprus: cypriot, cypriots / nicosia
czechia: czech, czechs, czech republic / prague, brno
denmark: danish, danes, dane / copenhagen, aarhus
ecuador: ecuadorian, ecuadorean / quito
egypt: egyptian, egyptians / cairo, alexandria, sharm el-sheikh
estonia: estonian, estonians / tallinn
ethiopia: ethiopian, ethiopians / addis ababa / tigray
finland: finnish, finns, finn / helsinki, espoo
france: french / paris, marseille, lyon, toulouse, strasbourg, bordeaux, cannes / normandy, corsica, brittany
georgia: georgian, georgians / tbilisi
germany: german, germans / berlin, munich, hamburg, cologne, frankfurt, stuttgart, dresden, leipzig, bonn / bavaria
ghana: ghanaian / accra
greece: greek, greeks / athens, thessaloniki / crete
hungary: hungarian, hungarians / budapest
iceland: icelandic, icelanders / reykjavik
india: indian, indians / delhi=new delhi, mumbai=bombay, kolkata=calcutta, chennai, bengaluru=bangalore, hyderabad
indonesia: indonesian, indonesians / jakarta / bali, java, sumatra
iran: iranian, iranians, persia / tehran=teheran, isfahan
iraq: iraqi, iraqis / baghdad, mosul, basra
ireland: irish / dublin, cork
israel: israeli, israelis / tel aviv, haifa
italy: italian, italians / rome, milan, turin, naples, venice, florence, genoa, bologna / sicily, sardinia, tuscany
japan: japanese / tokyo, osaka, kyoto, hiroshima, nagasaki, yokohama
jordan: jordanian, jordanians / amman
kazakhstan: kazakh, kazakhs / astana, almaty
kenya: kenyan, kenyans / nairobi, mombasa
kosovo: kosovar / pristina
kuwait: kuwaiti, kuwaitis /
kyrgyzstan: kyrgyz / bishkek
laos: laotian / vientiane
latvia: latvian, latvians / riga
lebanon: lebanese / beirut
libya: libyan, libyans / tripoli, benghazi
lithuania: lithuanian, lithuanians / vilnius
luxembourg: luxembourgish /
malaysia: malaysian, malaysians / kuala lumpur
malta: maltese / valletta
mexico: mexican, mexicans / mexico city, guadalajara, monterrey, tijuana
moldova: moldovan, moldovans / chisinau
mongolia: mongolian / ulaanbaatar
montenegro: montenegrin / podgorica
morocco: moroccan, moroccans / rabat, casablanca, marrakesh
myanmar: burma, burmese / yangon=rangoon, naypyidaw
nepal: nepalese, nepali / kathmandu
netherlands: dutch, holland / amsterdam, rotterdam, hague=the hague, utrecht
new zealand: new zealander, new zealanders / wellington, auckland
nigeria: nigerian, nigerians / abuja, lagos
north korea: north korean, north koreans / pyongyang
north macedonia: macedonia, macedonian / skopje
norway: norwegian, norwegians / oslo, bergen
oman: omani / muscat
pakistan: pakistani, pakistanis / islamabad, karachi, lahore / punjab
palestine: palestinian, palestinians / ramallah / gaza, west bank
peru: peruvian, peruvians / lima
philippines: philippine, filipino, filipinos / manila
poland: polish, poles / warsaw, krakow=cracow, gdansk, wroclaw, lodz, poznan
portugal: portuguese / lisbon, porto
qatar: qatari, qataris / doha
romania: romanian, romanians / bucharest
russia: russian, russians, russian federation, kremlin, moscow / moscow, st petersburg=saint petersburg=st. petersburg, kazan, sochi, vladivostok, novosibirsk / siberia, chechnya
rwanda: rwandan, rwandans / kigali
saudi arabia: saudi, saudis / riyadh, jeddah, mecca
senegal: senegalese / dakar
serbia: serbian, serbs, serb / belgrade
singapore: singaporean /
slovakia: slovak, slovaks, slovakian / bratislava
slovenia: slovenian, slovene, slovenes / ljubljana
somalia: somali, somalis / mogadishu
south africa: south african, south africans / pretoria, johannesburg, cape town, durban
south korea: south korean, south koreans / seoul, busan
spain: spanish, spaniards, spaniard / madrid, barcelona, seville, valencia, bilbao / catalonia, andalusia
sri lanka: sri lankan, sri lankans / colombo
sudan: sudanese / khartoum / darfur
sweden: swedish, swedes, swede / stockholm, gothenburg, malmo
switzerland: swiss / bern=berne, zurich, geneva, basel, lausanne, davos
syria: syrian, syrians / damascus, aleppo, homs / idlib
taiwan: taiwanese / taipei
tajikistan: tajik / dushanbe
tanzania: tanzanian / dodoma, dar es salaam
thailand: thai, thais / bangkok, phuket
tunisia: tunisian, tunisians / tunis
turkey: turkish, turks, turk, turkiye / ankara, istanbul=constantinople, antalya, izmir, bursa / anatolia
uganda: ugandan, ugandans / kampala
ukraine: ukrainian, ukrainians / kyiv=kiev, kharkiv=kharkov, odesa=odessa, lviv=lvov, mariupol, kherson, dnipro, donetsk, luhansk / crimea, donbas
uae: united arab emirates, emirati, emirates / abu dhabi, dubai
uk: united kingdom, britain, british, great britain, britons, u.k. / london, manchester, liverpool, birmingham, edinburgh, glasgow, leeds, bristol, cardiff, belfast / england, scotland, wales, northern ireland
usa: united states, u.s., u.s.a., america, american, americans, washington, white house / washington, new york=new york city, los angeles, chicago, houston, boston, philadelphia, san francisco, seattle, dallas, detroit, atlanta, miami, denver, anchorage, las vegas, new orleans / california, texas, florida, alaska, hawaii, ohio, michigan, pennsylvania, virginia, nevada, arizona, oregon
uruguay: uruguayan / montevideo
uzbekistan: uzbek, uzbeks / tashkent
vatican: holy see, vatican city /
venezuela: venezuelan, venezuelans / caracas
vietnam: vietnamese / hanoi, ho chi minh city=saigon
yemen: yemeni, yemenis / sanaa
zambia: zambian / lusaka
zimbabwe: zimbabwean / harare
"""  # noqa: E501 - one line a country reads best
_METONYMS: Final = frozenset({"kremlin", "white house"})
"""Seats of a government that are no place to hold something in."""


def _read() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    country_of: dict[str, str] = {}
    place_of: dict[str, tuple[str, str]] = {}
    for line in _GAZETTEER.strip().splitlines():
        country, _, rest = line.partition(": ")
        names, cities, regions = [*rest.split("/"), ""][:3]
        for name in (country, *(one.strip() for one in names.split(","))):
            country_of[name] = country
            place_of[name] = ("", country)
        for city in cities.split(","):
            spellings = [one.strip() for one in city.split("=")]
            place_of.update({one: (spellings[0], country) for one in spellings if one})
        for region in regions.split(","):
            place_of[region.strip()] = ("?", country)  # what lies in it is not known here
    del place_of[""]
    return country_of, place_of


_COUNTRY_OF, _PLACE_OF = _read()
LONGEST_NAME: Final = max(len(name.split()) for name in _PLACE_OF)


@lru_cache(maxsize=8192)
def place_key(name: str) -> str | None:
    """Under which stem a name of a place is compared: the country for its adjective and other names, else itself."""
    folded = fold(name)
    if folded in _COUNTRY_OF:
        return _COUNTRY_OF[folded]
    place = _PLACE_OF.get(folded)
    return None if place is None else place[0].strip("?") or folded


@lru_cache(maxsize=8192)
def is_place(name: str) -> bool:
    """Whether the name is known as one of a place."""
    return fold(name) in _PLACE_OF


@lru_cache(maxsize=8192)
def regions_differ(left: str, right: str) -> bool:
    """Whether two names are known as regions and are not the same: neither lies in the other."""
    one, other = _PLACE_OF.get(fold(left)), _PLACE_OF.get(fold(right))
    return one is not None and other is not None and one[0] == other[0] == "?" and fold(left) != fold(right)


@lru_cache(maxsize=8192)
def places_differ(left: str, right: str) -> bool:
    """Whether two names are known as places of which neither lies in the other."""
    one, other = _PLACE_OF.get(fold(left)), _PLACE_OF.get(fold(right))
    if one is None or other is None or fold(left) in _METONYMS or fold(right) in _METONYMS:
        return False
    if one[1] != other[1]:
        return True
    return bool(one[0] and other[0] and "?" not in {one[0], other[0]} and one[0] != other[0])
