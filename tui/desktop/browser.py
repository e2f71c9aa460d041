"""Opens addresses, on request only, in the reader's own browser."""

_ALLOWED = ("http://", "https://")


def can_open(address: str) -> bool:
    """Return whether it is a web address; anything else is never handed to another program."""
    return address.lower().startswith(_ALLOWED) and not any(char.isspace() for char in address)


def open_address(address: str) -> bool:
    """Ask the desktop to show a web address; False when it is none or no browser was found.

    The address reaches the browser as one argument, never through a shell.
    """
    if not can_open(address):
        return False
    import webbrowser

    return webbrowser.open(address)
