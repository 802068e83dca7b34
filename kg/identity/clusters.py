"""Mentions held for one grow into clusters; what must stay apart never meets, not even by a detour over a third."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Clusters(Generic[Node]):
    """Disjoint sets of nodes with nodes that must stay apart.

    Args:
        articles: node -> articles that mention it. Two mentions of one article are two things, so that clusters that
            share an article are not joined, unless forced.
    """

    def __init__(self, articles: dict[Node, frozenset[str]]) -> None:
        self._parent: dict[Node, Node] = {}
        self._members: dict[Node, list[Node]] = {}
        self._articles: dict[Node, set[str]] = {}
        self._foes: dict[Node, set[Node]] = {}
        self._start = articles

    def find(self, node: Node) -> Node:
        """Returns the node that now stands for a node's cluster."""
        parent = self._parent
        root = node
        while root in parent:
            root = parent[root]
        while node in parent:
            parent[node], node = root, parent[node]
            if node == root:
                break
        return root

    def members(self, node: Node) -> list[Node]:
        """Returns the nodes of a cluster, in no order."""
        root = self.find(node)
        return self._members.get(root, [root])

    def part(self, left: Node, right: Node) -> None:
        """Says that two nodes must not be in one cluster."""
        self._foes.setdefault(left, set()).add(right)
        self._foes.setdefault(right, set()).add(left)

    def may_join(self, left: Node, right: Node) -> bool:
        """Whether nothing speaks against one cluster for two nodes that are in different ones."""
        one, other = self._order(left, right)
        if not self._articles_of(one).isdisjoint(self._articles_of(other)):
            return False
        theirs = self._members.get(other)
        for member in self._members.get(one, [one]):
            foes = self._foes.get(member)
            if foes and not foes.isdisjoint(theirs if theirs is not None else (other,)):
                return False
        return True

    def join(self, left: Node, right: Node, *, force: bool = False) -> bool:
        """Makes one cluster of two nodes' clusters; returns whether they are one now.

        force: a decision, which articles in common do not stop.
        """
        if self.find(left) == self.find(right):
            return True
        if not force and not self.may_join(left, right):
            return False
        one, other = self._order(left, right)
        mine = self._members.setdefault(other, [other])
        mine.extend(self._members.pop(one, [one]))
        articles = self._articles.get(other)
        if articles is None:
            articles = self._articles[other] = set(self._start.get(other, ()))
        articles.update(self._articles_of(one))
        self._articles.pop(one, None)
        self._parent[one] = other
        return True

    def groups(self) -> Iterable[list[Node]]:
        """Yields the clusters of two nodes or more."""
        return self._members.values()

    def _order(self, left: Node, right: Node) -> tuple[Node, Node]:
        """Returns the roots of two nodes, the smaller cluster first."""
        one, other = self.find(left), self.find(right)
        sizes = len(self._members.get(one, ())), len(self._members.get(other, ()))
        return (one, other) if sizes[0] <= sizes[1] else (other, one)

    def _articles_of(self, root: Node) -> set[str] | frozenset[str]:
        return self._articles.get(root) or self._start.get(root, frozenset())
