"""What a publisher might give: made up, but no dummies."""

SKILL_ID = "amzn1.ask.skill.0a1b2c3d-0000-4000-8000-0123456789ab"
ENDPOINT = "arn:aws:lambda:eu-west-1:210987654321:function:lower-back-release-Skill-1A2B3C4D5E6F:live"
PRIVACY_URL = "https://back.studio-on-the-floor.org/privacy"
GIVEN = {"SKILL_ID": SKILL_ID, "SKILL_ENDPOINT": ENDPOINT, "PRIVACY_URL": PRIVACY_URL}
