from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_packs():
    raise RuntimeError("the disk is on fire")
