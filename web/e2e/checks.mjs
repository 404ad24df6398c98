// A list of named checks, run in order, counted at the end.
let passed = 0
let failed = 0

export async function check(name, run) {
  const began = Date.now()
  try {
    await run()
    passed++
    console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    return true
  } catch (e) {
    failed++
    console.log(`FAIL  ${name}\n${e.stack ?? e}`)
    return false
  }
}

export function equal(got, want, what) {
  if (got !== want) throw new Error(`${what}: ${typeof got === 'string' ? got : JSON.stringify(got)}, want ${JSON.stringify(want)}`)
}

/** Asks until the answer is there: posting and jobs take their moment. */
export async function eventually(what, ask, patience = 20_000) {
  for (const end = Date.now() + patience; ; ) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`${what} did not happen within ${patience / 1000} s`)
    await new Promise((again) => setTimeout(again, 250))
  }
}

export function closing() {
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
