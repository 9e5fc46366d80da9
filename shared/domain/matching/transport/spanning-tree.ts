/**
 * A spanning tree over the nodes of a network, hung on its root, with the price of each node.
 *
 * 1. Each node knows the node above it, the arc to it, and its depth.
 * 2. A thread runs through all nodes in a circle, in preorder: each subtree is one unbroken stretch, which starts at
 *    its top and ends before the next node that is no deeper.
 * 3. When arcs are exchanged, the part that is cut off is turned along the stem from its new top to its old one; each
 *    node on the stem takes along what hangs on it.
 * 4. In the same walk depths and prices of that part change, all by what its new place asks for; no other node changes.
 *
 * An exchange takes time in proportion to the part that moves, new prices for all in proportion to the nodes.
 *
 * The augmented threaded index method: F. Glover, D. Klingman and J. Stutz, INFOR 12 (1974), here with the thread in
 * both directions. Ahuja, Magnanti and Orlin, Network Flows (1993), sections 11.3 and 11.4.
 */

/** The tree's columns, by node. */
export interface SpanningTree {
  /** The node above; the root's own is no node. */
  readonly parents: Int32Array;
  /** The arc to the node above. */
  readonly arcsUp: Int32Array;
  readonly depths: Int32Array;
  /** The thread, and the same backwards. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** What one unit is worth at each node, 0 at the root: arcs of the tree have a reduced cost of 0. */
  readonly prices: Float64Array;
}

const NO_NODE = -1;

/** A tree in which every node hangs on the root (the last node) by its own arc. */
export function starTree(arcsUp: Int32Array, prices: Float64Array): SpanningTree {
  const root = arcsUp.length;
  const nodes = root + 1;
  const parents = new Int32Array(nodes).fill(root);
  parents[root] = NO_NODE;
  const depths = new Int32Array(nodes).fill(1);
  depths[root] = 0;
  const tree: SpanningTree = {
    parents,
    arcsUp: new Int32Array(nodes).fill(NO_NODE),
    depths,
    next: Int32Array.from({ length: nodes }, (_, node) => (node + 1) % nodes),
    previous: Int32Array.from({ length: nodes }, (_, node) => (node + root) % nodes),
    prices: new Float64Array(nodes),
  };
  tree.arcsUp.set(arcsUp);
  tree.prices.set(prices);
  return tree;
}

/**
 * Cuts off the subtree that holds `node` below the arc `cut`, turns it so that `node` is its top, and hangs it below
 * `parent` by `arc`; the prices in it rise by `priceShift`. Asks for a `parent` outside of this subtree.
 *
 * The stem from `node` up to the old top is taken from its lower end; what hangs on each of its nodes besides the stem
 * below is still one stretch of the thread then, because the stem below has been taken out already.
 */
export function rehang(
  tree: SpanningTree,
  node: number,
  parent: number,
  arc: number,
  cut: number,
  priceShift: number,
): void {
  const { parents, arcsUp, depths, next, previous, prices } = tree;
  let top = node;
  let newParent = parent;
  let newArc = arc;
  let end = NO_NODE;
  for (;;) {
    const oldParent = parents[top];
    const oldArc = arcsUp[top];
    const oldDepth = depths[top];
    const deeper = depths[newParent] + 1 - oldDepth;
    parents[top] = newParent;
    arcsUp[top] = newArc;
    const before = previous[top];
    let last = top;
    let below = top;
    do {
      depths[below] += deeper;
      prices[below] += priceShift;
      last = below;
      below = next[below];
    } while (depths[below] > oldDepth);
    next[before] = below;
    previous[below] = before;
    if (end !== NO_NODE) {
      next[end] = top;
      previous[top] = end;
    }
    end = last;
    if (oldArc === cut) break;
    newParent = top;
    newArc = oldArc;
    top = oldParent;
  }
  const after = next[parent];
  next[parent] = node;
  previous[node] = parent;
  next[end] = after;
  previous[after] = end;
}

/** Works out all prices anew, from the root down, after costs have changed. */
export function reprice(tree: SpanningTree, tails: Int32Array, costs: Float64Array): void {
  const { parents, arcsUp, next, prices } = tree;
  const root = parents.length - 1;
  for (let node = next[root]; node !== root; node = next[node]) {
    const arc = arcsUp[node];
    const above = prices[parents[node]];
    prices[node] = tails[arc] === node ? above - costs[arc] : above + costs[arc];
  }
}
