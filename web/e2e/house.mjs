// The real binary on a demo of its own: seeded into a temporary directory,
// served on a free port, stopped by its pid.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const binary = process.env.YIGOU_TEST_BINARY ?? join(import.meta.dirname, '../../build/yigou')

function yigou(dir, args, extra = {}) {
  return spawn(binary, args, {
    env: { ...process.env, YIGOU_ENV: 'demo', YIGOU_DATA_DIR: dir, YIGOU_HTTP_ADDR: '127.0.0.1:0', YIGOU_LOG_LEVEL: 'warn', ...extra },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function finish(child, what) {
  child.stdout.resume()
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${what} ended with ${code}`)
}

/** Says what `yigou doctor` printed, and fails when an invariant is broken. */
async function examine(dir, extra) {
  const child = yigou(dir, ['doctor'], extra)
  let said = ''
  child.stdout.on('data', (d) => (said += d))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`doctor ended with ${code}:\n${said}`)
  return said
}

/** Serves the house until it is told to stop; `url` is where it answers. */
async function serve(dir, extra) {
  const server = yigou(dir, ['serve'], extra)
  const url = await new Promise((resolve, reject) => {
    let said = ''
    server.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
    server.stdout.on('data', (d) => {
      said += d
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/)
      if (found) resolve(found[0])
    })
  })
  server.removeAllListeners('exit')
  return {
    url,
    async stop() {
      if (server.exitCode !== null) return
      server.kill('SIGTERM')
      await once(server, 'exit')
    },
  }
}

/** Starts the house; `url` is where it answers. */
export async function openHouse() {
  const dir = await mkdtemp(join(tmpdir(), 'yigou-e2e-'))
  const data = join(dir, 'data')
  await finish(yigou(data, ['seed', '--demo']), 'seed')
  let server = await serve(data)
  let ahead = {}
  return {
    get url() {
      return server.url
    },
    doctor: () => examine(data, ahead),
    /** Opens the house again so many days later; whoever was signed in has to sign in again. */
    async daysLater(days) {
      await server.stop()
      ahead = { YIGOU_DEMO_DAYS_AHEAD: String(days) }
      server = await serve(data, ahead)
    },
    async close() {
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
