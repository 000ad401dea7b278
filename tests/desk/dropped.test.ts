/** Folders that are dropped: their files in one order, and nothing of what lies beside them. */
import { describe, expect, it } from 'vitest'
import { filesDropped, MOST_FILES } from '../../src/desk/files/dropped.ts'

type Tree = { [name: string]: Tree | string }

const file = (name: string): FileSystemFileEntry =>
  ({
    ...{ isFile: true, isDirectory: false, name },
    file: (take: (f: File) => void) => take(new File([name], name)),
  }) as unknown as FileSystemFileEntry

/** A folder as a browser shows it: a few entries at a time, in no order. */
const folder = (name: string, tree: Tree): FileSystemDirectoryEntry =>
  ({
    ...{ isFile: false, isDirectory: true, name },
    createReader: () => {
      const left = Object.entries(tree)
        .map(([k, v]) => (typeof v === 'string' ? file(k) : folder(k, v)))
        .reverse()
      return { readEntries: (take: (e: unknown[]) => void) => take(left.splice(0, 2)) }
    },
  }) as unknown as FileSystemDirectoryEntry

const drop = (entries: readonly FileSystemEntry[], files: readonly File[] = []) =>
  ({
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer

const names = async (d: DataTransfer) => (await filesDropped(d)).files.map((f) => f.name)

describe('a drop', () => {
  it('of a folder of partitions is its files by name, without markers and sums', async () => {
    const table = folder('crimes', {
      'force=north': { 'part-2.parquet': '', 'part-1.parquet': '', '.part-1.parquet.crc': '' },
      'force=east': { 'part-0.parquet': '' },
      _SUCCESS: '',
      '.DS_Store': '',
    })
    expect(await names(drop([table, file('homes.csv')]))).toEqual([
      'part-0.parquet',
      'part-1.parquet',
      'part-2.parquet',
      'homes.csv',
    ])
  })

  it('of files alone is those files, hidden ones too', async () => {
    const given = [new File([''], '.hidden.csv'), new File([''], 'b.csv')]
    expect(await names(drop([file('.hidden.csv'), file('b.csv')], given))).toEqual(['.hidden.csv', 'b.csv'])
    expect(await names({ items: undefined, files: given } as unknown as DataTransfer)).toHaveLength(2)
  })

  it('of an empty folder holds nothing, and one that cannot be read rejects', async () => {
    expect(await names(drop([folder('empty', {})]))).toEqual([])
    const shut = {
      ...folder('shut', {}),
      createReader: () => ({
        readEntries: (_: unknown, fail: (e: Error) => void) => fail(new Error('NotReadable')),
      }),
    } as unknown as FileSystemEntry
    await expect(filesDropped(drop([shut]))).rejects.toThrow('NotReadable')
  })

  it('of more files than are taken tells the first that is left and how many, and of what lies too deep', async () => {
    const many = Object.fromEntries(
      Array.from({ length: MOST_FILES + 5 }, (_, i) => [`f${String(i).padStart(5, '0')}.csv`, '']),
    )
    const { files, first, left, deep } = await filesDropped(drop([folder('many', many)]))
    expect([files.length, first, left, deep]).toEqual([MOST_FILES, 'f02000.csv', 5, ''])
    let tree: Tree = { 'a.csv': '' }
    for (const name of ['g', 'f', 'e', 'd', 'c', 'b']) tree = { [name]: tree }
    expect(await filesDropped(drop([folder('a', tree)]))).toMatchObject({ files: [], deep: 'g' })
  })

  it('can be ended while folders are looked through', async () => {
    let asked = 0
    const { files } = await filesDropped(
      drop([folder('many', { 'a.csv': '', 'b.csv': '', 'c.csv': '' })]),
      () => () => ++asked > 2,
    )
    expect(files.map((f) => f.name)).toEqual(['a.csv'])
  })
})
