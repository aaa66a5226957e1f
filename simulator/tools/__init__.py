"""What is run by hand: to measure, to record, to write down what can be said."""
