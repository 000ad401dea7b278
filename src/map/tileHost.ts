/**
 * The one server that the online page may ask for map tiles. Whoever builds Cocoon for a force names another with
 * `VITE_TILE_HOST=https://tiles.example npm run build`; the page's security policy is written from the same line.
 */
export const TILE_HOST_UNLESS_NAMED = 'https://tile.openstreetmap.org'

/** The host of this build. */
export const TILE_HOST: string =
  (import.meta.env?.VITE_TILE_HOST as string | undefined) ?? TILE_HOST_UNLESS_NAMED

/** Why the page may not ask this address, as a sentence; undefined when it may. */
export function refusedTiles(url: string, host = TILE_HOST): string | undefined {
  try {
    if (new URL(url.replace(/[{}]/g, '_')).origin === new URL(host).origin) return undefined
  } catch {
    // not an address at all: the same sentence says what was expected
  }
  return `This copy of Cocoon may ask only ${host} for tiles, and "${url}" lies elsewhere. Whoever set it up can name another host.`
}
