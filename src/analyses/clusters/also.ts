/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  clusters: 'dbscan st-dbscan group groups nearest neighbour hierarchical',
}
