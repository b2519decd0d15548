"""What a result was made from: receipts, and the figures in them."""
