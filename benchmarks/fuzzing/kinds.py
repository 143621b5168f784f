"""All kinds of cases by name."""

from fuzzing.kind_files import FILES
from fuzzing.kind_imports import IMPORTS
from fuzzing.kind_messages import MESSAGES
from fuzzing.kind_records import RECORDS
from fuzzing.kind_studies import STUDIES
from fuzzing.kind_texts import TEXTS

KINDS = {kind.name: kind for kind in (TEXTS, FILES, STUDIES, IMPORTS, RECORDS, MESSAGES)}
