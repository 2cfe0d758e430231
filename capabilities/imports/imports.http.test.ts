// Bringing in spreadsheets: what would happen is said first, what was confirmed happens once, and can be taken back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emailOf, membershipId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { readSheet, type Sheet } from '#foundation/sheets/reading.ts'

let house: TestHouse
let theo: Client
let samira: Client

before(async () => {
  house = await startHouse({ background: true })
  theo = await house.as('theo')
  samira = await house.as('samira')
})
after(() => house.stop())

const good = <A extends { status: number; text: string }>(answer: A): A => {
  assert.ok(answer.status < 300, answer.text)
  return answer
}
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const dutch = (day: string) => day.split('-').reverse().join('-')

const upload = async (who: Client, csv: string | Buffer, name = 'lijst.csv') =>
  good(
    await who.post('/uploads', csv, {
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    }),
  ).json.uploadId as string
const bring = async (who: Client, kind: string, csv: string | Buffer, name?: string): Promise<string> =>
  good(await who.post(`/imports/${kind}`, { uploadId: await upload(who, csv, name) })).json.importId

const read = async (who: Client, importId: string) => good(await who.get(`/imports/${importId}`)).json
/** Until the background has nothing left to do with it. */
const settled = async (who: Client, importId: string) => {
  for (let turn = 0; turn < 200; turn++) {
    await house.runJob('work-on-imports')
    const sheet = await read(who, importId)
    if (!['reading', 'making', 'undoing'].includes(sheet.state)) return sheet
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it goes on for ever')
}
const looked = async (who: Client, kind: string, csv: string | Buffer, name?: string) =>
  settled(who, await bring(who, kind, csv, name))
const confirmed = async (who: Client, importId: string, body: object = {}) => {
  good(await who.put(`/imports/${importId}/confirmation`, body))
  return settled(who, importId)
}
const undone = async (who: Client, importId: string) => {
  good(await who.put(`/imports/${importId}/undoing`))
  return settled(who, importId)
}
const rows = async (who: Client, importId: string, state?: string) =>
  good(await who.get(`/imports/${importId}/rows?limit=100${state ? `&state=${state}` : ''}`)).json.items
const faultsOf = (row: { faults: { column: string; code: string }[] }) =>
  row.faults.map((fault) => `${fault.column} ${fault.code}`)
const members = async (words: string) =>
  good(await theo.get(`/memberships?query=${encodeURIComponent(words)}&limit=100`)).json.items

test('Theo brings people as Excel writes them, sees what would happen, and nothing is made before he says so', async () => {
  const csv = Buffer.from(
    [
      'Naam;E-mailadres;Functie;Vakgebied;Eerste dag;Laatste dag;Leidinggevende;Kamer',
      `José Núñez;jose@wierdijk.example;procesambtenaar;ruimte;${dutch(later(0))};;nieuw@wierdijk.example;2.14`,
      `Nieuwe Baas;NIEUW@wierdijk.example;teammanager;;;;${emailOf('karin')};`,
      `Tijdelijk Mens;tijdelijk@wierdijk.example;adviseur;;;${dutch(later(60))};;`,
      'Zonder Adres;;adviseur;;;;;',
      'Vage Dag;vaag@wierdijk.example;adviseur;;1-1-26;;;',
      'Geen Baas;geen@wierdijk.example;adviseur;;;;bestaatniet@wierdijk.example;',
      'Onder Fout;onder@wierdijk.example;adviseur;;;;vaag@wierdijk.example;',
      `Samira El Amrani;${emailOf('samira')};procesambtenaar;;;;;`,
      'José Nog Eens;jose@wierdijk.example;adviseur;;;;;',
    ].join('\r\n'),
    'latin1',
  )
  const sheet = await looked(theo, 'people', csv, 'Nieuwe mensen.csv')
  assert.equal(sheet.state, 'ready')
  assert.deepEqual(
    [sheet.counts.all, sheet.counts.good, sheet.counts.wrong, sheet.counts.double],
    [9, 3, 4, 2],
    JSON.stringify(await rows(theo, sheet.importId)),
  )
  assert.deepEqual(sheet.headings.at(-1), { heading: 'Kamer', column: null })
  assert.deepEqual(sheet.missing, ['position'])
  const wrong = await rows(theo, sheet.importId, 'wrong')
  assert.deepEqual(
    wrong.map((row: { number: number }) => row.number),
    [5, 6, 7, 8],
  )
  assert.deepEqual(wrong.map(faultsOf), [
    ['email required'],
    ['from imports.twoDigits'],
    ['manager imports.unknownEmail'],
    ['manager imports.managerWrong'],
  ])
  assert.match(wrong[1].faults[0].sentence, /vier cijfers/)
  assert.match(wrong[3].faults[0].sentence, /regel 6/)
  const doubles = await rows(theo, sheet.importId, 'double')
  assert.deepEqual(
    doubles.map((row: { number: number; double: { code: string; choosable: boolean } }) => [
      row.number,
      row.double.code,
      row.double.choosable,
    ]),
    [
      [9, 'imports.memberAlready', false],
      [10, 'imports.twiceInSheet', true],
    ],
  )
  assert.deepEqual(await members('Núñez'), [])

  const made = await confirmed(theo, sheet.importId)
  assert.deepEqual([made.state, made.counts.made, made.counts.failed, made.counts.wrong], ['made', 3, 0, 4])
  const [jose] = await members('Núñez')
  assert.equal(jose.managerName, 'Nieuwe Baas')
  const [guest] = await members('Tijdelijk Mens')
  assert.equal(guest.untilDate, later(61))
  const { rows: mails } = await house.owner.query(
    "select from foundation.mail where to_address = 'jose@wierdijk.example'",
  )
  assert.equal(mails.length, 0, 'nobody asked for mails')

  // The wrong rows come back with what is wrong; mended, they are brought again as they are.
  const back = good(await theo.page(`/importeren/${sheet.importId}/fouten.csv`))
  assert.match(String(back.headers['content-disposition']), /te-verbeteren-Nieuwe mensen\.csv/)
  const again = readSheet(Buffer.from(back.text), { rows: 99, columns: 99 }) as Sheet
  assert.deepEqual(again.headings.slice(-3), ['Kamer', 'Regel', 'Wat klopt er niet'])
  assert.equal(again.rows.length, 4)
  const mended = await looked(
    theo,
    'people',
    back.text.replace('1-1-26', later(0)).replace('Zonder Adres;;', 'Zonder Adres;zonder@wierdijk.example;'),
    'Verbeterd.csv',
  )
  assert.deepEqual([mended.counts.good, mended.counts.wrong], [3, 1])
  await confirmed(theo, mended.importId)

  // The same file again makes nobody double.
  const same = await looked(theo, 'people', csv)
  assert.deepEqual([same.counts.good, same.counts.double], [0, 7])
  assert.equal((await theo.put(`/imports/${same.importId}/confirmation`, {})).status, 409)
})

test('Samira opens dossiers by a sheet as by hand, and takes back what nobody worked on', async () => {
  const csv = [
    'titel,aanleiding,soort,eigenaar,wie mag het kennen',
    '"Kade, noord","Regel een.\nRegel twee.",gebied,,organisatie',
    `Kade zuid,Omdat het moet.,opgave,${emailOf('basjan')},raad`,
    'Kade oost,,opgave,,',
    'Kade west,x,kasteel,,',
    `Kade vreemd,x,,${emailOf('smeets')},`,
  ].join('\n')
  const sheet = await looked(samira, 'dossiers', `\ufeff${csv}`)
  assert.deepEqual([sheet.counts.good, sheet.counts.wrong], [2, 3])
  assert.deepEqual((await rows(samira, sheet.importId, 'wrong')).map(faultsOf), [
    ['reason required'],
    ['kind imports.notAChoice'],
    ['owner imports.unknownEmail'],
  ])
  const made = await confirmed(samira, sheet.importId)
  assert.equal(made.counts.made, 2)
  const [north, south] = await rows(samira, sheet.importId, 'made')
  const opened = good(await samira.get(north.href)).json
  assert.deepEqual([opened.title, opened.kind, opened.reason], ['Kade, noord', 'area', 'Regel een.\nRegel twee.'])
  assert.equal(opened.entries[0].kind, 'opening')
  assert.equal(opened.owner.membershipId, membershipId('samira'))
  const other = good(await samira.get(south.href)).json
  assert.equal(other.owner.membershipId, membershipId('basjan'))

  good(await samira.post(`${north.href}/entries`, { text: 'Er is gebeld.' }))
  const back = await undone(samira, sheet.importId)
  assert.deepEqual([back.state, back.counts.undone, back.counts.kept], ['undone', 1, 1])
  const [kept] = await rows(samira, sheet.importId, 'kept')
  assert.equal(kept.faults[0].code, 'imports.keptWorkedOn')
  assert.equal((await samira.get(north.href)).json.state, 'active')
  const withdrawn = (await samira.get(south.href)).json
  assert.deepEqual([withdrawn.state, withdrawn.closure.outcome], ['closed', 'stopped'])
  assert.match(withdrawn.closure.result, /teruggedraaid/)
})
