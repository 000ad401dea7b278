/** Over the map: what it shows, its tools, and the docked legend with what is pinned. */
import { type RefObject, useEffect, useState } from 'react'
import { showDay } from '../core/base/time.ts'
import { PLACES, type View } from '../desk/view.ts'
import { clauseWords } from '../desk/words.ts'
import { aboutOwn, dayName, ofMap, type OwnWords } from '../desk/leaving/about.ts'
import { refuseEarlier } from '../desk/leaving/EarlierTerms.tsx'
import { useOwn } from '../desk/leaving/useOwn.ts'
import { mapPicture } from '../desk/leaving/mapPicture.ts'
import { saveLayers } from '../desk/leaving/saveShapes.ts'
import { saveEntries } from '../desk/leaving/SaveMenu.tsx'
import { toggleBeside, useBeside } from '../desk/beside.ts'
import { drawArea } from '../desk/drawing.ts'
import { NOTES, OVERLAYS } from '../desk/layerIds.ts'
import { overlayTitle, toggleOverlay } from '../desk/overlays.ts'
import { type LayerGroup, LegendStrip, type MapHandle, type Pin } from '../map/index.ts'
import { drift, toggleShown, useStore } from '../state/store.ts'
import { CheckMenu, IconButton, Menu, usePictureEntries, useRoom } from '../ui/index.ts'
import { PINNABLE, viewOf } from './front.ts'
import { Counts } from './Period.tsx'

const placeOf = (v: View): string => PLACES.find((p) => p.id === v.group)?.title ?? 'the file'

/** "Zones · Tonight"; a name alone where no place has it. */
const pinLabel = (v: View): string => {
  const place = PLACES.find((p) => p.id === v.group)?.title
  return place ? `${v.title} · ${place}` : v.title
}

/** What the view in front counts, and whether what it draws is of an earlier question. */
type Drawn = OwnWords & { readonly earlier?: boolean }

/** Tells that of it; a component of its own, since hooks of that view say it. */
function Own({ view, onWords }: { view: View; onWords: (own: Drawn) => void }) {
  const own = useOwn(view, true)
  const earlier = view.earlier?.()
  const { plays } = view
  useEffect(() => onWords(ofMap({ ...own, earlier }, plays)), [onWords, own, earlier, plays])
  return null
}

export function MapHead({
  front,
  layers,
  theme,
  map,
}: {
  front: View
  layers: readonly LayerGroup[]
  theme: 'light' | 'dark'
  map: RefObject<MapHandle | null>
}) {
  const shown = useStore((s) => s.project.shown)
  const beside = useBeside((s) => s.on)
  const room = useRoom()
  const clauses = useStore((s) => s.project.clauses)
  const overlays = useStore((s) => s.overlays)
  const [own, setOwn] = useState<Drawn>({})
  const pins: Pin[] = layers.flatMap((g) => {
    const v = viewOf(g.id)
    return v && v !== front && shown.includes(g.id)
      ? [{ id: g.id, from: placeOf(v), onRelease: () => toggleShown(g.id) }]
      : []
  })
  const options = PINNABLE.filter((v) => v !== front)
  const pinned = shown.includes(front.id)
  const title = front.title + (own.played === undefined ? '' : ` as at ${showDay(own.played)}`)
  const pictures = usePictureEntries({
    title: `Map of ${title}`,
    file: `cocoon-map-${front.id}${dayName(own.played)}`,
    svg: async () => {
      if (!map.current) throw new Error('the map is not drawn yet; wait a moment')
      const png = await map.current.snapshot()
      return mapPicture(png, devicePixelRatio, layers, theme, {
        title,
        about: aboutOwn(own),
      })
    },
  })
  const itsLayers = layers.filter((g) => g.id === front.id).flatMap((g) => g.layers)
  return (
    <div className="a-maphead">
      <Own key={front.id} view={front} onWords={setOwn} />
      <div className="a-maphead-line">
        <p className="a-maphead-what">
          <strong>{front.title}</strong>{' '}
          <span>
            {front.counts && <Counts key={front.id} view={front} />}
            {clauses
              .filter((c) => !front.counts || front.holds?.includes(c.kind))
              .map((c, i) => `${i > 0 || front.counts ? ' · ' : ''}${clauseWords(c, { most: 1 })}`)
              .join('')}
          </span>
        </p>
        {front.layers && (
          <IconButton
            icon="keep"
            label={pinned ? `Let go of ${front.title} when leaving` : `Keep ${front.title} on the map`}
            pressed={pinned}
            onClick={() => toggleShown(front.id)}
          />
        )}
        <CheckMenu
          label="Layers of the map"
          icon="layers"
          options={[
            ...options.map((v) => ({ value: v.id, label: pinLabel(v) })),
            ...overlays.map((o) => ({
              value: `overlay ${o.name}`,
              label: `${overlayTitle(o)} · partner overlay`,
            })),
          ]}
          value={[...shown, ...overlays.filter((o) => o.on).map((o) => `overlay ${o.name}`)]}
          onChange={(next) => {
            for (const v of options) if (next.includes(v.id) !== shown.includes(v.id)) toggleShown(v.id)
            for (const o of overlays) if (next.includes(`overlay ${o.name}`) !== o.on) toggleOverlay(o)
          }}
        />
        <IconButton icon="minus" label="Zoom out" onClick={() => map.current?.zoomOut()} />
        <IconButton icon="plus" label="Zoom in" onClick={() => map.current?.zoomIn()} />
        <IconButton icon="fit" label="Show everything" onClick={() => map.current?.showAll()} />
        <Menu
          label="More of the map"
          entries={[
            { id: 'north', label: 'Turn north up', icon: 'up', run: () => map.current?.turnNorth() },
            { id: 'lasso', label: 'Filter by an area: lasso', icon: 'lasso', run: () => drawArea('lasso') },
            {
              id: 'circle',
              label: 'Filter by an area: circle',
              icon: 'target',
              run: () => drawArea('circle'),
            },
            {
              id: 'corners',
              label: 'Filter by an area: corners',
              icon: 'polygon',
              run: () => drawArea('polygon'),
            },
            ...(room === 'phone' || room === 'low'
              ? []
              : [
                  {
                    id: 'beside',
                    label: beside ? 'One map again' : 'Two maps side by side',
                    icon: 'columns' as const,
                    run: toggleBeside,
                  },
                ]),
            { id: 'notes', label: 'Notes on the map…', icon: 'edit', run: () => drift({ view: NOTES }) },
            {
              id: 'overlays',
              label: 'Partner overlays…',
              icon: 'layers',
              run: () => drift({ view: OVERLAYS }),
            },
            ...[
              ...pictures,
              ...(itsLayers.length > 0
                ? saveEntries((format) => saveLayers(format, itsLayers, front.title, own))
                : []),
            ].map((e) => (own.earlier ? { ...e, run: () => void refuseEarlier() } : e)),
          ]}
        />
      </div>
      <LegendStrip layers={layers} theme={theme} pins={pins} first={front.id} />
    </div>
  )
}
