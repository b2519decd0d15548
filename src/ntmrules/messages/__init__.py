"""What the library says besides its results: one register of error codes and phrases, each in Vietnamese and English."""

from ntmrules.messages.register import Phrase
from ntmrules.messages.speech import LANGS, Fault, Joined, Listed, Near, Pair, language, speak, speaking, told

__all__ = ["LANGS", "Fault", "Joined", "Listed", "Near", "Pair", "Phrase", "language", "speak", "speaking", "told"]
