// The browser tests: the real binary, a real Chromium, the story of one order
// and a picture of every page. Ends with "N passed, N failed".
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buyAndFollow } from './buy.mjs'
import { check, closing } from './checks.mjs'
import { openHouse } from './house.mjs'
import { photograph } from './pages.mjs'
import { openBrowser, shots } from './person.mjs'
import { prove } from './proof.mjs'
import { refundPaidOut } from './refund.mjs'

// The pictures of web/guide; written only when asked for: node e2e --guide
const guide = [
  'shop-home-360', 'shop-product-360', 'shop-order-360', 'household-passbook-360', 'station-today-360', 'station-lot-360',
  'station-order-360', 'office-overview-1440', 'office-review-1440', 'office-journal-1440',
]

const house = await openHouse()
const browser = await openBrowser()
try {
  const orders = await buyAndFollow(browser, house)
  await prove(browser, house)
  await photograph(browser, house, orders)
  await refundPaidOut(browser, house)
  await check('the doctor finds nothing', house.doctor)
  if (process.argv.includes('--guide')) {
    for (const name of guide) await copyFile(join(shots, `${name}.png`), join(import.meta.dirname, '../guide/pictures', `${name}.png`))
  }
} catch (e) {
  await check('the tests came to their end', () => {
    throw e
  })
} finally {
  await browser.close()
  await house.close()
}
process.exit(closing())
