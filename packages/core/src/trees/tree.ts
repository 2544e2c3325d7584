import { sortKey } from "@daybook/contract/fold";
import { refuse } from "../errors/domain-error.ts";
import type { Entity } from "@daybook/contract/reasons";

/** A node of a tree stored as rows with a parent. */
export interface TreeNode {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
}

/** More levels than any shop needs; the limit keeps recursion short. */
export const MAX_DEPTH = 8;

export type Tree<Node extends TreeNode> = ReadonlyMap<number, Node>;

export function treeOf<Node extends TreeNode>(nodes: readonly Node[]): Tree<Node> {
  return new Map(nodes.map((node) => [node.id, node]));
}

/** The names from the root down to this node. */
export function namesTo<Node extends TreeNode>(tree: Tree<Node>, id: number): string[] {
  return lineOf(tree, id).map((node) => node.name);
}

/**
 * Refuses a parent that is inside the node itself (422 `tree_cycle`) or so deep that the node's subtree would exceed
 * the lowest level (422 `tree_too_deep`), both at `path`. `id` is null for a new node.
 */
export function checkParent<Node extends TreeNode>(
  tree: Tree<Node>,
  id: number | null,
  parentId: number | null,
  path: string,
): void {
  const above = parentId === null ? [] : lineOf(tree, parentId);
  if (above.some((node) => node.id === id)) throw refuse("tree_cycle", {}, path);
  if (above.length + heightOf(tree, id) > MAX_DEPTH) throw refuse("tree_too_deep", {}, path);
}

/** A node below a deactivated one cannot be used: refuses 409 `inactive` at `parentId`. */
export function checkParentActive<
  Node extends TreeNode & { readonly publicId: string; readonly deactivatedAt: number | null },
>(tree: Tree<Node>, parentId: number | null, entity: Entity): void {
  const parent = parentId === null ? undefined : tree.get(parentId);
  if (parent === undefined || parent.deactivatedAt === null) return;
  throw refuse("inactive", { entity, id: parent.publicId }, "parentId");
}

/** The nodes in list order: parents before children, siblings by name. */
export function inListOrder<Node extends TreeNode>(tree: Tree<Node>): Node[] {
  return [...tree.values()]
    .map((node) => ({ node, path: namesTo(tree, node.id) }))
    .toSorted((a, b) => comparePaths(a.path, b.path))
    .map(({ node }) => node);
}

/** Sorts paths so that each node follows its parent, siblings by name, case-insensitive. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (name !== other) return compareNames(name, other);
  }
  return a.length - b.length;
}

/** By name, and for equal names by the unique key. */
function compareNames(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : 1;
}

/** From the root to the node. A row that is its own ancestor ends the loop instead of hanging. */
export function lineOf<Node extends TreeNode>(tree: Tree<Node>, id: number): Node[] {
  const line: Node[] = [];
  let node = tree.get(id);
  while (node !== undefined && !line.includes(node)) {
    line.unshift(node);
    node = node.parentId === null ? undefined : tree.get(node.parentId);
  }
  return line;
}

/** The number of levels of the subtree of this node, itself included. */
function heightOf<Node extends TreeNode>(tree: Tree<Node>, id: number | null): number {
  let height = 1;
  if (id === null) return height;
  for (const node of tree.values()) {
    const line = lineOf(tree, node.id);
    const at = line.findIndex((above) => above.id === id);
    if (at !== -1) height = Math.max(height, line.length - at);
  }
  return height;
}
