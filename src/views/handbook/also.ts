/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  handbook: 'help manual guide how to documentation training support faq',
}
