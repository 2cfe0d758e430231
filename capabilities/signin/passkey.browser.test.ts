// Passkeys in a real browser with a device that answers, and every page of signing in held to the standard.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { emailOf, membershipId } from '#app/practice/cast.ts'
import { startHouse, type TestHouse } from '#app/testing.ts'
import { launchBrowser } from '#foundation/testing/browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

let house: TestHouse
let browser: Browser
let context: BrowserContext
let page: Page
let origin: string

before(async () => {
  const port = await freePort()
  origin = `http://localhost:${port}`
  house = await startHouse({ practice: false, env: { ORIGIN: origin } })
  await house.app.listen({ port, host: '127.0.0.1' })
  browser = await launchBrowser()
  context = await browser.newContext({
    baseURL: origin,
    locale: 'nl-NL',
    viewport: { width: 390, height: 800 },
  })
  page = await context.newPage()
})
after(async () => {
  await browser?.close()
  await house?.stop()
})

const lastLink = async (): Promise<string> => {
  const { rows } = await house.owner.query('select body from foundation.mail order by made_at desc limit 1')
  return /(http:\/\/localhost:\d+\/\S+)/.exec(rows[0].body)![1]!
}
const isSound = async (where: string) => {
  await page.evaluate(axe)
  // biome-ignore lint/suspicious/noExplicitAny: it lives in the page
  const { violations } = await page.evaluate(() =>
    (globalThis as any).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  )
  const said = violations.map((one: { id: string; nodes: { html: string }[] }) => `${one.id}: ${one.nodes[0]?.html}`)
  assert.deepEqual(said, [], where)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false, `${where} is wider than a phone`)
}
test('Samira comes in by mail, adds her phone as a passkey, and next time only touches it', async () => {
  await page.goto('/aanmelden')
  await isSound('/aanmelden')
  const withoutScript = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
  const bare = await withoutScript.newPage()
  await bare.goto('/aanmelden')
  assert.equal(await bare.getByRole('button', { name: 'Aanmelden met een toegangssleutel' }).isVisible(), false)
  await withoutScript.close()
  await page.getByLabel('Uw e-mailadres').first().fill(emailOf('samira'))
  await page.getByRole('button', { name: 'Stuur mij een link' }).click()
  await page.waitForURL('**/aanmelden/verstuurd')
  await isSound('/aanmelden/verstuurd')
  await page.goto(await lastLink())
  await isSound('the link')
  await page.getByRole('button', { name: 'Nu aanmelden' }).click()
  await page.waitForURL('**/vandaag')

  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/mijn-aanmelding')
  await isSound('/mijn-aanmelding')
  await page.getByRole('button', { name: 'Toegangssleutel toevoegen' }).click()
  await page.waitForURL('**/mijn-aanmelding?gedaan=registerPasskey')
  await page.getByText('De toegangssleutel is toegevoegd.').waitFor()
  await isSound('/mijn-aanmelding with a passkey')

  await page.goto('/afmelden')
  await isSound('/afmelden')
  await page.getByRole('main').getByRole('button', { name: 'Afmelden' }).click()
  await page.waitForURL('**/aanmelden?gedaan=signOut')
  await page.goto('/aanmelden?verder=%2Fmijn-aanmelding')
  await page.getByRole('button', { name: 'Aanmelden met een toegangssleutel' }).click()
  await page.waitForURL('**/mijn-aanmelding')
  await page.getByText('Aangemeld met een toegangssleutel').first().waitFor()
})

test('the other pages are sound as well', async () => {
  await page.goto('/mijn-aanmelding/wachtwoord')
  assert.equal(
    await page
      .getByAltText('QR-code voor uw app')
      .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
    true,
  )
  await isSound('/mijn-aanmelding/wachtwoord')
  await page.getByLabel('Nieuw wachtwoord').fill('kort')
  await page.getByLabel('Code', { exact: true }).fill('123456')
  await page.getByRole('button', { name: 'Wachtwoord bewaren' }).click()
  await page.getByText('Dit is te kort').first().waitFor()
  await isSound('a refused password')
  for (const path of [
    '/aanmelden/code',
    '/aanmelden/code?fout=code',
    '/aanmelden/wachtwoord-vergeten',
    '/aanmelden?fout=wachtwoord',
    '/aanmelden/link/abc',
    '/uitnodiging/abc',
    '/rol',
    '/taal',
  ]) {
    await page.goto(path)
    await isSound(path)
  }
  await house.owner.query(`update people.membership set position = 'administrator' where id = $1`, [
    membershipId('samira'),
  ])
  await page.goto('/beheer/aanmelden')
  await isSound('/beheer/aanmelden')
  await page.getByRole('button', { name: 'Bewaren' }).click()
  await page.getByText('Vul dit in.').first().waitFor()
  await isSound('a refused provider')
})
