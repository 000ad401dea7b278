/** The address file as columns: the doors a cocooning list can name. */
import type { DictColumn, TextColumn } from '../base/text.ts'

/** Dwellings only; what was left out (shells, shops, land) is counted in the import report. Length n each. */
export interface Homes {
  readonly n: number
  readonly crs: string
  readonly x: Float64Array
  readonly y: Float64Array
  readonly lng: Float64Array
  readonly lat: Float64Array
  readonly uprn: TextColumn
  /** single-line address as it should be printed */
  readonly address: TextColumn
  readonly street: DictColumn
  /** house number; 0 where the address has none (a named house) */
  readonly number: Int32Array
  /** letter after the number: 0 none, 1 = a, 2 = b … 27 = ½ */
  readonly suffix: Uint8Array
  /** building shared by several flats: index of a building, -1 for a home of its own */
  readonly building: Int32Array
  /** 1 = its point is that of homes with other numbers too, such as a postcode's middle: it is not placed */
  readonly shared?: Uint8Array
  /** further UPRNs of homes whose address stood in the file twice: the first of each address is the home */
  readonly also?: { readonly uprn: readonly string[]; readonly home: Int32Array }
  readonly beat: DictColumn
  readonly fingerprint: string
}
