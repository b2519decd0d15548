from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_renderers():
    return {"bang": lambda attainment, lang: attainment.unit}
