/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  delivery:
    'cover coverage visited progress done late officers pcso round board hand over handover second visit results reply email message qr phone',
}
