// Own words and the own look reach everything that leaves the house: public pages, feeds, mails, papers and problems.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { emailOf, membershipId, organisationId } from '#app/practice/cast.ts'
import { type Answered, type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { dayAt, isWorkingDay } from '../settings/index.ts'

let house: TestHouse
let samira: Client
let now = new Date()
let dossierId = ''

const good = (answer: Answered, status = 200) => {
  assert.equal(answer.status, status, answer.text.slice(0, 800))
  return answer
}
const mailsTo = async (address: string): Promise<string[]> =>
  (
    await house.owner.query('select body from foundation.mail where to_address = $1 order by made_at, id', [address])
  ).rows.map(({ body }) => body)

before(async () => {
  house = await startHouse({ background: 'asked', now: () => now })
  samira = await house.as('samira')
  const theo = await house.as('theo')
  for (const [concept, singular, plural, article] of [
    ['opgave', 'vraagstuk', 'vraagstukken', 'het'],
    ['dossier', 'zaakmap', 'zaakmappen', 'de'],
    ['openItem', 'vraag', 'vragen', 'de'],
    ['handover', 'doorgifte', 'doorgiftes', 'de'],
  ])
    good(await theo.put(`/vocabulary/words/nl/${concept}`, { singular, plural, article }), 204)
  good(await theo.put('/theme', { name: 'Wierdijk aan Zee', colour: '#7a1c4b' }), 204)
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><rect width="200" height="50" fill="#7a1c4b"/></svg>'
  good(await theo.put('/theme/logo', { image: Buffer.from(svg).toString('base64'), alt: 'Wierdijk met een golf' }))
  dossierId = good(
    await samira.post('/dossiers', { title: 'Het dossier van de dijk', reason: 'x', kind: 'opgave', ceiling: 5 }),
    201,
  ).json.dossierId
  good(await samira.post(`/dossiers/${dossierId}/council`, { portfolioHolderId: membershipId('deruiter') }), 201)
})
after(() => house.stop())

test('a resident without account reads the words of the town on its page, and sees whose page it is', async () => {
  const { text } = good(await house.nobody.page(`/opgaven/${dossierId}`))
  assert.match(text, /Wierdijk aan Zee|alt="Wierdijk met een golf"/)
  assert.match(text, /huisstijl\/[\w-]+\/[0-9a-f]{16}\.css/)
  assert.match(text, /vraagstuk/i)
  assert.match(text, /Het dossier van de dijk/)
  // A list of all towns belongs to none of them.
  assert.doesNotMatch(good(await house.nobody.page('/opgaven')).text, /huisstijl/)
})

test('a resident who follows is mailed in the words of the town, and reads at the foot who sends it', async () => {
  good(await house.nobody.submit(`/opgaven/${dossierId}`, 'followPublicly', { email: 'kevin@voorbeeld.nl' }), 303)
  const [asked] = await mailsTo('kevin@voorbeeld.nl')
  assert.match(asked!, /\n-- \nWierdijk aan Zee\n$/)
  const link = /\/opgaven\/volgen\/[\w-]{43}/.exec(asked!)![0]
  good(await house.nobody.submit(link, 'confirmFollowing'), 303)
  const { entryId } = good(
    await samira.post(`/dossiers/${dossierId}/entries`, { text: 'De opgave is klaar.', audience: 5 }),
    201,
  ).json
  const deruiter = await house.as('deruiter')
  good(await deruiter.post(`/dossiers/${dossierId}/council/releases`, { entryIds: [entryId], audience: 5 }), 204)
  await house.runJob('tell-followers')
  const told = (await mailsTo('kevin@voorbeeld.nl')).at(-1)!
  assert.match(told, /omdat u dit vraagstuk volgt/)
  assert.match(told, /De opgave is klaar\./)
})

test('the digest of Wout says what waits in his town’s words; that of a guest in those of her own organisation', async () => {
  const energy = { organisationId: organisationId('zon') }
  good(await samira.post(`/dossiers/${dossierId}/involvements`, { ...energy, role: 'partner' }), 201)
  for (const addressee of [{ membershipId: membershipId('wout') }, energy])
    good(
      await samira.post(`/dossiers/${dossierId}/open-items`, {
        question: 'Mag het?',
        addressee,
        dueOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
        audience: 2,
      }),
      201,
    )
  // The hour of the digest, on a working day.
  now = new Date(Date.now() + 86_400_000)
  while (!isWorkingDay(dayAt(now))) now = new Date(now.getTime() + 86_400_000)
  now.setUTCHours(9)
  await house.runJob('send-digests')
  const [wout] = await mailsTo(emailOf('wout'))
  assert.match(wout!, /Eén vraag wacht op u/)
  assert.match(wout!, /\n-- \nWierdijk aan Zee\n$/)
  const [marleen] = await mailsTo(emailOf('marleen'))
  assert.match(marleen!, /Eén open punt wacht op u/)
  assert.doesNotMatch(marleen!, /Wierdijk aan Zee/)
})

test('a hand-over on paper has the letterhead and the words, as PDF that can be heard and as ODT', async () => {
  const fetched = async (form: string) =>
    (await house.app.inject({ url: `/overdracht.${form}`, headers: { cookie: samira.cookie, host: '127.0.0.1:3000' } }))
      .rawPayload
  const pdf = await fetched('pdf')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  assert.match(text, /Doorgifte/)
  assert.match(text, /Het dossier van de dijk/)
  // Tagged pictures say what they show; the text of a tag is in the file as UTF-16.
  assert.match(pdf.toString('latin1'), /\/Figure/)
  const files = unzipSync(new Uint8Array(await fetched('odt')))
  assert.equal(Buffer.from(files['Pictures/logo.png']!.slice(1, 4)).toString(), 'PNG')
  assert.match(strFromU8(files['content.xml']!), /<svg:title>Wierdijk met een golf<\/svg:title>/)
  assert.match(strFromU8(files['META-INF/manifest.xml']!), /Pictures\/logo\.png/)
})

test('a problem says it in the words of who asks, also beside a field and in English', async () => {
  const theo = await house.as('theo')
  good(await theo.put('/vocabulary/words/en/dossier', { singular: 'assignment', plural: 'assignments' }), 204)
  const gone = await samira.get('/dossiers/00000000-0000-4000-8000-000000000000', {
    cookie: `${samira.cookie}; taal=en`,
  })
  assert.equal(gone.json.detail, 'This assignment does not exist, or not for you.')
})

test('no mark ever reaches a reader', async () => {
  for (const path of [
    '/vandaag',
    '/dossiers',
    `/dossiers/${dossierId}`,
    '/kaders',
    '/raad',
    '/organisaties',
    '/mensen',
    '/zoeken',
  ])
    assert.doesNotMatch(good(await samira.page(path)).text, /[\uE0F0\uE0F1]/, path)
})
