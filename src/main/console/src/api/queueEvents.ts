import { accessToken } from './session'

/** Calls back whenever a queue of mine changed, until it is stopped; comes back by itself when the line breaks. */
export function watchQueue(changed: () => void): () => void {
  const stop = new AbortController()
  void listen(changed, stop.signal)
  return () => stop.abort()
}

async function listen(changed: () => void, stop: AbortSignal) {
  let wait = 1_000
  let last = ''
  while (!stop.aborted) {
    try {
      const token = await accessToken()
      if (!token) return
      const answer = await fetch('/api/v1/queue/events', {
        headers: { Authorization: `Bearer ${token}`, ...(last ? { 'Last-Event-ID': last } : {}) },
        signal: stop,
      })
      if (answer.ok && answer.body) {
        wait = 1_000
        const lines = answer.body.pipeThrough(new TextDecoderStream()).getReader()
        let rest = ''
        for (let part = await lines.read(); !part.done; part = await lines.read()) {
          const events = (rest + part.value).split('\n\n')
          rest = events.pop() ?? ''
          for (const event of events) {
            last = /^id: ?(.*)$/m.exec(event)?.[1] ?? last
            if (/^event: ?queue-/m.test(event)) changed()
          }
        }
      }
    } catch {
      // the line broke; below it is tried again
    }
    await new Promise(done => setTimeout(done, wait))
    wait = Math.min(wait * 2, 30_000)
  }
}
