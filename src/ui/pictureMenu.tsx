/** "Copy as picture", "Save as PNG", "Save as SVG": the same three wherever something can be seen. */
import { use } from 'react'
import { saveFile } from './clipboard.ts'
import { LeavingTerms } from './leaving.ts'
import { Menu, type MenuEntry } from './menu.tsx'
import { toast } from './toast.ts'

/** A picture that can be made: its title, a file name without an end, and its SVG by the words of its source. */
export interface Picturable {
  readonly title: string
  readonly file: string
  svg(about: readonly string[]): string | Promise<string>
}

/** The three entries; a guard that says no leaves everything here. */
export function usePictureEntries(of: Picturable): MenuEntry[] {
  const { guard, about } = use(LeavingTerms)
  const failed = (error: unknown) => toast({ text: `No picture: ${(error as Error).message}`, tone: 'bad' })
  const made = async () => of.svg(about())
  const pictures = () => import('./picture.ts')
  const copy = async () => {
    if (!(await guard(`${of.title}, copied as a picture`))) return
    const png = Promise.all([made(), pictures()]).then(([svg, { pngOfSvg }]) => pngOfSvg(svg))
    // a picture that cannot be made is told of, whatever the clipboard said meanwhile
    let why: unknown
    const settled = png.catch((error: unknown) => void (why = error))
    const done = await (await pictures()).copyPicture(png)
    await settled
    if (why !== undefined) return failed(why)
    toast(
      done
        ? { text: `${of.title}: copied as a picture.` }
        : { text: 'The browser refused the clipboard; save it as PNG.', tone: 'bad' },
    )
  }
  const save = async (end: 'png' | 'svg') => {
    if (!(await guard(`${of.file}.${end}, ${of.title}`))) return
    try {
      const svg = await made()
      const what = end === 'svg' ? svg : await (await pictures()).pngOfSvg(svg)
      saveFile(`${of.file}.${end}`, what, 'image/svg+xml;charset=utf-8')
    } catch (error) {
      failed(error)
    }
  }
  return [
    { id: 'copy picture', label: 'Copy as picture', icon: 'copy', run: () => void copy() },
    { id: 'png', label: 'Save as PNG', icon: 'download', run: () => void save('png') },
    { id: 'svg', label: 'Save as SVG', icon: 'download', run: () => void save('svg') },
  ]
}

/** The three as a menu of their own, with what else can be done with the same thing. */
export const PictureMenu = ({ of, more = [] }: { of: Picturable; more?: readonly MenuEntry[] }) => (
  <Menu label={`Take out “${of.title}”`} entries={[...usePictureEntries(of), ...more]} />
)
