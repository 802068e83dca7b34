"""The version of kg, in one place."""

VERSION = "0.1.0"
