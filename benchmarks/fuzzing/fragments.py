"""The words that made-up texts are made of; all of them are our own."""

NAMES = (
    *("Ann Lee", "Bo Oak", "JD Marsh", "Mr. McHale", "Ms. de la Cruz", "O’Dell", "Åsa Öberg", "Łukasz Wren"),
    *("President Marsh", "Senator Oak", "Dr. Wren, Ph.D.", "Sir Tom Hale KC"),
    *("Hon. R. T. Fern", "van der Hoek"),
)
OTHERS = (
    *("the minister", "the Foreign Secretary", "she", "he", "they", "officials", "a spokesman", "the report"),
    *("her deputy", "one official who asked not to be named", "both sides", "the White Hall", "I", "we"),
)
CUES = (
    *("said", "says", "told reporters", "added", "warned", "insisted", "asked"),
    *("wrote in a letter", "replied"),
    *("claimed", "announced", "is said to have hinted", "explained", "did not say", "thinks", "repeated"),
)
MODALS = (
    *("can", "could", "may", "might", "must", "shall", "should", "will", "would", "need not", "dare not"),
    *("ought to", "ought", "have to", "has got to", "had better", "is going to", "was able to", "are to"),
    *("can’t", "won't", "cannot", "may not", "'ll", "’d", "wouldn't've", "used to"),
    *("is supposed to", "gotta"),
    *("will be able to", "might have to", "shan't", "CAN", "May", "Will"),
)
HEDGES = (
    *("perhaps", "sort of", "kind of", "about 40", "roughly", "I think", "it seems that"),
    *("probably", "or so"),
    *("somewhat", "as far as I know", "possibly", "around", "in a way", "more or less", "to some extent"),
)
BOOSTERS = ("certainly", "clearly", "of course", "no doubt", "obviously", "indeed", "very", "absolutely")
MARKERS = (
    *("if", "If", "unless", "even if", "only if", "as long as", "provided that", "in case", "assuming that"),
    *("on condition that", "if and only if", "if so,", "if not", "whether or not", "suppose", "what if"),
    *("in the event of", "without", "but for", "so long as", "if anything", "as if", "no matter if", "lest"),
    *("Had we known,", "Were it to rain,", "Should you need help,", "otherwise", "IF"),
)
VERBS = (
    *("leave", "stay at home", "raise the tax", "talk about it", "walk away", "sign the deal", "vote", "pay"),
    *("have gone", "be told", "see what happens", "stop", "go on", "work", "be", "not know", "get it done"),
)
THINGS = (
    *("the road is closed", "it rains", "they agree", "taxes go up", "nobody knows"),
    *("that happens", "he lies"),
    *("the talks fail", "we were rich", "there had been time", "it is May"),
    *("the bill passes", "you stay here"),
)
STAGE = (
    *("(Laughter.)", "[Applause]", "(Interruption.)", "[inaudible 00:12:03]"),
    *("(Mr. Oak rises.)", "—[Laughter]"),
    *("(Applause and cries of “No!”)", "[crosstalk]", "<Applause>", "APPLAUSE", "*cheers*"),
    *("♪ music ♪", "(sic)"),
    *("[(Laughter) and [applause]", "(He said that we may lose. (Laughter.)", "((", "[[", "))]"),
    *("[...]", "()"),
)
CLOSINGS = (
    ".",
    ".",
    ".",
    "!",
    "?",
    "...",
    "…",
    ";",
    ":",
    ",",
    " –",
    "—",
    "",
    "?!",
    ".”",
    ". . .",
    "; and",
    "—but",
)
QUOTES = (
    *(("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"), ("«", "»"), ("„", "“"), ("``", "''"), ("“", "”")),
    *(("“", ""), ("", "”"), ("“‘", "’”"), ('"“', '”"'), ("‹", "›"), ("”", "“"), ("「", "」")),
)
JOINTS = (" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "", "  ", "\n \n", "\u00a0", "\f", "\u2028", "\v", " - ")
ODD = (
    *("e\u0301", "\u202eabc\u202c", "\ud800", "\udfff", "\u200b", "\u200d", "\u00ad", "ﬁ", "ﬃ"),
    *("\x00", "\ufeff"),
    *("\r", "İ", "ı", "ß", "ŉ", "🙂", "👩‍👩‍👧", "𝒷", "\u0085", "\u2029", "\x1c", "\x1b[0m", "\u0130\u0307"),
    *(
        "ש",
        "العربية",
        "中文，",
        "ไทย",
        "\U0010ffff",
        "\u0345",
        "ǅ",
        "ſ",
        "K",
        "१२",
        "²",
        "½",
        "Ⅷ",
        "$%&",
        "\\",
    ),
)
MARKUP = (
    *("<p>", "</p>", "<br/>", "<b", "&rsquo;", "&amp;amp;", "&#8217;", "&#xD800;", "&nbsp;", "<!--", "]]>"),
    *("<script>alert(1)</script>", "{{x}}", "%s", "${x}", "\\textbf{", "$x_1$", "=1+1", "@@"),
    *("# ", "**Oak:** "),
)
