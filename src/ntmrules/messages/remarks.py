"""What the commands say on stderr besides results: nothing in it is an error."""

TEXTS: dict[str, tuple[str, str]] = {
    "plugin": ("{name!r} của {distribution} {version}", "{name!r} of {distribution} {version}"),
}
