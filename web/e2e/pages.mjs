// A picture of every page at 360 and at 1440 px, in the folder the README names;
// a page that throws, or logs an error, or scrolls sideways, or shuts somebody out
// fails. On a phone it also stands text of twice the size.
import { check, equal } from './checks.mjs'
import { desktop, person, phone, settled } from './person.mjs'
import { atTwiceTheText, barriers, overflow } from './reading.mjs'

const sizes = [phone, desktop]

const fronts = [
  {
    front: 'shop', signIn: '13800000001',
    async routes(p) {
      const { items } = await p.get('/shop/products?limit=1')
      await p.page.goto(`/products/${items[0].id}`)
      await p.page.getByRole('button', { name: '放进购物篮' }).click()
      const product = await p.get(`/shop/products/${items[0].id}`)
      const orders = (await p.get('/me/orders?limit=20')).items
      const signed = orders.find((o) => o.state === 'signed') ?? orders[0]
      return {
        home: '/', products: '/products', search: '/products?q=蜂蜜', nothing: '/products?q=飞机', product: `/products/${items[0].id}`,
        villages: '/villages', village: `/villages/${items[0].village.code}`, lot: `/lots/${product.lots[0].no}`, cart: '/cart', checkout: '/checkout',
        orders: '/orders', order: `/orders/${signed.id}`, addresses: '/addresses', me: '/me', book: '/book', 'village-book': `/book/${items[0].village.code}`,
        months: '/months', 'month-village': `/months/${(await p.get('/public/months')).items[0]}/${items[0].village.code}`,
        checkpoints: '/checkpoints', poster: '/poster', 'proof-form': '/proof', ...(await proofOf(p, signed.id)), lost: '/nowhere',
      }
    },
  },
  { front: 'shop', signIn: '13800000005', name: 'household', routes: () => ({ passbook: '/household' }) },
  { front: 'shop', signIn: '13800000006', name: 'viewer', routes: () => ({ passbook: '/household' }) },
  { front: 'station', signIn: '13800000010', routes: stationRoutes },
  { front: 'office', signIn: '13800000090', name: 'office', routes: officeRoutes },
  { front: 'office', signIn: '13800000030', name: 'supplier', routes: supplierRoutes },
]

/** The proof of the first entry of a signed order. */
async function proofOf(p, id) {
  const [link] = (await p.get(`/me/orders/${id}`)).households.proofs ?? []
  return link ? { proof: `/proof/${link.token}` } : {}
}

async function stationRoutes(p) {
  const [lot] = (await p.get('/station/lots?limit=1')).items
  const [order] = (await p.get('/station/orders?limit=1')).items
  const [product] = (await p.get('/station/products?limit=1')).items
  const [home] = (await p.get('/station/households?limit=1')).items
  return under('/station', {
    today: '/', lots: '/lots', 'new-lot': '/lots/new', lot: `/lots/${lot.id}`, label: `/lots/${lot.id}/label`,
    orders: '/orders', order: `/orders/${order.id}`, products: '/products', product: `/products/${product.id}`,
    'new-product': '/products/new', stock: '/stock', households: '/households', credits: '/credits', claims: '/claims', disputes: '/disputes', passbook: `/households/${home.id}/passbook`, card: '/card#AAAAAAAAAAAAAAAAAAAAAAAAAA', more: '/more', password: '/password', lost: '/nowhere',
  })
}

async function officeRoutes(p) {
  const [order] = (await p.get('/district/orders?limit=1')).items
  const [journal] = (await p.get('/district/journals?limit=1')).items
  const [home] = (await p.get('/district/households?limit=1')).items
  const [crop] = (await p.get('/district/produce')).items
  const [station] = (await p.get('/district/stations?limit=1')).items
  const [colleague] = (await p.get('/district/users?limit=1')).items
  const [review] = (await p.get('/district/reviews?limit=1')).items
  const [shared] = (await p.get('/district/distributions?limit=1')).items
  return under('/office', {
    overview: '/', reviews: '/reviews', review: `/reviews/${review.product_id ?? review.id}`, suppliers: '/suppliers',
    produce: '/produce', 'new-produce': '/produce/new', 'one-produce': `/produce/${crop.id}`,
    'new-supplier': '/suppliers/new', stations: '/stations', 'new-station': '/stations/new', station: `/stations/${station.id}`, places: '/places',
    town: '/places/500155130', households: '/households', household: `/households/${home.id}`, imports: '/imports', orders: '/orders',
    order: `/orders/${order.id}`, journals: '/journals', journal: `/journals/${journal.id}`, villages: '/villages',
    anomalies: '/anomalies', distributions: '/distributions', distribution: `/distributions/${shared.id}`, claims: '/claims', disputes: '/disputes', reversals: '/reversals', recoveries: '/recoveries', users: '/users', 'new-user': '/users/new', user: `/users?open=${colleague.id}`, audit: '/audit', doctor: '/doctor', password: '/password', lost: '/nowhere',
  })
}

async function supplierRoutes(p) {
  const [link] = (await p.get('/supplier/benefit-links?limit=1')).items
  const [sale] = (await p.get('/supplier/orders?limit=1')).items
  const [template] = (await p.get('/supplier/freight-templates?limit=1')).items
  const [, last] = (await p.get('/supplier/book')).months
  const batches = (await p.get('/supplier/payouts?limit=20')).items
  const [plan] = (await p.get('/supplier/distributions?limit=1')).items
  const paid = batches.find((b) => b.state === 'closed')
  const draft = batches.find((b) => b.state === 'draft')
  return under('/office', {
    home: '/', benefits: '/benefits', 'new-benefit': '/benefits/new', benefit: `/benefits/${link.id}`, freight: '/freight',
    'new-template': '/freight/new', template: `/freight/${template.id}`, sales: '/sales', sale: `/sales/${sale.id}`, credits: '/credits',
    payouts: '/payouts', payout: `/payouts/${paid.id}`, 'payout-draft': `/payouts/${draft.id}`,
    distributions: '/distributions', 'new-distribution': '/distributions/new', distribution: `/distributions/${plan.id}`, shares: '/shares',
    corrections: '/corrections', recoverables: '/recoverables', book: '/book', 'book-month': `/book/${last.month}`,
  })
}

const under = (base, routes) => Object.fromEntries(Object.entries(routes).map(([name, path]) => [name, base + path]))

export async function photograph(browser, house) {
  for (const f of fronts) {
    for (const size of sizes) {
      const p = await (await person(browser, house.url, size)).signIn(f.signIn)
      await p.actAs(f.front)
      for (const [name, path] of Object.entries(await f.routes(p))) {
        await check(`${f.name ?? f.front} ${name} at ${size.width} px`, async () => {
          await p.page.goto(path)
          await settled(p.page)
          await p.shot(`${f.name ?? f.front}-${name}-${size.width}`)
          equal(await overflow(p.page), '', `${path} sideways`)
          equal((await barriers(p.page)).join('\n'), '', `${path} shuts out`)
          equal(p.faults.splice(0).join('\n'), '', `faults of ${path}`)
        })
        if (size !== phone || f.front === 'office') continue
        await check(`${f.name ?? f.front} ${name} with text of twice the size`, () =>
          atTwiceTheText(p.page, async () => equal(await overflow(p.page), '', `${path} sideways`)),
        )
      }
      await p.close()
    }
  }
}
