/** What a drop holds: its files, and those in its folders, such as the partitions of one table. */

/** Folders within folders are followed this deep, and so many files are taken: more is somebody's whole disk. */
const DEEP = 6
const MOST = 2000

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

async function walk(entry: FileSystemEntry, deep: number, found: File[]): Promise<void> {
  if (found.length >= MOST) return
  if (entry.isFile) found.push(await fileOf(entry as FileSystemFileEntry))
  else if (deep < DEEP) {
    const inside = await entriesOf(entry as FileSystemDirectoryEntry)
    // one order wherever the folder lies: rows keep the order of the files
    inside.sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const e of inside) if (!isBeside(e.name)) await walk(e, deep + 1, found)
  }
}

/**
 * The files of a drop, and of its folders those in them, by name; what programs leave beside files is passed over there.
 * Must be called while the drop is being handled: later its items are gone. Rejects where a folder cannot be read.
 */
export async function filesDropped({ items, files }: Pick<DataTransfer, 'items' | 'files'>): Promise<File[]> {
  const plain = [...files]
  const entries = [...(items ?? [])].flatMap((i) => (i.kind === 'file' ? [i.webkitGetAsEntry?.()] : []))
  if (!entries.some((e) => e?.isDirectory)) return plain
  const found: File[] = []
  for (const entry of entries) if (entry) await walk(entry, 0, found)
  return found
}
