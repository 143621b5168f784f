"""A small day of a congress, as the Congressional Record is downloaded: one page a part."""

from html import escape
from pathlib import Path

HEAD = """\
[Congressional Record Volume 171, Number 80 (Monday, May 12, 2025)]
[{chamber}]
[{pages}]
From the Congressional Record Online through the Government Publishing Office [www.gpo.gov]
"""
DEBATE = """
                              {time}  1030


                    THE HARBOUR LIGHTS ACT

  The SPEAKER pro tempore (Mr. Oakes). Pursuant to the rule, the
gentleman from Ohio (Mr. Merl) and the gentlewoman from Maine (Ms.
Fenn) will each control 10 minutes.
  Mr. MERL of Ohio. Mr. Speaker, I may say that the lamps could fail. If
the harbour is dark, boats will wait & crews might lose a day. We should
not leave it to chance, and I believe that nobody in this House would.
  Mr. Speaker, I reserve the balance of my time.
  Ms. FENN. Mr. Speaker, I would rather wait for the report. It seems
that the lamps are sound, and perhaps a survey could tell us more. I

[[Page H1201]]

yield to the gentleman from Utah.
  Mr. MERL of Utah. I thank the gentlewoman. We must not spend twice.
Perhaps the towns would pay if they were asked.
  Mr. MERL of Ohio. Mr. Speaker, I yield back.
  The SPEAKER pro tempore. The question is on the motion offered by the
gentleman from Ohio (Mr. Merl).
  The vote was taken by electronic device, and there were--yeas 3, nays
2, not voting 1, as follows:

                             [Roll No. 12]

                               YEAS--3

     Ashby
     Fenn
     Merl (OH)

                               NAYS--2

     Lund
     Merl (UT)

  So the motion was agreed to.
  A motion to reconsider was laid on the table.

                          ____________________
"""
AMENDMENT = """
                           HARBOUR LIGHTS

  The PRESIDING OFFICER. The clerk will report.
  The legislative clerk read as follows:

       On page 2, after line 4, insert the following:

     SEC. 3. LAMPS.

       (a) The keeper shall light every lamp and may ask the
     towns for oil, and shall report each year to the office
     of the harbour whether a lamp could have failed.
       (b) A town that does not answer shall be asked again,
     and may be told that the lamp will be put out.

  Ms. LUND. Madam President, I could support this if it were shorter.
We might strike the second line, and I hope that we will.
  The PRESIDING OFFICER. Without objection, it is so ordered.

                          ____________________
"""
TRIBUTE = """
                       A TRIBUTE TO A KEEPER

                                 ______


                            HON. DORA ASHBY

                               of vermont

                    in the house of representatives

                          Monday, May 12, 2025

  Ms. ASHBY. Mr. Speaker, I rise to thank a keeper who may never have
slept. She would say that a lamp must burn, and I think she was right.

                          ____________________
"""
PARTS = {
    "CREC-2025-05-12-pt1-PgH1200": ("House", "Pages H1200-H1201", DEBATE),
    "CREC-2025-05-12-pt1-PgS2100": ("Senate", "Page S2100", AMENDMENT),
    "CREC-2025-05-12-pt1-PgE400": ("Extensions of Remarks", "Page E400", TRIBUTE),
}


def little_congress(folder: Path) -> Path:
    """The pages of the day in a folder."""
    folder.mkdir()
    title = "Congressional Record, Volume 171 Issue 80 (Monday, May 12, 2025)"
    for name, (chamber, pages, text) in PARTS.items():
        words = escape(HEAD.format(chamber=chamber, pages=pages) + "\n\n\n" + text, quote=False)
        page = (
            f"<html>\n<head>\n<title>{title}</title>\n</head>\n<body><pre>\n{words}\n</pre></body>\n</html>\n"
        )
        (folder / f"{name}.htm").write_text(page, "utf-8")
    return folder
