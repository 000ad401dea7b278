/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  quality: 'hmicfrs inspectorate pef dip sample scores audit investigation crime recording outcomes solved',
}
