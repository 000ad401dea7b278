/** The print room: sheets, and the way to the printer. */
export {
  BriefingPicture,
  BriefingSheet,
  frontMap,
  type BriefingPart,
  type BriefingSheetProps,
} from './BriefingSheet.tsx'
export {
  CocoonSheet,
  mapFrames,
  routeVisits,
  type CocoonSheetProps,
  type SheetVisit,
} from './CocoonSheet.tsx'
export { Leaflet, type LeafletProps } from './Leaflet.tsx'
export { HandoutSheet, type HandoutSheetProps } from './HandoutSheet.tsx'
export { PublicPicture, PublicSheet, type PublicSheetProps } from './PublicSheet.tsx'
export { ReportSheet, type ReportSheetProps } from './ReportSheet.tsx'
export { SeriesSheet, type SeriesSheetProps } from './SeriesSheet.tsx'
export { StreetSheet, type StreetSheetProps } from './StreetSheet.tsx'
export { pictureOfSheet } from './picture.ts'
export { prepareSheets, printDocument, type Prepared } from './printDocument.tsx'
export { minuteNow, PARKING, sharedEnd, withoutEnd } from './words.ts'
export { joinSpots } from './spots.ts'
