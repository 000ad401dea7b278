/**
 * The layer kit: what an analysis says it wants drawn, as plain data. The map turns it into deck.gl layers
 * with the colours of the current theme; the paper draws the same specs in grey-safe colours.
 */

import type { MultiPolygon, Polygon } from 'geojson'

/** Named colours of the theme; `map/theme.ts` gives their values for light, dark and paper. */
export type Ink =
  'incident' | 'accent' | 'muted' | 'tierA' | 'tierB' | 'tierC' | 'outline' | 'cold' | 'area' | 'partner'

/** What a hover or a keyboard focus says of one thing: a title and a few lines. */
export interface Tip {
  readonly title: string
  readonly lines: readonly string[]
}

interface Base {
  /** unique within the analysis */
  readonly id: string
  /** words of the legend */
  readonly label: string
  readonly tip?: (i: number) => Tip | undefined
  /** a way of drawing another layer, such as a hatch: no shapes of its own, so none is saved */
  readonly drawing?: true
}

/** Dots. `positions` is [lng0, lat0, lng1, lat1, …]. */
export interface PointsLayer extends Base {
  readonly kind: 'points'
  readonly positions: Float64Array
  readonly ink: Ink
  /** pixels */
  readonly radius: number
  /** pixels seen from afar, where the shape must still be told; absent = a speck */
  readonly least?: number
  readonly shape?: 'dot' | 'ring' | 'square' | 'diamond' | 'triangle'
  /** table row or incident row each dot stands for, for selection */
  readonly rows?: Uint32Array
  /** positions of some of the dots by their index, for a layer of millions: those of all are then made only for the pointer */
  some?(dots: Uint32Array): Float64Array
}

/** Areas. `tier` gives letter and colour by class; `letter` is drawn at the label point when set. */
export interface AreasLayer extends Base {
  readonly kind: 'areas'
  readonly areas: readonly {
    readonly geometry: Polygon | MultiPolygon
    readonly ink: Ink
    readonly letter?: string
    readonly labelAt?: readonly [lng: number, lat: number]
    /** class of `ramp`, 0 the lowest: the fill then comes from the ramp, the outline from the ink */
    readonly shade?: number
  }[]
  readonly fill: boolean
  /** what the letters stand on; squares where absent */
  readonly mark?: 'square' | 'hexagon' | 'circle' | 'diamond'
  /** outlines dashed, as of what is pinned from another view */
  readonly dashed?: boolean
  /** shades of a map of classes: a ramp of the theme in so many steps */
  readonly ramp?: { readonly name: GridLayer['ramp']; readonly steps: number }
  /** words of the legend for each class, such as A "top 1% of the area"; without it the layer has one line */
  readonly classes?: readonly {
    readonly ink: Ink
    readonly letter?: string
    readonly label: string
    readonly shade?: number
  }[]
}

/**
 * A raster of values on a projected grid, drawn with a sequential ramp. `values` is row-major from the
 * south-west corner, length nx × ny; `corners` are the WGS84 positions of SW, SE, NE, NW.
 */
export interface GridLayer extends Base {
  readonly kind: 'grid'
  readonly nx: number
  readonly ny: number
  readonly values: Float32Array
  readonly corners: readonly (readonly [lng: number, lat: number])[]
  /** class edges, ascending; a value below the first is not drawn */
  readonly breaks: readonly number[]
  readonly ramp: 'risk' | 'density' | 'diverging'
  readonly unit: string
  /** digits of the legend's numbers */
  readonly digits?: number
  /** words of the legend for each class, from the lowest, where its range is not what a person asks for; '' = not listed */
  readonly texts?: readonly string[]
}

/** Lines, such as a walking order. */
export interface LinesLayer extends Base {
  readonly kind: 'lines'
  readonly lines: readonly (readonly (readonly [lng: number, lat: number])[])[]
  readonly ink: Ink
  /** pixels */
  readonly width: number
  readonly dashed?: boolean
}

/** Short texts at places, such as the numbers of homes. */
export interface LabelsLayer extends Base {
  readonly kind: 'labels'
  readonly labels: readonly {
    readonly at: readonly [lng: number, lat: number]
    readonly text: string
    readonly ink: Ink
  }[]
  /** in a filled square, as house numbers are */
  readonly boxed?: boolean
  /** boxed texts are shown from afar too, the first ones first where there is room */
  readonly always?: boolean
}

export type LayerSpec = PointsLayer | AreasLayer | GridLayer | LinesLayer | LabelsLayer

/** The layers of one analysis (or of the incidents themselves), shown or hidden together. */
export interface LayerGroup {
  /** unique on the map */
  readonly id: string
  /** words of the legend's heading */
  readonly title: string
  readonly visible: boolean
  /** drawn in this order, the last on top */
  readonly layers: readonly LayerSpec[]
}

/** One thing on the map: the group's and layer's ids and the index within the layer. */
export interface MapThing {
  readonly group: string
  readonly layer: string
  readonly index: number
}

/** A thing under the pointer or the crosshair. */
export interface MapPick extends MapThing {
  /** for points with `rows` the incident or table row, else the index */
  readonly row: number
  readonly at: readonly [lng: number, lat: number]
  readonly tip?: Tip
}
