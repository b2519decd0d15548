"""Places: provinces and their lists, communes, and what became of a unit when lists changed."""
