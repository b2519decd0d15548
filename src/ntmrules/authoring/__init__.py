"""For authors: plugins listed, checked and begun, forms in which the holes of the catalogue are filled."""
