/** The fields a user may point at a column, in the order they are asked for. */
import type { Field } from '../../import/contract.ts'

export const FIELD_LABELS: readonly { readonly field: Field; readonly label: string }[] = [
  { field: 'id', label: 'Crime number' },
  { field: 'offence', label: 'Offence wording' },
  { field: 'offenceCode', label: 'Offence code' },
  { field: 'kind', label: 'Kind of offence' },
  { field: 'month', label: 'Month' },
  { field: 'from', label: 'From: date' },
  { field: 'fromTime', label: 'From: time' },
  { field: 'to', label: 'To: date' },
  { field: 'toTime', label: 'To: time' },
  { field: 'reported', label: 'Reported' },
  { field: 'reportedTime', label: 'Reported: time' },
  { field: 'year', label: 'Year' },
  { field: 'monthOfYear', label: 'Month of the year' },
  { field: 'day', label: 'Day' },
  { field: 'hour', label: 'Hour' },
  { field: 'minuteOfHour', label: 'Minute' },
  { field: 'x', label: 'Easting (x)' },
  { field: 'y', label: 'Northing (y)' },
  { field: 'lng', label: 'Longitude' },
  { field: 'lat', label: 'Latitude' },
  { field: 'gridRef', label: 'Grid reference' },
  { field: 'address', label: 'Address' },
  { field: 'flat', label: 'Flat' },
  { field: 'houseName', label: 'House name' },
  { field: 'houseNumber', label: 'House number' },
  { field: 'street', label: 'Street' },
  { field: 'town', label: 'Town' },
  { field: 'postcode', label: 'Postcode' },
  { field: 'uprn', label: 'UPRN' },
  { field: 'beat', label: 'Beat' },
  { field: 'mo', label: 'How it was done (MO)' },
  { field: 'warning', label: 'Warning at the place' },
  { field: 'outcome', label: 'Outcome' },
]

/** The words for a field. */
export const fieldLabel = (field: Field): string =>
  FIELD_LABELS.find((f) => f.field === field)?.label ?? field
