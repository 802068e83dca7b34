"""The kinds of stores by name. To add one, write its class and name it here; tests/services holds it to the contract."""

from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError
from kg.store.protocol import WritableStore


def _open_memory(address: str, update: str | None) -> WritableStore:
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore()


def _open_disk(address: str, update: str | None) -> WritableStore:
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(address))


def _open_service(address: str, update: str | None) -> WritableStore:
    from kg.store.remote import RemoteStore

    return RemoteStore(address, update)


#: Name to what opens it: (address, address for updates or None) to the store.
STORES: dict[str, Callable[[str, str | None], WritableStore]] = {
    "memory": _open_memory,
    "disk": _open_disk,
    "service": _open_service,
}


def open_store(address: str, update: str | None = None, kind: str | None = None) -> WritableStore:
    """Opens a store.

    Args:
        address: of a SPARQL service (https://...), a folder of the embedded store, or "memory".
        update: where a service takes updates; None for one that is only read.
        kind: a key of STORES; None to tell it by the address.

    Raises:
        InputError: the kind is unknown.
        WorkspaceError: the folder cannot be opened.
    """
    if kind is None:
        kind = "service" if address.startswith(("http:", "https:")) else "memory" if address == "memory" else "disk"
    if kind not in STORES:
        raise InputError(f"unknown kind of store {kind!r}; use {', '.join(STORES)}")
    return STORES[kind](address, update)
