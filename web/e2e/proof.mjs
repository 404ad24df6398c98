// A buyer follows the link of one entry: the phone recomputes it and ticks every step; a file in which one fen was
// changed fails at the first.
import { check, equal } from './checks.mjs'
import { person, phone, settled } from './person.mjs'

export async function prove(browser, house) {
  const p = await (await person(browser, house.url, phone)).signIn('13800000001')
  const orders = (await p.get('/me/orders?limit=50&state=signed')).items
  const order = await p.get(`/me/orders/${orders.at(-1).id}`)
  const [link] = order.households.proofs
  const proof = await p.get(`/public/proofs/${link.token}`)

  await check('the phone proves one entry of an order, step by step', async () => {
    await p.page.goto(`/orders/${order.id}`)
    await p.page.getByText('自己核对每一笔').click()
    await p.page.locator(`a[href="/proof/${link.token}"]`).click()
    await p.page.getByText('每一步都对得上').waitFor()
    equal(await p.page.locator('li.ok').count(), 6, 'steps ticked')
    equal(proof.sentence.includes('已列入第'), true, proof.sentence)
  })

  await check('a proof with one fen changed fails at the entry', async () => {
    await p.page.goto('/proof')
    const file = structuredClone(proof.document)
    file.entry.amount = String(BigInt(file.entry.amount) - 1n)
    await p.page.locator('textarea').fill(JSON.stringify(file))
    await p.page.getByRole('button', { name: '开始核对' }).click()
    await p.page.getByText('金额或内容被改过').waitFor()
    equal(await p.page.locator('li.failed').count(), 1, 'steps crossed out')
    await settled(p.page)
  })
}
