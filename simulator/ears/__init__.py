"""What an Echo makes of words: sound to words, words to an intent."""
