/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  areas:
    'ward wards beat beats lsoa msoa rate rates per thousand 1,000 households population council district neighbourhood funnel boundaries',
}
