"""The field of government that words name: "interior" for "Minister of the Interior" ([posts] fields)."""

from kg.extract.scene import Scene


def field_of(scene: Scene, text: str) -> str | None:
    """Returns the field that words name: "interior" for "Minister of the Interior"; None where they name none."""
    folded = f" {text.casefold().replace('-', ' ').replace('’', ' ').replace(chr(39), ' ')} "
    for field, patterns in scene.words.posts.fields.items():
        if any(pattern in folded for pattern in patterns):
            return field
    return None
