import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/** The browser the pictures are made in: software WebGL, so that any machine gives the same picture. */

const root = fileURLToPath(new URL('..', import.meta.url))
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript' }
const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({
  imports: { three: '/node_modules/three/build/three.module.js', 'three/addons/': '/node_modules/three/examples/jsm/' },
})}</script><script type="module" src="/pictures/studio/page.js"></script>`

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(request.url)
    if (path === '/') return response.setHeader('content-type', 'text/html').end(html)
    createReadStream(join(root, path))
      .on('open', () => response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream'))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** Opens the studio page; `use` gets the page, and everything is closed after it. */
export async function darkroom(use) {
  const server = await serve()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--font-render-hinting=none'],
  })
  try {
    const page = await browser.newPage()
    const faults = []
    page.on('pageerror', (error) => faults.push(error))
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    await page.waitForFunction('window.still !== undefined', null, { timeout: 30_000 }).catch((error) => { throw faults[0] ?? error })
    page.setDefaultTimeout(0)
    return await use(page)
  } finally {
    await browser.close()
    server.close()
  }
}
