/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  repeats: 'repeat victims revictimisation victimisation again same address same place',
}
