/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  data: 'import upload csv excel columns left out rows erase delete clear wipe gdpr keep log audit package lock passphrase password encrypt export download addresses uprn file backup',
}
