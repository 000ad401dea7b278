/** What damaged files of formats are told whose reader is fetched when one comes. */

export const PARQUET = { sentence: 'is a Parquet file that breaks off or is damaged. Export it again.' }

export const XLSX = {
  sentence: 'is an Excel workbook that is damaged or locked. Save it anew without a password, or as CSV.',
}

export const SPREADSHEET = {
  sentence:
    'is a workbook of an old or rare kind that is damaged or locked. Save it anew as .xlsx without a password, or as CSV.',
}

export const SHAPEFILE = {
  sentence: 'is a shapefile that breaks off or is damaged. Export it again, or as GeoJSON.',
}

export const JSON_CUT = {
  sentence:
    'looks like JSON but is not complete: it breaks off or has a mistake in it. Export or download it again.',
}
