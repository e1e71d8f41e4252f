"""How many calls the region's handlers carry, told to whoever starts and stops them."""
