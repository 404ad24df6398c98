// A person with a browser of their own: cookies, a window, and words to click.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

/** Where pictures go; the README names it. */
export const shots = process.env.YIGOU_TEST_SCREENSHOTS ?? join(import.meta.dirname, '../../build/screenshots')

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
]

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1440, height: 900 }

// Sessions by phone: a code is sent once a minute.
const sessions = new Map()

/** Every session is over: the house has been opened anew. */
export const forgetSessions = () => sessions.clear()

export async function openBrowser() {
  await mkdir(shots, { recursive: true })
  return chromium.launch({ executablePath: process.env.YIGOU_TEST_CHROMIUM ?? '/usr/bin/chromium', args: flags })
}

/** Opens a window for a person. Errors of the page are kept in `faults`. */
export async function person(browser, base, viewport = phone) {
  const context = await browser.newContext({
    baseURL: base, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce',
    deviceScaleFactor: 1, hasTouch: viewport === phone,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const faults = []
  let who = ''
  page.on('pageerror', (e) => faults.push(`${page.url()}: ${e.message}`))
  page.on('console', (m) => {
    if (m.type() === 'error' && !m.text().includes('status of 4')) faults.push(`${page.url()}: ${m.text()}`)
  })
  return {
    page,
    faults,
    /** Signs in over the API with the code that the demo shows; a second window of a person shares the first one's session. */
    async signIn(number) {
      who = number
      if (sessions.has(number)) {
        await context.addCookies(sessions.get(number))
        return this
      }
      const sent = await page.request.post('/api/v1/auth/sms-codes', { data: { phone: number, purpose: 'sign_in' } })
      const { demo_code: code } = await sent.json()
      const made = await page.request.post('/api/v1/auth/sessions', { data: { phone: number, code } })
      if (!made.ok()) throw new Error(`${number} could not sign in: ${await made.text()}`)
      sessions.set(number, await context.cookies())
      return this
    },
    /** Takes the role of a front when the person has several. */
    async actAs(front) {
      const session = await (await page.request.get('/api/v1/auth/session')).json()
      const grant = session.grants.find((g) => g.front === front)
      if (!grant) throw new Error(`no grant for ${front}`)
      if (session.active.id === grant.id) return this
      const acted = await page.request.put('/api/v1/auth/session/role', { data: { grant_id: grant.id } })
      if (!acted.ok()) throw new Error(`could not act for ${front}: ${await acted.text()}`)
      if (who) sessions.set(who, await context.cookies())
      return this
    },
    async get(path) {
      const res = await page.request.get(`/api/v1${path}`)
      if (!res.ok()) throw new Error(`GET ${path}: ${res.status()} ${await res.text()}`)
      return res.json()
    },
    async shot(name) {
      await settled(page)
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
    },
    close: () => context.close(),
  }
}

/** Waits until the page has its data, its fonts and its pictures; what loads when it is scrolled to has come too. */
export async function settled(page) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await document.fonts.ready
    for (let y = 0; y < document.documentElement.scrollHeight; y += window.innerHeight) {
      window.scrollTo(0, y)
      await painted()
    }
    window.scrollTo(0, 0)
    for (const img of document.images) img.loading = 'eager'
    await Promise.all([...document.images].map((img) => img.decode().catch(() => null)))
    await painted()
  })
}
