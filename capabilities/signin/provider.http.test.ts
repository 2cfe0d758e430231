// Signing in at the provider of an organisation: a real OpenID provider, the whole way there and back, and what goes wrong on it.
import assert from 'node:assert/strict'
import { createPrivateKey, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { membershipId, organisationId, personId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { digestOf } from '#foundation/http/request.ts'
import { seal } from './seal.ts'
import { browserOf, type TestBrowser } from './testing.ts'

interface Known {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
}
type Token = { header: Record<string, unknown>; payload: Record<string, unknown> }

const newKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomUUID() }
}
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The town hall's own sign-in, on this machine. What it says can be changed on the way out. */
const startProvider = async (callback: string) => {
  // biome-ignore lint/suspicious/noExplicitAny: the package has no types of its own
  const { default: Provider } = (await import('oidc-provider' as string)) as any
  let known: Known = { sub: 'nobody' }
  let key = newKey()
  let change: ((token: Token) => Token | string) | null = null
  // biome-ignore lint/suspicious/noExplicitAny: see above
  let provider: any
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const open = () => {
    provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'schakel',
          client_secret: 'a secret between two',
          redirect_uris: [callback],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ['for the test'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, interaction: { uid: string }) => `/wie/${interaction.uid}` },
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => known }),
      // biome-ignore lint/suspicious/noExplicitAny: see above
      loadExistingGrant: async (context: any) => {
        const { client, session } = context.oidc
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    // It says on the console that it is not for production.
    provider.on('server_error', () => {})
  }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/wie/'))
      return provider.interactionFinished(request, response, { login: { accountId: known.sub } })
    if (request.url === '/token' && change) {
      const chunks: Buffer[] = []
      const end = response.end.bind(response)
      response.write = ((chunk: Buffer) => chunks.push(Buffer.from(chunk)) > 0) as never
      response.end = ((chunk?: Buffer) => {
        if (chunk) chunks.push(Buffer.from(chunk))
        const said = JSON.parse(Buffer.concat(chunks).toString())
        if (said.id_token) {
          const [header, payload] = said.id_token
            .split('.')
            .map((one: string) => Buffer.from(one, 'base64url').toString())
          const changed = change!({ header: JSON.parse(header), payload: JSON.parse(payload) })
          said.id_token = typeof changed === 'string' ? changed : sign(changed)
        }
        const body = Buffer.from(JSON.stringify(said))
        response.setHeader('content-length', body.length)
        return end(body)
      }) as never
    }
    return provider.callback()(request, response)
  }
  const sign = ({ header, payload }: Token) => {
    const text = `${part(header)}.${part(payload)}`
    return `${text}.${createSign('sha256')
      .update(text)
      .sign(createPrivateKey({ key: key as never, format: 'jwk' }))
      .toString('base64url')}`
  }
  const warn = console.warn
  console.warn = () => {}
  open()
  console.warn = warn

  return {
    issuer,
    signsIn: (who: Known) => {
      known = who
    },
    changes: (how: typeof change) => {
      change = how
    },
    /** New keys, as a provider makes them now and then. */
    rotate: () => {
      key = newKey()
      open()
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()) && server.closeAllConnections()),
  }
}

/** What a browser does at the provider: follows, keeps its cookies, and stops where our house begins. */
const visit = async (address: string, callback: string): Promise<string> => {
  const cookies = new Map<string, string>()
  let at = address
  for (let i = 0; i < 10; i++) {
    if (at.startsWith(callback)) return at
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`${answer.status} ${await answer.text()}`)
    at = new URL(location, at).href
  }
  throw new Error('it goes round and round')
}

