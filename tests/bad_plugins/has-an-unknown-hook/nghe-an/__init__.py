from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_pack():
    return []
