"""Abbreviations whose point does not end a sentence, in the registers of politics and news.

Those that stand before a name or number never end a sentence; others may (*the U.S.*), and do when one
of the words follows that often open a sentence.
Written for this project; what Punkt (Kiss and Strunk 2006) learns from the same registers is
compared with it in `benchmarks/`.
"""


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


CAPITALISED = _words("""
    mr mrs ms mx messrs mme dr prof rev hon fr st sen sens rep reps gov govs pres vp gen lt col
    maj capt cmdr cpl sgt adm brig pvt supt insp det amb atty asst min dir del ald
    jan feb mar apr jun jul aug sept oct nov dec mon tue tues wed thu thur thurs fri sat
    ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo ont que
    mt ft ave blvd rd hwy univ dept assn bros
""")
"""Titles, months and days, states, places and firms: abbreviations only with a capital (*he sat*, *ill*)."""
NUMBERED = _words("no nos fig figs vol pp p ch sec art para eq")
"""Abbreviations only before a number (*the answer is no*)."""
ALWAYS = _words("mr mrs ms dr cf vs v viz approx ca circa e.g i.e")
MAYBE_FINAL = _words("""
    u.s u.k u.n u.s.a e.u d.c n.y l.a a.m p.m jr sr inc ltd co corp etc al ph.d m.d b.a m.a j.d n.j
    n.h n.c s.c
""")
STARTERS = _words("""
    a after all also although an and another as at because but by despite during each even every few
    for from he her here his how however i if in instead it its last many meanwhile more most my
    nearly no nor not now on once one only or other our over she since so some still such that the
    their then there these they this those though to today under until we what when where whether
    which while who why with yet you your
""")
