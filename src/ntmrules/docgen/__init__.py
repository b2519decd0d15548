"""Documentation generated from the rules: a static site, pages for Sphinx, a printable handbook, published data."""
