/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  zones: 'risk cocoon 400 m 42 days live area tonight prediction forecast hot',
}
