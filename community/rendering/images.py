"""Images are not shown: a picture from another site would tell that site who reads here."""

from collections.abc import Sequence
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


def image_as_text(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Render a Markdown image as its description."""
    return escape(renderer.renderInlineAsText(tokens[index].children, options, env))
