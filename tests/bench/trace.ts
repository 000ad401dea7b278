/** Reads a trace of the browser: the tasks of the page's main thread, and what each spent its time in. */

/** One event of a trace, as Chromium writes it; times in microseconds, `tdur` of the processor. */
export interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly id?: string
  readonly args?: any
}

/** A task of the main thread. Milliseconds; `at` from the first event on. */
export interface Task {
  readonly at: number
  readonly ms: number
  /** of the processor */
  readonly cpu: number
  /** what it was made of, the largest first */
  readonly parts: readonly string[]
  readonly from: number
  readonly to: number
}

/** The process and thread of the page: the main thread that ran most. */
function mainOf(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const names = new Map<string, number>()
  for (const e of events)
    if (e.ph === 'M' && e.name === 'thread_name' && e.args?.name === 'CrRendererMain')
      names.set(`${e.pid}/${e.tid}`, 0)
  for (const e of events) {
    const key = `${e.pid}/${e.tid}`
    const n = names.get(key)
    if (n !== undefined && e.ph === 'X') names.set(key, n + 1)
  }
  const [key] = [...names].sort((a, b) => b[1] - a[1])[0]
  const [pid, tid] = key.split('/').map(Number)
  return { pid, tid }
}

const OUTER = /RunTask$/

/** Every task of the page's main thread. */
export function tasksOf(events: readonly TraceEvent[]): Task[] {
  const { pid, tid } = mainOf(events)
  const mine = events
    .filter((e) => e.pid === pid && e.tid === tid && e.ph === 'X' && e.dur !== undefined)
    .sort((a, b) => a.ts - b.ts || b.dur! - a.dur!)
  const zero = Math.min(...[mine[0]?.ts ?? 0])
  const tasks: Task[] = []
  for (let i = 0; i < mine.length;) {
    const e = mine[i++]
    if (!OUTER.test(e.name)) continue
    const to = e.ts + e.dur!
    const inner: TraceEvent[] = []
    while (i < mine.length && mine[i].ts < to) inner.push(mine[i++])
    const cpu = (e.tdur ?? e.dur!) / 1000
    if (cpu < 20 && e.dur! < 50_000) {
      tasks.push({ at: (e.ts - zero) / 1000, ms: e.dur! / 1000, cpu, parts: [], from: e.ts, to })
      continue
    }
    const sums = new Map<string, number>()
    for (const p of inner) {
      if (OUTER.test(p.name) || p.dur! < 2000) continue
      const d = p.args?.data
      const where = d?.functionName !== undefined ? ` ${d.functionName || 'anonymous'}` : (d?.type ?? '')
      const name = `${p.name}${where && ` ${where}`.replace('  ', ' ')}`
      sums.set(name, (sums.get(name) ?? 0) + (p.tdur ?? p.dur!) / 1000)
    }
    const parts = [...sums]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 6)
      .map(([name, ms]) => `${name} ${ms.toFixed(0)}`)
    tasks.push({ at: (e.ts - zero) / 1000, ms: e.dur! / 1000, cpu, parts, from: e.ts, to })
  }
  return tasks
}

interface Node {
  readonly name: string
  readonly parent?: number
}

/** The functions a task spent most time in, with what they called; needs the samples of the profiler in the trace. */
export function namesIn(events: readonly TraceEvent[], task: Task, most = 16): string[] {
  const { pid, tid } = mainOf(events)
  const profile = events.find((e) => e.name === 'Profile' && e.pid === pid && e.tid === tid)
  if (!profile) return []
  const nodes = new Map<number, Node>()
  let now: number = profile.args.data.startTime
  const total = new Map<string, number>()
  const own = new Map<string, number>()
  for (const e of events) {
    if (e.name !== 'ProfileChunk' || e.id !== profile.id || e.pid !== pid) continue
    const { cpuProfile, timeDeltas } = e.args.data
    for (const n of cpuProfile?.nodes ?? [])
      nodes.set(n.id, {
        name: `${n.callFrame.functionName || '(anonymous)'} ${String(n.callFrame.url).split('/').pop()}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`,
        parent: n.parent,
      })
    const samples: number[] = cpuProfile?.samples ?? []
    samples.forEach((id, i) => {
      const dt = timeDeltas?.[i] ?? 0
      now += dt
      if (now < task.from || now > task.to) return
      const seen = new Set<string>()
      let first = true
      for (let k: number | undefined = id; k !== undefined; k = nodes.get(k)?.parent) {
        const name = nodes.get(k)?.name
        if (!name || seen.has(name)) continue
        seen.add(name)
        if (first) own.set(name, (own.get(name) ?? 0) + dt / 1000)
        first = false
        total.set(name, (total.get(name) ?? 0) + dt / 1000)
      }
    })
  }
  return [...total]
    .filter(([name]) => !name.startsWith('(root)'))
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name, ms]) => `${ms.toFixed(0).padStart(5)} (own ${(own.get(name) ?? 0).toFixed(0)}) ${name}`)
}
