from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_observe(result):
    return None
