/** A folder on a drive that others see too, through the File System Access API. */
import type { Folder } from '../cocoon/teamFolder.ts'

/** What the browser says of a remembered folder. */
export type Permitted = 'granted' | 'denied' | 'prompt'

interface Asked {
  queryPermission?(o: { mode: 'readwrite' }): Promise<Permitted>
  requestPermission?(o: { mode: 'readwrite' }): Promise<Permitted>
}

/** Whether this browser can keep a folder: Chromium's can, others and phones cannot. */
export const canKeepFolder = (): boolean => 'showDirectoryPicker' in globalThis

/** Whether something kept is a folder. */
export const isDirectory = (v: unknown): v is FileSystemDirectoryHandle =>
  typeof FileSystemDirectoryHandle === 'function' && v instanceof FileSystemDirectoryHandle

/** Asks the user for a folder; undefined when they think better of it. */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (
      globalThis as unknown as {
        showDirectoryPicker(o: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>
      }
    ).showDirectoryPicker({ id: 'cocoon-team', mode: 'readwrite' })
  } catch (error) {
    if ((error as Error).name === 'AbortError') return undefined
    throw error
  }
}

/** Whether the page may read and write a folder; `ask` puts the browser's question, from a press of a button only. */
export const permitted = async (handle: FileSystemDirectoryHandle, ask = false): Promise<Permitted> => {
  const h = handle as unknown as Asked
  const mode = { mode: 'readwrite' } as const
  // a folder of the browser's own needs no question
  return (await (ask ? h.requestPermission?.(mode) : h.queryPermission?.(mode))) ?? 'granted'
}

/** The files of one folder, without those of folders in it. */
export const rootFiles = (dir: FileSystemDirectoryHandle): Folder => ({
  names: async () => {
    const names: string[] = []
    for await (const [name, h] of dir.entries()) if (h.kind === 'file') names.push(name)
    return names
  },
  read: async (name) => new Uint8Array(await (await (await dir.getFileHandle(name)).getFile()).arrayBuffer()),
  write: async (name, bytes) => {
    const to = await (await dir.getFileHandle(name, { create: true })).createWritable()
    await to.write(bytes)
    await to.close()
  },
  remove: (name) => dir.removeEntry(name),
})

/** Where a team's segments lie in its folder. */
export const folderIn = async (root: FileSystemDirectoryHandle): Promise<Folder> =>
  rootFiles(await root.getDirectoryHandle('segments', { create: true }))

/** The plain extracts that were dropped into a team's folder, newest last. */
export async function extractsIn(root: FileSystemDirectoryHandle): Promise<File[]> {
  const dir = await root.getDirectoryHandle('extracts', { create: true })
  const files: File[] = []
  for await (const h of dir.values())
    if (h.kind === 'file' && !/^[.~]|\.(tmp|crdownload|partial)$/i.test(h.name))
      files.push(await (h as FileSystemFileHandle).getFile())
  return files.sort((a, b) => a.lastModified - b.lastModified)
}
