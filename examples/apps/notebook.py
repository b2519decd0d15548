"""An evaluation in notebook cells (open it with Jupytext or VS Code, or run it as a script). The commune is made up."""

from __future__ import annotations

# %% One library, one rulebook
import ntmrules

library = ntmrules.Library(plugins=())
rulebook = library.rulebook("xa-ntm", on="2023-12-31", province="An Giang")
print(rulebook.set.name.vi)

# %% Figures: numbers, answers, reported verdicts
figures = ntmrules.UnitFigures.of(
    "xã Ví Dụ",
    {
        "ty-le-co-so-san-xuat-dam-bao-moi-truong": 89.5,
        "canh-quan-xanh-sach-dep": True,
        "1.1": "met",
        "1.2": "met",
    },
)
attainment = rulebook.evaluate(figures)
print(attainment.tally)

# %% What is not met, and by how much?
for node in attainment.nodes():
    if node.kind == "indicator" and node.verdict is ntmrules.Verdict.NOT_MET:
        print(attainment.why(node.about.number or node.id))

# %% Who has to do something about what is undetermined?
cures: dict[str, int] = {}
for node in attainment.nodes():
    if node.kind == "indicator":
        for cure in {reason.cure for reason in node.reasons}:
            cures[cure] = cures.get(cure, 0) + 1
print(dict(sorted(cures.items())))

# %% What if the share of clean producers rose?
better = ntmrules.UnitFigures.of("xã Ví Dụ", {"ty-le-co-so-san-xuat-dam-bao-moi-truong": 90})
assert rulebook.evaluate(better).node("17.2").verdict is ntmrules.Verdict.MET
