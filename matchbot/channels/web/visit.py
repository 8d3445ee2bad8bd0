"""A visit: one request, in one language, and the page it gets."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from starlette.responses import HTMLResponse

from matchbot.channels.web.languages import accepted
from matchbot.channels.web.site import Site
from matchbot.core.need import Period

READ = ["GET", "HEAD"]
#: Where a page that is kept leaves room for the id of each visitor's form.
MESSAGE_ID = "%message-id%"


@dataclass(frozen=True)
class Visit:
    """The request, the site, and the language the page speaks."""

    request: Request
    site: Site
    language: str

    def t(self, key: str, **facts: Any) -> str:
        """A text of the wording catalogue, in the language of the page."""
        return self.site.text(self.language, key, **facts)

    def show(self, value: Any) -> str:
        """A number, day, place or amount in the form of the page's language."""
        return self.t("form.plain", value=value)

    def month(self, day: date) -> str:
        """The month and year of a day."""
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return self.show(Period(day.replace(day=1), last))

    def page(self, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
        """Draw a page."""
        return HTMLResponse(self.fragment(template, status=status, **facts), status)

    def fragment(self, template: str, **facts: Any) -> str:
        """Draw a page or a part of one, as text."""
        return self.site.draw(template, {**self._always(), **facts})

    def _always(self) -> dict[str, Any]:
        site = self.site
        path = self.request.url.path
        rest = path.removeprefix(f"/{self.language}/") if self._prefixed(path) else None
        query = f"?{self.request.url.query}" if self.request.url.query and rest else ""
        return {
            "t": self.t,
            "show": self.show,
            "month": self.month,
            "lang": self.language,
            "languages": site.languages,
            "platform": site.platform,
            "public_url": site.office.rules.public_url,
            "demo": site.demo is not None,
            "here": rest,
            "query": query,
            "path": partial("/{}/{}".format, self.language),
        }

    def _prefixed(self, path: str) -> bool:
        return path.startswith(f"/{self.language}/")


def _visit_in(request: Request, lang: str) -> Visit:
    """A visit to a page under /{lang}/. A language that is not spoken here has no pages."""
    site: Site = request.app.state.site
    if lang not in site.languages:
        raise HTTPException(404)
    return Visit(request, site, lang)


def _visit(request: Request) -> Visit:
    """A visit to a page without language in its address: the browser says which."""
    site: Site = request.app.state.site
    header = request.headers.get("accept-language", "")
    return Visit(request, site, accepted(header, site.languages))


#: A visit to a page with its language in the address, and one to a page without.
VisitIn = Annotated[Visit, Depends(_visit_in)]
AnyVisit = Annotated[Visit, Depends(_visit)]
