"""Hours, slots, resources, capacity, holds and policies. Pure: no store, no clock."""
