"""What is heard when, and how the body then lies. Pure: knows no assistant, no clock, and reads nothing."""
