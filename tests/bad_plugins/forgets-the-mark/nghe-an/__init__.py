def ntmrules_packs():
    return []
