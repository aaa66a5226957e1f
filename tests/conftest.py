from hypothesis import settings

# A loaded machine is slow, and no property here is about time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
