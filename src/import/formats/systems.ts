/** Systems of coordinates as files name them, told in the codes that `sourceCrs` reads. */

/** Degrees on a datum that lies within two metres of WGS84: what a crime map cannot tell apart. */
const DEGREES = new Set([
  4326, 4258, 4269, 4979, 4937, 4936, 4283, 7844, 4617, 6318, 4759, 4152, 4171, 4765, 4670,
])
/** Other numbers of one system. */
const ALIASES: Readonly<Record<number, string>> = {
  102100: 'EPSG:3857',
  102113: 'EPSG:3857',
  900913: 'EPSG:3857',
  3785: 'EPSG:3857',
  3587: 'EPSG:3857',
  41001: 'EPSG:3857',
  7405: 'EPSG:27700',
  29900: 'EPSG:29902',
  29901: 'EPSG:29902',
  29903: 'EPSG:29902',
}

/** Degrees on the Ordnance Survey's old datum, which lie 100 m beside those of a phone. */
const OSGB36_DEGREES = '+proj=longlat +datum=OSGB36'

/** Longitude and latitude. */
export const DEGREES_CODE = 'EPSG:4326'

/**
 * The system a file names, by a code and, where it has one, a description in well-known text; undefined where it
 * names none. Unknown codes come back as they are, so that whoever reads them can say which it was.
 */
export function systemOf(
  named: { code?: number | string | null; wkt?: string | null } | null | undefined,
): string | undefined {
  const words = String(named?.code ?? '')
  if (/CRS84|CRS:84/i.test(words)) return DEGREES_CODE
  const code = +(/(\d{4,6})\D*$/.exec(words)?.[1] ?? 0)
  if (DEGREES.has(code)) return DEGREES_CODE
  if (code === 4277) return OSGB36_DEGREES
  if (ALIASES[code]) return ALIASES[code]
  if (code === 27700 || code === 2157 || code === 3857 || code === 29902 || /^32[67]\d\d$/.test(String(code)))
    return `EPSG:${code}`
  return systemOfWkt(named?.wkt ?? '') ?? (code > 0 ? `EPSG:${code}` : undefined)
}

/** The system that well-known text describes; undefined where it describes none. */
export function systemOfWkt(wkt: string): string | undefined {
  if (
    /British_National_Grid|OSGB.*Transverse_Mercator|Airy_1830.*Transverse_Mercator|British National Grid/is.test(
      wkt,
    )
  )
    return 'EPSG:27700'
  if (/Web_?Mercator|Pseudo-Mercator|Mercator_Auxiliary_Sphere/i.test(wkt)) return 'EPSG:3857'
  if (/^\s*PROJ/i.test(wkt)) return wkt.trim()
  if (/^\s*GEOG(CS|CRS)/i.test(wkt)) return /OSGB|Airy.1830/i.test(wkt) ? OSGB36_DEGREES : DEGREES_CODE
  return undefined
}
