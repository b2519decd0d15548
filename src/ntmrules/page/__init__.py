"""The page that judges: one HTML file with the library itself, the rulebooks and the packs, that runs in a browser."""
