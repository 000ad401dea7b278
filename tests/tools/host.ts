/** A static host of the built page, as any server would be. */
import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** Serves a folder at a free port of this machine; `close` it at the end. */
export const host = (dist: string): Promise<Server> =>
  new Promise((ready) => {
    const server = createServer((ask, answer) => {
      const path = normalize(decodeURIComponent(new URL(ask.url!, 'http://x').pathname)).replace(
        /\/$/,
        '/index.html',
      )
      const file = join(dist, path)
      if (!existsSync(file)) return answer.writeHead(404).end()
      answer.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      createReadStream(file).pipe(answer)
    })
    server.listen(0, '127.0.0.1', () => ready(server))
  })
