"""What the receptionist says, sentence by sentence: listed, heard, reworded and signed."""
