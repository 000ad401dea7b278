/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  cocooning:
    'cocoon visits homes addresses houses call calls knock list rounds tonight night late turn leaflet letter card sheet print paper neighbours victims burgled target hardening',
}
