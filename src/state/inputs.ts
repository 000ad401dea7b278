/** The inputs a method may need beside the incidents: where each lies in the store, and what tells one from another. */
import { fingerprint } from '../core/base/fingerprint.ts'
import { memo } from '../core/base/kept.ts'
import type { Area, Boundary } from '../core/geometry/area.ts'
import type { Input, Need } from '../core/table/method.ts'
import { boundariesOn, homesOn } from './derived.ts'
import type { Store, TrackFile } from './types.ts'

/** What of the store holds these inputs. */
export type InputState = Pick<Store, 'incidents' | 'homes' | 'boundaries' | 'tracks'>

/** What tells one area from another, whatever file it came from: its name and every corner of its rings. */
export const areaPrint = memo(
  (area: Area): string =>
    fingerprint(area.polygons.flat(), [area.name, area.polygons.map((rings) => rings.length).join()]),
  8,
)

const areasPrint = memo(
  (areas: readonly Boundary[]): string =>
    fingerprint(
      areas.flatMap((a) => a.polygons.flat()),
      areas.flatMap((a) => [
        a.set,
        a.kind,
        a.name,
        JSON.stringify(a.numbers),
        a.polygons.map((r) => r.length).join(),
      ]),
    ),
  4,
)

const tracksPrint = memo(
  (files: readonly TrackFile[]): string =>
    fingerprint(
      files.flatMap((f) => f.tracks.flatMap((t) => t.legs.flatMap((l) => [l.lng, l.lat, l.utc]))),
      files.flatMap((f) => [f.name, ...f.tracks.flatMap((t) => [t.name, String(t.legs.length)])]),
    ),
  4,
)

/** One input: as a computation takes it (undefined while none is loaded), and its fingerprint. */
interface Source<N extends Need> {
  of(s: InputState): Input<unknown>[N]
  print(s: InputState): string | undefined
}

/** Each kind of input. Adding one = one entry here and one name in `Need`. */
export const INPUTS: { readonly [N in Need]: Source<N> } = {
  tracks: {
    of: ({ tracks }) => (tracks.length > 0 ? tracks.flatMap((t) => t.tracks) : undefined),
    print: ({ tracks }) => (tracks.length > 0 ? tracksPrint(tracks) : undefined),
  },
  homes: {
    of: homesOn,
    print: (s) => (homesOn(s) ? s.homes!.homes.fingerprint : undefined),
  },
  areas: {
    of: boundariesOn,
    print: (s) => {
      const areas = boundariesOn(s)
      return areas && areasPrint(areas)
    },
  },
}
