"""Recognition (công nhận): a dossier as dated events, read by the procedure in force; deadlines, papers, votes, conditions."""
