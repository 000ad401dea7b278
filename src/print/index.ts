/** The print room: sheets, and the way to the printer. */
export {
  BriefingPicture,
  BriefingSheet,
  frontMap,
  type BriefingPart,
  type BriefingSheetProps,
} from './BriefingSheet.tsx'
export { DataTable as PaperTable } from './DataTable.tsx'
export { CocoonSheet, routeVisits, type CocoonSheetProps } from './CocoonSheet.tsx'
export { fitFrame, type Frame } from './frames.ts'
export { Leaflet } from './Leaflet.tsx'
export { HandoutSheet } from './HandoutSheet.tsx'
export { PlanSheet } from './PlanSheet.tsx'
export { PublicPicture, PublicSheet, type PublicSheetProps } from './PublicSheet.tsx'
export { ReportSheet } from './ReportSheet.tsx'
export { SeriesSheet } from './SeriesSheet.tsx'
export { StreetSheet } from './StreetSheet.tsx'
export { pictureOfSheet } from './picture.ts'
export { measureSheet, printDocument } from './printDocument.tsx'
export { minuteNow, PARKING, sharedEnd, withoutEnd } from './words.ts'
export type { PlanBox, PlanShape } from './planGround.ts'
export { joinSpots, pictureScale } from './spots.ts'
export { Sheet, Tick } from './Sheet.tsx'
