/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  tracks: 'gps gpx body worn phone path where officers went',
}
