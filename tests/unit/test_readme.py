"""README.md shows what the program prints today."""

from __future__ import annotations

from readme_blocks import README, renewed


def test_the_trace_and_the_coverage_in_the_readme_are_what_the_program_prints():
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "run python tests/readme_blocks.py --write"


def test_the_first_two_lines_of_shell_evaluate_an_example_and_run_the_tests():
    text = README.read_text(encoding="utf-8")
    lines = [line for block in text.split("```sh\n")[1:] for line in block.split("```")[0].splitlines() if line.strip()]
    assert "ntmrules evaluate examples/" in lines[0]
    assert lines[1].endswith("tox")