describe('the provider of an organisation', () => {
  let house: TestHouse
  let provider: Awaited<ReturnType<typeof startProvider>>
  let theo: Client
  let providerId: string
  let callback: string
  const samira: Known = { sub: 'samira-0001', email: 'samira@wierdijk.example', email_verified: true }

  before(async () => {
    house = await startHouse({ practice: false })
    callback = `${house.config.origin}/aanmelden/oidc/terug`
    provider = await startProvider(callback)
    theo = await house.as('theo')
    const answer = await theo.post('/providers', {
      issuer: provider.issuer,
      clientId: 'schakel',
      clientSecret: 'a secret between two',
      domains: ['wierdijk.example'],
    })
    assert.equal(answer.status, 201, answer.text)
    providerId = answer.json.providerId
  })
  after(async () => {
    await house?.stop()
    await provider?.stop()
  })
  beforeEach(async () => {
    provider.changes(null)
    provider.signsIn(samira)
    await house.owner.query('delete from signin.subject')
  })

  const setOut = async (browser: TestBrowser, next = ''): Promise<string> => {
    const start = await browser.page(
      `/aanmelden/oidc/${providerId}${next ? `?verder=${encodeURIComponent(next)}` : ''}`,
    )
    assert.equal(start.status, 303, start.text)
    return start.location
  }
  const comeBack = (browser: TestBrowser, returned: string) => browser.page(returned.slice(house.config.origin.length))
  const whole = async (browser = browserOf(house)) => {
    const answer = await comeBack(browser, await visit(await setOut(browser), callback))
    return { browser, location: answer.location }
  }
  const isIn = async (browser: TestBrowser) => (await browser.get('/sessions')).status === 200
  const refused = async (how: Parameters<typeof provider.changes>[0], why: string) => {
    provider.changes(how)
    const { browser, location } = await whole()
    assert.equal(location, '/aanmelden?fout=organisatie', why)
    assert.equal(await isIn(browser), false, why)
  }

  test('brings Samira in, in her role at that organisation, where she wanted to go', async () => {
    assert.ok((await browserOf(house).page('/aanmelden')).text.includes(`/aanmelden/oidc/${providerId}`))
    const browser = browserOf(house)
    const address = new URL(await setOut(browser, '/dossiers?wat=mijn'))
    assert.equal(address.searchParams.get('code_challenge_method'), 'S256')
    for (const name of ['state', 'nonce', 'code_challenge'])
      assert.ok(address.searchParams.get(name)!.length >= 40, name)
    const answer = await comeBack(browser, await visit(address.href, callback))
    assert.equal(answer.location, '/dossiers?wat=mijn')
    const { rows } = await house.owner.query(
      'select person_id, membership_id, organisation_id, method from signin.session where digest = $1',
      [digestOf(browser.cookies.get('schakel')!)],
    )
    assert.deepEqual(rows, [
      {
        person_id: personId('samira'),
        membership_id: membershipId('samira'),
        organisation_id: organisationId('wierdijk'),
        method: 'provider',
      },
    ])
  })

  test('after the first time she is known by her subject, also with another address', async () => {
    assert.equal((await whole()).location, '/vandaag')
    provider.signsIn({ sub: samira.sub, email: 'samira.elamrani@wierdijk.example', email_verified: false })
    assert.equal((await whole()).location, '/vandaag')
  })

  test('new keys of the provider are used at once', async () => {
    assert.equal((await whole()).location, '/vandaag')
    provider.rotate()
    assert.equal((await whole()).location, '/vandaag')
    const old = newKey()
    await refused(({ header, payload }) => {
      const text = `${part({ ...header, kid: old.kid })}.${part(payload)}`
      return `${text}.${createSign('sha256')
        .update(text)
        .sign(createPrivateKey({ key: old as never, format: 'jwk' }))
        .toString('base64url')}`
    }, 'a key that is not the provider’s')
  })

  test('a token for somebody else, of somebody else, too old, or without our nonce is refused', async () => {
    const minutes = Math.floor(Date.now() / 1000)
    const cases: [string, (token: Token) => Token][] = [
      ['another audience', ({ header, payload }) => ({ header, payload: { ...payload, aud: 'another-client' } })],
      ['another issuer', ({ header, payload }) => ({ header, payload: { ...payload, iss: 'https://evil.example' } })],
      [
        'expired',
        ({ header, payload }) => ({ header, payload: { ...payload, iat: minutes - 7200, exp: minutes - 3600 } }),
      ],
      ['another nonce', ({ header, payload }) => ({ header, payload: { ...payload, nonce: 'not-ours' } })],
      ['no nonce', ({ header, payload: { nonce: _, ...payload } }) => ({ header, payload })],
      ['no subject', ({ header, payload: { sub: _, ...payload } }) => ({ header, payload })],
    ]
    for (const [why, how] of cases) await refused(how, why)
    provider.changes((token) => token)
    assert.equal((await whole()).location, '/vandaag', 'signed anew without a change it is fine')
  })

  test('a token without a signature, or with one that does not fit, is refused', async () => {
    await refused(({ payload }) => `${part({ alg: 'none' })}.${part(payload)}.`, 'alg none')
    await refused(
      ({ header, payload }) => `${part(header)}.${part(payload)}.${Buffer.alloc(256, 1).toString('base64url')}`,
      'a wrong signature',
    )
    await refused(({ header, payload }) => `${part(header)}.${part({ ...payload, sub: 'theo' })}.`, 'no signature')
  })

  test('what came back once does not come back again, not even with the same cookies', async () => {
    const browser = browserOf(house)
    const returned = await visit(await setOut(browser), callback)
    const way = browser.cookies.get('schakel-heen')!
    assert.equal((await comeBack(browser, returned)).location, '/vandaag')
    const thief = browserOf(house)
    thief.cookies.set('schakel-heen', way)
    assert.equal((await comeBack(thief, returned)).location, '/aanmelden?fout=organisatie')
    assert.equal(await isIn(thief), false)
    // Nor would it when the provider itself forgot that it gave this code: the house remembers which answers it took.
    const proof = {
      providerId,
      issuer: provider.issuer,
      sub: samira.sub,
      email: null,
      state: 'taken once',
      next: '/',
      until: Date.now() + 60_000,
    }
    const take = async () => {
      const context = {
        requestId: randomUUID(),
        origin: house.config.origin,
        ip: '',
        userAgent: '',
        locale: 'nl',
        cookies: {},
        setCookie: () => {},
      } as const
      return (
        await house.house.ask({ credential: null, context }, 'signInAtProvider', { proof: seal('proof', proof) })
      ).value().next
    }
    assert.equal(await take(), '/vandaag')
    assert.equal(await take(), '/aanmelden?fout=organisatie')
  })

  test('an answer that another browser asked for is not taken: nobody is signed in as somebody else without knowing', async () => {
    const attacker = browserOf(house)
    const returned = await visit(await setOut(attacker), callback)
    const victim = browserOf(house)
    assert.equal((await comeBack(victim, returned)).location, '/aanmelden?fout=organisatie')
    await setOut(victim)
    assert.equal((await comeBack(victim, returned)).location, '/aanmelden?fout=organisatie')
    assert.equal(await isIn(victim), false)
  })

  test('another state, or what the provider refused, is refused here', async () => {
    const browser = browserOf(house)
    const returned = new URL(await visit(await setOut(browser), callback))
    returned.searchParams.set('state', 'another')
    assert.equal((await comeBack(browser, returned.href)).location, '/aanmelden?fout=organisatie')
    const other = browserOf(house)
    const address = new URL(await setOut(other))
    const denied = `${callback}?error=access_denied&state=${address.searchParams.get('state')}&iss=${encodeURIComponent(provider.issuer)}`
    assert.equal((await comeBack(other, denied)).location, '/aanmelden?fout=organisatie')
  })

  test('an address that was not checked, of another domain, or of somebody who works elsewhere opens nothing', async () => {
    const others: [string, Known][] = [
      ['not checked', { sub: 'a', email: 'wout@wierdijk.example', email_verified: false }],
      ['not said whether it was checked', { sub: 'b', email: 'wout@wierdijk.example' }],
      ['works in another town', { sub: 'c', email: 'smeets@lindemeer.example', email_verified: true }],
      ['not known here', { sub: 'd', email: 'nieuw@wierdijk.example', email_verified: true }],
      ['no address', { sub: 'e' }],
    ]
    for (const [why, who] of others) {
      provider.signsIn(who)
      const { browser, location } = await whole()
      assert.equal(location, '/aanmelden?fout=onbekend', why)
      assert.equal(await isIn(browser), false, why)
    }
    // Somebody of Lindemeer who also works in Wierdijk: this provider still does not speak for that domain.
    await house.owner.query(
      `insert into people.membership (id, person_id, organisation_id, position, function_name) values (gen_random_uuid(), $1, $2, 'staff', 'adviseur')`,
      [personId('sanne'), organisationId('wierdijk')],
    )
    provider.signsIn({ sub: 'f', email: 'sanne@lindemeer.example', email_verified: true })
    assert.equal((await whole()).location, '/aanmelden?fout=onbekend')
  })

  test('whoever no longer works there does not come in, though the provider still knows them', async () => {
    provider.signsIn({ sub: 'henk', email: 'henk@wierdijk.example', email_verified: true })
    assert.equal((await whole()).location, '/vandaag')
    await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
      membershipId('henk'),
    ])
    assert.equal((await whole()).location, '/aanmelden?fout=onbekend')
  })

  test('switched off is off, and a provider that is away says so calmly', async () => {
    const facts = { issuer: provider.issuer, clientId: 'schakel', domains: ['wierdijk.example'] }
    assert.equal((await theo.put(`/providers/${providerId}`, { ...facts, enabled: false })).status, 204)
    assert.equal((await browserOf(house).page(`/aanmelden/oidc/${providerId}`)).status, 404)
    assert.ok(!(await browserOf(house).page('/aanmelden')).text.includes(providerId))
    assert.equal((await theo.put(`/providers/${providerId}`, { ...facts, enabled: true })).status, 204)
    assert.equal((await whole()).location, '/vandaag')
    const away = await theo.post('/providers', { ...facts, issuer: 'http://127.0.0.1:9', clientSecret: 'x' })
    assert.equal(
      (await browserOf(house).page(`/aanmelden/oidc/${away.json.providerId}`)).location,
      '/aanmelden?fout=organisatie',
    )
    assert.equal((await theo.delete(`/providers/${away.json.providerId}`)).status, 204)
  })

  test('only the administrator of that organisation sees and changes it, and nobody reads the secret back', async () => {
    const seen = await theo.get(`/providers/${providerId}`)
    assert.equal(seen.status, 200)
    assert.deepEqual(seen.json.may, { readProvider: true, changeProvider: true, removeProvider: true })
    assert.ok(!seen.text.includes('secret'))
    assert.equal((await theo.page('/beheer/aanmelden')).status, 200)
    for (const key of ['samira', 'smeets'] as const) {
      const other = await house.as(key)
      assert.equal((await other.get(`/providers/${providerId}`)).status, 404)
      assert.equal((await other.delete(`/providers/${providerId}`)).status, 404)
      assert.equal((await other.get('/providers')).status, 403)
      assert.equal(
        (
          await other.post('/providers', {
            issuer: 'https://x.example',
            clientId: 'x',
            clientSecret: 'x',
            domains: ['x.example'],
          })
        ).status,
        403,
      )
    }
  })

  test('an address without TLS is taken for this machine only, and another issuer asks for its own secret', async () => {
    const facts = { clientId: 'schakel', clientSecret: 'x', domains: ['wierdijk.example'] }
    for (const issuer of [
      'http://login.wierdijk.example',
      'http://127.0.0.1.evil.example/',
      'ftp://127.0.0.1/',
      'https://name:word@login.example/',
    ])
      assert.equal((await theo.post('/providers', { ...facts, issuer })).status, 400, issuer)
    const moved = await theo.put(`/providers/${providerId}`, {
      issuer: 'https://elsewhere.example',
      clientId: 'schakel',
      domains: ['wierdijk.example'],
    })
    assert.equal(moved.status, 400)
    assert.equal(moved.json.errors[0].path, 'clientSecret')
  })
})
