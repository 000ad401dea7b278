/** A PostgreSQL server of one's own in a folder, where Debian's packages are installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folder of PostgreSQL's programs; undefined where the server is not installed. */
const programs = ['/usr/lib/postgresql']
  .filter((p) => existsSync(p))
  .flatMap((p) => readdirSync(p).map((v) => join(p, v, 'bin')))
  .find((p) => existsSync(join(p, 'initdb')) && existsSync(join(p, 'pg_ctl')))

export const hasPostgres = programs !== undefined

/** A running server: a socket in its own folder and no port, so that nothing else can be in the way. */
export interface Server {
  /** folder of the socket */
  readonly folder: string
  /** Runs a script; lines of its last query, cells parted by commas. Throws what the server said. */
  sql(script: string): string[]
  stop(): void
}

/** Starts a server. The caller stops it. */
export function startPostgres(): Server {
  const folder = mkdtempSync(join(tmpdir(), 'cocoon-pg-'))
  // the server refuses to run as root: it runs as the user that its package makes
  const root = process.getuid?.() === 0
  const as = (file: string, args: string[]): [string, string[]] =>
    root ? ['runuser', ['-u', 'postgres', '--', file, ...args]] : [file, args]
  const run = (program: string, ...args: string[]) =>
    execFileSync(...as(join(programs!, program), args), { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
  if (root) execFileSync('chown', ['-R', 'postgres', folder])
  const data = join(folder, 'data')
  run('initdb', '-D', data, '-A', 'trust', '--no-sync')
  run('pg_ctl', '-D', data, '-o', `-k ${folder} -h ''`, '-l', join(folder, 'log'), '-w', 'start')
  return {
    folder,
    sql(script) {
      const args = ['-h', folder, '-d', 'postgres', '-q', '-A', '-t', '-F', ',']
      const done = spawnSync(...as('psql', args), { input: script, encoding: 'utf8', maxBuffer: 2 ** 30 })
      if (done.stderr) throw new Error(done.stderr)
      return done.stdout.trim().split('\n')
    },
    stop() {
      try {
        run('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
