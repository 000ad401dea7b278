/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  today: 'week overview summary alert watch what changed new chief inspector meeting tasking daily',
}
