"""What all tests share."""

from hypothesis import settings

# Two workers on two shared cores: how long one example takes says nothing about the code.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")
