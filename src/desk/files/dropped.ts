/** What a drop holds: its files, and those in its folders, such as the partitions of one table. */

/** Folders within folders are followed this deep, and so many files are taken: more is somebody's whole disk. */
const DEEP = 6
export const MOST_FILES = 2000
/** So many files are looked at, to say how many are left. */
const MOST_COUNTED = 100_000

/** What a drop holds. */
export interface Dropped {
  readonly files: readonly File[]
  /** names of the first file that is left because there are too many, and how many are; '' and 0 where none is */
  readonly first: string
  readonly left: number
  /** the first folder that lies too deep to be looked into; '' where none does */
  readonly deep: string
}

/** Told before folders are looked through, which may take a while; true in answer to it ends that. */
type Ended = () => boolean

/** What programs leave beside their files: markers of a finished job, sums, the names of a Mac. */
const isBeside = (name: string): boolean =>
  /^[._]/.test(name) || /\.crc$|^desktop\.ini$|^thumbs\.db$/i.test(name)

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** All entries of a folder: a browser hands out some hundred at a time, and none when there are no more. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

interface Found {
  files: File[]
  first: string
  left: number
  deep: string
}

async function walk(entry: FileSystemEntry, deep: number, found: Found, ended: Ended): Promise<void> {
  if (ended() || found.left >= MOST_COUNTED) return
  if (entry.isFile) {
    if (found.files.length < MOST_FILES) found.files.push(await fileOf(entry as FileSystemFileEntry))
    else if (found.left++ === 0) found.first = entry.name
  } else if (deep < DEEP) {
    const inside = await entriesOf(entry as FileSystemDirectoryEntry)
    // one order wherever the folder lies: rows keep the order of the files
    inside.sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const e of inside) if (!isBeside(e.name)) await walk(e, deep + 1, found, ended)
  } else found.deep ||= entry.name
}

/**
 * The files of a drop, and of its folders those in them, by name; what programs leave beside files is passed over there.
 * Must be called while the drop is being handled: later its items are gone. `looking` is told before folders are looked
 * through, and its answer asked whether to go on. Rejects where a folder cannot be read.
 */
export async function filesDropped(
  { items, files }: Pick<DataTransfer, 'items' | 'files'>,
  looking: () => Ended = () => () => false,
): Promise<Dropped> {
  const found: Found = { files: [...files], first: '', left: 0, deep: '' }
  const entries = [...(items ?? [])].flatMap((i) => (i.kind === 'file' ? [i.webkitGetAsEntry?.()] : []))
  if (!entries.some((e) => e?.isDirectory)) return found
  found.files = []
  const ended = looking()
  for (const entry of entries) if (entry) await walk(entry, 0, found, ended)
  return found
}
