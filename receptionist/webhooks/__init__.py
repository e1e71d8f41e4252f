"""What other programs are told of a business's bookings: to whom it goes, its shape, its signature."""
