"""Gives the file of an article to whoever wants to open it in its own program."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from index.errors import IndexStoreError, SettingError
from ui.articles.article_changes import ArticleChanges

FILE_ROUTE = "/articles/file"


def file_router(changes: ArticleChanges) -> APIRouter:
    """Return the route that gives the file of an article, by the article's ``id``, and no other file.

    It is never shown by the browser itself: a page that was saved may hold anything.
    """
    router = APIRouter()

    @router.get(FILE_ROUTE)
    async def file(id: str) -> Response:  # noqa: A002 - what the address says
        try:
            article = await run_in_threadpool(changes.article_of, id)
            place = await run_in_threadpool(changes.place_of, id)
        except (IndexStoreError, SettingError) as error:
            return JSONResponse({"error": str(error)}, 404)
        path = await run_in_threadpool(place.file_of, article)
        if path is None:
            return JSONResponse({"error": f"the file {article.path} was not found (any more)"}, 404)
        return FileResponse(path, media_type="application/octet-stream", filename=path.name)

    return router
