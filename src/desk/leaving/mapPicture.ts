/** The map as it stands as one picture: title, drawing with scale and credits, legend, and where it is from. */
import { type LayerGroup, type LegendLine, legendOf, THEMES, type ThemeName } from '../../map/index.ts'
import { framed, xmlText } from '../../ui/index.ts'

const ROW = 20
const COLUMN = 240

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.onerror = () => fail(new Error('The picture of the map could not be read; try again.'))
    reader.readAsDataURL(blob)
  })

/** The sign of a legend line in a box of 18 × 14 px, as the page draws it. */
function signMarkup({ sign }: LegendLine, theme: ThemeName): string {
  if (sign.type === 'swatch')
    return `<rect x="1" y="1" width="16" height="12" fill="${sign.colour}"/>${sign.hatched ? '<path d="M2 12 8 2M8 12l6-10" stroke="#fff"/>' : ''}`
  const { mark, chip, onChip, fill, fillOpacity } = THEMES[theme].ink[sign.ink]
  switch (sign.type) {
    case 'chip':
      return `<rect x="0" y="0" width="16" height="14" rx="2" fill="${chip}"/><text x="8" y="11" font-size="10" text-anchor="middle" fill="${onChip}">${xmlText(sign.text.slice(0, 3))}</text>`
    case 'ring':
      return `<circle cx="9" cy="7" r="4.4" fill="none" stroke="${mark}" stroke-width="2.2"/>`
    case 'square':
      return `<rect x="4.5" y="2.5" width="9" height="9" fill="${mark}"/>`
    case 'diamond':
      return `<path d="M9 1l6 6-6 6-6-6z" fill="${mark}"/>`
    case 'triangle':
      return `<path d="M9 1l6.5 11.5h-13z" fill="${mark}"/>`
    case 'line':
    case 'dash':
      return `<path d="M1 7h16" stroke="${mark}" stroke-width="2.2"${sign.type === 'dash' ? ' stroke-dasharray="4 3"' : ''}/>`
    case 'area':
    case 'outline':
      return `<rect x="1.5" y="1.5" width="15" height="11" rx="2" fill="${fill}" fill-opacity="${sign.type === 'area' ? fillOpacity : 0}" stroke="${mark}" stroke-width="1.6"/>`
    default:
      return `<circle cx="9" cy="7" r="4.4" fill="${mark}"/>`
  }
}

/** What stands beside a sign: its words, and how many of its dots are drawn. */
const lineWords = ({ text, note }: LegendLine): string => (note ? `${text}, ${note}` : text)

/** Px of one letter of a legend, and of its sign with the air around it. */
const LETTER = 6
const SIGN = 40

/** The legend in rows under a picture of `width` px: its markup and its height. */
export function legendMarkup(layers: readonly LayerGroup[], theme: ThemeName, width: number, ink: string) {
  const words = (text: string, x: number, weight: number) =>
    `<text x="${x}" y="11" font-size="11" font-weight="${weight}" fill="${ink}">${xmlText(text)}</text>`
  let y = 0
  const parts: string[] = []
  for (const b of legendOf(layers, theme).flatMap((g) => g.blocks)) {
    if (b.title) {
      parts.push(`<g transform="translate(0 ${y})">${words(b.title, 0, 600)}</g>`)
      y += ROW
    }
    // a long line must not run into the next one
    const wide = Math.max(COLUMN, ...b.lines.map((l) => SIGN + LETTER * lineWords(l).length))
    const columns = Math.max(1, Math.floor(width / wide))
    b.lines.forEach((line, i) =>
      parts.push(
        `<g transform="translate(${(i % columns) * wide} ${y + Math.floor(i / columns) * ROW})">${signMarkup(line, theme)}${words(lineWords(line), 24, 400)}</g>`,
      ),
    )
    y += Math.ceil(b.lines.length / columns) * ROW
  }
  return { markup: parts.join(''), height: y }
}

/** The picture as an SVG that holds the drawn map; `png` as the map gave it, `ratio` its dots per px. */
export async function mapPicture(
  png: Blob,
  ratio: number,
  layers: readonly LayerGroup[],
  theme: ThemeName,
  words: { readonly title: string; readonly about: readonly string[] },
): Promise<string> {
  const size = await createImageBitmap(png)
  const [width, height] = [size.width / ratio, size.height / ratio]
  size.close()
  const dark = theme === 'dark'
  const colours = dark ? { ground: '#15181c', ink: '#e8eaed' } : { ground: '#ffffff', ink: '#16181c' }
  const legend = legendMarkup(layers, theme, width, colours.ink)
  return framed(
    `<image width="${width}" height="${height}" href="${await dataUrl(png)}"/><g transform="translate(0 ${height + 10})">${legend.markup}</g>`,
    width,
    height + 10 + legend.height,
    words,
    colours,
  )
}
