"""The dashboard is written against the API as it is; that its types follow from the document, its build checks."""

from functions.office import Office
from tests.functions.openapi_file import FILE, described


def test_the_document_the_dashboard_is_made_from_is_the_apis_own(office: Office) -> None:
    assert described(office) == FILE.read_text(encoding="utf-8"), "the API has changed: make types"
