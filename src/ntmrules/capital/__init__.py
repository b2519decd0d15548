"""Capital (vốn): amounts with their unit of money, sums, shares with their base, norms of allotment, arrears."""
