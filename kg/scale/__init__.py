"""Many articles at once: the same work done to each of many files on all cores (local), or a job over an archive of any
size, in stages that cores or a cluster run (job).

Refuses to stop for one broken file: each file gives an outcome, its value or the reason why there is none.
"""

from kg.scale.local import Outcome, map_files, map_files_in_threads

__all__ = ["Outcome", "map_files", "map_files_in_threads"]
