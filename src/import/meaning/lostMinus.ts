/** Longitudes that may have lost the minus sign of the west: most of Britain lies there, and nothing else shows it. */
import { inBritain } from '../../core/geometry/plane.ts'
import type { RawTable } from '../rows/table.ts'

const POSTCODE = /\b([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}\b/
/** Postcode areas with land east of Greenwich. */
const EAST = /^(BN|BR|CB|CM|CO|CR|CT|DA|DN|E|EN|HU|IG|IP|LN|ME|N|NR|PE|RH|RM|SE|SG|SS|TN)$/
/** Fewer places prove nothing. */
const FEW = 10

/** Whether a place may lie on British land east of Greenwich: without the Channel, the Thames and the sea off Lincolnshire. */
const onLand = (lng: number, lat: number): boolean =>
  lng < 0.4 ||
  (lng < 1.8 && lat < 53 && !(lng > 1 && lat < 51.05) && !(lng > 1.25 && lat > 51.42 && lat < 51.82))

/** What to say where no place lies west of Greenwich, though most lie in no British land there or have a postcode of the west. */
export function lostMinus(
  { sample }: RawTable,
  numbers: readonly (readonly [number, number] | undefined)[],
): string | undefined {
  const real = numbers.filter((p) => p !== undefined)
  const most = (test: (lng: number, lat: number) => boolean, share = 0.5) =>
    real.filter((p) => test(...p)).length > real.length * share
  if (real.length < FEW || real.some(([lng]) => lng < 0) || !most((lng, lat) => inBritain(-lng, lat), 0.95))
    return undefined
  const areas = sample.flatMap((row) => POSTCODE.exec(row.find((c) => POSTCODE.test(c)) ?? '')?.[1] ?? [])
  const west = areas.filter((a) => !EAST.test(a)).length > sample.length / 2
  return west || most((lng, lat) => !onLand(lng, lat))
    ? `no longitude has a minus sign: as they stand the places lie ${west ? 'elsewhere than their postcodes' : 'off Britain, in the sea or on the Continent'}, and with a minus they would lie in Britain or Ireland. They were kept as they stand; if the signs were lost, export the file again with them`
    : undefined
}
