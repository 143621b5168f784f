"""Word lists for names: titles, particles, first names by gender, capitalised words that are no name.

Written for this project from general knowledge of English political news; the first names are the
commonest of public figures, and a name outside the lists simply has no known gender.
"""

TITLES = frozenset(
    """mr mrs ms miss mx dr sir dame lord lady baroness sen sens senator senators rep reps representative
    congressman congresswoman gov govs governor president vice secretary minister prime premier chancellor
    prof professor gen general maj major lt lieutenant col colonel capt captain sgt sergeant adm admiral
    commander judge justice rev reverend pastor bishop archbishop cardinal pope rabbi imam king queen
    prince princess mayor sheriff chief speaker leader chairman chairwoman chairperson chair director
    ambassador envoy attorney deputy commissioner councilman councilwoman alderman assemblyman assemblywoman
    spokesman spokeswoman spokesperson candidate nominee hopeful billionaire businessman former ex-president
    us u.s uk u.k democrat democratic republican gop libertarian independent foreign defense defence state
    acting interim press treasury interior hon honourable honorable analyst author journalist reporter host
    anchor activist historian economist pollster strategist operative columnist editor correspondent actor
    actress comedian singer coach hon.""".split()
)
"""Words that may stand before a name and are no part of it."""

MALE_TITLES = frozenset("mr sir lord congressman king prince chairman spokesman councilman businessman actor".split())
FEMALE_TITLES = frozenset(
    "mrs ms miss dame lady baroness congresswoman queen princess chairwoman spokeswoman councilwoman actress".split()
)

PARTICLES = ("de", "del", "della", "der", "van", "von", "den", "bin", "ibn", "al", "el", "la", "le", "du", "da", "di", "ter")
"""Lower-case words inside a name."""

MALE = frozenset(
    """aaron abdul adam ahmed alan albert alex alexander alfred ali allen andre andrew andy angus anthony antonio
    antony ari arthur asa austin barack barry ben benjamin bernard bernie bill billy bob bobby boris brad bradley
    brent brett brian bruce bryan carl carlos carter chad charles charlie chris christopher chuck clarence clark
    claude clint cody colin connor corey cory craig curtis dale dan daniel darrell dave david dean denis dennis
    derek devin dick dimitri dmitry don donald doug douglas duncan dwight dylan ed eddie edgar edward edwin eli
    elijah elliott elon emmanuel eric erik ernest ethan eugene evan ezra fareed federico felix fernando francis
    francisco franco frank fred frederick gabriel gareth gary gavin gene geoff geoffrey george gerald gilbert
    giorgio glenn gordon graham grant greg gregory guy hank harold harry harvey hassan heath hector henry herbert
    herman hubert hugh hugo ian ibrahim imran isaac ivan jack jackson jacob jaime jake jamal james jamie jan jared
    jason jay jd jeb jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joe joel joey john johnny jon jonathan
    jorge jose joseph josh joshua juan julian julio justin karl keir keith ken kenneth kevin khalid kirk kurt kyle
    lance larry lawrence lee leo leon leonard lewis liam lindsey lloyd lou louis lucas luis luke malcolm manuel
    marc marco marcus mario mark martin marvin matt matteo matthew maurice max michael micah miguel mike mikhail
    mitch mitt mohammad mohammed morgan muhammad narendra nate nathan neil newt nicholas nick nicolas nigel noah
    noam norman oliver omar orrin oscar otto owen pablo patrick paul pedro pete peter phil philip phillip pierre
    rafael rahm ralph ramon rand randy raul ray raymond recep reince rex ricardo richard rick ricky rob robert
    roberto robin rod roger roland roman ron ronald rory ross roy rudy rupert russ russell ryan salman sam samuel
    scott sean sebastian sergei sergey seth shane shaun sheldon sherrod shinzo silvio simon spencer stan stanley
    stephen steve steven stuart ted terrence terry theodore thomas tim timothy toby todd tom tommy tony travis
    trevor trey troy tucker tyler vernon victor viktor vincent vinny vladimir volodymyr wade walter warren wayne
    wesley will william winston wolf xavier xi yasser zach zachary""".split()
)

