"""The phrases that Alexa itself hears as built-in intents, word for word."""

BUILT_IN_PHRASES = {
    "AMAZON.CancelIntent": ["cancel", "never mind", "nevermind", "forget it"],
    "AMAZON.HelpIntent": ["help", "help me", "can you help me", "what can i say"],
    "AMAZON.NavigateHomeIntent": ["home", "go home"],
    "AMAZON.NextIntent": ["next", "skip", "skip forward"],
    "AMAZON.NoIntent": ["no", "no thanks", "no thank you", "nope", "nah"],
    "AMAZON.PauseIntent": ["pause", "pause that"],
    "AMAZON.PreviousIntent": ["previous", "go back", "skip back", "back up"],
    "AMAZON.RepeatIntent": ["repeat", "repeat that", "say that again"],
    "AMAZON.ResumeIntent": ["resume", "continue", "keep going"],
    "AMAZON.StartOverIntent": ["start over", "start again", "restart"],
    "AMAZON.StopIntent": ["stop", "off", "shut up", "quit", "exit"],
    "AMAZON.YesIntent": ["yes", "yes please", "yeah", "yep", "yup", "sure"],
}
"""Amazon publishes a part of these at developer.amazon.com/docs/custom-skills/standard-built-in-intents.html;
most are as the npm package virtual-alexa 0.7.8 has them. "Okay" is not here, though Amazon may well count it as a
yes where a skill leaves it alone: ours has it as a sample of its own, for it is what people say once they are ready.
"""
