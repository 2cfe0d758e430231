// Pokes a browser through its push service: encrypted for that browser alone (RFC 8291), and even then it says nothing of what waits.
import { createECDH, hkdfSync } from 'node:crypto'
import webpush from 'web-push'
import { inTurn } from '#foundation/jobs/in-turn.ts'
import { isPushAddress } from './contract.ts'
import { type Telling, wordsOf } from './telling.ts'

/** What a push service knows this installation by (VAPID, RFC 8292), in base64url. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

/**
 * The keys follow from the secret of this installation, which is made when it is installed: every server has the same
 * without another secret to keep, back up or lose. 48 bytes, so that the remainder favours no key (FIPS 186-5, A.2.1).
 */
export const pushKeysFrom = (secret: string): PushKeys => {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'schakel web push', 48))
  const scalar = (BigInt(`0x${bytes.toString('hex')}`) % (ORDER - 1n)) + 1n
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(privateKey)
  return { publicKey: curve.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') }
}

export interface Pushing extends Telling {
  readonly keys: PushKeys
  readonly practice: boolean
}

interface Waiting {
  readonly id: string
  readonly attempts: number
  readonly deviceId: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly locale: 'nl' | 'en' | null
}

const BATCH = 50
const ATTEMPTS = 6
/** A poke about a question is of no use tomorrow. */
const TTL_SECONDS = 6 * 3600

const take = ({ withClient, now }: Telling): Promise<Waiting[]> =>
  withClient(async (client) => {
    const { rows } = await client.query<Waiting>(
      `with taken as (
         update attention.poke set send_at = $1::timestamptz + interval '2 minutes', attempts = attempts + 1 where id = any (array(
           select id from attention.poke where send_at <= $1 order by send_at limit ${BATCH} for update skip locked))
         returning *)
       select k.id, k.attempts, d.id as "deviceId", d.endpoint, d.p256dh, d.auth, p.locale
       from taken k join attention.device d on d.id = k.device_id join people.person p on p.id = d.person_id`,
      [now()],
    )
    return rows
  })

/** The status that the push service answered; 0 when it could not be reached. */
const post = async (pushing: Pushing, poke: Waiting): Promise<number> => {
  const { title, body } = wordsOf(poke.locale).push
  const { headers, body: sealed } = webpush.generateRequestDetails(
    { endpoint: poke.endpoint, keys: { p256dh: poke.p256dh, auth: poke.auth } },
    JSON.stringify({ title, body, href: '/vandaag' }),
    {
      TTL: TTL_SECONDS,
      urgency: 'normal',
      // A push service may write to who runs this; the address of the installation says where.
      vapidDetails: {
        subject: subjectOf(pushing.origin),
        publicKey: pushing.keys.publicKey,
        privateKey: pushing.keys.privateKey,
      },
    },
  )
  const { 'Content-Length': _, ...rest } = headers as Record<string, string>
  try {
    const answer = await fetch(poke.endpoint, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(sealed as Buffer),
      // Where it leads is checked, not where that leads on to.
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return 0
  }
}
const subjectOf = (origin: string) => (origin.startsWith('https:') ? origin : 'mailto:schakel@localhost')

const send = async (pushing: Pushing, poke: Waiting): Promise<void> => {
  const drop = (table: 'poke' | 'device', id: string) =>
    pushing.withClient((client) => client.query(`delete from attention.${table} where id = $1`, [id]))
  // It failed before it was sent, each time: a browser that gave keys that are none.
  if (poke.attempts > ATTEMPTS) return void (await drop('poke', poke.id))
  // Registered when this was the practice town: in production no address of this machine itself is ever asked.
  if (!isPushAddress(poke.endpoint, pushing.practice)) return void (await drop('device', poke.deviceId))
  const status = await post(pushing, poke)
  // 404 and 410: the browser is gone or took its leave (RFC 8030, 7.3). 401 and 403: the keys of the house changed.
  if ([401, 403, 404, 410].includes(status)) return void (await drop('device', poke.deviceId))
  const busy = status === 0 || status === 429 || status >= 500
  if (!busy || poke.attempts >= ATTEMPTS) return void (await drop('poke', poke.id))
  const pause = 30_000 * 2 ** (poke.attempts - 1)
  await pushing.withClient((client) =>
    client.query('update attention.poke set send_at = $2 where id = $1', [
      poke.id,
      new Date(pushing.now().getTime() + pause),
    ]),
  )
}

/** Every poke whose time has come. */
export const sendPokes = async (pushing: Pushing): Promise<void> => {
  for (;;) {
    const batch = await take(pushing)
    await inTurn(batch, (poke) => send(pushing, poke))
    if (batch.length < BATCH) return
  }
}
