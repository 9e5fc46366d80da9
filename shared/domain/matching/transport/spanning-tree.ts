/**
 * A spanning tree over the nodes of a network, hung on its root.
 *
 * Besides parents and depths it keeps a thread: one circle through all nodes in which each subtree is one unbroken
 * stretch that starts at its top (the augmented threaded index of Glover, Klingman and others).
 */
export interface SpanningTree {
  /** The node above; the root's own is no node. */
  readonly parents: Int32Array;
  /** The arc to the node above. */
  readonly arcsUp: Int32Array;
  readonly depths: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** The worth of one unit at each node in VND, the root's being 0: no arc of the tree gains or loses by it. */
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
 * `parent` by `arc`; the prices in it rise by `priceShift`.
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
    const oldParent = parents[top] as number;
    const oldArc = arcsUp[top] as number;
    const oldDepth = depths[top] as number;
    const deeper = (depths[newParent] as number) + 1 - oldDepth;
    parents[top] = newParent;
    arcsUp[top] = newArc;
    const before = previous[top] as number;
    let last = top;
    let below = top;
    do {
      depths[below] = (depths[below] as number) + deeper;
      prices[below] = (prices[below] as number) + priceShift;
      last = below;
      below = next[below] as number;
    } while ((depths[below] as number) > oldDepth);
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
  const after = next[parent] as number;
  next[parent] = node;
  previous[node] = parent;
  next[end] = after;
  previous[after] = end;
}

/** Works out all prices anew, from the root down, after costs have changed. */
export function reprice(tree: SpanningTree, tails: Int32Array, costs: Float64Array): void {
  const { parents, arcsUp, next, prices } = tree;
  const root = parents.length - 1;
  for (let node = next[root] as number; node !== root; node = next[node] as number) {
    const arc = arcsUp[node] as number;
    const above = prices[parents[node] as number] as number;
    prices[node] = tails[arc] === node ? above - (costs[arc] as number) : above + (costs[arc] as number);
  }
}
