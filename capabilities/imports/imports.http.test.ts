// Bringing in spreadsheets: what would happen is said first, what was confirmed happens once, and can be taken back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emailOf, membershipId } from '#app/practice/cast.ts'
import { type Client, startHouse, type TestHouse } from '#app/testing.ts'
import { readSheet, type Sheet } from '#foundation/sheets/reading.ts'
import { check } from './checking.ts'
import { claimSheet } from './queries.ts'

let house: TestHouse
let theo: Client
let samira: Client

before(async () => {
  house = await startHouse({ background: 'asked' })
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

test('manager lines are set, also turned around, and set back', async () => {
  const line = async (key: 'henk' | 'ilse' | 'wout') =>
    good(await theo.get(`/memberships/${membershipId(key)}`)).json.manager?.name ?? null
  assert.deepEqual([await line('henk'), await line('ilse')], ['Gerrit Bakker', 'Gerrit Bakker'])
  const csv = [
    'E-mailadres\tLeidinggevende\tVanaf',
    `${emailOf('henk')}\t${emailOf('ilse')}\t${dutch(later(-1))}`,
    `${emailOf('wout')}\t${emailOf('gerrit')}\t`,
    `${emailOf('ilse')}\t${emailOf('karin')}\t${dutch(later(5))}`,
    `${emailOf('karin')}\t${emailOf('karin')}\t`,
    `${emailOf('gerrit')}\t${emailOf('henk')}\t`,
    `${emailOf('karin')}\t${emailOf('gerrit')}\t`,
  ].join('\r\n')
  const sheet = await looked(theo, 'manager-lines', csv)
  const wrong = await rows(theo, sheet.importId, 'wrong')
  assert.deepEqual(
    wrong.map((row: { number: number; faults: { column: string; code: string }[] }) => [row.number, ...faultsOf(row)]),
    [
      [4, 'from imports.fromLater'],
      [5, 'manager people.notOneself'],
    ],
    'what only the lines of this sheet together make a circle of is found when it is made',
  )
  assert.deepEqual(
    (await rows(theo, sheet.importId, 'double')).map((row: { number: number; double: { code: string } }) => [
      row.number,
      row.double.code,
    ]),
    [
      [3, 'imports.lineAlready'],
      [7, 'imports.twiceInSheet'],
    ],
  )
  const made = await confirmed(theo, sheet.importId)
  assert.equal(await line('henk'), 'Ilse Brouwer')
  // Gerrit below Henk, Henk below Ilse, Ilse below Gerrit: the last one would close a circle.
  assert.deepEqual([made.counts.made, made.counts.failed], [1, 1])
  assert.deepEqual(faultsOf((await rows(theo, sheet.importId, 'failed'))[0]), ['manager people.noCircle'])
  const back = await undone(theo, sheet.importId)
  assert.equal(back.counts.undone, 1)
  assert.equal(await line('henk'), 'Gerrit Bakker')
})

test('by a sheet too an administrator puts nobody under themselves', async () => {
  const lines = await looked(
    theo,
    'manager-lines',
    ['E-mailadres\tLeidinggevende', `${emailOf('samira')}\t${emailOf('theo')}`].join('\r\n'),
  )
  const people = await looked(
    theo,
    'people',
    [
      'Naam;E-mailadres;Functie;Leidinggevende',
      `Onder Theo;onder.theo@wierdijk.example;medewerker beheer;${emailOf('theo')}`,
    ].join('\r\n'),
  )
  for (const sheet of [lines, people]) {
    const [wrong] = await rows(theo, sheet.importId, 'wrong')
    assert.deepEqual(faultsOf(wrong), ['manager people.notUnderYourself'])
    assert.match(wrong.faults[0].sentence, /^U kunt mensen niet onder uzelf zetten\./)
  }
})

test('open items are asked in dossiers that are there for who asks; what one may not see is not there', async () => {
  const open = async (who: Client, title: string, ceiling = 3) =>
    good(await who.post('/dossiers', { title, reason: 'x', kind: 'opgave', ceiling })).json.dossierId
  const mine = await open(samira, 'Dijk merkteken')
  const twin = await open(samira, 'Tweeling')
  await open(samira, 'tweeling')
  await open(await house.as('ruben'), 'Geheim van Ruben', 1)
  const csv = [
    'Dossier;Vraag;Antwoord voor;E-mail;Organisatie;Functie;Soort;Uren',
    `dijk merkteken;"Past het; en hoe?";${dutch(later(20))};${emailOf('wout')};;;advies;4`,
    `Dijk merkteken;Doet u mee?;${later(20)};;Energiecoöperatie Zon op de Dijk;;;`,
    `http://127.0.0.1:3000/dossiers/${twin};Wie is de eerste?;${later(9)};;;procesambtenaar;vraag;`,
    `Tweeling;Welke?;${later(9)};${emailOf('wout')};;;;`,
    `Geheim van Ruben;Bestaat dit?;${later(9)};${emailOf('wout')};;;;`,
    `Bestaat niet;Bestaat dit?;${later(9)};${emailOf('wout')};;;;`,
    `Dijk merkteken;Te laat?;${later(-3)};${emailOf('wout')};;;;`,
    `Dijk merkteken;Aan wie?;${later(9)};;;;;`,
    `Dijk merkteken;Aan twee?;${later(9)};${emailOf('wout')};Gemeente Wierdijk;;;`,
    `Dijk merkteken;Een vreemde?;${later(9)};${emailOf('smeets')};;;;`,
    `Dijk merkteken;Hoe lang?;${later(9)};${emailOf('wout')};;;vraag;4`,
    `Dijk merkteken;"past het; en hoe?";${later(9)};${emailOf('wout')};;;;`,
  ].join('\n')
  const sheet = await looked(samira, 'open-items', csv)
  const wrong = await rows(samira, sheet.importId, 'wrong')
  assert.deepEqual(
    wrong.map((row: { number: number; faults: { column: string; code: string }[] }) => [row.number, ...faultsOf(row)]),
    [
      [5, 'dossier imports.twoDossiers'],
      [6, 'dossier imports.unknownDossier'],
      [7, 'dossier imports.unknownDossier'],
      [8, 'dueOn inThePast'],
      [9, 'email imports.noAddressee'],
      [10, 'email imports.oneAddressee'],
      [11, 'email imports.unknownEmail'],
      [12, 'hours openItems.hoursOfAdvice'],
    ],
  )
  assert.equal(wrong[1].faults[0].sentence, wrong[2].faults[0].sentence)
  const made = await confirmed(samira, sheet.importId)
  assert.equal(made.counts.made, 3)
  const items = good(await samira.get(`/dossiers/${mine}/open-items`)).json.items
  assert.deepEqual(items.map((item: { question: string }) => item.question).sort(), [
    'Doet u mee?',
    'Past het; en hoe?',
  ])
  const wout = await house.as('wout')
  const asked = (await wout.get('/waiting-on-me?limit=100')).json.items.find(
    (item: { question: string }) => item.question === 'Past het; en hoe?',
  )
  assert.deepEqual([asked.kind, asked.hours], ['advice', 4])
  good(await wout.put(`/open-items/${asked.openItemId}/answer`, { text: 'Ja.' }))

  const same = await looked(samira, 'open-items', csv)
  assert.deepEqual([same.counts.good, same.counts.double], [0, 4])

  const back = await undone(samira, sheet.importId)
  assert.deepEqual([back.counts.undone, back.counts.kept], [2, 1])
  const [kept] = await rows(samira, sheet.importId, 'kept')
  assert.equal(kept.faults[0].code, 'imports.keptAnswered')
})

test('doubles are made all the same only when somebody says so', async () => {
  const csv = 'titel;aanleiding\nDubbel;een\nDubbel;twee\nDUBBEL;drie\n'
  const sheet = await looked(samira, 'dossiers', csv)
  assert.deepEqual([sheet.counts.good, sheet.counts.double], [1, 2])
  good(await samira.put(`/imports/${sheet.importId}/doubles`, { numbers: [2, 4], make: true }))
  const chosen = await read(samira, sheet.importId)
  assert.deepEqual([chosen.counts.good, chosen.counts.chosen], [1, 1])
  const made = await confirmed(samira, sheet.importId)
  assert.deepEqual([made.counts.made, made.counts.double], [2, 1])
  assert.deepEqual(
    (await rows(samira, sheet.importId, 'made')).map((row: { number: number }) => row.number),
    [2, 4],
  )
  // Two sheets that were both looked through before either was made.
  const text = 'titel;aanleiding\nTegelijk;een\n'
  const [one, two] = [await looked(samira, 'dossiers', text), await looked(samira, 'dossiers', text)]
  assert.deepEqual([one.counts.good, two.counts.good], [1, 1])
  assert.equal((await confirmed(samira, one.importId)).counts.made, 1)
  const second = await confirmed(samira, two.importId)
  assert.deepEqual([second.counts.made, second.counts.double], [0, 1])
})

test('mails go out only when chosen; who is known elsewhere is invited and decides', async () => {
  const csv = `naam;e-mail;functie\nBrief Krijger;brief@wierdijk.example;adviseur\nMarleen;${emailOf('marleen')};adviseur\n`
  const mails = async () =>
    (
      await house.owner.query(
        "select to_address as to, subject from foundation.mail where to_address in ('brief@wierdijk.example', $1) order by to_address",
        [emailOf('marleen')],
      )
    ).rows
  const first = await looked(theo, 'people', csv)
  assert.deepEqual([first.counts.good, first.counts.onlyInvited], [2, 1])
  const made = await confirmed(theo, first.importId, { invite: true })
  assert.equal(made.counts.made, 2)
  assert.deepEqual(
    (await mails()).map((mail) => mail.to),
    ['brief@wierdijk.example', emailOf('marleen')],
  )
  const undo = await undone(theo, first.importId)
  assert.equal(undo.counts.undone, 2)
  assert.deepEqual(await members('Brief Krijger'), [])
  // After taking back, the same list comes in again; without mails, who is known elsewhere does not.
  const again = await looked(theo, 'people', csv)
  assert.deepEqual([again.counts.good, again.counts.double], [2, 0])
  const silent = await confirmed(theo, again.importId)
  assert.deepEqual([silent.counts.made, silent.counts.failed], [1, 1])
  assert.deepEqual(faultsOf((await rows(theo, again.importId, 'failed'))[0]), ['email imports.needsInvitation'])
  assert.equal((await mails()).length, 2)
  // Who signed in meanwhile stays.
  const [member] = await members('Brief Krijger')
  await house.owner.query(
    `insert into signin.session (id, digest, person_id, membership_id, method, device, expires_at)
     select gen_random_uuid(), sha256('x'), $1, $2, 'test', 'test', now()`,
    [member.personId, member.membershipId],
  )
  const back = await undone(theo, again.importId)
  assert.equal((await rows(theo, back.importId, 'kept'))[0].faults[0].code, 'imports.keptSignedIn')
})

test('a server that falls half way goes on without doubles, and one bad row stops nobody', async () => {
  const count = 120
  const csv = `titel;aanleiding\n${Array.from({ length: count }, (_, i) => `Val ${i};x`).join('\n')}\n`
  const sheet = await looked(samira, 'dossiers', csv)
  good(await samira.put(`/imports/${sheet.importId}/confirmation`, {}))
  // What was asked is written down; the answers of the first seven were not heard, as after a fall.
  await house.runJob('work-on-imports')
  await house.owner.query(`update imports.sheet set made_at = null, taken_at = null where id = $1`, [sheet.importId])
  await house.owner.query(
    `update imports.sheet_row r set state = 'good', made = '{}',
       plan = json_build_array(json_build_object('act', 'openDossier', 'input', json_build_object('title', 'Val ' || (r.number - 2),
         'reason', 'x', 'kind', 'opgave', 'residentEffect', '')))
     where sheet_id = $1 and number <= 8 and state = 'made'`,
    [sheet.importId],
  )
  const made = await settled(samira, sheet.importId)
  assert.deepEqual([made.state, made.counts.made, made.counts.failed, made.counts.double], ['made', count, 0, 0])
  const { rows: opened } = await house.owner.query("select title from dossier.dossier where title like 'Val %'")
  assert.equal(opened.length, count)
  assert.equal(new Set(opened.map((one) => one.title)).size, count)
})

test('a sheet is there for who brought it, in no other role and for nobody else', async () => {
  const sheet = await looked(samira, 'dossiers', 'titel;aanleiding\nVan Samira;x\n')
  for (const who of [theo, await house.as('henk'), await house.as('basjan')]) {
    for (const path of ['', '/rows', '/wrong-rows'])
      assert.equal((await who.get(`/imports/${sheet.importId}${path}`)).status, 404)
    assert.equal((await who.page(`/importeren/${sheet.importId}/fouten.csv`)).status, 404)
    assert.equal((await who.put(`/imports/${sheet.importId}/confirmation`, {})).status, 404)
    assert.doesNotMatch((await who.get('/imports')).text, new RegExp(sheet.importId))
  }
  // An upload of somebody else is nobody's list.
  const uploadId = await upload(samira, 'titel;aanleiding\nx;y\n')
  const taken = await (await house.as('basjan')).post('/imports/dossiers', { uploadId })
  assert.deepEqual([taken.status, taken.json.errors[0].path], [400, 'uploadId'])
  good(await samira.delete(`/imports/${sheet.importId}`))
  assert.equal((await samira.get(`/imports/${sheet.importId}`)).status, 404)
})

test('a token brings in what it may write by hand, and nothing else', async () => {
  const token = async (scopes: string[]) =>
    good(await samira.post('/tokens', { name: 'x', scopes, expiresInDays: 1 })).json.secret as string
  const narrow = { authorization: `Bearer ${await token(['imports:write'])}` }
  const wide = { authorization: `Bearer ${await token(['imports:write', 'dossier:write'])}` }
  const put = async (headers: Record<string, string>, title: string) =>
    good(
      await house.nobody.post('/uploads', `titel;aanleiding\n${title};x\n`, {
        ...headers,
        'content-type': 'application/octet-stream',
        'x-file-name': 'x.csv',
      }),
    ).json.uploadId
  const refused = await house.nobody.post('/imports/dossiers', { uploadId: await put(narrow, 'Token smal') }, narrow)
  assert.deepEqual([refused.status, refused.json.code], [403, 'signin.tokenScope'])
  const made = good(await house.nobody.post('/imports/dossiers', { uploadId: await put(wide, 'Token breed') }, wide))
  const sheet = await settled(samira, made.json.importId)
  assert.equal(sheet.counts.good, 1)
  // The narrow token may not confirm what the wide one brought.
  const confirm = await house.nobody.put(`/imports/${sheet.importId}/confirmation`, {}, narrow)
  assert.equal(confirm.status, 403)
  good(await house.nobody.put(`/imports/${sheet.importId}/confirmation`, {}, wide))
  assert.equal((await settled(samira, sheet.importId)).counts.made, 1)
})

test('what cannot be read says why, and in which words to go on', async () => {
  const codes: string[] = []
  for (const csv of ['naam;e-mail\nJo;jo@x.nl\n', 'foo;bar\n1;2\n', 'titel;aanleiding\n', '"titel;aanleiding\nx;y\n']) {
    const sheet = await looked(samira, 'dossiers', csv)
    assert.equal(sheet.state, 'refused')
    codes.push(sheet.fault.code)
    assert.ok(sheet.fault.sentence.length > 20)
  }
  assert.deepEqual(codes, ['imports.columnMissing', 'imports.noHeadings', 'imports.noRows', 'imports.brokenQuotes'])
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  const picture = await samira.post('/imports/dossiers', { uploadId: await upload(samira, png, 'foto.png') })
  assert.match(picture.json.errors[0].detail, /CSV/)
  assert.equal((await samira.post('/imports/people', { uploadId: await upload(samira, 'x') })).status, 403)
  assert.equal((await theo.post('/imports/dossiers', { uploadId: await upload(theo, 'x') })).status, 403)
  assert.equal((await theo.post('/imports/open-items', { uploadId: await upload(theo, 'x') })).status, 403)
})

test('every template can be brought as it is; nothing that we hand out runs in a spreadsheet', async () => {
  for (const kind of ['people', 'managerLines', 'dossiers', 'openItems'])
    for (const language of ['nl', 'en']) {
      const client = house.clientWith(`${samira.cookie}; taal=${language}`)
      const page = good(await client.page(`/importeren/sjabloon/${kind}`))
      const sheet = readSheet(Buffer.from(page.text), { rows: 9, columns: 99 }) as Sheet
      assert.equal(sheet.rows.length, 1)
      const template = good(await client.get(`/import-templates/${kind}`)).json
      assert.deepEqual(
        sheet.headings,
        template.columns.map((one: { heading: string }) => one.heading),
      )
    }
  const example = (await samira.get('/import-templates/dossiers')).json.csv
  assert.equal((await looked(samira, 'dossiers', example)).counts.good, 1)
  const people = (await theo.get('/import-templates/people')).json.csv
  assert.equal((await looked(theo, 'people', people)).counts.good, 1)

  const bad = await looked(samira, 'dossiers', 'titel;aanleiding;=kop\n=1+1;;@SUM(A1)\n-x;;+31\n')
  const { csv } = (await samira.get(`/imports/${bad.importId}/wrong-rows`)).json
  assert.doesNotMatch(csv, /(^|;|")[=+@-]/m)
  const mended = readSheet(Buffer.from(csv), { rows: 9, columns: 9 }) as Sheet
  assert.deepEqual(mended.rows[0]!.cells.slice(0, 3), ['=1+1', '', '@SUM(A1)'])
})

test('a page without a script brings a list in, and the sheet is gone after fourteen days', async () => {
  const boundary = 'xXx'
  const fields = { _act: 'importDossiers', _key: '9d1f9a52-4c1e-4f3c-a1b9-4f1f5a3b0c11' }
  const body = [
    ...Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="Mijn lijst.csv"\r\ncontent-type: text/csv\r\n\r\ntitel;aanleiding\r\nVan een pagina;x\r\nFout;\r\n\r\n--${boundary}--\r\n`,
  ].join('')
  const sent = await house.app.inject({
    method: 'POST',
    url: '/importeren/dossiers',
    headers: {
      host: new URL(house.config.origin).host,
      origin: house.config.origin,
      cookie: samira.cookie,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: body,
  })
  assert.equal(sent.statusCode, 303, sent.body)
  const path = String(sent.headers.location)
  const importId = path.split('/').at(-1)!
  await settled(samira, importId)
  const page = good(await samira.page(path))
  assert.match(page.text, /Mijn lijst\.csv/)
  assert.match(page.text, /1 regel importeren/)
  assert.match(page.text, /Aanleiding: Vul dit in/)
  assert.equal((await samira.submit(path, 'confirmImport')).status, 303)
  await settled(samira, importId)
  assert.match(good(await samira.page(path)).text, /Hele import terugdraaien/)
  const { rows: files } = await house.owner.query('select digest from imports.sheet where id = $1', [importId])
  assert.equal(files[0].digest, null, 'the bytes are let go when they were read')
  await house.owner.query("update imports.sheet set expires_at = now() - interval '1 minute' where id = $1", [importId])
  assert.equal((await samira.get(`/imports/${importId}`)).status, 404)
  await house.runJob('forget-imports')
  const { rows: left } = await house.owner.query('select from imports.sheet_row where sheet_id = $1', [importId])
  assert.equal(left.length, 0)
})

test('whoever loses the role in which they confirmed makes nothing more by it', async () => {
  const femke = await house.as('femke')
  const sheet = await looked(femke, 'dossiers', 'titel;aanleiding\nNa vertrek;x\n')
  good(await femke.put(`/imports/${sheet.importId}/confirmation`, {}))
  await house.owner.query('update people.membership set until = current_date - 1 where id = $1', [
    membershipId('femke'),
  ])
  await house.runJob('work-on-imports')
  const { rows: stopped } = await house.owner.query('select fault from imports.sheet where id = $1', [sheet.importId])
  assert.equal(stopped[0].fault.code, 'imports.stopped')
  const { rows: none } = await house.owner.query("select from dossier.dossier where title = 'Na vertrek'")
  assert.equal(none.length, 0)
})

/** Which of these sheets the background worked on, turn by turn. */
const turns = async (times: number, sheets: readonly string[]): Promise<number[]> => {
  const seen: number[] = []
  for (let turn = 0; turn < times; turn++) {
    await house.runJob('work-on-imports')
    const { rows: last } = await house.owner.query(
      'select id from imports.sheet where id = any ($1) order by turn_at desc nulls last limit 1',
      [sheets],
    )
    seen.push(sheets.indexOf(last[0].id))
  }
  return seen
}

test('two sheets take turns: a long one does not hold up who came after it', async () => {
  const long = await bring(samira, 'dossiers', 'titel;aanleiding\nLange lijst;x\n')
  const short = await bring(theo, 'people', 'Naam;E-mailadres;Functie\nNa Elkaar;naelkaar@wierdijk.example;adviseur\n')
  // Each is read in one turn and looked through in another.
  assert.deepEqual(await turns(4, [long, short]), [0, 1, 0, 1])
  assert.deepEqual([(await read(samira, long)).state, (await read(theo, short)).state], ['ready', 'ready'])
})

test('a sheet that we fail at each time is given up after five turns, says so, and holds nobody up', async () => {
  const bad = await bring(samira, 'dossiers', 'titel;aanleiding\nNooit;x\n')
  await house.runJob('work-on-imports')
  // What no refusal foresees: a row that is none.
  const cells = async (stand: string) =>
    house.owner.query('update imports.sheet_row set cells = $2 where sheet_id = $1', [bad, stand])
  await cells('null')
  for (let turn = 0; turn < 5; turn++) {
    await assert.rejects(house.runJob('work-on-imports'))
    assert.equal((await read(samira, bad)).state, 'reading')
    await house.owner.query(`update imports.sheet set taken_at = now() - interval '61 seconds' where id = $1`, [bad])
  }
  await house.runJob('work-on-imports')
  const sheet = await read(samira, bad)
  assert.deepEqual([sheet.state, sheet.fault.code], ['refused', 'imports.givenUp'])
  assert.match(sheet.fault.sentence, /daarom zijn wij gestopt/)
  await cells('["Nooit", "x"]')
  assert.match((await samira.page(`/importeren/${bad}`)).text, /daarom zijn wij gestopt/)
})

test('taking back that fails each time says so, and can be asked again', async () => {
  const { importId } = await looked(samira, 'dossiers', 'titel;aanleiding\nTerug en weer;x\n')
  await confirmed(samira, importId)
  good(await samira.put(`/imports/${importId}/undoing`))
  // A server that fell in it five times.
  await house.owner.query('update imports.sheet set attempts = 5 where id = $1', [importId])
  await house.runJob('work-on-imports')
  const given = await read(samira, importId)
  assert.deepEqual([given.state, given.fault.code], ['made', 'imports.undoGivenUp'])
  const back = await undone(samira, importId)
  assert.deepEqual([back.state, back.counts.undone, back.fault], ['undone', 1, null])
})

test('a turn in which there is no time at all still brings a sheet further', async () => {
  const count = 120
  const csv = `titel;aanleiding\n${Array.from({ length: count }, (_, i) => `Traag ${i};x`).join('\n')}\n`
  const importId = await bring(samira, 'dossiers', csv)
  await house.runJob('work-on-imports')
  const turn = async () => {
    const client = await house.owner.connect()
    try {
      const sheet = await claimSheet(client)
      assert.equal(sheet?.importId, importId)
      await check({ house: house.house, origin: '', files: {}, log: {}, client, hasTime: () => false } as never, sheet!)
    } finally {
      client.release()
    }
    return read(samira, importId)
  }
  const first = await turn()
  assert.deepEqual([first.state, first.counts.good, first.counts.new], ['reading', 100, 20])
  const second = await turn()
  assert.deepEqual([second.state, second.counts.good, second.counts.new], ['ready', count, 0])
})