FEMALE = frozenset(
    """abby abigail adele alexandria alexandra alice alicia alison allison amanda amber amy ana andrea angela angelina
    anita ann anna anne annette annie antonia april ariana arianna ashley aung barbara beatrice becky beth betsy
    betty beverly bonnie brenda bridget brittany brooke camille candice carly carmen carol caroline carolyn carrie
    cassandra catherine cathy cecilia celia charlotte chelsea cheryl christiane christina christine cindy claire
    clara claudia colleen condoleezza connie corinne courtney crystal cynthia dana danielle dawn debbie deborah
    debra denise diana diane dianne dina dolores donna doris dorothy edith eileen elaine eleanor elena elise
    elizabeth ella ellen emily emma erica erin esther eva eve evelyn faith fiona florence frances gabby gabrielle
    gail georgia gina ginger giorgia gloria grace greta gretchen gwen hannah harriet heather heidi helen hillary
    holly hope huma ilhan irene isabel ivanka jackie jacinda jacqueline jane janet janice jeanne jen jenna jennifer
    jenny jessica jill jo joan joanna joanne jodi joni josephine joy joyce juanita judith judy julia juliana julie
    kaitlyn kamala karen karine kate katherine kathleen kathryn kathy katie katrina katy kayleigh kelly kellyanne
    kim kimberly kirsten kirstjen kristen kristin kristina laura lauren leah leslie lily linda lisa liz lois loretta
    lori lorraine louise lucy lydia lynn madeleine maggie margaret maria marian marie marilyn marine marissa marjorie
    marla marsha martha mary maryam maureen maxine megan megyn melania melanie melissa meredith mia michele michelle
    mika miranda molly monica nadia nancy naomi natalie natasha nicola nicole nikki nina nora norma olga olivia
    pamela pat patricia patti patty paula peggy penny phyllis priscilla priti rachel rebecca regina renee rita
    roberta robin rosa rose rosemary roxanne ruth sabrina sally samantha sandra sara sarah savannah shannon sharon
    sheila shelley sherry shirley silvia simone sonia sophia sophie stacy stephanie stormy sue summer susan suzanne
    sylvia tamara tammy tanya tara teresa terri theresa tiffany tina tracy tricia tulsi ursula valerie vanessa vera
    veronica vicki victoria viola virginia vivian wanda wendy whitney yulia yvette yvonne zoe""".split()
)

NOT_NAMES = frozenset(
    """a about above according across after again against all along also although always am among an and another any
    are around as asked at be because been before behind being below beneath beside between beyond both but by can
    could despite did do does during each earlier early either even ever every everyone except few finally first for
    from further had has have he her here hers him his how however i if in indeed inside instead into is it its
    just last late later least less let like many maybe me meanwhile more moreover most much my near nearly neither
    never nevertheless next no nobody none nor not nothing now of off often on once one only or other our out
    outside over own perhaps rather recently same second several shall she should similarly since so some somebody
    someone sometimes soon speaking still such than that the their them then there therefore these they this those
    though three through throughout thus to today together tomorrow tonight too toward towards two under unless
    unlike until up upon us very was we well were what whatever when whenever where whereas whether which while
    who whom whose why with within without would yes yesterday yet you your
    january february march april june july august september october november december jan feb aug sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mr mrs ms asked added photo read watch related updated
    """.split()
)
"""Capitalised at the start of a sentence or as a date, but no part of a name."""

GROUP_WORDS = frozenset(
    """administration agency alliance army assembly association authority bank board bureau cabinet campaign center
    centre church club coalition college commission committee company congress convention corporation corps council
    court department embassy federation force forces foundation fund government group house inc institute journal
    kremlin league magazine military ministry movement national network news newspaper office organization
    organisation pac parliament party pentagon police post press project republic senate service society state states
    street team times tribune union united university white""".split()
)
"""Words that show that a name is one of a group, an office or a paper."""
