"""``python -m ntmrules``."""

from ntmrules.cli import main

if __name__ == "__main__":
    main()
