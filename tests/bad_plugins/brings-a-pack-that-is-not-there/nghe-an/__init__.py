from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_packs():
    return ["/nowhere/at/all"]
