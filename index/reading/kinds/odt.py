"""OpenDocument texts (.odt)."""

import odfdo

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, article_text, one_line
from index.reading.kinds.zip import rezipped, unzipped
from index.unread import Unread

_WHAT = "an OpenDocument text (.odt)"
# What was deleted under review is kept in the file; notes and remarks are not part of the running text.
_PARAGRAPHS = " | ".join(
    f"//text:{tag}[not(ancestor::text:tracked-changes or ancestor::text:note or ancestor::office:annotation)]"
    for tag in ("p", "h")
)
_TITLE_STYLES = ("Title", "Titel")


def read_odt(raw: bytes) -> list[ArticleDraft]:
    """Read an OpenDocument text.

    The title is the one in its properties, else the paragraph in the style Title, else a heading that it
    begins with. The properties' date is that of the file, not of the article, so it is not taken.

    :raises ArticleError: it is not such a document, damaged, encrypted or without text.
    """
    files = unzipped(raw, wanted=lambda name: name.endswith(".xml") or name == "mimetype", what=_WHAT)
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        raise ArticleError(Unread.ENCRYPTED())
    if "content.xml" not in files:
        raise ArticleError(Unread.PART_MISSING(kind=_WHAT, name="content.xml"))
    try:
        document = odfdo.Document(rezipped(files))
        found = [(each, one_line(each.inner_text)) for each in document.body.get_elements(_PARAGRAPHS)]
        title = one_line(document.meta.title or "")
        author = one_line(document.meta.initial_creator or document.meta.creator or "")
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        # The library takes a document's form for granted: a part that is not there is a KeyError, one that is
        # not XML a SyntaxError (lxml's), an element that is not there an AttributeError.
        raise ArticleError(Unread.DAMAGED(kind=_WHAT)) from error
    paragraphs = [(each, text) for each, text in found if text]
    if not paragraphs:
        raise ArticleError(Unread.NO_TEXT(kind="document"))
    first, first_text = paragraphs[0]
    if not title and (first.tag == "text:h" or first.get_attribute("text:style-name") in _TITLE_STYLES):
        title = first_text
    return [
        ArticleDraft(
            text=article_text(title, (text for _, text in paragraphs)),
            title=title or None,
            author=author or None,
        )
    ]
