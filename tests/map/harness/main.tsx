/** Shows the map by what the address says: ?theme=dark&ground=plain&layers=grid&n=100000&draw=polygon. */
import '@fontsource-variable/inter'
import '../../../src/ui/tokens.css'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { openArchive } from '../../../src/map/archive.ts'
import { groundFromFile } from '../../../src/map/features.ts'
import type { GroundSource } from '../../../src/map/ground.ts'
import type { LayerGroup, MapPick } from '../../../src/map/kit.ts'
import { MapView, type MapHandle } from '../../../src/map/MapView.tsx'
import { renderStill } from '../../../src/map/still.ts'
import type { DrawingMode } from '../../../src/map/drawing.ts'
import type { ThemeName } from '../../../src/map/theme.ts'
import { cocoonLayers, gridLayers, manyPoints, place, scene } from './scene.ts'

const q = new URLSearchParams(location.search)
const theme = (q.get('theme') ?? 'light') as ThemeName
document.documentElement.dataset.theme = theme
const ramp = q.get('ramp') as 'risk' | 'density' | 'diverging' | null
const n = Number(q.get('n') ?? 0)
const layers: LayerGroup[] = n
  ? manyPoints(n)
  : ramp
    ? gridLayers(ramp)
    : q.get('layers') === 'none'
      ? []
      : cocoonLayers().filter((g) => !q.get('only') || g.id === q.get('only'))
const [w, s] = n ? place(-11000, -11000) : place(0, 0)
const [e, t] = n ? place(13000, 13000) : place(1700, 1300)
const start: GroundSource =
  q.get('ground') === 'plain'
    ? { kind: 'plain', plane: 'EPSG:27700' }
    : { kind: 'features', features: [scene()] }
const out: Record<string, unknown> = {}
Object.assign(window, { harness: out, renderStill, openArchive, groundFromFile, layers, start })

function Page() {
  const [ground, setGround] = useState<GroundSource>(start)
  const [chosen, setChosen] = useState<MapPick | null>(null)
  const [drawing, setDrawing] = useState((q.get('draw') ?? 'none') as DrawingMode)
  const [fit, setFit] = useState<readonly [number, number, number, number]>([w, s, e, t])
  const [name, setName] = useState<ThemeName>(theme)
  Object.assign(out, { setGround, setFit, setDrawing, setTheme: setName })
  return (
    <MapView
      ref={(handle: MapHandle | null) => void (out.handle = handle)}
      layers={layers}
      ground={ground}
      theme={name}
      fit={fit}
      selection={chosen}
      drawing={drawing}
      onPick={(p) => {
        out.pick = p
        setChosen(p)
      }}
      onDrawn={(area) => {
        out.drawn = area
        setDrawing('none')
      }}
      onDrawCancel={() => setDrawing('none')}
      onCameraChange={(c) => (out.camera = c)}
    />
  )
}

createRoot(document.getElementById('root')!).render(<Page />)
