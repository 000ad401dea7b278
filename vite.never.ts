/** Parts of libraries that nothing here calls, left out of the page and of the terminal program alike. */
import type { Plugin } from 'vite'

/** What stands in place of a part of a library that is never called. */
export const NEVER = `const none = () => { throw new Error('This part is not in the bundle.') }
  export const toPoint = none, forward = none, inverse = none
  export default none`

/** MGRS, which proj4 brings along and nothing here reads or writes. */
export const noMgrs: Plugin = {
  name: 'no-mgrs',
  apply: 'build',
  enforce: 'pre',
  load: (id) => (/\/node_modules\/mgrs\/mgrs\.js$/.test(id.replaceAll('\\', '/')) ? NEVER : undefined),
}

/** The reader of compressed FlatGeobuf on other servers, with a quarter of a megabyte of WebAssembly: files are read here whole. */
export const noRemoteZstd: Plugin = {
  name: 'no-remote-zstd',
  apply: 'build',
  enforce: 'pre',
  load: (id) =>
    id.replaceAll('\\', '/').endsWith('/flatgeobuf/lib/mjs/seekable-zstd.js') ? NEVER : undefined,
}
