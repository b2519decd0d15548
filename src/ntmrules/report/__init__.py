"""The report: what many units attain as one HTML file that a leader opens, without a network and without a server."""
