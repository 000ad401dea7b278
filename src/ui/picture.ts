/** Charts and tables as pictures of their own: an SVG with words above and below, and the PNG made from it. */
import { cellText, type TableModel } from './table.ts'

/** What stands around a picture. */
export interface PictureWords {
  readonly title: string
  readonly sentence?: string
  /** small, at the foot: where it is from */
  readonly about: readonly string[]
}

/** Colours of a picture: those of the page for a chart, black on white for a table. */
interface Colours {
  readonly ground: string
  readonly ink: string
}

const FONT = "Inter, 'Segoe UI', Arial, sans-serif"
const PAD = 16
/** Rows of a table on one picture; more would be too small to read. */
const MOST_ROWS = 40

/** What XML cannot hold: control characters, and halves of a pair that a cut has parted. */
const NO_XML =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text without what XML cannot hold. */
export const xmlPlain = (text: string): string => text.replace(NO_XML, '')

/** Text as XML content. */
export const xmlText = (text: string): string =>
  xmlPlain(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Words in lines of about so many px, by the average width of a letter. */
function wrapped(text: string, width: number, size: number): string[] {
  const most = Math.max(12, Math.floor(width / (size * 0.54)))
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Puts words above and below a drawing of `width` × `height` px given as SVG markup; sizes in px. */
export function framed(
  drawing: string,
  width: number,
  height: number,
  words: PictureWords,
  colours: Colours = { ground: '#ffffff', ink: '#16181c' },
): string {
  const full = Math.max(320, width) + 2 * PAD
  let y = PAD
  const lines: string[] = []
  const say = (text: string, size: number, weight: number) => {
    for (const line of wrapped(text, full - 2 * PAD, size)) {
      y += Math.round(size * 1.35)
      lines.push(
        `<text x="${PAD}" y="${y - 4}" font-size="${size}" font-weight="${weight}" fill="${colours.ink}">${xmlText(line)}</text>`,
      )
    }
  }
  say(words.title, 15, 650)
  if (words.sentence) say(words.sentence, 13, 400)
  const top = y + 8
  y = top + height + 4
  if (words.about.length > 0) say(words.about.join(' · '), 11, 400)
  const high = y + PAD
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${full}" height="${high}" viewBox="0 0 ${full} ${high}" font-family="${xmlText(FONT)}">`,
    `<rect width="${full}" height="${high}" fill="${colours.ground}"/>`,
    ...lines,
    `<g transform="translate(${PAD} ${top})">${drawing}</g>`,
    '</svg>',
  ].join('')
}

/** What a style sheet says of a mark, said by the mark itself. */
const STYLES = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'paint-order', 'text-anchor', 'dominant-baseline'],
  ...['font-size', 'font-weight', 'font-style', 'letter-spacing'],
]

/** Parts of a page as XML: a page's own markup writes a no-break space by a name that XML does not know. */
export const xmlOf = (nodes: Iterable<Node>): string => {
  const xml = new XMLSerializer()
  return Array.from(nodes, (n) => xml.serializeToString(n))
    .join('')
    .replace(NO_XML, '')
}

/** The drawing as it looks now, without the page's style sheets; what is hidden is left out. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [[...svg.querySelectorAll('*')], [...copy.querySelectorAll('*')]]
  const gone: Element[] = []
  from.forEach((el, i) => {
    const style = getComputedStyle(el)
    for (const attribute of ['class', 'style', 'tabindex', 'role']) to[i].removeAttribute(attribute)
    // a hatch is never shown itself, and found by its name
    if (!el.closest('defs')) {
      to[i].removeAttribute('id')
      if (style.display === 'none' || style.visibility === 'hidden') gone.push(to[i])
    }
    for (const name of STYLES) {
      const value = style.getPropertyValue(name)
      if (value) to[i].setAttribute(name, value)
    }
  })
  for (const el of gone) el.remove()
  return xmlOf(copy.childNodes)
}

/** A chart of the page as an SVG of its own, in the colours it has there. */
export function chartPicture(svg: SVGSVGElement, words: PictureWords): string {
  const { width, height } = svg.getBoundingClientRect()
  const body = getComputedStyle(document.body)
  const ground = body.backgroundColor
  return framed(standalone(svg), width, height, words, {
    ground: ground === 'rgba(0, 0, 0, 0)' ? '#ffffff' : ground,
    ink: body.color,
  })
}

/** A table as an SVG of its own: as many rows as can be read, in the order given, and how many more there are. */
export function tablePicture(table: TableModel, about: readonly string[], order?: ArrayLike<number>): string {
  const n = Math.min(table.n, MOST_ROWS)
  const cells = table.columns.map((c) => Array.from({ length: n }, (_, i) => cellText(c, order?.[i] ?? i)))
  const heads = table.columns.map((c) => (c.unit ? `${c.label} ${c.unit}` : c.label))
  const widths = cells.map((column, k) =>
    Math.min(260, 18 + 7 * Math.max(heads[k].length, ...column.map((t) => t.length))),
  )
  const ROW = 24
  const parts: string[] = []
  const cut = (text: string, k: number) => {
    const most = Math.floor((widths[k] - 12) / 6.6)
    return text.length > most ? `${text.slice(0, most - 1)}…` : text
  }
  let x = 0
  table.columns.forEach((c, k) => {
    const right = c.kind === 'number'
    const at = `x="${right ? x + widths[k] - 8 : x}" text-anchor="${right ? 'end' : 'start'}"`
    parts.push(`<text ${at} y="16" font-size="11" fill="#4b525d">${xmlText(cut(heads[k], k))}</text>`)
    cells[k].forEach((text, i) =>
      parts.push(
        `<text ${at} y="${ROW * (i + 1) + 16}" font-size="13" fill="#16181c">${xmlText(cut(text, k))}</text>`,
      ),
    )
    x += widths[k]
  })
  for (let i = 0; i <= n; i++)
    parts.push(
      `<line x1="0" x2="${x}" y1="${ROW * (i + 1) - 1}" y2="${ROW * (i + 1) - 1}" stroke="#d5d8dc"/>`,
    )
  const more = table.n > n ? [`${table.n - n} more rows are in the table`] : []
  return framed(parts.join(''), x, ROW * (n + 1), { title: table.caption, about: [...more, ...about] })
}

/** An SVG as a PNG, `scale` dots per px. Rejects with a sentence where this browser cannot do it. */
export async function pngOfSvg(svg: string, scale = 2): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  try {
    await image.decode()
  } catch {
    throw new Error('This browser cannot turn it into a picture; save it as SVG.')
  }
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, fail) =>
    canvas.toBlob(
      (b) => (b ? done(b) : fail(new Error('The browser gave no picture; try again.'))),
      'image/png',
    ),
  )
}

/** Puts a picture on the clipboard; false when the browser refuses. */
export async function copyPicture(png: Promise<Blob>): Promise<boolean> {
  try {
    // the promise goes in as it is: a browser forgets the press while it waits
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
    return true
  } catch {
    return false
  }
}
