/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  hotspots: 'hot spot heat heatmap kernel kde density map hotspot bandwidth',
}
